"""The notebook: no change is lost with several sessions at once, after a kill, or with a damaged file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from hnreader.errors import NotebookError
from hnreader.storage import database
from hnreader.userdata import notebook
from hnreader.userdata.notebook import Bookmark, Notebook, ReadingPosition

if TYPE_CHECKING:
    from pathlib import Path

MARKING = """
import sys
from pathlib import Path
from hnreader.userdata.notebook import Notebook
with Notebook(Path(sys.argv[1])) as book:
    for number in range(int(sys.argv[3])):
        text = f"{sys.argv[2]}-{number}"
        book.mark_read(text)
        book.bookmark(text, text, None)
        book.record_search(text)
        print(text, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hnreader" / "notebook.sqlite3"


@pytest.fixture
def no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "_REFRESH", -1.0)


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MARKING, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def read_articles(book: Notebook) -> set[str]:
    """The ids of the articles that the file has as read."""
    return {article for (article,) in book._run("SELECT id FROM reading WHERE read")}


def note_all(book: Notebook) -> None:
    book.mark_read("a")
    book.mark_read("b")
    book.mark_read("b", read=False)
    book.bookmark("a", "标题", "2024-03-09", "注")
    book.record_search(" 长沙 ")
    book.save_position("a", 3, 7)
    book.record_issues([("2024-03-09", 5), ("", 2)])


@pytest.mark.parametrize("in_file", [True, False])
def test_changes_are_seen_at_once(path: Path, in_file: bool) -> None:
    """Whatever was changed is returned at once, from a file or from memory."""
    with Notebook(path if in_file else None) as book:
        note_all(book)
        assert (book.is_read("a"), book.is_read("b"), read_articles(book)) == (True, False, {"a"})
        assert book.bookmarked("b") is None
        assert book.bookmarks() == (book.bookmarked("a"),)
        assert (book.history(), book.position()) == (("长沙",), ReadingPosition("a", 3, 7))
        assert (book.known_issues(), book.last_visit, book.problems) == ({}, None, ())


def test_the_next_session_has_all(path: Path) -> None:
    """A session has what the one before saved; `known_issues` and `last_visit` are of that one."""
    with Notebook(path) as book:
        note_all(book)
        mark = book.bookmarked("a")
    with Notebook(path) as book:
        assert isinstance(mark, Bookmark)
        assert (read_articles(book), book.bookmarks(), book.position()) == ({"a"}, (mark,), ReadingPosition("a", 3, 7))
        assert book.last_visit is not None
        book.record_issues([("2024-03-09", 9), ("2024-03-10", 1)])
        assert book.known_issues() == {"2024-03-09": 5, "": 2}
    with Notebook(path) as book:
        assert book.known_issues() == {"2024-03-09": 9, "2024-03-10": 1, "": 2}


def test_the_greatest_number_of_articles_is_kept() -> None:
    """A session that opens a part of an issue does not make the rest new."""
    book = Notebook(None)
    book.record_issues([("2024-03-09", 9)])
    book.record_issues([("2024-03-09", 2)])
    assert book._run("SELECT date, articles FROM issue") == [("2024-03-09", 9)]


def test_a_bookmark_keeps_its_time_and_its_note() -> None:
    """A bookmark set again keeps its place in the list, and its note unless another is given."""
    book = Notebook(None)
    book.bookmark("a", "甲", None, "注")
    book.bookmark("b", "乙", "2024-03-09")
    made = book.bookmarked("a")
    assert made is not None
    book.bookmark("a", "丙", "2024-03-10")
    assert book.bookmarked("a") == Bookmark("a", "丙", "2024-03-10", "注", made.made)
    assert [mark.id for mark in book.bookmarks()] == ["b", "a"]
    book.bookmark("a", "丙", None, "")
    assert book.bookmarked("a") == Bookmark("a", "丙", None, "", made.made)
    book.unbookmark("a")
    book.unbookmark("a")
    assert [mark.id for mark in book.bookmarks()] == ["b"]


def test_history_has_each_query_once_and_the_newest_first() -> None:
    """A query searched again moves to the front; a blank one is ignored."""
    book = Notebook(None)
    for query in ("长沙", "株洲", "长沙 ", "  ", "湘潭"):
        book.record_search(query)
    assert book.history() == ("湘潭", "长沙", "株洲")
    assert book.history(2) == ("湘潭", "长沙")


