"""An article over several pages on the command line, in the export and in a search. All text is made up."""

from __future__ import annotations

import json
import re

import pytest
from continued_pages import FIRST, SECOND, write_pages

import hnreader
from hnreader.cli import main
from hnreader.cli.commands import check as check_command
from hnreader.messages import Translator
from hnreader.messages.page_labels import say_pages
from hnreader.model import Story
from hnreader.research.export import export_page
from hnreader.search import search

BREAKS = "镇里请来的制茶师傅在老街支起铁锅，"
GOES_ON = "当街炒茶给客商看。"


@pytest.fixture
def folder(tmp_path):
    return write_pages(tmp_path)


@pytest.fixture
def ids(folder):
    """The ids of the first part, the second, and of the story that goes on on a page that is not there."""
    articles = hnreader.open(folder).articles
    (second,) = (item.id for item in articles if item.jump_from)
    return next(item.id for item in articles if item.jump_to.page == 2), second, articles[1].id


@pytest.fixture
def call(capsys):
    def run(*arguments):
        code = main([str(item) for item in arguments])
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize(("lang", "turn"), [("zh", "── 转第2版 ──"), ("en", "── continued on page 2 ──")])
@pytest.mark.parametrize("part", [0, 1])
def test_show_prints_the_whole_by_the_id_of_any_part(call, folder, ids, part, lang, turn):
    """First part, turn, second part, under one headline that cites both pages; the printed turns are not repeated."""
    code, out = call("show", "--lang", lang, ids[part], folder)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "茶香老街"
    assert {"zh": "第1版、第2版", "en": "page 1, page 2"}[lang] in lines[1]
    assert ids[0] in lines[1]
    assert ids[1] in lines[1]
    at = lines.index(turn)
    assert lines[at - 2].endswith(BREAKS)
    assert lines[at + 2].startswith(GOES_ON)
    assert "下转" not in out
    assert "上接" not in out
    assert Translator(lang)("… (the page breaks off here)") not in out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_says_where_the_rest_is_not_there(call, folder, ids, lang):
    """A turn to a page that is not there stands as printed, and it is said."""
    lines = call("show", "--lang", lang, ids[2], folder)[1].splitlines()
    missing = Translator(lang)("the continuation is not among the pages read")
    assert lines[-2:] == ["▶（下转4版）", f"〔{missing}〕"]


def test_show_a_second_part_alone(call, folder, ids):
    """Without its first page a continuation is shown as it is printed, and its beginning said to be missing."""
    out = call("show", "--lang", "zh", ids[1], folder / "2024-03-09_02.txt")[1]
    assert "（上接1版①）" in out
    assert "已读入的版面中没有上文" in out


def test_show_why_tells_of_the_tie(call, folder, ids):
    """The reasons stand under the page whose lines they name, the tie's with the first part."""
    out = call("show", "--why", "--lang", "zh", ids[1], folder)[1]
    first, second = out.split("2024-03-09_01.txt · ")[1].split("2024-03-09_02.txt · ")
    assert re.search(r"^ *99%  第1版下转第2版①，第2版上接第1版①，两处相符（第5行）$", first, re.MULTILINE)
    assert "下转" not in second


def test_show_json_is_the_part_that_was_asked_for(call, folder, ids):
    """Plain data stays with the part; its `parts` name the whole."""
    shown = json.loads(call("show", "--json", ids[1], folder)[1])
    assert shown["id"] == ids[1]
    assert shown["parts"] == [ids[0], ids[1]]
    assert shown["continues"]["id"] == ids[0]


def test_list_counts_it_once(call, folder, ids):
    """One line, with both pages."""
    lines = call("list", "--lang", "zh", folder)[1].splitlines()
    assert [line.split()[0] for line in lines] == [ids[0], ids[2]]
    assert "第1版、第2版" in lines[0]
    assert [item["parts"] for item in json.loads(call("list", "--json", folder)[1])] == [[ids[0], ids[1]], [ids[2]]]


