"""The notebook: nothing noted is lost, by two readers at once, by a kill, or with a file that went bad."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from hnreader import notebook
from hnreader.errors import NotebookError
from hnreader.notebook import Bookmark, Notebook, Place

MARKING = """
import sys
from pathlib import Path
from hnreader.notebook import Notebook
with Notebook(Path(sys.argv[1])) as book:
    for number in range(int(sys.argv[3])):
        one = f"{sys.argv[2]}-{number}"
        book.mark_read(one)
        book.bookmark(one, one, None)
        book.searched(one)
        print(one, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hnreader" / "notebook.sqlite3"


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "_LOOK_AFTER", -1.0)


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MARKING, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def note_all(book: Notebook) -> None:
    book.mark_read("a")
    book.mark_read("b")
    book.mark_read("b", read=False)
    book.bookmark("a", "标题", "2024-03-09", "注")
    book.searched(" 长沙 ")
    book.keep_place("a", 3, 7)
    book.met([("2024-03-09", 5), ("", 2)])


@pytest.mark.parametrize("kept", [True, False])
def test_what_is_noted_is_told(path: Path, kept: bool) -> None:
    """A notebook tells at once what was noted, in a file or in memory."""
    with Notebook(path if kept else None) as book:
        note_all(book)
        assert (book.is_read("a"), book.is_read("b"), set(book.read_ids)) == (True, False, {"a"})
        assert book.bookmarked("b") is None
        assert book.bookmarks() == (book.bookmarked("a"),)
        assert (book.history(), book.place()) == (("长沙",), Place("a", 3, 7))
        assert (book.known(), book.last_visit, book.problems) == ({}, None, ())


def test_the_next_session_knows_all(path: Path) -> None:
    """What one session notes the next one has, and `known` and `last_visit` are those of the session before."""
    with Notebook(path) as book:
        note_all(book)
        mark = book.bookmarked("a")
    with Notebook(path) as book:
        assert isinstance(mark, Bookmark)
        assert (book.read_ids, book.bookmarks(), book.place()) == ({"a"}, (mark,), Place("a", 3, 7))
        assert book.last_visit is not None
        book.met([("2024-03-09", 9), ("2024-03-10", 1)])
        assert book.known() == {"2024-03-09": 5, "": 2}
    with Notebook(path) as book:
        assert book.known() == {"2024-03-09": 9, "2024-03-10": 1, "": 2}


def test_a_part_of_an_issue_does_not_make_the_rest_new() -> None:
    """Of each issue the most that was ever met is known."""
    book = Notebook(None)
    book.met([("2024-03-09", 9)])
    book.met([("2024-03-09", 2)])
    assert book._run("SELECT date, articles FROM issue") == [("2024-03-09", 9)]


def test_a_bookmark_keeps_its_age_and_its_note() -> None:
    """Setting a bookmark again changes what is given and neither its place in the list nor, unasked, its note."""
    book = Notebook(None)
    book.bookmark("a", "甲", None, "注")
    book.bookmark("b", "乙", "2024-03-09")
    made = book.bookmarked("a")
    assert made is not None
    book.bookmark("a", "丙", "2024-03-10")
    assert book.bookmarked("a") == Bookmark("a", "丙", "2024-03-10", "注", made.made)
    assert [one.id for one in book.bookmarks()] == ["b", "a"]
    book.bookmark("a", "丙", None, "")
    assert book.bookmarked("a") == Bookmark("a", "丙", None, "", made.made)
    book.unbookmark("a")
    book.unbookmark("a")
    assert [one.id for one in book.bookmarks()] == ["b"]


def test_history_has_each_query_once_and_the_newest_first() -> None:
    """A query searched again moves to the front; a blank one is not noted."""
    book = Notebook(None)
    for query in ("长沙", "株洲", "长沙 ", "  ", "湘潭"):
        book.searched(query)
    assert book.history() == ("湘潭", "长沙", "株洲")
    assert book.history(2) == ("湘潭", "长沙")


