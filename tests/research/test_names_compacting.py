"""What becomes of the names of a library when it is made smaller."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from found_names import PUBLISHED, described, find_at_once, gathered, page
from stored_pages import KEY, publish, stored

from hnreader.archive import LibraryFile, members
from hnreader.errors import LibraryError
from hnreader.research.mentions import NameKind
from hnreader.research.names import Names
from hnreader.research.names_compacting import compact_names
from hnreader.research.names_database import delete_names, names_file, size_of_names
from hnreader.storage import database


@pytest.fixture(autouse=True)
def finder(monkeypatch):
    return find_at_once(monkeypatch)


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


def test_what_no_page_has_is_deleted(library, monkeypatch):
    """Names and archives, too; what is left is as it was, and all can be gone on with."""
    monkeypatch.setattr(members, "_KEPT", -1)
    publish(library, PUBLISHED.items())
    publish(library, [("new.txt", page(3, 5, "白鹭湖开湖。"))], key=b"other")
    before = described(gathered(library))
    gathered(library, b"other").close()
    kept = {each for each in _keys(library) if each}
    with closing(sqlite3.connect(library / "pages.sqlite3")) as db, db:
        db.execute("DELETE FROM archive WHERE key = ?", (b"other",))
        db.execute("DELETE FROM page WHERE source = '3.txt'")
    with LibraryFile(library) as file:
        compact_names(library, file.archive_keys(), file.page_keys())
    assert described(gathered(library)) == before
    with closing(sqlite3.connect(names_file(library))) as db:
        assert db.execute("SELECT count(*) FROM archive").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM name WHERE text = '白鹭湖'").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM found").fetchone() == (len(kept) - 1,)


def test_an_issue_with_a_page_that_is_gone_is_found_again(library, finder):
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    first = min(_keys(library))
    compact_names(library, {KEY}, _keys(library) - {first})
    names = Names(stored(library))
    assert [name.articles for name in names.ranked([NameKind.PLACES])] == [4]
    list(names.gather())
    assert described(names) == before
    assert sum(finder.batches) == 7


def _keys(library):
    with LibraryFile(library) as file:
        return file.page_keys()


def test_they_are_deleted(library):
    """Those of all versions, or of others only."""
    publish(library, PUBLISHED.items())
    gathered(library).close()
    other = library / "names-00000000.sqlite3"
    other.write_bytes(b"of another version")
    assert size_of_names(library) > names_file(library).stat().st_size
    assert delete_names(library, earlier=True) == len(b"of another version")
    assert not other.exists()
    other.write_bytes(b"of another version")
    delete_names(library)
    assert not other.exists()
    assert [*Names(stored(library, KEY)).ranked()] == []


def test_who_has_them_open_finds_them_all_again(library):
    """What is found after they were deleted is there for everybody, and nothing of it is lost with that reader."""
    publish(library, PUBLISHED.items())
    names = gathered(library)
    before = described(names)
    delete_names(library)
    assert described(names) != before
    for _ in names.gather():
        pass
    assert described(names) == before
    names.close()
    assert described(gathered(library)) == before


def test_names_that_are_written_at_this_moment_are_not_compacted(library, monkeypatch):
    publish(library, PUBLISHED.items())
    gathered(library)
    monkeypatch.setattr(database, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(names_file(library), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError):
            compact_names(library, {KEY}, _keys(library))
