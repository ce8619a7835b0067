"""What one reader remembers from one session to the next: what was read, bookmarks, searches, the place, what was met.

It is one SQLite file. SQLite is part of Python; a change is there as a whole or not at all, also where the process is
killed or the power fails; and several readers can have it open at once and lose nothing, each change being one row
written in a transaction of its own. The journal is SQLite's default one: its write-ahead log asks for memory shared
between processes, which a home folder on a network does not give.

A notebook opens always. Where its file can't serve, `problems` tells why, and the session remembers in memory.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import sqlite3
import time
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Self

from hnreader.errors import NotebookError
from hnreader.settings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_VERSION: Final = 1
_PATIENCE: Final = 5.0  # seconds to wait for another process's write
_LOOK_AFTER: Final = 0.25  # seconds between looks at what others have read: on a network a look takes milliseconds
_CHECKED: Final = 4_000_000  # bytes of a file that is checked in full when opened, which takes some 10 ms

# A row of `reading` or `search` that changes is written anew, with the highest number: what is new is behind what is
# known, and the order in time needs no clock.
_SCHEMA: Final = (
    "CREATE TABLE reading (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, read INTEGER NOT NULL)",
    """CREATE TABLE bookmark (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
    headline TEXT NOT NULL, date TEXT, note TEXT NOT NULL, made REAL NOT NULL)""",
    "CREATE TABLE search (number INTEGER PRIMARY KEY AUTOINCREMENT, query TEXT UNIQUE NOT NULL)",
    "CREATE TABLE place (one INTEGER PRIMARY KEY, id TEXT NOT NULL, block INTEGER NOT NULL, char INTEGER NOT NULL)",
    "CREATE TABLE issue (date TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE visit (one INTEGER PRIMARY KEY, at REAL NOT NULL)",
    f"PRAGMA user_version = {_VERSION}",
)
_TABLES: Final = frozenset({"reading", "bookmark", "search", "place", "issue", "visit"})
_BESIDE: Final = ("-journal", "-wal", "-shm")  # a journal left behind would be played into the new file
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An article to come back to, with what a list of bookmarks shows of it."""

    id: str
    headline: str
    date: str | None
    note: str
    made: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was reading: character `char` of block `block` of an article."""

    id: str
    block: int
    char: int


class Notebook:
    """What a reader remembers, in a file, or in memory where `path` is None. For the thread that opened it.

    What can't be written to the file raises `NotebookError`, and then nothing has changed. What can't be read from it
    at the moment is taken to be as it was, or not there: nobody is kept from reading the paper by it.
    """

    def __init__(self, path: Path | None) -> None:
        self._db, problems = (_fresh(), ()) if path is None else _opened(path)
        self.problems: tuple[Problem, ...] = problems
        """What went wrong in opening it."""
        self._read: set[str] = set()
        self._numbered = 0  # rows of `reading` up to this one are in the set
        self._version: int | None = None
        self._looked = 0.0
        self._marks: dict[str, Bookmark] = {}
        self._known = dict(self._ask("SELECT date, articles FROM issue"))
        self.last_visit: float | None = next((at for (at,) in self._ask("SELECT at FROM visit")), None)
        """When, before this session, `met` was last called, in seconds since 1970."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Everything has been written before."""
        self._db.close()

    def is_read(self, id: str) -> bool:  # noqa: A002 the field is called so everywhere
        """Tell whether an article has been read. What another process wrote is known a moment later."""
        self._look_again()
        return id in self._read

    @property
    def read_ids(self) -> AbstractSet[str]:
        """The ids of all articles read; the set follows what is marked later."""
        self._look()
        return self._read

    def mark_read(self, id: str, read: bool = True) -> None:  # noqa: A002
        """Note that an article has been read, or that it counts as not read."""
        self._run(
            "INSERT OR REPLACE INTO reading (id, read) SELECT ?1, ?2"
            " WHERE ?2 <> coalesce((SELECT read FROM reading WHERE id = ?1), 0)",
            id,
            int(read),
        )
        (self._read.add if read else self._read.discard)(id)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return all bookmarks, the newest first."""
        self._look()
        return tuple(self._marks.values())

    def bookmarked(self, id: str) -> Bookmark | None:  # noqa: A002
        """Return an article's bookmark, if it has one. What another process wrote is known a moment later."""
        self._look_again()
        return self._marks.get(id)

    def bookmark(self, id: str, headline: str, date: str | None, note: str | None = None) -> None:  # noqa: A002
        """Set a bookmark, or change it: it keeps its age, and where `note` is None its note."""
        self._run(
            "INSERT INTO bookmark (id, headline, date, note, made) VALUES (?1, ?2, ?3, coalesce(?4, ''), ?5)"
            " ON CONFLICT (id) DO UPDATE SET headline = ?2, date = ?3, note = coalesce(?4, note)",
            id,
            headline,
            date,
            note,
            time.time(),
        )
        self._look_at_marks()

    def unbookmark(self, id: str) -> None:  # noqa: A002
        """Take an article's bookmark away, if it has one."""
        self._run("DELETE FROM bookmark WHERE id = ?", id)
        self._look_at_marks()

    def searched(self, query: str) -> None:
        """Note a query as the newest one; blanks around it are dropped, and a blank one is not noted."""
        if query.strip():
            self._run("INSERT OR REPLACE INTO search (query) VALUES (?)", query.strip())

    def history(self, limit: int = 100) -> tuple[str, ...]:
        """Return the queries that were searched, the newest first, each once."""
        return tuple(query for (query,) in self._ask("SELECT query FROM search ORDER BY number DESC LIMIT ?", limit))

    def keep_place(self, id: str, block: int, char: int) -> None:  # noqa: A002
        """Note the article that is being read, and where."""
        self._run("INSERT OR REPLACE INTO place (one, id, block, char) VALUES (1, ?, ?, ?)", id, block, char)

    def place(self) -> Place | None:
        """Return the place noted last, by whichever process."""
        return next((Place(*row) for row in self._ask("SELECT id, block, char FROM place")), None)

    def met(self, issues: Iterable[tuple[str, int]]) -> None:
        """Note how many articles each issue (its ISO date, or "") has, for the next session's `known`.

        The most that was ever met of an issue counts: who opens one page of it today has not forgotten the others.
        """
        with _told(), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "INSERT INTO issue (date, articles) VALUES (?1, ?2)"
                " ON CONFLICT (date) DO UPDATE SET articles = ?2 WHERE ?2 > articles",
                issues,
            )
            self._db.execute("INSERT OR REPLACE INTO visit (one, at) VALUES (1, ?)", (time.time(),))

    def known(self) -> dict[str, int]:
        """Return issue → articles as they were when the notebook was opened."""
        return dict(self._known)

    def _run(self, statement: str, *values: str | float | None) -> list[Any]:
        """Run one statement, which is one transaction."""
        with _told():
            return self._db.execute(statement, values).fetchall()

    def _ask(self, statement: str, *values: float) -> list[Any]:
        """Run one statement that reads; a file that can't be read now tells nothing."""
        try:
            return self._run(statement, *values)
        except NotebookError:
            return []

    def _look_again(self) -> None:
        if self._version is None or time.monotonic() - self._looked > _LOOK_AFTER:
            self._look()

    def _look_at_marks(self) -> None:
        rows = self._run("SELECT id, headline, date, note, made FROM bookmark ORDER BY number DESC")
        self._marks = {row[0]: Bookmark(*row) for row in rows}

    def _look(self) -> None:
        """Bring what is held of reading and bookmarks up to date; a file that can't be read now leaves it as it is."""
        with contextlib.suppress(sqlite3.Error, NotebookError):
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._look_at_marks()
                since = (self._numbered,)
                (newest,) = self._db.execute("SELECT coalesce(max(number), 0) FROM reading").fetchone()
                if self._read:
                    rows = self._db.execute("SELECT id FROM reading WHERE number > ? AND NOT read", since)
                    self._read.difference_update(map(itemgetter(0), rows))
                rows = self._db.execute("SELECT id FROM reading WHERE number > ? AND read", since)
                self._read.update(map(itemgetter(0), rows))
                self._version, self._numbered = version, newest
        self._looked = time.monotonic()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tell whatever SQLite or a text that is no Unicode makes fail as an error of ours."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise NotebookError(str(error)) from error


