"""`hnreader notes`, and the user's tags in the queries of other commands."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from continued_pages import write_pages

from hnreader.cli import main, user_notes
from hnreader.userdata.notebook import Notebook

TEA = "韩松年, 苏青. 茶香老街[N]. 湖南日报, 2024-03-09(1, 2)."
TEA_ESCAPED = TEA.replace("[N]", r"\[N\]")
FISH = "江小舟. 湖面开网[N]. 湖南日报, 2024-03-09(1)."


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """The program called within this process on two articles: exit code, standard output, standard error."""
    folder, path = tmp_path / "pages", tmp_path / "notebook"
    folder.mkdir()
    write_pages(folder)
    monkeypatch.setattr(user_notes, "notebook_path", lambda: path)

    def run(*arguments):
        user_notes.tags.cache_clear()
        code = main([*arguments, str(folder)])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def noted(call, tmp_path):
    """The first article is bookmarked with a note of two lines, and tagged by its second part; the second is tagged."""
    first, second = json.loads(call("list", "--json")[1])
    with Notebook(tmp_path / "notebook") as book:
        book.bookmark(first["id"], "茶香老街", None, "一*行\n二行")
        book.tag(first["parts"][1], ["老街"])
        book.tag(second["id"], ["待读"])
        book.tag("20200101-gone", ["待读"])
    return first["id"], second["id"]


def test_a_reading_list_has_citations_notes_and_tags(call, noted):
    """As Markdown, escaped; as RIS, tags as keywords; as JSON; articles that were not read are counted."""
    assert call("notes", "export") == (0, f"## 茶香老街\n\n{TEA_ESCAPED}\n\n> 一\\*行\n> 二行\n", "")
    code, written, error = call("notes", "export", "--tag", "待读", "--format", "ris")
    assert (code, "KW  - 待读\nER  - \n" in written, "TI  - 湖面开网" in written) == (0, True, True)
    assert "1 " in error
    assert "N1  - 一*行 / 二行\n" in call("notes", "export", "--format", "ris")[1]
    (item,) = json.loads(call("notes", "export", "--tag", "待读", "--format", "json")[1])
    assert (item["id"], item["tags"], item["citation"]) == (noted[1], ["待读"], FISH)


@pytest.mark.usefixtures("noted")
def test_tags_are_listed(call):
    """With the number of articles; an unknown tag, or no bookmark at all, is nothing found."""
    assert json.loads(call("notes", "tags", "--json")[1]) == {"待读": 2, "老街": 1}
    assert call("notes", "export", "--tag", "不识")[0] == 1


def test_nothing_noted_makes_no_notebook(call, tmp_path):
    """Where there is no notebook there is nothing to print, and none is made."""
    assert call("notes", "export")[:2] == (1, "")
    assert call("search", "tag:待读")[0] == 1
    assert not (tmp_path / "notebook").exists()


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize("words", [("notes", "export"), ("notes", "tags"), ("search", "tag:待读")])
@pytest.mark.parametrize(("damage", "message"), [("damaged", "damaged-"), ("a folder", "notebook"), ("newer", "newer")])
def test_a_notebook_that_cannot_be_read_is_no_empty_one(call, tmp_path, words, damage, message):
    """It is said, and a failure; nothing that it held is thrown away."""
    path = tmp_path / "notebook"
    if damage == "newer":
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    if damage == "damaged":
        path.write_bytes(b"XXXX" + before[4:])
    elif damage == "a folder":
        path.rename(tmp_path / "kept")
        path.mkdir()
    code, printed, error = call(*words)
    assert (code, printed, error.count("\n")) == (2, "", 1)
    assert message in error
    assert any(each.is_file() and each.read_bytes()[4:] == before[4:] for each in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tag:待读", [1]),
        ("标签：老街", [0]),
        ("tag:待读|老街", [0, 1]),
        ("!tag:待读", [0]),
        ("湖南日报 tag:待读", [1]),
        ("捕鱼 tag:老街", []),
        ("tag:不识", []),
        ("!tag:待读 !正文:不识", [0]),
        ("!tag:待读|正文:不识", [0]),
        ("!正文:不识|标签:老街", [1]),
    ],
)
def test_tags_are_searched(call, noted, query, found):
    """Alone, together with words, negated; a story has the tags of its parts."""
    code, printed, _ = call("search", query, "--json")
    assert [item["id"] for item in json.loads(printed)] == sorted((noted[at] for at in found), key=noted.index)
    assert (code == 0) is bool(found)
