"""Opening an SQLite file: schema versions, damage, permissions, several processes at once.

A file is opened whatever its state: where it cannot serve, the connection is to a database in memory, and `Opened` says
why. The journal is SQLite's default, but for much data in a folder of the program's own: the write-ahead log lets
others read while it is written, and needs memory shared between processes, which network folders lack.
"""

from __future__ import annotations

import errno
import itertools
import os
import sqlite3
import stat
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from hnreader.storage.folders import make_folder
from hnreader.storage.private import private_file, private_folder, restrict_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE: Final = 5.0  # seconds to wait for another process's write
_OPENING: Final = 30.0
"""The same while a file is opened: who gives up keeps notes in memory, and SQLite has no turns."""
_FULL_CHECK: Final = 4_000_000  # bytes: checking a file of this size when it is opened takes about 10 ms
_SIDE_FILES: Final = ("-journal", "-wal", "-shm")  # a journal left behind would be applied to the new file
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class Schema(Struct, frozen=True):
    """The tables of a database."""

    migrations: tuple[tuple[str, ...], ...]
    """Statements that bring `user_version` from each number to the next: the first ones make the tables."""
    tables: frozenset[str]
    """The tables after all migrations."""
    large: frozenset[str] = frozenset()
    """Tables that are not checked when the file is large, since that would take long."""
    bulky: bool = False
    """Much is written and read: with a write-ahead log; a file that can only be read is read where it is."""


class Opened(Struct, frozen=True):
    """A connection in autocommit mode, and what went wrong in opening the file."""

    connection: sqlite3.Connection
    moved_aside: Path | None = None
    """The new name of a damaged file, if one was replaced."""
    deleted: bool = False
    """A damaged file was deleted and replaced."""
    in_memory: Literal["newer", "unusable"] | None = None
    """Why the file does not serve: its schema is newer than ours, or it cannot be read or written."""
    reason: str = ""
    """The system's words for it."""
    read_only: bool = False
    """The connection is to a file that cannot be written, or to a copy of it; `reason` says why."""


