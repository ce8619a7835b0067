"""The command line: its grammar, what it prints and what it returns."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import get_args

import pytest

from hnreader.archive import seeds
from hnreader.cli import checking, main
from hnreader.cli.arguments import ALL, CHOICES, UsageError, parse
from hnreader.messages import Voice, counting, screen, shared, shell, why
from hnreader.research import concordance, names, trends
from hnreader.research.citation import DEFAULT, STYLES
from hnreader.research.formats import FORMATS
from hnreader.research.mentions import Kind
from hnreader.segment.conservation import Violation

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def say(capsys, monkeypatch):
    """The program called within this process: exit code, what it said, what it complained of."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(one) for one in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


# ── what it prints


def test_list(say, page):
    """Each article is a line that begins with its id and ends with its headline."""
    code, out, _ = say("list", page)
    (line,) = out.splitlines()
    assert code == 0
    assert re.match(r"\S+-[0-9a-z]{6} ", line)
    assert line.endswith("长沙芯片产业提速")


def test_without_a_terminal_the_list_is_printed(say, page):
    """`hnreader PATH` opens the reader only where somebody can read it."""
    assert say(page) == say("list", page)


def test_list_json_names_what_list_shows(say):
    """The list as JSON has the same articles in the same order."""
    articles = json.loads(say("list", "--json")[1])
    lines = say("list")[1].splitlines()
    assert [one["id"] for one in articles] == [line.split()[0] for line in lines]
    assert {"id", "headline", "date", "page", "kind", "source"} <= set(articles[0])


def test_show(say, page):
    """An article is shown with its headline, its place and one paragraph a line."""
    (article,) = json.loads(say("list", "--json", page)[1])
    code, out, _ = say("show", article["id"][-6:], page)
    assert code == 0
    assert out.splitlines()[0] == "长沙芯片产业提速"
    assert article["id"] in out
    assert "湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。" in out.splitlines()


def test_show_json_is_the_article_of_the_export(say, page):
    """`show --json` says of an article what the export says, and where it stood."""
    (exported,) = json.loads(say("export", page)[1])["pages"][0]["articles"]
    shown = json.loads(say("show", "--json", exported["id"], page)[1])
    assert shown.items() >= exported.items()
    assert shown["source"] == "page.txt"


def test_show_why_adds_reasons_in_words(say):
    """`--why` says how sure each decision is, in words, and never in a code of the catalogue."""
    articles = json.loads(say("export")[1])["pages"]
    held = [article for one in articles for article in one["articles"] if article["evidence"]]
    code, out, _ = say("show", "--why", held[0]["id"])
    assert code == 0
    assert re.search(r"^ *\d+%  ", out, re.MULTILINE)
    assert "why." not in out


def test_search_json(say, page):
    """Results carry what the help promises."""
    code, out, _ = say("search", "--json", "芯片 长沙", page)
    (found,) = json.loads(out)
    assert code == 0
    assert set(found) >= {"id", "headline", "date", "page", "kind", "score", "why", "passage"}
    assert found["why"] == "headline"
    assert "芯片" in found["passage"]


def test_search_limit(say):
    """`--limit` takes the first so many, wherever it stands."""
    every = json.loads(say("search", "湖南", "--json")[1])
    assert json.loads(say("search", "--json", "湖南", "--limit", "2", seeds())[1]) == every[:2]


def test_search_count(say, page):
    """Counted are articles and places; with --json as an object."""
    assert say("search", "--count", "--lang", "zh", "芯片", page)[1] == "1 篇 2 处\n"
    assert json.loads(say("search", "--count", "--json", "芯片", page)[1]) == {"articles": 1, "hits": 2}


def test_search_context(say, page):
    """--context takes so many characters on either side of a hit."""
    out = json.loads(say("search", "--json", "--context", "1", "开工", page)[1])
    assert all(len(shown["text"]) <= 4 for shown in out[0]["passages"])
    assert out[0]["passage"] == out[0]["passages"][0]["text"]
    bare = json.loads(say("search", "--json", "--context", "0", "开工", page)[1])
    assert {shown["text"] for shown in bare[0]["passages"]} == {"开工"}


def test_search_newest(say):
    """--newest lists by date."""
    dates = [one["date"] for one in json.loads(say("search", "--newest", "--json", "湖南 日期:..2025", seeds())[1])]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 2


def test_search_says_how_it_nearly_matches(say):
    """A wrong character, and pinyin, are said in lines and in JSON."""
    (one,) = json.loads(say("search", "--json", "毛玮明", "--limit", "1", seeds())[1])
    assert one["why"] == "fuzzy"
    assert one["matches"] == [{"asked": "毛玮明", "found": "毛伟明", "how": "fuzzy", "differ": ["玮", "伟"]}]
    assert "〔玮→伟〕" in say("search", "毛玮明", "--lang", "zh", seeds())[1]
    assert "[pinyin]" in say("search", "caojuan", "--lang", "en", seeds())[1]


