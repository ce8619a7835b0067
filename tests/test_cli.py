"""The command line: its grammar, what it prints and what it returns."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from hnreader.archive import seeds
from hnreader.cli import main
from hnreader.cli.arguments import COMMANDS, UsageError, parse
from hnreader.cli.commands import check as check_command
from hnreader.cli.commands.names import NAME_KINDS
from hnreader.cli.grammar.options import OneOf
from hnreader.cli.grammar.program import Program
from hnreader.messages import Translator
from hnreader.research import concordance, names, trends
from hnreader.research.citation import DEFAULT, STYLES
from hnreader.research.export_writer import FORMATS
from hnreader.research.mentions import NameKind
from hnreader.segment.conservation import Violation

PAGE = "长沙芯片产业提速\n\n湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。\n"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def call(capsys, monkeypatch):
    """The program called within this process: exit code, standard output, standard error."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*arguments):
        code = main([str(item) for item in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


# ── what it prints


def test_list(call, page):
    """Each article is a line that begins with its id and ends with its headline."""
    code, out, _ = call("list", page)
    (line,) = out.splitlines()
    assert code == 0
    assert re.match(r"\S+-[0-9a-z]{6} ", line)
    assert line.endswith("长沙芯片产业提速")


def test_without_a_terminal_the_list_is_printed(call, page):
    """`hnreader PATH` opens the reader only where somebody can read it."""
    assert call(page) == call("list", page)


def test_list_json_names_what_list_shows(call):
    """The list as JSON has the same articles in the same order."""
    articles = json.loads(call("list", "--json")[1])
    lines = call("list")[1].splitlines()
    assert [item["id"] for item in articles] == [line.split()[0] for line in lines]
    assert {"id", "headline", "date", "page", "kind", "source"} <= set(articles[0])


def test_show(call, page):
    """An article is shown with its headline, its place and one paragraph a line."""
    (article,) = json.loads(call("list", "--json", page)[1])
    code, out, _ = call("show", article["id"][-6:], page)
    assert code == 0
    assert out.splitlines()[0] == "长沙芯片产业提速"
    assert article["id"] in out
    assert "湖南日报3月8日讯（全媒体记者 张三）今天，芯片项目在长沙开工。" in out.splitlines()


def test_show_json_is_the_article_of_the_export(call, page):
    """`show --json` says of an article what the export says, and where it stood."""
    (exported,) = json.loads(call("export", page)[1])["pages"][0]["articles"]
    shown = json.loads(call("show", "--json", exported["id"], page)[1])
    assert shown.items() >= exported.items()
    assert shown["source"] == "page.txt"


def test_show_why_adds_reasons_in_words(call):
    """`--why` says how sure each decision is, in words, and never in a code of the catalogue."""
    articles = json.loads(call("export")[1])["pages"]
    doubtful = [article for item in articles for article in item["articles"] if article["evidence"]]
    code, out, _ = call("show", "--why", doubtful[0]["id"])
    assert code == 0
    assert re.search(r"^ *\d+%  ", out, re.MULTILINE)
    assert "why." not in out


def test_search_json(call, page):
    """Results carry what the help promises."""
    code, out, _ = call("search", "--json", "芯片 长沙", page)
    (found,) = json.loads(out)
    assert code == 0
    assert set(found) >= {"id", "headline", "date", "page", "kind", "score", "why", "passage"}
    assert found["why"] == "headline"
    assert "芯片" in found["passage"]


def test_search_limit(call):
    """`--limit` takes the first so many, wherever it stands."""
    every = json.loads(call("search", "湖南", "--json")[1])
    assert json.loads(call("search", "--json", "湖南", "--limit", "2", seeds())[1]) == every[:2]


def test_search_count(call, page):
    """Counted are articles and places; with --json as an object."""
    assert call("search", "--count", "--lang", "zh", "芯片", page)[1] == "1 篇 2 处\n"
    assert json.loads(call("search", "--count", "--json", "芯片", page)[1]) == {"articles": 1, "hits": 2}


def test_search_context(call, page):
    """--context takes so many characters on either side of a hit."""
    out = json.loads(call("search", "--json", "--context", "1", "开工", page)[1])
    assert all(len(shown["text"]) <= 4 for shown in out[0]["passages"])
    assert out[0]["passage"] == out[0]["passages"][0]["text"]
    without_context = json.loads(call("search", "--json", "--context", "0", "开工", page)[1])
    assert {shown["text"] for shown in without_context[0]["passages"]} == {"开工"}


def test_search_newest(call):
    """--newest lists by date."""
    dates = [item["date"] for item in json.loads(call("search", "--newest", "--json", "湖南 日期:..2025", seeds())[1])]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 2


def test_search_names_the_difference_of_near_matches(call):
    """A wrong character, and pinyin, are named in lines and in JSON."""
    (item,) = json.loads(call("search", "--json", "毛玮明", "--limit", "1", seeds())[1])
    assert item["why"] == "fuzzy"
    differences = {"differ": ["玮", "伟"], "differences": [["玮", "伟"]]}
    assert item["matches"] == [{"asked": "毛玮明", "found": "毛伟明", "how": "fuzzy", **differences}]
    assert "〔玮→伟〕" in call("search", "毛玮明", "--lang", "zh", seeds())[1]
    assert "[pinyin]" in call("search", "caojuan", "--lang", "en", seeds())[1]


def test_search_reports_what_it_did_not_understand(call, page):
    """It is reported on standard error, and the rest is searched for."""
    code, out, err = call("search", "开工 标题:", "--lang", "en", page)
    assert code == 0
    assert "开工" in out
    assert "Nothing follows" in err


def test_search_shows_headline_and_passage(call, page):
    """A result is the article's line of the list and a passage below it."""
    _, out, _ = call("search", "开工", page)
    line, passage = out.splitlines()
    assert line == call("list", page)[1].rstrip("\n")
    assert "开工" in passage


def test_export_is_the_contract(call):
    """The export holds every page with its issue, articles, furniture and duplicates."""
    code, out, _ = call("export", "--format", "json")
    pages = json.loads(out)["pages"]
    assert code == 0
    assert sorted(item["source"] for item in pages) == sorted(path.name for path in seeds().glob("*.txt"))
    for item in pages:
        assert {"source", "issue", "articles", "furniture", "duplicates"} <= set(item)
        assert {"date", "issue_no", "page_no"} <= set(item["issue"])
    evidence = [each for item in pages for article in item["articles"] for each in article["evidence"]]
    assert all(set(each) >= {"code", "sure", "detail", "line", "doubt"} for each in evidence)
    assert {each["doubt"] for each in evidence} > {None, "doubt.lines"}


def test_check_proves_the_sample_pages(call):
    """No character of the sample pages is lost, and doubtful decisions are listed, least certain first."""
    code, out, _ = call("check", "--json")
    found = json.loads(out)
    assert code == 0
    assert [item["violations"] for item in found["pages"]] == [[]] * len(list(seeds().glob("*.txt")))
    sures = [item["sure"] for item in found["doubts"]]
    assert sures == sorted(sures)
    assert all(confidence < 0.6 for confidence in sures)
    assert len({item["doubt"] for item in found["doubts"] if item["code"] == "why.text"}) > 1
    least = ("Least certain: ", "最不确定：")
    assert all(item["why"].startswith(least) == bool(item["doubt"]) for item in found["doubts"])


def test_check_counts_the_characters_of_a_page(call, page):
    """The count is that of the file's non-blank characters."""
    found = json.loads(call("check", "--json", page)[1])
    assert found["pages"][0]["characters"] == len("".join(PAGE.split()))


def test_check_reports_a_violation(call, page, monkeypatch):
    """A page that lost a character is reported with its line, and the exit code is 1."""
    monkeypatch.setattr(check_command, "violations", lambda _page: (Violation(3, 7, "lost"),))
    code, out, _ = call("check", page)
    assert code == 1
    assert "page.txt:3:7: " in out


# ── exit codes and errors


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "没有的词语"], 1),
        (["show", "zzzzzz"], 1),
        (["show", "\udcff"], 1),
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
        (["show", "x", "--csv"], 2),
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
def test_exit_codes(call, arguments, code):
    """0 fine, 1 nothing found, 2 usage or nothing readable; an error is one line or two, and a success has none."""
    returned, _, err = call(*arguments)
    assert returned == code
    assert all(line.startswith("hnreader: ") for line in err.splitlines())
    assert bool(err) == (code != 0)


