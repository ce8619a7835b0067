"""Opening databases: versions, damage, permissions, several processes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hnreader.storage import database
from hnreader.storage.database import Schema, delete_database, open_database, transaction

if TYPE_CHECKING:
    from pathlib import Path

FIRST = ("CREATE TABLE words (word TEXT PRIMARY KEY)",)
SECOND = ("ALTER TABLE words ADD COLUMN count INTEGER NOT NULL DEFAULT 1", "CREATE TABLE notes (note TEXT)")
OLD = Schema((FIRST,), frozenset({"words"}))
NEW = Schema((FIRST, SECOND), frozenset({"words", "notes"}))

OPENING = """
import sys
from pathlib import Path
from hnreader.storage.database import Schema, open_database
opened = open_database(Path(sys.argv[1]), Schema((("CREATE TABLE words (word TEXT)",),), frozenset({"words"})))
opened.connection.execute("INSERT INTO words VALUES ('x')")
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "hnreader" / "words.sqlite3"


def write(path: Path, schema: Schema = OLD) -> None:
    connection = open_database(path, schema).connection
    connection.execute("INSERT INTO words (word) VALUES ('长沙')")
    connection.close()


def test_an_older_file_is_migrated_and_keeps_its_rows(path: Path) -> None:
    """The statements between the file's version and ours run once."""
    write(path, OLD)
    for _ in range(2):
        opened = open_database(path, NEW)
        assert opened.connection.execute("SELECT word, count FROM words").fetchall() == [("长沙", 1)]
        assert opened.connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert (opened.moved_aside, opened.in_memory) == (None, None)
        opened.connection.close()


def test_a_file_that_cannot_be_migrated_is_kept_as_it_was(path: Path) -> None:
    """A file of the right version with other columns is another program's; no half of a migration stays in it."""
    write(path, OLD)
    connection = sqlite3.connect(path)
    connection.execute("ALTER TABLE words ADD COLUMN count INTEGER")
    connection.close()
    before = path.read_bytes()
    opened = open_database(path, NEW)
    opened.connection.close()
    assert opened.moved_aside is not None
    assert opened.moved_aside.read_bytes() == before


def test_a_newer_file_is_left_alone(path: Path) -> None:
    """What a later version of the program wrote is not touched."""
    write(path, NEW)
    before = path.read_bytes()
    opened = open_database(path, OLD)
    assert (opened.in_memory, opened.moved_aside) == ("newer", None)
    opened.connection.execute("INSERT INTO words (word) VALUES ('株洲')")
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """As in the place of the library's file: the command says so, and ends."""
    library = tmp_path / "pages.sqlite3"
    os.mkfifo(library)
    command = [sys.executable, "-m", "hnreader", "library", "--lang", "en", "--library", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"hnreader: {library}: The library cannot be used now: not a regular file\n"


def test_side_files_move_with_a_damaged_file(path: Path) -> None:
    """Else a journal would be applied to the new file."""
    endings = ("", "-journal", "-wal", "-shm")
    path.parent.mkdir(parents=True)
    for ending in endings:
        path.with_name(path.name + ending).write_text(ending)
    aside = database._move_aside(path)
    assert {file.name: file.read_text() for file in path.parent.iterdir()} == {aside.name + end: end for end in endings}


def test_a_disposable_file_is_deleted(path: Path) -> None:
    """What can be made again leaves nothing behind."""
    write(path)
    path.write_bytes(b"bad" * 2000)
    opened = open_database(path, OLD, disposable=True)
    assert (opened.moved_aside, opened.in_memory) == (None, None)
    assert opened.connection.execute("SELECT * FROM words").fetchall() == []
    opened.connection.close()
    assert not list(path.parent.glob("*.damaged-*"))
    delete_database(path)
    assert [file.name for file in path.parent.iterdir()] == [f"{path.name}.lock"]


def test_processes_at_once_move_a_damaged_file_once(path: Path) -> None:
    """None moves aside what another has just made."""
    path.parent.mkdir(parents=True)
    for turn in range(1, 4):
        path.write_bytes(b"bad" * 2000)
        running = [subprocess.Popen([sys.executable, "-c", OPENING, str(path)]) for _ in range(3)]
        assert [process.wait() for process in running] == [0, 0, 0]
        assert len(list(path.parent.glob("*.damaged-*"))) == turn
        connection = sqlite3.connect(path)
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (3,)
        connection.close()


def test_a_transaction_is_written_whole_or_not_at_all() -> None:
    """An exception in the block undoes what it executed."""
    connection = open_database(None, OLD).connection

    def fail() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO words VALUES ('长沙')")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert connection.execute("SELECT * FROM words").fetchall() == []


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o000])
@pytest.mark.parametrize("exists", [False, True])
def test_files_are_their_owners_alone(path: Path, umask: int, exists: bool) -> None:
    """0600 in a folder 0700, whatever the umask, for a new database and for one that was readable by others."""
    before = os.umask(umask)
    try:
        if exists:
            path.parent.mkdir(parents=True)
            made = sqlite3.connect(path)
            made.executescript(FIRST[0] + "; PRAGMA user_version = 1")
            made.close()
            path.with_name(path.name + "-journal").touch()
            assert path.stat().st_mode & 0o044
        connection = open_database(path, OLD).connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO words VALUES ('长沙')")
        assert modes(path.parent) == {path.name: 0o600, f"{path.name}-journal": 0o600}
        connection.rollback()
        connection.close()
        path.write_bytes(b"bad" * 2000)
        open_database(path, OLD).connection.close()
        assert set(modes(path.parent).values()) == {0o600}
        assert len(modes(path.parent)) == 3, "the database, the damaged one, the lock"
        assert path.parent.stat().st_mode & 0o777 == 0o700
        if not exists:
            assert path.parent.parent.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


def test_what_was_written_stays_written(path: Path) -> None:
    """A transaction is one that a power cut does not take back: the folder of its journal is synced behind it.

    Source: https://sqlite.org/pragma.html#pragma_synchronous (EXTRA).
    """
    assert open_database(path, OLD).connection.execute("PRAGMA synchronous").fetchone() == (3,)