def test_search_notes_what_it_did_not_understand(say, page):
    """It is said on standard error, and the rest is searched for."""
    code, out, err = say("search", "开工 标题:", "--lang", "en", page)
    assert code == 0
    assert "开工" in out
    assert "nothing follows" in err


def test_search_shows_headline_and_passage(say, page):
    """A result is the article's line of the list and a passage below it."""
    _, out, _ = say("search", "开工", page)
    line, passage = out.splitlines()
    assert line == say("list", page)[1].rstrip("\n")
    assert "开工" in passage


def test_export_is_the_contract(say):
    """The export holds every page with its issue, articles, furniture and duplicates."""
    code, out, _ = say("export", "--format", "json")
    pages = json.loads(out)["pages"]
    assert code == 0
    assert sorted(one["source"] for one in pages) == sorted(path.name for path in seeds().glob("*.txt"))
    for one in pages:
        assert {"source", "issue", "articles", "furniture", "duplicates"} <= set(one)
        assert {"date", "issue_no", "page_no"} <= set(one["issue"])


def test_check_proves_the_sample_pages(say):
    """No character of the sample pages is lost, and doubts are told worst first."""
    code, out, _ = say("check", "--json")
    found = json.loads(out)
    assert code == 0
    assert [one["violations"] for one in found["pages"]] == [[]] * len(list(seeds().glob("*.txt")))
    sures = [one["sure"] for one in found["doubts"]]
    assert sures == sorted(sures)
    assert all(sure < 0.6 for sure in sures)


def test_check_counts_the_characters_of_a_page(say, page):
    """The count is that of the file's non-blank characters."""
    found = json.loads(say("check", "--json", page)[1])
    assert found["pages"][0]["characters"] == len("".join(PAGE.split()))


def test_check_tells_a_violation(say, page, monkeypatch):
    """A page that lost a character is told with its line, and the exit code is 1."""
    monkeypatch.setattr(checking, "violations", lambda _page: (Violation(3, 7, "lost"),))
    code, out, _ = say("check", page)
    assert code == 1
    assert "page.txt:3:7: " in out


# ── exit codes and complaints


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "没有的词语"], 1),
        (["show", "zzzzzz"], 1),
        (["show", "2"], 1),
        (["list", "/nowhere/at/all"], 2),
        (["show"], 2),
        (["search"], 2),
        (["search", "x", "--limit", "0"], 2),
        (["search", "x", "--limit", "many"], 2),
        (["search", "x", "--limit"], 2),
        (["search", "x", "--limit", "9" * 5000], 2),
        (["search", "x", "--context", "-1"], 2),
        (["kwic", "没有的词语"], 1),
        (["kwic", ""], 2),
        (["kwic", "日期:2024"], 2),
        (["kwic", "x", "--sort", "up"], 2),
        (["kwic", "x", "--limit", "0"], 2),
        (["trend", "湖南", "--and", " "], 2),
        (["trend", "湖南", "--by", "week"], 2),
        (["trend", "湖南", "--and"], 2),
        (["search", "x", "--csv"], 2),
        (["cite"], 2),
        (["cite", "zzzzzz"], 1),
        (["cite", "2"], 1),
        (["cite", "--query", "没有的词语"], 1),
        (["cite", "--query", ""], 2),
        (["cite", "--query", " "], 2),
        (["cite", "--query"], 2),
        (["cite", "x", "--style", "mla"], 2),
        (["show", "x", "--style", "ris"], 2),
        (["list", "--count"], 2),
        (["export", "--format", "xml"], 2),
        (["export", "--format", "markdown"], 2),
        (["export", "--query", " "], 2),
        (["export", "--output", ""], 2),
        (["export", "--issue", "三月"], 2),
        (["export", "--issue", "1949"], 1),
        (["export", "--query", "没有的词语"], 1),
        (["export", "/nowhere/at/all"], 2),
        (["export", "--output", "/nowhere/at/all.json"], 2),
        (["list", "--limit", "3"], 2),
        (["list", "--json=x"], 2),
        (["--json"], 2),
        (["--nonsense"], 2),
        (["-x"], 2),
        (["--lang", "fr"], 2),
        (["--version"], 0),
        (["--help"], 0),
        (["search", "-h"], 0),
        (["list", "--version"], 0),
    ],
)
def test_exit_codes(say, arguments, code):
    """0 fine, 1 nothing found, 2 usage or nothing readable; a complaint is one line or two, and a success has none."""
    returned, _, err = say(*arguments)
    assert returned == code
    assert all(line.startswith("hnreader: ") for line in err.splitlines())
    assert bool(err) == (code != 0)