@pytest.mark.usefixtures("no_delay")
def test_two_sessions_see_each_other(path: Path) -> None:
    """Each session sees what the other changes, and neither undoes it."""
    with Notebook(path) as first, Notebook(path) as second:
        assert not first.is_read("a")
        first.mark_read("a")
        second.mark_read("b")
        first.mark_read("c")
        second.mark_read("d")
        assert read_articles(first) == read_articles(second) == {"a", "b", "c", "d"}
        second.mark_read("a", read=False)
        assert not first.is_read("a")
        first.mark_read("a")
        assert second.is_read("a")
        first.bookmark("a", "甲", None)
        second.bookmark("b", "乙", None)
        assert first.bookmarks() == second.bookmarks()
        assert len(first.bookmarks()) == 2


def test_a_removed_bookmark_gives_its_note_back() -> None:
    book = Notebook(None)
    book.bookmark("a", "甲", None, "注")
    assert (book.unbookmark("a"), book.unbookmark("a")) == ("注", "")


def test_sessions_at_once_lose_nothing(path: Path) -> None:
    """Processes that create a notebook together and write into it together lose no row."""
    names = ("x", "y", "z")
    running = [start(path, name, 40) for name in names]
    assert [process.wait() for process in running if process.communicate()] == [0, 0, 0]
    noted = {f"{name}-{number}" for name in names for number in range(40)}
    with Notebook(path) as book:
        assert read_articles(book) == noted
        assert {mark.id for mark in book.bookmarks()} == noted == set(book.history(1000))
        assert book.problems == ()


def test_a_killed_session_leaves_its_changes(path: Path) -> None:
    """Each change before a kill is there, and the file opens without a problem."""
    for turn in range(5):
        with start(path, str(turn), 100_000) as running:
            assert running.stdout is not None
            printed = [running.stdout.readline().strip() for _ in range(5 + turn * 7)]
            running.send_signal(signal.SIGKILL)
        with Notebook(path) as book:
            assert book.problems == ()
            assert set(printed) <= read_articles(book)
            assert set(printed) <= {mark.id for mark in book.bookmarks()}


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
def test_a_damaged_file_is_moved_aside(path: Path, kind: str) -> None:
    """A damaged file is kept under a new name, which the problem gives, and a new one is used."""
    with Notebook(path) as book:
        note_all(book)
    bad = damage(path, kind)
    with Notebook(path) as book:
        (problem,) = book.problems
        aside = problem.arguments[0]
        assert problem.reason == "notebook.damaged"
        assert aside.name.startswith("notebook.sqlite3.damaged-")
        assert aside.read_bytes() == bad
        assert read_articles(book) == set()
        note_all(book)
    with Notebook(path) as book:
        assert (book.problems, read_articles(book)) == ((), {"a"})


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE recipes (name)", "CREATE TABLE reading (x); PRAGMA user_version = 1"]
)
def test_another_programs_file_is_moved_aside(path: Path, statement: str) -> None:
    """A file of SQLite that is no notebook is damaged too."""
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.executescript(statement)
    db.close()
    with Notebook(path) as book:
        assert [problem.reason for problem in book.problems] == ["notebook.damaged"]


def test_sessions_at_once_move_a_damaged_file_once(path: Path) -> None:
    """Of sessions that find the same damage none moves the new notebook of another."""
    path.parent.mkdir()
    for _ in range(3):
        path.write_bytes(b"bad" * 2000)
        before = len(list(path.parent.glob("*.damaged-*")))
        running = [start(path, name, 2) for name in ("x", "y", "z")]
        assert [process.wait() for process in running if process.communicate()] == [0, 0, 0]
        assert len(list(path.parent.glob("*.damaged-*"))) == before + 1
        with Notebook(path) as book:
            assert len(read_articles(book)) == 6


def test_a_damaged_file_is_never_overwritten(path: Path) -> None:
    """Files damaged within one second are kept under different names."""
    path.parent.mkdir()
    for number in range(4):
        path.write_bytes(b"bad %d" % number * 300)
        Notebook(path).close()
    kept = [file.read_bytes()[:5] for file in path.parent.glob("*.damaged-*")]
    assert sorted(kept) == [b"bad %d" % number for number in range(4)]


