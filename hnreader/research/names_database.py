"""The database of names: a file of its own in the folder of a library, or a temporary one for pages in memory.

What is found in a page stands in `found`, once for all archives of the library, under the key by which the library
knows the page. Of an archive `issue` has the issues that are counted, `posting` where a name occurs in each of them,
and `usage` its counts, which are kept up with the postings so that ranking reads an index and no more.

The file's name has the version of what is in it and of the rules by which names are found: another version has another
file beside it, until the library is compacted, so that two versions used in turn do not make each other's anew. Nothing
in it cannot be made again from the pages.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from hnreader.archive import is_named
from hnreader.errors import LibraryError
from hnreader.reasons import Message, Reason
from hnreader.research.tagging import rules
from hnreader.storage.database import (
    Schema,
    delete_database,
    is_damage,
    open_database,
    size_on_disk,
    transaction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.storage.database import Opened

_FORM: Final = 1
"""Raised where the tables change, or what stands in them."""
_NAME: Final = re.compile(r"names-[0-9a-f]{8}\.sqlite3")
_CACHE: Final = 32_768  # KiB of the file that who writes keeps in memory: names of an issue stand all over it
_AT_ONCE: Final = 500  # rows
NEVER: Final = 9_999_999
"""Stands for the first day of a name that occurs on pages without a date only: it sorts behind every other."""

_TABLES: Final = (
    "CREATE TABLE archive (number INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL)",
    # `folded` is the text as it is looked for, where that is another.
    """CREATE TABLE name (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT,
    UNIQUE (kind, text))""",
    "CREATE TABLE found (number INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, data BLOB NOT NULL)",
    """CREATE TABLE issue (archive INTEGER NOT NULL, day INTEGER NOT NULL, state INTEGER NOT NULL, pages BLOB NOT NULL,
    PRIMARY KEY (archive, day)) WITHOUT ROWID""",
    """CREATE TABLE posting (archive INTEGER NOT NULL, name INTEGER NOT NULL, day INTEGER NOT NULL,
    times INTEGER NOT NULL, proven INTEGER NOT NULL, entries BLOB NOT NULL,
    PRIMARY KEY (archive, name, day)) WITHOUT ROWID""",
    """CREATE TABLE usage (archive INTEGER NOT NULL, name INTEGER NOT NULL, kind INTEGER NOT NULL, text TEXT NOT NULL,
    folded TEXT, times INTEGER NOT NULL, articles INTEGER NOT NULL, proven INTEGER NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, PRIMARY KEY (archive, name)) WITHOUT ROWID""",
    # With all that a filter and either order look at, so that they read the index alone; …
    """CREATE INDEX by_count ON usage (archive, kind, times DESC, articles DESC, text, folded, first, proven)
    WHERE proven > 0""",
    # … this is for the first ones: names of one day are sorted when they are read.
    "CREATE INDEX by_first ON usage (archive, kind, first) WHERE proven > 0",
)
_ALL: Final = frozenset({"archive", "name", "found", "issue", "posting", "usage"})
SCHEMA: Final = Schema((_TABLES,), _ALL, _ALL, bulky=True)


class _Connection:
    """A connection that is closed when nobody has it any more, as when the thread has ended that had it."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database: Final = database

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self.database.close()

    __del__ = close


