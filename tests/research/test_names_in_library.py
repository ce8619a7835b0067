"""The names that a library keeps: whatever has become of its pages, they are those of a library made anew."""

from __future__ import annotations

import gc
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from found_names import PUBLISHED, Finder, described, find_at_once, gathered, page
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from stored_pages import made_page, publish, stored

from hnreader.archive import Archive, publishing, undated
from hnreader.errors import TaggingError
from hnreader.reasons import Reason
from hnreader.research import names_database, names_gathering
from hnreader.research.mentions import NameKind
from hnreader.research.names import Names
from hnreader.research.names_database import names_file
from hnreader.research.tagging import Tagging
from hnreader.storage import database


@pytest.fixture(autouse=True)
def finder(monkeypatch):
    return find_at_once(monkeypatch)


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


# ── laws

_changes = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(("1.txt", "2.txt", "3.txt", "4.txt")), made_page(), max_size=3),
        st.lists(st.sampled_from(("1.txt", "2.txt", "3.txt", "4.txt")), max_size=2),
        st.booleans(),
    ),
    max_size=5,
)


@given(changes=_changes)
@settings(max_examples=60, deadline=None)
def test_names_are_those_of_a_library_made_anew(changes):
    """Whatever pages came, changed and went, and whenever they were looked through."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(names_gathering, "Tagging", Finder)
        library, files = Path(folder, "library"), {}
        publish(library, ())
        for put, deleted, looked in changes:
            gone = [name for name in deleted if name not in put]
            publish(library, put.items(), gone)
            files = {name: made for name, made in (files | put).items() if name not in gone}
            if looked:
                gathered(library).close()
        grown = gathered(library)
        publish(Path(folder, "fresh"), files.items())
        fresh = gathered(Path(folder, "fresh"))
        in_memory = Names(Archive(files.values()))
        list(in_memory.gather())
        assert described(grown) == described(fresh) == described(in_memory)
        for names in (grown, fresh, in_memory):
            names.close()


# ── what is found once


def test_nothing_is_found_again(library, finder):
    """At the next start nothing is looked through; of an issue with a changed page that page is."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    assert sum(finder.batches) == 6
    assert described(gathered(library)) == before
    assert sum(finder.batches) == 6
    publish(library, {"1/1.txt": page(1, 1, "白鹭湖开湖。")}.items())
    assert described(gathered(library)) != before
    assert sum(finder.batches) == 7


def test_archives_of_a_library_share_what_was_found(library, finder):
    """So does one whose folder was moved; each counts its own."""
    publish(library, PUBLISHED.items())
    publish(library, [("elsewhere/1.txt", PUBLISHED["1/1.txt"]), ("new.txt", page(3))], key=b"other")
    first = described(gathered(library))
    second = gathered(library, b"other")
    assert sum(finder.batches) == 7
    assert [(name.name, name.articles) for name in second.ranked([NameKind.PLACES])] == [("青石镇", 2)]
    assert described(gathered(library)) == first


