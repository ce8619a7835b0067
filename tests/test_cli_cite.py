"""`hnreader cite`: one article or all that a query finds, as a shell gets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from continued_pages import FIRST, write_pages

from hnreader.cli import main
from hnreader.research.citation import STYLES

TEA = "韩松年, 苏青. 茶香老街[N]. 湖南日报, 2024-03-09(1, 2)."
FISH = "江小舟. 湖面开网[N]. 湖南日报, 2024-03-09(1)."


@pytest.fixture
def folder(tmp_path):
    return write_pages(tmp_path)


@pytest.fixture
def call(capsys):
    """The program called within this process: exit code, standard output, standard error."""

    def run(*arguments):
        code = main([str(item) for item in arguments])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def ids(call, folder):
    return [line.split()[0] for line in call("list", folder)[1].splitlines()]


def test_an_article_is_cited(call, folder, ids):
    """By GB/T 7714 where no style is named, on one line."""
    assert [call("cite", item, folder) for item in ids] == [(0, f"{TEA}\n", ""), (0, f"{FISH}\n", "")]


def test_a_story_over_pages_is_cited_by_any_part(call, folder):
    """The id of the rest on page 2 cites the whole."""
    rest = next(part for item in json.loads(call("list", "--json", folder)[1]) for part in item["parts"][1:])
    assert call("cite", rest, folder)[1] == f"{TEA}\n"


def test_all_that_a_query_finds_is_cited(call, folder):
    """In the order of the search, each once."""
    found = call("search", "湖南日报", "--json", folder)[1]
    cited = json.loads(call("cite", "--query", "湖南日报", "--style", "csl", folder)[1])
    assert [item["id"] for item in cited] == [item["id"] for item in json.loads(found)]
    assert len(cited) == 2
    assert call("cite", "--query", "捕鱼", folder)[1] == f"{FISH}\n"


@pytest.mark.parametrize("style", STYLES)
def test_a_page_that_is_held_twice_is_cited_once(call, folder, tmp_path, style):
    """A copy of a file under another name brings no second citation."""
    (tmp_path / "2024-03-09_01_copy.txt").write_text(FIRST, encoding="utf-8")
    out = call("cite", "--query", "开湖捕鱼", "--style", style, folder)[1]
    assert out.count("湖面开网") == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("cite", "zzzzzz"), "zzzzzz"),
        (("cite", "--query", "没有的词语"), "没有的词语"),
        (("cite", "x", "--style", "mla"), "gb7714, bibtex, ris, csl"),
        (("cite", "--query", ""), "--query"),
        (("cite",), "ID"),
    ],
)
def test_what_cannot_be_cited_is_reported(call, folder, arguments, expected):
    """One line says it, another at most where the manual is; nothing is printed that looks like a file."""
    code, out, err = call(*arguments, *([folder] if len(arguments) > 1 else []))
    assert code
    assert out == ""
    assert expected in err.splitlines()[0]
    assert all(line.startswith("hnreader: ") for line in err.splitlines())


def test_an_inferred_date_is_marked(call, tmp_path):
    """No masthead and no file name states the day: it stands in brackets, and a note says so."""
    (tmp_path / "page.txt").write_text(f"{FIRST}\n2024年春茶产量见增。\n", encoding="utf-8")
    assert "湖南日报, [2024-03-09]" in call("cite", "--query", "捕鱼", tmp_path)[1]
    (item,) = json.loads(call("cite", "--query", "捕鱼", "--style", "csl", tmp_path)[1])
    assert item["issued"] == {"date-parts": [[2024, 3, 9]], "circa": True}
    assert "推断" in item["note"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("style", STYLES)
def test_a_full_disk_is_an_error(folder, style):
    """Output that can't be written is one line on standard error, and exit code 2."""
    command = [sys.executable, "-m", "hnreader", "cite", "--query", "捕鱼", "--style", style, folder]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