class NamesDatabase:
    """The database of the names of a library; threads may use it at the same time.

    A thread has a connection of its own, so that none waits for another's query; to a temporary database, as pages in
    memory have, there is one, which threads use in turn.
    """

    def __init__(self, library: Path | None) -> None:
        """Open the file in the folder of a library, or a temporary database for None; never raises for the file."""
        self._path = names_file(library) if library else None
        self._shared = library is not None and is_named(library)
        self._lock = threading.RLock()
        self._connections: WeakSet[_Connection] = WeakSet()
        self._local = threading.local()
        self._temporary: _Connection | None = None
        self.problem: Message | None = None
        """Why names are not saved, if they are not."""
        self._read_only, self._reason = False, ""
        self._made_anew = False
        self._open()

    @property
    def temporary(self) -> bool:
        """Whether it ends with this process."""
        return self._temporary is not None

    @contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """Have a connection for this thread. Raises `sqlite3.Error`."""
        temporary = self._temporary
        if temporary is not None:
            with self._lock:
                yield temporary.database
            return
        yield self._own()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all that the block executes, or nothing. Raises `sqlite3.Error`.

        Where the file can only be read, a temporary copy is gone on with.
        """
        if self._read_only:
            self._copy(self._reason)
        with self.connected() as db:
            db.execute(f"PRAGMA cache_size = {-_CACHE}")
            with transaction(db):
                yield db

    def rows(self, query: str, *values: object) -> Iterator[Any]:
        """Yield what a query finds; nothing more where the file is out of reach."""
        with suppress(sqlite3.Error):
            with self.connected() as db:
                cursor = db.execute(query, values)
                rows = cursor.fetchmany(_AT_ONCE)
            while rows:
                yield from rows
                with self.connected():
                    rows = cursor.fetchmany(_AT_ONCE)

    def recover(self, error: sqlite3.Error) -> bool:
        """Go on after a failed write: with an empty file if this one is damaged, but once, else with a temporary copy.

        Return whether it can be gone on with.
        """
        if self._path is None or self._temporary is not None:
            self.problem = self._unkept(str(error))
            return False
        if is_damage(error) and not self._made_anew:
            self._made_anew = True
            with suppress(OSError, sqlite3.Error):
                delete_database(self._path)
            self._open()
        else:
            self._copy(str(error))
        return True

    def shrink(self) -> None:
        """Give back the room of what was deleted. Raises `sqlite3.Error`."""
        with self.connected() as db:
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close all connections; no thread may be using one."""
        for connection in list(self._connections):
            connection.close()

    def _open(self) -> None:
        self._local = threading.local()
        if self._path is None:
            self._temporary = self._kept(_temporary())
            return
        opened = _opened(self._path, shared=self._shared)
        connection = self._kept(opened.connection)
        self._read_only, self._reason = opened.read_only, opened.reason
        if opened.in_memory:
            self._temporary, self.problem = connection, self._unkept(opened.reason)
        else:
            self._local.connection = connection

    def _own(self) -> sqlite3.Connection:
        """Return this thread's connection to the file."""
        connection: _Connection | None = getattr(self._local, "connection", None)
        if connection is None and self._path is not None:
            opened = _opened(self._path, shared=self._shared)
            connection = self._local.connection = self._kept(opened.connection)
            if opened.in_memory:
                raise sqlite3.OperationalError(opened.reason)
        if connection is None:
            raise sqlite3.OperationalError
        return connection.database

    def _copy(self, reason: str) -> None:
        copy = _temporary()
        with suppress(sqlite3.Error):
            self._own().backup(copy)
        self._temporary, self._read_only = self._kept(copy), False
        self.problem = self._unkept(reason)

    def _unkept(self, reason: str) -> Message:
        from pathlib import Path  # noqa: PLC0415 seldom needed

        return Message(Reason.NAMES_UNKEPT, file=self._path or Path(":memory:"), error=reason)

    def _kept(self, database: sqlite3.Connection) -> _Connection:
        connection = _Connection(database)
        self._connections.add(connection)
        return connection


def names_file(library: Path) -> Path:
    """Return the path of the names of a library, as this version finds them."""
    version = blake2b(repr((_FORM, rules())).encode(), digest_size=4).hexdigest()
    return library / f"names-{version}.sqlite3"


def size_of_names(library: Path) -> int:
    """Return how many bytes the names of a library take."""
    return sum(map(size_on_disk, _files(library)))


def delete_names(library: Path, *, earlier: bool = False) -> int:
    """Delete the names of a library, or those of other versions only, and return how many bytes that freed.

    Raises `LibraryError`.
    """
    before = size_of_names(library)
    for path in _files(library):
        try:
            if path != names_file(library):
                delete_database(path)
            elif not earlier:
                _empty(library)
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(path, Reason.LIBRARY_BUSY, str(error)) from None
    return max(before - size_of_names(library), 0)


def _empty(library: Path) -> None:
    """Delete what is in the names of a library. The file stays, for a reader may have it open and go on writing to it.

    Raises `sqlite3.Error`.
    """
    database = NamesDatabase(library)
    try:
        with database.writing() as db:
            for table in sorted(_ALL):
                db.execute(f"DELETE FROM {table}")  # noqa: S608 constants
        if database.problem:
            raise sqlite3.OperationalError(str(database.problem.arguments[-1]))
        database.shrink()
    finally:
        database.close()


def _files(library: Path) -> list[Path]:
    try:
        return sorted(path for path in library.iterdir() if _NAME.fullmatch(path.name))
    except OSError:  # there is no library
        return []


def _opened(path: Path, *, shared: bool) -> Opened:
    return open_database(path, SCHEMA, disposable=True, shared=shared, any_thread=True)


def _temporary() -> sqlite3.Connection:
    """Return an empty database of this process alone: in memory while it is small, else on disk."""
    return open_database(None, SCHEMA, any_thread=True).connection