def test_pages_that_come_again_are_known(library, finder):
    """Also in a library that was made anew, whose pages have other numbers."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    database.delete_database(library / "pages.sqlite3")
    publish(library, reversed([*PUBLISHED.items()]))
    assert described(gathered(library)) == before
    assert sum(finder.batches) == 6


def test_what_is_gone_counts_no_more(library):
    publish(library, PUBLISHED.items())
    gathered(library)
    publish(library, (), [*PUBLISHED])
    names = gathered(library)
    assert [*names.ranked()] == []
    assert names.articles(NameKind.PLACES, "青石镇")[:] == []


def test_articles_of_an_issue_that_has_changed_are_not_mistaken(library):
    """Before it is looked through again, its places are those of other articles."""
    publish(library, PUBLISHED.items())
    names = gathered(library)
    publish(library, {"1/0.txt": page(1, 1, "白鹭湖。")}.items())
    names._archive.refresh()
    assert {each.date.day for each in names.articles(NameKind.PLACES, "青石镇")} == {2, 3}


def test_a_page_that_cannot_be_had_is_looked_through_later(library):
    """When it was made again: it was gone from the library, and who looks for it has it forgotten."""
    publish(library, PUBLISHED.items())
    with closing(sqlite3.connect(library / "pages.sqlite3")) as db, db:
        for table in ("body", "page"):
            db.execute(f"CREATE TABLE {table}_aside AS SELECT * FROM {table}")
        db.execute("DELETE FROM body WHERE page = 1")
    names = Names(stored(library))
    *_, last = names.gather()
    assert last.done < last.total
    with closing(sqlite3.connect(library / "pages.sqlite3")) as db, db:
        for table in ("body", "page"):
            db.execute(f"INSERT OR IGNORE INTO {table} SELECT * FROM {table}_aside")
            db.execute(f"DROP TABLE {table}_aside")
    *_, last = names.gather()
    assert last.done == last.total


# ── versions, damage, other processes


def test_another_version_finds_all_again(library, finder, monkeypatch):
    """What the other one has found stays: two that are used in turn would look through all texts each time."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    (file,) = library.glob("names-*.sqlite3")
    with monkeypatch.context() as patch:
        patch.setattr(names_database, "rules", lambda: b"other rules")
        assert described(gathered(library)) == before
    assert sum(finder.batches) == 12
    assert {file} < {*library.glob("names-*.sqlite3")}
    assert described(gathered(library)) == before
    assert sum(finder.batches) == 12


@pytest.mark.parametrize(
    "damage", [b"no database at all, but some text\n" * 50, b"SQLite format 3\x00" + b"\xff" * 4000]
)
def test_a_damaged_file_is_made_anew(library, damage):
    """Nobody is asked, and the pages are as they were."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    _files_of(library)[0].write_bytes(damage)
    names = gathered(library)
    assert (described(names), names.problem) == (before, None)


def test_a_row_that_is_none_of_ours(library):
    """It is found where it is to be counted: what it was is not guessed."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    with closing(sqlite3.connect(names_file(library))) as db, db:
        db.execute("UPDATE found SET data = x'c1'")
        db.execute("DELETE FROM issue")
        for table in ("posting", "usage"):
            db.execute(f"DELETE FROM {table}")
    names = gathered(library)
    assert (described(names), names.problem) == (before, None)


def _files_of(library):
    for path in library.glob("names-*-*"):
        path.unlink()
    return [*library.glob("names-*.sqlite3")]


def test_a_library_that_can_only_be_read(library, monkeypatch):
    """What it has is shown; what is missing is found for this time, and one line says so."""
    publish(library, PUBLISHED.items())
    gathered(library).close()
    publish(library, {"4/1.txt": page(1, 4)}.items())
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    before = names_file(library).read_bytes()
    names = gathered(library)
    assert [(name.name, name.articles) for name in names.ranked([NameKind.PLACES])] == [("青石镇", 7)]
    assert names.problem.reason is Reason.NAMES_UNKEPT
    assert names_file(library).read_bytes() == before


def test_a_library_that_can_only_be_read_and_lacks_nothing(library, monkeypatch):
    """Then there is nothing to say."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    names = gathered(library)
    assert (described(names), names.problem) == (before, None)


def test_a_library_that_is_locked(library, monkeypatch):
    """Names are found for this time, and one line says so."""
    publish(library, PUBLISHED.items())
    gathered(library)
    publish(library, {"4/1.txt": page(1, 4)}.items())
    monkeypatch.setattr(database, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(names_file(library), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        names = gathered(library)
        assert [(name.name, name.articles) for name in names.ranked([NameKind.PLACES])] == [("青石镇", 7)]
        assert names.problem.reason is Reason.NAMES_UNKEPT


def test_a_file_in_the_place_of_the_library(tmp_path, library, monkeypatch):
    publish(library, PUBLISHED.items())
    archive = stored(library)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(names_database, "names_file", lambda _folder: tmp_path / "file" / "names.sqlite3")
    names = Names(archive)
    list(names.gather())
    assert names.problem.reason is Reason.NAMES_UNKEPT
    assert len(names.articles(NameKind.PLACES, "青石镇")) == 6


def test_several_at_once_count_nothing_twice(library, monkeypatch):
    """Each writes what the others have not written yet."""
    monkeypatch.setattr(names_gathering, "_PAUSE", 0)
    publish(library, {f"{day}/{number}.txt": page(number, day) for day in range(1, 29) for number in (1, 2)}.items())
    with ThreadPoolExecutor(3) as pool:
        found = [described(names) for names in pool.map(gathered, [library] * 3)]
    assert found[0] == found[1] == found[2]
    (places,) = gathered(library).ranked([NameKind.PLACES])
    assert (places.count, places.articles) == (56, 56)


def test_the_file_is_private(library, monkeypatch):
    """What somebody reads is nobody else's business, in a folder of the program's own."""
    monkeypatch.setattr("hnreader.research.names_database.is_named", lambda _: False)
    publish(library, PUBLISHED.items())
    gathered(library)
    assert stat.S_IMODE(names_file(library).stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_a_kill_in_the_middle(library, monkeypatch):
    """The parent is killed as no program can prepare for; the next pass goes on, and nothing counts twice."""
    monkeypatch.setattr(names_gathering, "Tagging", Tagging)
    batches, ask = [], Tagging.mentions
    monkeypatch.setattr(Tagging, "mentions", lambda self, sources: batches.append(len(sources)) or ask(self, sources))
    publish(
        library, {f"{day}/{number}.txt": page(number, day) for day in range(1, 29) for number in range(1, 9)}.items()
    )
    script = f"""
