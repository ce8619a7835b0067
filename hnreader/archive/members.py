"""Which files an archive has in a library, and the issues that their pages make: what is written of them.

A member is a page of a file, by its place there. All pages of a file are written at once: a file is known as a whole.
Everything is written in the transaction that makes the issues: a reader sees an issue as it was or as it is. Files that
belong together, because they are of one issue, are written together.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.archive.codec import EncodedPage, decode_page
from hnreader.archive.outline import UNDATED
from hnreader.archive.publishing import publish, publish_undated
from hnreader.archive.renamed import renamed
from hnreader.model import Failure
from hnreader.packing import DamagedBytesError, pack
from hnreader.reasons import Message

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hnreader.model import PageArticles

_FEW: Final = 64  # pages without a date that are outlined at once
_KEPT: Final = 3600  # seconds for which what was replaced can be read: who looks at it has a view of before

_PAGE_OF_MEMBER: Final = (
    "INSERT OR REPLACE INTO member SELECT ?, ?, ?, ?, number, day, NULL FROM page"
    " WHERE digest = ? AND source = ? AND recipe = ?"
)
_IS_UNDATED: Final = "SELECT 1 FROM page WHERE digest = ? AND source = ? AND recipe = ? AND day = 0"
_WAS_UNDATED: Final = "SELECT 1 FROM member WHERE archive = ? AND path = ? AND day = 0 AND page IS NOT NULL"
_NO_PAGE: Final = "INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?, NULL, 0, ?)"
_REST: Final = "DELETE FROM member WHERE archive = ? AND path = ? AND place >= ?"
_PAGES: Final = "SELECT place, page FROM member WHERE archive = ? AND path = ? AND page IS NOT NULL"


class _File(NamedTuple):
    """A file of the archive: its key, its state, the digest of its bytes, its pages by name, and why there are none."""

    path: bytes
    status: str
    digest: bytes
    pages: Sequence[str | Message]


class Members:
    """What is to be written of the files of an archive."""

    def __init__(self, key: bytes, recipe: bytes) -> None:
        """`key` is that of the archive, `recipe` by what its pages are made."""
        self._key, self._recipe = key, recipe
        self._open: list[_File] = []
        self._ready: list[_File] = []
        self._undated: list[_File] = []
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

    def add(self, path: bytes, status: str, digest: bytes, pages: Sequence[str | Message]) -> None:
        """Take note of the pages that a file in a state has, by their names, and why there are none; see `complete`."""
        self._open.append(_File(path, status, digest, pages))

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
        for file in ready:
            before = _pages(db, archive, file.path)
            self._partial |= not self._write(db, archive, file)
            if before:
                _rename(db, archive, before, _pages(db, archive, file.path))
        db.executemany("DELETE FROM member WHERE archive = ? AND path = ?", ((archive, path) for path in gone))
        days |= {day for path, *_ in ready for day in _days(db, archive, path)}
        for day in sorted(days - {UNDATED}, reverse=True):
            self._partial |= not publish(db, archive, day)
        if UNDATED in days:
            self._partial |= not publish_undated(db, archive, [*(path for path, *_ in ready), *gone])
        if looked and not self._partial:
            db.execute("UPDATE archive SET looked = max(looked, ?) WHERE number = ?", (self._began, archive))
        long_ago = int(time.time()) - _KEPT
        db.execute("DELETE FROM outline WHERE issue IN (SELECT number FROM issue WHERE replaced < ?)", (long_ago,))
        # An issue that is gone stays as one of no pages: whoever looks after a long time has to learn of it.
        db.execute("DELETE FROM issue WHERE replaced < ? AND pages", (long_ago,))

    def _write(self, db: sqlite3.Connection, archive: int, file: _File) -> bool:
        """Write the pages of a file, and tell whether all are there; where one is not, the file is read again."""
        whole = True
        for place, page in enumerate(file.pages):
            member = archive, file.path, place, file.status
            if isinstance(page, Message):
                db.execute(_NO_PAGE, (*member, pack((self._recipe, Failure("", page)))))
            else:
                found = db.execute(_PAGE_OF_MEMBER, (*member, file.digest, page, self._recipe))
                whole &= bool(found.rowcount)
        db.execute(_REST, (archive, file.path, len(file.pages)))
        if not whole:
            db.execute("UPDATE member SET status = '' WHERE archive = ? AND path = ?", (archive, file.path))
        return whole

    def _due(self, db: sqlite3.Connection, archive: int) -> list[_File]:
        """Return what is to be written now. What is of pages without a date waits for others of its group."""
        due: list[_File] = []
        for file in self._ready:
            names = (page for page in file.pages if isinstance(page, str))
            undated = db.execute(_WAS_UNDATED, (archive, file.path)).fetchone() or any(
                db.execute(_IS_UNDATED, (file.digest, name, self._recipe)).fetchone() for name in names
            )
            (self._undated if undated else due).append(file)
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
    """Yield the days of the pages of a file."""
    query = "SELECT day FROM member WHERE archive = ? AND path = ? AND page IS NOT NULL"
    yield from (day for (day,) in db.execute(query, (archive, path)))


def _pages(db: sqlite3.Connection, archive: int, path: bytes) -> dict[int, int]:
    """Return the numbers of a file's pages by their places."""
    return dict(db.execute(_PAGES, (archive, path)).fetchall())


def _rename(db: sqlite3.Connection, archive: int, before: Mapping[int, int], now: Mapping[int, int]) -> None:
    """Take note which articles have other ids since the pages of their file were made anew."""
    old = _data(db, {place: number for place, number in before.items() if number not in now.values()})
    new = _data(db, {place: number for place, number in now.items() if number not in before.values()} if old else {})
    for earlier, later in _counterparts(old, new):
        with suppress(DamagedBytesError):
            _write_renamed(db, archive, decode_page(earlier), decode_page(later))


def _data(db: sqlite3.Connection, pages: Mapping[int, int]) -> dict[int, bytes]:
    """Return the bytes of pages, by their places in the file."""
    query = "SELECT data FROM body WHERE page = ?"
    return {place: data for place, number in pages.items() for (data,) in db.execute(query, (number,)).fetchall()}


def _counterparts(old: Mapping[int, bytes], new: Mapping[int, bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield each new page with what it was: of several, that of the same text, or else the one in its place."""
    several = max(len(old), len(new)) > 1  # else nothing is decoded for it
    texts = {_text_key(data): data for data in old.values()} if several else {}
    for place, data in new.items():
        earlier = (texts.get(_text_key(data)) if several else None) or old.get(place)
        if earlier is not None:
            yield earlier, data


def _text_key(data: bytes) -> int | None:
    """Return what is equal for pages of the same text; None for a damaged one."""
    try:
        return hash(EncodedPage(data).page.lines)
    except DamagedBytesError:
        return None


def _write_renamed(db: sqlite3.Connection, archive: int, before: PageArticles, now: PageArticles) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO renamed VALUES (?, ?, ?)",
        ((archive, old, new) for old, new in renamed(before, now).items()),
    )
    # Where an id comes into use again nothing leads away from it.
    db.executemany(
        "DELETE FROM renamed WHERE archive = ? AND old = ?", ((archive, article.id) for article in now.articles)
    )