def test_failures_leave_the_rest(say, page, tmp_path):
    """Each path that can't be read is one line of complaint; what can be read is listed."""
    (tmp_path / "noise.txt").write_bytes(b"\0\1\2\3" * 99)
    code, out, err = say("list", "--lang", "en", tmp_path / "none", page, tmp_path / "noise.txt")
    assert code == 0
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"hnreader: {tmp_path}/none: no such file or folder",
        f"hnreader: {tmp_path}/noise.txt: not a text file",
    ]


def test_the_grammar_offers_what_there_is():
    """What options may be is repeated in the grammar, the default first."""
    assert CHOICES["kwic"]["--sort"] == get_args(concordance.Sort)
    assert sorted(CHOICES["trend"]["--by"]) == sorted(get_args(trends.By))
    assert CHOICES["names"]["--kind"] == (ALL, *map(str, Kind))
    assert CHOICES["names"]["--sort"] == get_args(names.Order)
    assert CHOICES["cite"]["--style"] == (DEFAULT, *(one for one in STYLES if one != DEFAULT))
    assert CHOICES["export"]["--format"] == FORMATS


@pytest.mark.parametrize(
    "command", ["list", "open", "search", "show", "kwic", "trend", "names", "related", "cite", "export", "check"]
)
def test_every_command_has_a_manual_in_both_languages(say, command):
    """The help of a command teaches by example, names the exit codes, and fits a terminal."""
    for lang, codes in (("zh", "退出码"), ("en", "Exit codes")):
        code, out, _ = say(*([] if command == "open" else [command]), "--help", "--lang", lang)
        assert code == 0
        assert out.startswith("hnreader ")
        assert codes in out
        assert re.search(rf"^  hnreader {'' if command == 'open' else command}", out, re.MULTILINE)
        assert all(len(line) <= 90 for line in out.splitlines())


# ── the grammar


@pytest.mark.parametrize(
    ("argv", "command", "subject", "paths"),
    [
        ([], "open", "", ()),
        (["pages"], "open", "", ("pages",)),
        (["list", "a", "b"], "list", "", ("a", "b")),
        (["--lang", "zh", "list"], "list", "", ()),
        (["./list"], "open", "", ("./list",)),
        (["--", "list"], "open", "", ("list",)),
        (["open"], "open", "", ("open",)),
        (["pages", "list"], "open", "", ("pages", "list")),
        (["list", "list"], "list", "", ("list",)),
        (["list", "--", "--json"], "list", "", ("--json",)),
        (["search", "a b", "--limit", "5", "c", "--json", "d"], "search", "a b", ("c", "d")),
        (["search", "--json", "--", "-5℃", "-"], "search", "-5℃", ("-",)),
        (["show", "--why", "id", "-"], "show", "id", ("-",)),
        (["trend", "a", "--and", "b", "c", "--and", "-d"], "trend", "a", ("c",)),
        (["cite", "--style", "ris", "id", "p"], "cite", "id", ("p",)),
        (["cite", "p", "--query", "a b", "q"], "cite", "", ("p", "q")),
    ],
)
def test_grammar(argv, command, subject, paths):
    """Options stand anywhere before `--`; the first word is a command unless it stands behind it."""
    asked = parse(argv)
    assert (asked.command, asked.subject, asked.paths) == (command, subject, paths)


def test_usage_errors_are_said_in_the_language_asked_for(say):
    """Even what can't be understood is said in the language that `--lang` names."""
    assert "没有选项 --foo" in say("--foo", "--lang", "zh")[2]
    assert "no option --foo" in say("--foo", "--lang=en")[2]
    with pytest.raises(UsageError):
        parse(["--foo"])


# ── words


def test_every_message_is_said_in_both_languages():
    """No key stands in two catalogues, and both languages have the same blanks."""
    catalogues = [part.MESSAGES for part in (shared, shell, counting, screen, why)]
    assert not [key for key, count in Counter(key for part in catalogues for key in part).items() if count > 1]
    for key, pair in (shared.MESSAGES | shell.MESSAGES | counting.MESSAGES).items():
        chinese, english = (set(re.findall(r"\{\d\}", one)) for one in pair)
        assert chinese == english, key


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_keys_that_other_rooms_count_on(lang):
    """Errors and failures can be said as they come."""
    voice = Voice(lang)
    reasons = ["missing", "broken_link", "loop", "permission", "special", "binary", "empty", "no_page", "error"]
    assert all(voice(f"fail.{reason}", "detail") for reason in reasons)
    assert "a.txt" in voice("error.nothing", "a.txt: …")