import sys, pathlib
sys.path[:0] = {sys.path!r}
from stored_pages import stored
from hnreader.research import names_gathering
from hnreader.research.names import Names
names_gathering._BATCH, names_gathering._PAUSE = 1, 0
for progress in Names(stored(pathlib.Path({str(library)!r}))).gather():
    print(progress.done, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        seen = [int(process.stdout.readline()) for _ in range(60)]
        process.send_signal(signal.SIGKILL)
    with closing(sqlite3.connect(names_file(library))) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    names = Names(stored(library))
    first, *_, last = names.gather()
    assert last.done == last.total == 224
    assert 0 < first.done <= 224
    assert sum(batches) <= 224 - max(seen) + 1
    (most, *_) = names.ranked([NameKind.PEOPLE])
    assert most.articles == len(names.articles(NameKind.PEOPLE, most.name)) == 224


def test_without_the_process_nothing_is_lost(library, monkeypatch):
    """What was found is listed; only more cannot be found."""
    publish(library, PUBLISHED.items())
    before = described(gathered(library))

    def refuse(_self):
        raise TaggingError("gone")

    monkeypatch.setattr(names_gathering, "Tagging", Tagging)
    monkeypatch.setattr(Tagging, "__init__", refuse)
    assert described(gathered(library)) == before
    publish(library, {"4/1.txt": page(1, 4)}.items())
    names = Names(stored(library))
    with pytest.raises(TaggingError, match="gone"):
        list(names.gather())
    assert described(names) == before


def test_a_thread_that_has_ended_leaves_no_connection(library):
    """Each screen has threads of its own, and a reader may be open for days."""
    publish(library, PUBLISHED.items())
    names = gathered(library)
    for _ in range(3):
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: len(names.listed(NameKind.PLACES))).result() == 1
    gc.collect()
    assert len(names._database._connections) == 1


def test_pages_without_a_date_in_several_issues(library, monkeypatch):
    """Their names have no dates, and their articles stand behind all others, in the archive's order."""
    for module in (undated, publishing):
        monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr(undated, "_ONE_IN", 1)
    pages = [page(number) for number in range(1, 6)]
    parted = [replace(each, dating=replace(each.dating, date=None)) for each in pages]
    publish(library, [*((f"{number}.txt", each) for number, each in enumerate(parted)), ("dated.txt", page(9, 4))])
    names = gathered(library)
    assert len(names._archive.summaries) > 2
    (place,) = names.ranked([NameKind.PLACES])
    assert (str(place.first), str(place.last), place.articles) == ("2024-03-04", "2024-03-04", 6)
    found = [each.id for each in names.articles(NameKind.PLACES, "青石镇")]
    assert found == [each.id for each in names._archive.entries]
    publish(library, (), ["dated.txt"])
    (place,) = gathered(library).ranked([NameKind.PLACES])
    assert (place.first, place.last, place.articles) == (None, None, 5)
