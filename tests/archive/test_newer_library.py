"""A library of a newer version of this program: it is left to that, and this version has one of its own beside it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from page_files import OTHER, pages, write

import hnreader
from hnreader.archive import LibraryFile, library_folder, recipes
from hnreader.archive.members import Members
from hnreader.archive.page_store import PageStore
from hnreader.model import Dating
from hnreader.reading import PageFile, read_file
from hnreader.reasons import Reason
from hnreader.search import index, index_of, index_on_disk, indexes

if TYPE_CHECKING:
    from pathlib import Path

# The program as it may be one day, with a table more; what follows are words of its command line.
NEWER = """
import sys
from hnreader.archive import library_database
from hnreader.cli import main
from msgspec.structs import replace
schema = library_database._SCHEMA
more = ("CREATE TABLE correction (digest BLOB PRIMARY KEY, data BLOB)",)
library_database._SCHEMA = replace(
    schema, migrations=(*schema.migrations, more), tables=schema.tables | {"correction"}, large=schema.large
)
library_database._BESIDE = "schema-next"
sys.exit(main(sys.argv[1:]))
"""
THIS = "import sys; from hnreader.cli import main; sys.exit(main(sys.argv[1:]))"


def run(program: str, *words: str) -> tuple[int, str, list[str]]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-c", program, "--lang", "en", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ, check=False)
    return done.returncode, done.stdout, done.stderr.splitlines()


def version(library: Path) -> int:
    with closing(sqlite3.connect(library / "pages.sqlite3")) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("named", [True, False], ids=["named by the user", "in the cache"])
def test_two_versions_share_a_folder_and_no_library(named: bool, folder: Path, library: Path) -> None:
    """Neither makes the other's again, in whichever order they are used; one line says which it is."""
    root = library if named else library_folder()
    option = ["--library", str(library)] if named else []
    assert run(THIS, "index", *option, str(folder))[1].startswith("3 pages taken in")
    ours = version(root)
    assert run(NEWER, "index", *option, str(folder))[1].startswith("0 pages taken in; 3 already there")
    assert version(root) == ours + 1
    before = (root / "pages.sqlite3").read_bytes()
    code, out, (line,) = run(THIS, "index", *option, str(folder))
    own = root / f"schema-{ours}"
    assert code == 0
    assert out.startswith("3 pages taken in; 0 already there")
    assert str(root / "pages.sqlite3") in line
    assert f"one of its own in {own}" in line
    assert (root / "pages.sqlite3").read_bytes() == before
    kept = (own / "pages.sqlite3").read_bytes()
    assert run(NEWER, "list", *option, str(folder))[2] == []
    assert (own / "pages.sqlite3").read_bytes() == kept
    assert run(THIS, "index", *option, str(folder))[1:] == ("0 pages taken in; 3 already there; 0 failed\n", [line])
    code, out, errors = run(THIS, "library", *option)
    assert (code, errors) == (0, [line])
    assert str(own / "pages.sqlite3") in out
    code, out, errors = run(THIS, "list", *option, str(folder))
    assert (code, len(out.splitlines()), errors) == (0, 3, [line])


def test_programs_that_use_this_one_have_it_too(folder: Path, library: Path, segmented: list[str]) -> None:
    pages(folder, library=library)
    with closing(sqlite3.connect(library / "pages.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 99")
    for expected in (3, 0):
        segmented.clear()
        with hnreader.open(folder, library=library) as archive:
            assert [failure.message.reason for failure in archive.failures] == [Reason.LIBRARY_BESIDE]
            assert len(archive.articles) == 3
        assert len(segmented) == expected
    with LibraryFile(library_folder(str(library))) as file:
        assert file.totals(recipes()).pages == 3


def test_a_library_that_becomes_a_newer_one_while_it_is_used_is_not_deleted(folder: Path, library: Path) -> None:
    """Its tables are not what this version writes to: that is no damage."""
    pages(folder, library=library)
    contents = read_file(PageFile(write(folder / "2024-03-09_01.txt", OTHER)))
    with PageStore(library, b"recipe", date(2026, 1, 1), Members(b"key", b"recipe")) as store:
        with closing(sqlite3.connect(library / "pages.sqlite3")) as connection, connection:
            connection.execute("DROP TABLE body")
            connection.execute("PRAGMA user_version = 99")
        store.put(contents, contents.name, Dating(), b"data")
        store.flush()
    assert store.problem
    assert store.problem.message.reason is Reason.LIBRARY_NEWER
    assert version(library) == 99


def test_two_versions_of_the_index_do_not_make_each_others_again(
    folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a folder of its own in the library."""
    monkeypatch.setattr(index, "_FEWEST", 1)

    def indexed() -> list[tuple[int, int]]:
        """Index what a library has, and return what was to be indexed."""
        steps: list[tuple[int, int]] = []
        with hnreader.open(folder, library=library) as archive:
            assert index_of(archive).update(archive, progress=lambda done, total: steps.append((done, total)))
        return steps

    assert indexed()
    with monkeypatch.context() as patch:
        patch.setattr(index_on_disk, "_FORM", "0" * 8)
        assert indexed()
        assert len(indexes(library)) == 2
        assert indexed() == []
    assert indexed() == []