def open_database(
    path: Path | None, schema: Schema, *, disposable: bool = False, shared: bool = False, any_thread: bool = False
) -> Opened:
    """Open a database, make or migrate its tables, and check it. None opens one in memory; nothing is raised.

    One in memory is put on disk by SQLite where much is written to it, if the schema is bulky.

    File and folder are made private, the folder being the program's own, unless they are `shared`: then they have the
    rights that the folder gives them, and several machines may use them. A damaged file, or another program's, is
    renamed, or deleted if it is `disposable`, and replaced by an empty one. A file that can only be read is copied into
    memory, unless the schema is bulky. With `any_thread` the caller sees to it that threads use it one after another.
    """
    if path is None:
        return Opened(_in_memory(schema, any_thread=any_thread))
    try:
        if shared:
            make_folder(path.parent)
        else:
            private_folder(path.parent)
        inspected = _identity(path)
        try:
            return _connect(path, schema, shared=shared, any_thread=any_thread)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
        with exclusive(path, _OPENING):  # else one process would move aside what another has just made
            ours = _identity(path) == inspected
            aside = _move_aside(path) if ours and not disposable else None
            if ours and disposable:
                _delete(path)
            opened = _connect(path, schema, shared=shared, any_thread=any_thread)
        return replace(opened, moved_aside=aside, deleted=ours and disposable)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return Opened(_in_memory(schema, any_thread=any_thread), in_memory="unusable", reason=reason)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all that the block executes, or nothing."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def exclusive(path: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Let one process at a time do something with a file or folder; it waits for the others so many seconds.

    The lock is SQLite's, of a file beside it: it works on all systems and ends with the process. Raises OSError, and
    `sqlite3.OperationalError`, with SQLITE_BUSY where another process has it.
    """
    lock_file = path.with_name(f"{path.name}.lock")
    private_file(lock_file)
    lock = sqlite3.connect(lock_file, timeout=patience, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error comes from the contents of the file, and not from a lock, a full disk or missing rights."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def is_newer(path: Path, schema: Schema) -> bool:
    """Whether a file is of a newer version than a schema; False where there is none, or it cannot be read."""
    with suppress(OSError, sqlite3.Error):
        if path.is_file():
            with closing(_reading(path)) as connection:
                return _version(connection) > len(schema.migrations)
    return False


def delete_database(path: Path) -> None:
    """Delete a file that can be made again, with what SQLite keeps beside it. Raises OSError, sqlite3.Error."""
    with exclusive(path):
        _delete(path)


def size_on_disk(path: Path) -> int:
    """Return how many bytes a database takes, with what SQLite keeps beside it."""
    size = 0
    for ending in ("", *_SIDE_FILES):
        with suppress(FileNotFoundError):
            size += path.with_name(path.name + ending).stat().st_size
    return size


def _in_memory(schema: Schema, *, any_thread: bool) -> sqlite3.Connection:
    name = "" if schema.bulky else ":memory:"  # the first is a temporary file, written when the cache is full
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=not any_thread)
    _migrate(connection, schema)
    return connection


def _connect(path: Path, schema: Schema, *, shared: bool, any_thread: bool) -> Opened:
    """Open a file that is sound. Raises OSError and sqlite3.Error; `DatabaseError` for one that is not ours."""
    if not shared:
        private_file(path)
        for ending in _SIDE_FILES:
            restrict_file(path.with_name(path.name + ending))
    writable = not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    connection = sqlite3.connect(path, timeout=_OPENING, isolation_level=None, check_same_thread=not any_thread)
    try:
        # With less a power cut may bring the journal of the last transaction back, which undoes it.
        connection.execute("PRAGMA synchronous = EXTRA")
        if not writable and not schema.bulky:
            connection = _copied(connection)  # before it is migrated, which it cannot be where it is
        if not _migrate(connection, schema):
            opened = Opened(_in_memory(schema, any_thread=any_thread), in_memory="newer")
        else:
            _check(connection, schema, path.stat().st_size)
            reason = os.strerror(errno.EACCES)
            if not writable:
                if schema.bulky:
                    return Opened(connection, reason=reason, read_only=True)
                return Opened(connection, in_memory="unusable", reason=reason, read_only=True)
            if schema.bulky and not shared:
                _write_ahead(connection)
            connection.execute(f"PRAGMA busy_timeout = {1000 * _PATIENCE:.0f}")
            return Opened(connection)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return opened


def _reading(path: Path) -> sqlite3.Connection:
    """Open a file that is there without writing to it. Raises `sqlite3.Error`."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)


def _copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Copy a database into memory, and close it."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(connection):
        connection.backup(copy)
    return copy


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Use the write-ahead log. A power cut may take the last batches then, but never the file."""
    with suppress(sqlite3.OperationalError):  # another process is making the file at this moment, and does the same
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _migrate(connection: sqlite3.Connection, schema: Schema) -> bool:
    """Bring the tables to this version. False where they are of a newer one."""
    latest = len(schema.migrations)
    if _version(connection) < latest:
        with transaction(connection):
            version = _version(connection)  # another process may have migrated meanwhile
            if version == 0 and not _tables(connection) <= schema.tables:
                raise sqlite3.DatabaseError("another program's file")
            for number in range(version, latest):
                for statement in schema.migrations[number]:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {max(version, latest)}")
    if _version(connection) > latest:
        return False
    if not _tables(connection) >= schema.tables:
        raise sqlite3.DatabaseError("tables are missing")
    return True


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return {name for (name,) in rows}


def _check(connection: sqlite3.Connection, schema: Schema, size: int) -> None:
    """Raise `DatabaseError` where a table is damaged."""
    for table in sorted(schema.tables if size <= _FULL_CHECK else schema.tables - schema.large):
        if connection.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("malformed")


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from others; None where there is none. Raises OSError, too, for a pipe: SQLite waits for it."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")
    return status.st_dev, status.st_ino


def _delete(path: Path) -> None:
    for ending in ("", *_SIDE_FILES):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _move_aside(path: Path) -> Path:
    """Rename the file, and what SQLite keeps beside it, to an unused name; return that."""
    stem = f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    for number in itertools.count(1):
        aside = path.with_name(stem if number == 1 else f"{stem}-{number}")
        with suppress(FileExistsError):
            aside.touch(exist_ok=False)  # claims the name
            break
    for ending in _SIDE_FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(aside.with_name(aside.name + ending))
    return path.replace(aside)