@pytest.mark.usefixtures("at_once")
def test_two_readers_in_turns_see_each_other(path: Path) -> None:
    """What one reader notes or takes back, the other one tells, and neither undoes what the other noted."""
    with Notebook(path) as one, Notebook(path) as other:
        assert not one.is_read("a")
        one.mark_read("a")
        other.mark_read("b")
        one.mark_read("c")
        other.mark_read("d")
        assert one.read_ids == other.read_ids == {"a", "b", "c", "d"}
        other.mark_read("a", read=False)
        assert not one.is_read("a")
        one.mark_read("a")
        assert other.is_read("a")
        one.bookmark("a", "甲", None)
        other.bookmark("b", "乙", None)
        assert one.bookmarks() == other.bookmarks()
        assert len(one.bookmarks()) == 2


def test_readers_at_once_lose_nothing(path: Path) -> None:
    """Processes that begin a notebook together and write into it together lose no row."""
    names = ("x", "y", "z")
    running = [start(path, name, 40) for name in names]
    assert [one.wait() for one in running if one.communicate()] == [0, 0, 0]
    noted = {f"{name}-{number}" for name in names for number in range(40)}
    with Notebook(path) as book:
        assert book.read_ids == noted
        assert {mark.id for mark in book.bookmarks()} == noted == set(book.history(1000))
        assert book.problems == ()


def test_a_killed_reader_leaves_what_it_noted(path: Path) -> None:
    """Whatever was noted before a kill is there, and the file opens without a problem."""
    for turn in range(5):
        with start(path, str(turn), 100_000) as running:
            assert running.stdout is not None
            said = [running.stdout.readline().strip() for _ in range(5 + turn * 7)]
            running.send_signal(signal.SIGKILL)
        with Notebook(path) as book:
            assert book.problems == ()
            assert set(said) <= book.read_ids
            assert set(said) <= {mark.id for mark in book.bookmarks()}


def damage(path: Path, kind: str) -> bytes:
    whole = path.read_bytes()
    bad = {
        "text": b"these are no pages of SQLite\n" * 400,
        "half": whole[: len(whole) // 2],
        "middle": whole[:4096] + b"\xa5" * 8192 + whole[12288:],
        "head": b"\0" * 100 + whole[100:],
    }[kind]
    path.write_bytes(bad)
    return bad


@pytest.mark.parametrize("kind", ["text", "half", "middle", "head"])
def test_a_damaged_file_is_set_aside(path: Path, kind: str) -> None:
    """A damaged file is kept under a new name that is told, and a new one serves."""
    with Notebook(path) as book:
        note_all(book)
    bad = damage(path, kind)
    with Notebook(path) as book:
        (problem,) = book.problems
        aside = Path(problem.detail[0])
        assert problem.code == "notebook.damaged"
        assert aside.name.startswith("notebook.sqlite3.damaged-")
        assert aside.read_bytes() == bad
        assert book.read_ids == set()
        note_all(book)
    with Notebook(path) as book:
        assert (book.problems, book.read_ids) == ((), {"a"})


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE recipes (name)", "CREATE TABLE reading (x); PRAGMA user_version = 1"]
)
def test_another_programs_file_is_set_aside(path: Path, statement: str) -> None:
    """A file of SQLite that is no notebook is damaged too."""
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.executescript(statement)
    db.close()
    with Notebook(path) as book:
        assert [problem.code for problem in book.problems] == ["notebook.damaged"]


def test_what_lies_beside_goes_with_the_file(path: Path) -> None:
    """A journal goes aside with its file, so that it is not played into the new one."""
    endings = ("", "-journal", "-wal", "-shm")
    path.parent.mkdir()
    for ending in endings:
        path.with_name(path.name + ending).write_text(ending)
    aside = notebook._set_aside(path)
    assert {one.name: one.read_text() for one in path.parent.iterdir()} == {aside.name + one: one for one in endings}


def test_readers_at_once_set_a_damaged_file_aside_once(path: Path) -> None:
    """Of readers that find the same damage none sets the new notebook of another aside."""
    path.parent.mkdir()
    for _ in range(3):
        path.write_bytes(b"bad" * 2000)
        before = len(list(path.parent.glob("*.damaged-*")))
        running = [start(path, name, 2) for name in ("x", "y", "z")]
        assert [one.wait() for one in running if one.communicate()] == [0, 0, 0]
        assert len(list(path.parent.glob("*.damaged-*"))) == before + 1
        with Notebook(path) as book:
            assert len(book.read_ids) == 6


