"""The mentions found, kept on disk from one session to the next, so that no text is looked through twice.

One SQLite file in the user's cache folder, which several processes may write at once: a batch is one transaction. What
is kept is found by a digest of the text and of the rules, so that a changed text, or changed rules, are gone through
anew. It is a cache: a file that is damaged is thrown away, and where none can be written, nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from typing import TYPE_CHECKING, Final, Self

from hnreader.research.mentions import Kind, Mention
from hnreader.settings import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_PATIENCE: Final = 30.0  # seconds to wait for another process's write
_AT_ONCE: Final = 500  # keys in one question; SQLite takes some thousand
_SCHEMA: Final = "CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, mentions TEXT NOT NULL) WITHOUT ROWID"
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})
_BESIDE: Final = ("", "-journal", "-wal", "-shm")  # a journal left behind would be played into the new file
_PRIVATE: Final = 0o600


class Store:
    """Digest → mentions. For the thread that opened it; never raises for its file."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or make it; None keeps in memory."""
        self._path = path
        self.problem: Problem | None = None
        """Why nothing is kept, if nothing is."""
        self._db = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def known(self, keys: Sequence[bytes]) -> dict[bytes, list[Mention]]:
        """Return what is kept of these."""
        found: dict[bytes, list[Mention]] = {}
        for start in range(0, len(keys), _AT_ONCE):
            asked = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(asked))
            try:
                rows = self._db.execute(f"SELECT key, mentions FROM found WHERE key IN ({marks})", asked).fetchall()  # noqa: S608 question marks only
                found |= {key: _read(text) for key, text in rows}
            except (sqlite3.Error, ValueError, TypeError) as error:
                self._renew(error)
        return found

    def keep(self, found: Mapping[bytes, Iterable[Mention]]) -> None:
        """Keep what was found, all of it or nothing."""
        rows = [(key, json.dumps(list(mentions), ensure_ascii=False)) for key, mentions in found.items()]
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO found VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            self._renew(error)

    def _opened(self) -> sqlite3.Connection:
        try:
            return _connected(self._path)
        except (OSError, sqlite3.Error) as error:
            if self._path and isinstance(error, sqlite3.Error) and _is_damage(error):
                with contextlib.suppress(OSError, sqlite3.Error):
                    return _connected(_cleared(self._path))
            return self._in_memory(error)

    def _renew(self, error: Exception) -> None:
        """Go on after a failure: with a new file where the old one is damaged, else in memory."""
        self._db.close()
        if self._path is None or (isinstance(error, sqlite3.Error) and not _is_damage(error)):
            self._db = self._in_memory(error)
            return
        try:
            self._db = _connected(_cleared(self._path))
        except (OSError, sqlite3.Error) as failure:
            self._db = self._in_memory(failure)

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        self.problem = Problem("names.unkept", (str(self._path), reason))
        return _connected(None)


def store_path() -> Path:
    """Return where this system keeps a user's cache of mentions; there may be no file yet."""
    import platformdirs  # noqa: PLC0415 only who asks for names needs it

    return platformdirs.user_cache_path("hnreader", appauthor=False) / "names.sqlite3"


def _connected(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE))  # what somebody reads is nobody else's business
    db = sqlite3.connect(path or ":memory:", timeout=_PATIENCE)
    try:
        with db:
            db.execute(_SCHEMA)
        db.execute("SELECT key, mentions FROM found LIMIT 1").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def _cleared(path: Path) -> Path:
    for ending in _BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED


def _read(text: str) -> list[Mention]:
    return [Mention(Kind(kind), name, int(times), bool(proven)) for kind, name, times, proven in json.loads(text)]
