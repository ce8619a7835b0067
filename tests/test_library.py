"""The library as programs use it: its notebook runs, it loads no screen, and it is typed."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import hnreader
from hnreader.errors import UnknownArticleError, UnknownFormatError, UnknownStyleError

DOCS = Path(__file__).parents[1] / "docs"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def test_the_notebook_says_what_it_prints(tmp_path, monkeypatch):
    """Every step of docs/library.md is run, and prints what stands below it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = doctest.testfile(str(DOCS / "library.md"), module_relative=False, optionflags=OPTIONS, encoding="utf-8")
    assert found.attempted > 30
    assert found.failed == 0


PROBE = """
import sys
import hnreader
archive = hnreader.open()
found = [result.article for result in archive.search("长沙")]
for form in ("json", "jsonl", "csv", "text", "markdown"):
    archive.export(f"{sys.argv[1]}/{form}", form, articles=found)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"textual", "rich", "yaml", "markdown_it"}))
"""


def test_the_library_loads_no_screen(tmp_path):
    """Opening, searching and exporting need neither Textual nor Rich, nor what only the tests read exports with."""
    done = subprocess.run([sys.executable, "-c", PROBE, tmp_path], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("\n", "")


TYPED = """
from collections.abc import Sequence

import hnreader
from hnreader.model import Article, Issue

archive = hnreader.open("x")
issues: Sequence[Issue] = archive.issues
articles: Sequence[Article] = archive.articles
found: Article = archive.search("x", limit=3, order="newest")[0].article
written: int = archive.export("x", "csv", articles=articles, force=True)
archive.export("x", "xml")
"""


def test_the_library_is_typed(tmp_path):
    """A type checker knows what `open` returns, and takes no form that is not there."""
    (tmp_path / "use.py").write_text(TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "use.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    errors = [line for line in done.stdout.splitlines() if "use.py" in line]
    assert len(errors) == 1, done.stdout
    assert "has incompatible type \"Literal['xml']\"" in errors[0]


@pytest.fixture(scope="module")
def archive():
    return hnreader.open()


def test_what_cannot_be_cited(archive):
    """A style that is not there says which are."""
    with pytest.raises(UnknownStyleError) as raised:
        archive.cite(archive.articles[0], style="mla")
    assert raised.value.message.arguments[0] == "mla"
    assert "bibtex" in raised.value.message.arguments[1]


def test_what_cannot_be_exported(archive, tmp_path):
    """A form that is not there, an article that is not held; nothing is left behind."""
    stranger = hnreader.open().articles[0]
    with pytest.raises(UnknownFormatError):
        archive.export(tmp_path / "a", "xml")
    assert archive.export(tmp_path / "b", articles=[stranger, stranger]) == 1
    other = type(stranger)("20990101-aaaaaa", stranger.kind, "", None, None)
    with pytest.raises(UnknownArticleError):
        archive.export(tmp_path / "a", articles=[other])
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
