"""Which files an archive has in a library, and the issues that their pages make: what is written of them.

Everything is written in the transaction of the pages: a reader sees an issue as it was or as it is. Files that belong
together, because they are of one issue, are written together.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hnreader.archive.codec import DamagedPageError, decode_page, pack
from hnreader.archive.outline import UNDATED
from hnreader.archive.publishing import publish, publish_undated
from hnreader.archive.renamed import renamed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from hnreader.model import Failure

_FEW: Final = 64  # pages without a date that are outlined at once
_KEPT: Final = 3600  # seconds for which what was replaced can be read: who looks at it has a view of before

_PAGE_OF_MEMBER: Final = (
    "INSERT OR REPLACE INTO member SELECT ?, ?, ?, number, day, NULL FROM page"
    " WHERE digest = ? AND source = ? AND recipe = ?"
)
_IS_UNDATED: Final = (
    "SELECT EXISTS (SELECT 1 FROM page WHERE digest = ? AND source = ? AND recipe = ? AND day = 0)"
    " OR EXISTS (SELECT 1 FROM member WHERE archive = ? AND path = ? AND day = 0 AND page IS NOT NULL)"
)
_NO_PAGE: Final = "INSERT OR REPLACE INTO member VALUES (?, ?, ?, NULL, 0, ?)"
_Row = tuple[bytes, str, bytes, str, bytes | None]
"""A file, its state, the digest of its bytes, the name of its page, and why it has none."""


class Members:
    """What is to be written of the files of an archive."""

    def __init__(self, key: bytes, recipe: bytes) -> None:
        """`key` is that of the archive, `recipe` by what its pages are made."""
        self._key, self._recipe = key, recipe
        self._open: list[_Row] = []
        self._ready: list[_Row] = []
        self._undated: list[_Row] = []
        self._gone: list[bytes] = []
        self._began = int(time.time())
        self._looked = self._ended = False
        self._roots: Mapping[bytes, str] = {}
        self._archive = 0
        self._partial = False
        """Something of what was written is gone."""

    def compared(self, archive: int) -> None:
        """Take note with what the files were compared: the number of the archive, 0 for none.

        Where it has another one when something is written, it was forgotten meanwhile, and what is written is not all.
        """
        self._archive = archive

    def add(self, path: bytes, status: str, digest: bytes, source: str) -> None:
        """Take note that a file in a state has the page of these bytes under a name; see `complete`."""
        self._open.append((path, status, digest, source, None))

    def fail(self, path: bytes, status: str, failure: Failure) -> None:
        """Take note why a file in a state has no page; see `complete`."""
        self._open.append((path, status, b"", "", pack((self._recipe, failure))))

    def remove(self, paths: Iterable[bytes]) -> None:
        """Take note that files are gone."""
        self._gone.extend(paths)

    def complete(self) -> None:
        """Have what was added so far written the next time: its issues are whole."""
        self._ready += self._open
        self._open = []

    def looked_over(self, roots: Mapping[bytes, str]) -> None:
        """Have what was added written, and when that began: all files have been looked at since.

        `roots` are the states of the folders under which there were some.
        """
        self.end()
        self._looked, self._roots = True, roots

    def end(self) -> None:
        """Have what was added written, also of pages without a date: nothing more is to come."""
        self.complete()
        self._ended = True

    @property
    def size(self) -> int:
        """The number of files of which something is to be written."""
        return len(self._ready) + len(self._gone)

    @property
    def waiting(self) -> bool:
        """Whether there is something to write."""
        return bool(self._ready or self._gone or self._ended)

    def write(self, db: sqlite3.Connection) -> None:
        """Write what is complete, in the transaction that is open."""
        archive = _number(db, self._key)
        self._archive = self._archive or archive
        self._partial |= archive != self._archive
        looked = self._looked
        ready, gone = self._due(db, archive), self._gone
        roots = [(archive, path, state) for path, state in self._roots.items()]
        db.executemany("INSERT OR REPLACE INTO root VALUES (?, ?, ?)", roots)
        self._ready, self._gone, self._roots, self._looked, self._ended = [], [], {}, False, False
        days = {day for path in [*(each[0] for each in ready), *gone] for day in _days(db, archive, path)}
        for path, status, digest, source, failure in ready:
            if failure is not None:
                db.execute(_NO_PAGE, (archive, path, status, failure))
                continue
            before = _page(db, archive, path)
            found = db.execute(_PAGE_OF_MEMBER, (archive, path, status, digest, source, self._recipe))
            self._partial |= not found.rowcount
            if before and (now := _page(db, archive, path)) and before[0] != now[0]:
                _rename(db, archive, before[1], now[1])
        db.executemany("DELETE FROM member WHERE archive = ? AND path = ?", ((archive, path) for path in gone))
        days |= {day for path, *_ in ready for day in _days(db, archive, path)}
        for day in sorted(days - {UNDATED}, reverse=True):
            publish(db, archive, day)
        if UNDATED in days:
            publish_undated(db, archive, [*(path for path, *_ in ready), *gone])
        if looked and not self._partial:
            db.execute("UPDATE archive SET looked = max(looked, ?) WHERE number = ?", (self._began, archive))
        long_ago = int(time.time()) - _KEPT
        db.execute("DELETE FROM outline WHERE issue IN (SELECT number FROM issue WHERE replaced < ?)", (long_ago,))
        # An issue that is gone stays as one of no pages: whoever looks after a long time has to learn of it.
        db.execute("DELETE FROM issue WHERE replaced < ? AND pages", (long_ago,))

    def _due(self, db: sqlite3.Connection, archive: int) -> list[_Row]:
        """Return what is to be written now. What is of pages without a date waits for others of its group."""
        due: list[_Row] = []
        for row in self._ready:
            path, _, digest, source, _ = row
            ((undated,),) = db.execute(_IS_UNDATED, (digest, source, self._recipe, archive, path))
            (self._undated if undated else due).append(row)
        if self._ended or len(self._undated) >= _FEW:
            due += self._undated
            self._undated = []
        return due


def _number(db: sqlite3.Connection, key: bytes) -> int:
    """Return the number of an archive, which is made where there is none."""
    db.execute("INSERT OR IGNORE INTO archive (key, looked) VALUES (?, 0)", (key,))
    ((number,),) = db.execute("SELECT number FROM archive WHERE key = ?", (key,))
    return int(number)


def _days(db: sqlite3.Connection, archive: int, path: bytes) -> Iterator[int]:
    """Yield the day of a file that has a page."""
    query = "SELECT day FROM member WHERE archive = ? AND path = ? AND page IS NOT NULL"
    yield from (day for (day,) in db.execute(query, (archive, path)))


def _page(db: sqlite3.Connection, archive: int, path: bytes) -> tuple[int, bytes] | None:
    """Return the number of a file's page, and its bytes."""
    query = "SELECT page, data FROM member JOIN body USING (page) WHERE archive = ? AND path = ?"
    row: tuple[int, bytes] | None = db.execute(query, (archive, path)).fetchone()
    return row


def _rename(db: sqlite3.Connection, archive: int, before: bytes, now: bytes) -> None:
    """Take note which articles have other ids since their page was made anew."""
    with suppress(DamagedPageError):
        new_ids = renamed(decode_page(before), decode_page(now))
        rows = ((archive, old, new) for old, new in new_ids.items())
        db.executemany("INSERT OR REPLACE INTO renamed VALUES (?, ?, ?)", rows)
        # Where an id comes into use again nothing leads away from it.
        db.executemany(
            "DELETE FROM renamed WHERE archive = ? AND old = ?", ((archive, new) for new in new_ids.values())
        )