def test_what_was_set_aside_is_never_overwritten(path: Path) -> None:
    """Files damaged within one second are kept under different names."""
    path.parent.mkdir()
    for number in range(4):
        path.write_bytes(b"bad %d" % number * 300)
        Notebook(path).close()
    kept = [one.read_bytes()[:5] for one in path.parent.glob("*.damaged-*")]
    assert sorted(kept) == [b"bad %d" % number for number in range(4)]


def test_a_large_file_that_breaks_off_is_set_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too large to be checked in full is damaged where what opening needs is gone."""
    monkeypatch.setattr(notebook, "_CHECKED", 0)
    with Notebook(path) as book:
        note_all(book)
    damage(path, "half")
    with Notebook(path) as book:
        assert [problem.code for problem in book.problems] == ["notebook.damaged"]


def test_a_newer_notebook_is_left_alone(path: Path) -> None:
    """A notebook of a newer version is told and not touched, and the session works in memory."""
    with Notebook(path) as book:
        book._db.execute("PRAGMA user_version = 2")
    before = path.read_bytes()
    with Notebook(path) as book:
        assert [problem.code for problem in book.problems] == ["notebook.newer"]
        note_all(book)
        assert book.is_read("a")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where there can be no file the session works in memory, and why is told."""
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "notebook.sqlite3"
    with Notebook(path) as book:
        (problem,) = book.problems
        assert (problem.code, problem.detail[0]) == ("notebook.unwritable", str(path))
        note_all(book)
        assert book.is_read("a")


def test_a_notebook_that_can_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a read-only notebook holds is known in the session, which notes in memory, and that is told."""
    with Notebook(path) as book:
        note_all(book)
    before = path.read_bytes()
    monkeypatch.setattr(notebook.os, "access", lambda *_: False)
    with Notebook(path) as book:
        assert [problem.code for problem in book.problems] == ["notebook.unwritable"]
        assert (book.is_read("a"), book.place()) == (True, Place("a", 3, 7))
        book.mark_read("c")
        assert book.is_read("c")
    assert path.read_bytes() == before


@pytest.mark.parametrize("trouble", ["query_only = 1", "max_page_count = 1"])
def test_a_change_that_cannot_be_written_is_told(path: Path, trouble: str) -> None:
    """On a full disk or a file become read-only each change raises our error and changes nothing."""
    with Notebook(path) as book:
        book._db.execute(f"PRAGMA {trouble}")
        long = "长" * 10_000
        for change in (
            lambda: book.mark_read(long),
            lambda: book.bookmark("a", long, None),
            lambda: book.searched(long),
            lambda: book.keep_place(long, 0, 0),
            lambda: book.met([(long, 1)]),
        ):
            with pytest.raises(NotebookError) as caught:
                change()
            assert caught.value.code == "error.notebook"
            assert caught.value.detail
        assert (book.is_read(long), book.bookmarks(), book.history(), book.place()) == (False, (), (), None)
        book._db.execute("PRAGMA query_only = 0")
        book._db.execute("PRAGMA max_page_count = 1000000")
        book.mark_read(long)
        assert book.is_read(long)


@pytest.mark.skipif(os.name != "posix", reason="a limit of the size of files")
def test_a_full_disk_loses_nothing_noted_before(path: Path) -> None:
    """Where the system refuses to write on, what was told to be noted is there, and no more."""
    limit = textwrap.dedent("""
    import resource, sys
    from pathlib import Path
    from hnreader.errors import NotebookError
    from hnreader.notebook import Notebook
    book = Notebook(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        for number in range(100_000):
            book.mark_read(f"{number:0999}")
            print(number, flush=True)
    except NotebookError as error:
        print(error.code)
    """)
    done = subprocess.run([sys.executable, "-c", limit, str(path)], capture_output=True, text=True, check=True)
    *noted, told = done.stdout.split()
    assert told == "error.notebook"
    with Notebook(path) as book:
        assert book.problems == ()
        assert sorted(map(int, book.read_ids)) == list(map(int, noted))


def test_a_text_that_is_no_unicode_is_told() -> None:
    """Half a surrogate pair can't be noted, and says so as any change does that fails."""
    with pytest.raises(NotebookError):
        Notebook(None).searched("\ud800")