def test_the_export_keeps_the_parts_and_says_how_they_are_tied(call, folder, ids):
    """Each part stands on its own page with its own text and turn, as it does alone, and names the other."""
    pages = json.loads(call("export", folder)[1])["pages"]
    articles = {item["id"]: item for page in pages for item in page["articles"]}
    first, second, other = (articles[item] for item in ids)
    continuation = {"confidence": 0.99, "why": "why.turn", "detail": ["1", "2", "①"]}
    assert first["continued_by"] == {"id": ids[1], "page": 2, **continuation}
    assert second["continues"] == {"id": ids[0], "page": 1, **continuation}
    assert first["continues"] is second["continued_by"] is other["continues"] is other["continued_by"] is None
    for page in hnreader.open(folder).pages:
        for alone in export_page(page)["articles"]:
            added = dict.fromkeys(("continues", "continued_by"))
            assert articles[alone["id"]] | added == alone


def test_check_no_longer_doubts_what_goes_on(call, folder):
    """A text that breaks off at a turn is in doubt where its rest is not there, and not where it is."""

    def doubtful(*paths):
        return [item["code"] for item in json.loads(call("check", "--json", *paths)[1])["doubts"]]

    assert "why.cut" in doubtful(folder / "2024-03-09_01.txt")
    assert "why.cut" not in doubtful(folder)


def test_check_lists_doubtful_ties(call, folder, ids, monkeypatch):
    """A tie that is less sure than what is worth a look is listed with the line of the turn."""
    monkeypatch.setattr(check_command, "DOUBTFUL", 0.995)
    doubtful = json.loads(call("check", "--json", "--lang", "en", folder)[1])["doubts"]
    (continuation,) = (item for item in doubtful if item["code"] == "why.turn")
    assert (continuation["source"], continuation["line"], continuation["id"]) == ("2024-03-09_01.txt", 5, ids[0])
    assert continuation["why"].startswith("Page 1 continues on page 2①")


def test_a_search_finds_the_whole_and_tells_the_part(folder, ids):
    """Words of the second part find the article by its first one; words of both find it once."""
    archive = hnreader.open(folder)
    (found,) = search(archive, "代炒")
    assert (found.article.id, found.best.part.id, found.why) == (ids[0], ids[1], "body")
    assert "代炒" in found.best.text
    (found,) = search(archive, "集市 代炒")
    assert found.article.id == ids[0]
    (found,) = search(archive, "集市")
    assert found.best.part.id == ids[0]
    assert [item.article.id for item in search(archive, "青石镇")] == [ids[0]]


def test_a_search_sees_a_page_that_came_later(folder, ids):
    """Pages that are added after a search are tied and found in the next."""
    archive = hnreader.open(folder / "2024-03-09_02.txt")
    assert [item.article.id for item in search(archive, "代炒")] == [ids[1]]
    archive.add(hnreader.open(folder / "2024-03-09_01.txt").pages)
    assert [item.article.id for item in search(archive, "代炒")] == [ids[0]]


def test_search_on_the_command_line_names_the_part(call, folder, ids):
    """As plain data a result has the part that its passage is from."""
    (found,) = json.loads(call("search", "--json", "代炒", folder)[1])
    assert (found["id"], found["part"], found["parts"]) == (ids[0], ids[1], [ids[0], ids[1]])
    assert "第1版、第2版" in call("search", "--lang", "zh", "代炒", folder)[1]


@pytest.mark.parametrize(("lang", "text"), [("zh", "第1版、第2版（推断）"), ("en", "page 1, page 2 (inferred)")])
def test_a_page_number_that_only_the_turn_tells_is_marked(tmp_path, lang, text):
    """A page that does not tell its number gets it from the turn, and that is said."""
    (tmp_path / "2024-03-09_01.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "2024-03-09.txt").write_text(SECOND, encoding="utf-8")
    archive = hnreader.open(tmp_path)
    story = archive.story(archive.articles[0])
    assert story.continuations
    assert say_pages(Translator(lang), story) == text
    assert say_pages(Translator(lang), Story(story.first)) == Translator(lang)("page {number}", number=1)
