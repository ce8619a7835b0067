"""A cache of mentions on disk, so that no text is searched twice.

It is one SQLite file in the user's cache folder, which several processes may write at once: a batch is one transaction.
The key is a digest of the text and of the rules. A damaged file is deleted; where none can be written, the cache is in
memory.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from hnreader.reasons import Message, Reason
from hnreader.research.mentions import Mention, NameKind
from hnreader.storage.database import Schema, delete_database, is_damage, open_database, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_KEYS_PER_QUERY: Final = 500  # SQLite allows some thousand
_TABLE: Final = "CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, mentions TEXT NOT NULL) WITHOUT ROWID"
_SCHEMA: Final = Schema(((_TABLE,),), frozenset({"found"}), frozenset({"found"}))


class MentionCache:
    """Key → mentions. Belongs to the thread that opened it; never raises for its file."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file; None is a cache in memory."""
        self._path = path
        self.problem: Message | None = None
        """Why mentions are not saved, if they are not."""
        opened = open_database(path, _SCHEMA, disposable=True)
        self._db = opened.connection
        if opened.in_memory:
            self.problem = _unkept(path, opened.reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, list[Mention]]:
        """Return the mentions of those keys that the cache has."""
        found: dict[bytes, list[Mention]] = {}
        for start in range(0, len(keys), _KEYS_PER_QUERY):
            batch = keys[start : start + _KEYS_PER_QUERY]
            marks = ",".join("?" * len(batch))
            try:
                rows = self._db.execute(f"SELECT key, mentions FROM found WHERE key IN ({marks})", batch).fetchall()  # noqa: S608 only question marks are inserted
                found |= {key: _read(text) for key, text in rows}
            except (sqlite3.Error, ValueError, TypeError) as error:
                self._recover(error)
        return found

    def put(self, found: Mapping[bytes, Iterable[Mention]]) -> None:
        """Save mentions by key, all or none."""
        rows = [(key, json.dumps(list(mentions), ensure_ascii=False)) for key, mentions in found.items()]
        try:
            with transaction(self._db):
                self._db.executemany("INSERT OR REPLACE INTO found VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            self._recover(error)

    def _recover(self, error: Exception) -> None:
        """Continue after a failure: with an empty file if this one is damaged, else in memory."""
        self._db.close()
        path: Path | None = None
        if self._path and not (isinstance(error, sqlite3.Error) and not is_damage(error)):
            with contextlib.suppress(OSError, sqlite3.Error):
                delete_database(self._path)
                path = self._path
        opened = open_database(path, _SCHEMA, disposable=True)
        self._db = opened.connection
        if path is None or opened.in_memory:
            self.problem = _unkept(self._path, opened.reason or str(error))


def _unkept(path: Path | None, reason: str) -> Message:
    return Message(Reason.NAMES_UNKEPT, file=path or Path(":memory:"), error=reason)


def cache_path() -> Path:
    """Return the path of the user's cache; the file may not exist."""
    import platformdirs  # noqa: PLC0415 needed for names only

    return platformdirs.user_cache_path("hnreader", appauthor=False) / "names.sqlite3"


def _read(text: str) -> list[Mention]:
    return [Mention(NameKind(kind), name, int(times), bool(proven)) for kind, name, times, proven in json.loads(text)]