def notebook_path() -> Path:
    """Return where this system keeps the notebook of a user; there may be no file yet."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return platformdirs.user_data_path("hnreader", appauthor=False) / "notebook.sqlite3"


def _fresh() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    _ready(db)
    return db


def _opened(path: Path) -> tuple[sqlite3.Connection, tuple[Problem, ...]]:
    """Open the file, or what takes its place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        looked_at = _identity(path)
        try:
            return _connected(path)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in _DAMAGED:
                raise
        with _turn(path):
            aside = _set_aside(path) if _identity(path) == looked_at else None  # another process may have been quicker
            db, problems = _connected(path)
        return db, (*((Problem("notebook.damaged", (str(aside),)),) if aside else ()), *problems)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return _fresh(), (Problem("notebook.unwritable", (str(path), reason)),)


def _connected(path: Path) -> tuple[sqlite3.Connection, tuple[Problem, ...]]:
    """Open a file that is sound. Raises what SQLite raises, and `DatabaseError` for one that is not ours."""
    db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        if not _ready(db):
            taken, problem = _fresh(), Problem("notebook.newer", (str(path),))
        else:
            _check(db, path.stat().st_size)
            if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
                return db, ()
            taken, problem = _fresh(), Problem("notebook.unwritable", (str(path), os.strerror(errno.EACCES)))
            db.backup(taken)
    except BaseException:
        db.close()
        raise
    db.close()
    return taken, (problem,)


def _ready(db: sqlite3.Connection) -> bool:
    """Make the tables where there are none. Tell whether they are ours to use: a newer version's are not."""
    if _version(db) == 0:
        with db:
            db.execute("BEGIN IMMEDIATE")
            if _version(db) == 0:  # else another process has made them meanwhile
                if _tables(db):
                    raise sqlite3.DatabaseError("not a notebook")
                for statement in _SCHEMA:
                    db.execute(statement)
    if _version(db) > _VERSION:
        return False
    if not _tables(db) >= _TABLES:
        raise sqlite3.DatabaseError("tables are missing")
    return True


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _check(db: sqlite3.Connection, size: int) -> None:
    """Raise `DatabaseError` where tables are damaged; of a large file, the one that makes it large is left out."""
    for table in sorted(_TABLES if size <= _CHECKED else _TABLES - {"reading"}):
        if db.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("malformed")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    return told.st_dev, told.st_ino


@contextlib.contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Have one process at a time look and rename: else one would set aside what another has just made.

    SQLite's own lock of a file beside it serves on all systems, and ends with the process.
    """
    lock = sqlite3.connect(path.with_name(f"{path.name}.turn"), timeout=_PATIENCE, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _set_aside(path: Path) -> Path:
    """Rename the file and what SQLite keeps beside it, to a name that nothing has; return it."""
    stem = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    for number in itertools.count(1):
        aside = path.with_name(stem if number == 1 else f"{stem}-{number}")
        with contextlib.suppress(FileExistsError):
            aside.touch(exist_ok=False)  # claims the name
            break
    for ending in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(aside.with_name(aside.name + ending))
    return path.replace(aside)