def test_a_large_file_that_breaks_off_is_moved_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file too large to be checked in full is damaged where what opening needs is gone."""
    monkeypatch.setattr(database, "_FULL_CHECK", 0)
    with Notebook(path) as book:
        note_all(book)
    damage(path, "half")
    with Notebook(path) as book:
        assert [problem.reason for problem in book.problems] == ["notebook.damaged"]


def test_a_newer_notebook_is_left_alone(path: Path) -> None:
    """A notebook of a newer version is reported and not changed, and the session works in memory."""
    with Notebook(path) as book:
        book._db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with Notebook(path) as book:
        assert [problem.reason for problem in book.problems] == ["notebook.newer"]
        note_all(book)
        assert book.is_read("a")
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    """Without a file the session works in memory, and the problem says why."""
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "notebook.sqlite3"
    with Notebook(path) as book:
        (problem,) = book.problems
        assert (problem.reason, problem.arguments[0]) == ("notebook.unwritable", path)
        note_all(book)
        assert book.is_read("a")


def test_a_notebook_that_can_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session has what a read-only notebook holds, keeps its changes in memory, and reports it."""
    with Notebook(path) as book:
        note_all(book)
    before = path.read_bytes()
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    with Notebook(path) as book:
        assert [problem.reason for problem in book.problems] == ["notebook.unwritable"]
        assert (book.is_read("a"), book.position()) == (True, ReadingPosition("a", 3, 7))
        book.mark_read("c")
        assert book.is_read("c")
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o000])
def test_nobody_else_can_read_a_notebook(path: Path, umask: int) -> None:
    """Neither a new one nor one that an earlier version left readable by everybody."""
    before = os.umask(umask)
    try:
        with Notebook(path) as book:
            note_all(book)
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
        path.chmod(0o644)
        path.parent.chmod(0o755)
        with Notebook(path) as book:
            assert book.is_read("a")
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    finally:
        os.umask(before)


@pytest.mark.parametrize("trouble", ["query_only = 1", "max_page_count = 1"])
def test_a_change_that_cannot_be_written_raises(path: Path, trouble: str) -> None:
    """On a full disk, or once the file is read-only, each change raises `NotebookError` and changes nothing."""
    with Notebook(path) as book:
        book._db.execute(f"PRAGMA {trouble}")
        long = "长" * 10_000
        for change in (
            lambda: book.mark_read(long),
            lambda: book.bookmark("a", long, None),
            lambda: book.record_search(long),
            lambda: book.save_position(long, 0, 0),
            lambda: book.record_issues([(long, 1)]),
        ):
            with pytest.raises(NotebookError) as caught:
                change()
            assert caught.value.message.reason == "error.notebook"
            assert all(caught.value.message.arguments)
        assert (book.is_read(long), book.bookmarks(), book.history(), book.position()) == (False, (), (), None)
        book._db.execute("PRAGMA query_only = 0")
        book._db.execute("PRAGMA max_page_count = 1000000")
        book.mark_read(long)
        assert book.is_read(long)


@pytest.mark.skipif(os.name != "posix", reason="a limit of the size of files")
def test_a_full_disk_loses_no_earlier_change(path: Path) -> None:
    """What was written before the disk was full is there, and no more."""
    limit = textwrap.dedent("""
    import resource, sys
    from pathlib import Path
    from hnreader.errors import NotebookError
    from hnreader.userdata.notebook import Notebook
    book = Notebook(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        for number in range(100_000):
            book.mark_read(f"{number:0999}")
            print(number, flush=True)
    except NotebookError as error:
        print(error.message.reason)
    """)
    done = subprocess.run([sys.executable, "-c", limit, str(path)], capture_output=True, text=True, check=True)
    *written, code = done.stdout.split()
    assert code == "error.notebook"
    with Notebook(path) as book:
        assert book.problems == ()
        assert sorted(map(int, read_articles(book))) == list(map(int, written))


def test_a_text_that_is_not_unicode_raises() -> None:
    """Half a surrogate pair cannot be written."""
    with pytest.raises(NotebookError):
        Notebook(None).record_search("\ud800")