def test_failures_leave_the_rest(call, page, tmp_path):
    """Each path that can't be read is one line on standard error; what can be read is listed."""
    (tmp_path / "noise.txt").write_bytes(b"\0\1\2\3" * 99)
    code, out, err = call("list", "--lang", "en", tmp_path / "none", page, tmp_path / "noise.txt")
    assert code == 0
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"hnreader: {tmp_path}/none: No such file or folder",
        f"hnreader: {tmp_path}/noise.txt: Not a text file",
    ]


def test_the_grammar_offers_what_there_is():
    """The values of options are spelt out in the grammar, so that it imports no room; the default comes first."""
    program = Program(Translator("en"))

    def values(command, name):
        (option,) = [option for option in program.get_command(None, command).options if name in option.opts]
        assert isinstance(option.type, OneOf)
        return tuple(option.type.values)

    assert values("kwic", "--sort") == get_args(concordance.Sort)
    assert sorted(values("trend", "--by")) == sorted(get_args(trends.By))
    assert values("names", "--kind") == ("all", *NAME_KINDS)
    assert set(NAME_KINDS.values()) == set(NameKind)
    assert values("names", "--sort") == get_args(names.NameOrder)
    assert values("cite", "--style") == (DEFAULT, *(style for style in STYLES if style != DEFAULT))
    assert values("export", "--format") == FORMATS


@pytest.mark.parametrize("command", ["open", *COMMANDS])
def test_every_command_has_a_manual_in_both_languages(call, command):
    """The help of a command teaches by example, names the exit codes, and fits a terminal."""
    for lang, codes in (("zh", "退出码"), ("en", "Exit codes")):
        code, out, _ = call(*([] if command == "open" else [command]), "--help", "--lang", lang)
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
    arguments = parse(argv, Translator("en"))
    assert (arguments.command, arguments.subject or "", arguments.paths) == (command, subject, paths)


def test_usage_errors_are_in_the_requested_language(call):
    """Even a command line that cannot be parsed is answered in the language that `--lang` names."""
    assert "没有选项 --foo" in call("--foo", "--lang", "zh")[2]
    assert "No such option: --foo" in call("--foo", "--lang=en")[2]
    with pytest.raises(UsageError):
        parse(["--foo"], Translator("en"))
