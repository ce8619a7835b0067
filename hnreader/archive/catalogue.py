"""The issues of an archive in a library on disk. In memory are their sizes, and of pages those looked at lately."""

from __future__ import annotations

import datetime
import os
import sqlite3
from bisect import bisect_left
from contextlib import suppress
from functools import lru_cache, partial
from operator import attrgetter
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import finalize

from hnreader.archive.codec import EncodedPage
from hnreader.archive.forgetting import BODY, forget_outline, forget_page
from hnreader.archive.library_database import FILE, IS_WHOLE, open_library, page_key
from hnreader.archive.outline import UNDATED, IssueOutline, IssueSummary
from hnreader.archive.view import LostPageError
from hnreader.errors import LibraryError
from hnreader.model import Failure
from hnreader.packing import DamagedBytesError, unpack
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.storage.clock import local_time
from hnreader.storage.database import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hnreader.model import Article, PageArticles

_ENCODED: Final = 256  # pages kept as bytes, some 40 KB each, …
_DECODED: Final = 64  # … as such, some 120 KB, …
_ARTICLES: Final = 2048  # … and articles, some 9 KB
_SUMMARIES: Final = (
    "SELECT number, day, state, pages, articles, entries, characters, inferred, begins FROM issue"
    " WHERE archive = ? AND number > ? ORDER BY number"
)
_ARCHIVE: Final = "SELECT number FROM archive WHERE key = ?"
_DAYS: Final = "SELECT DISTINCT day FROM tail WHERE archive = ? AND tail >= ? AND tail < ?"


class _Rows:
    """A connection that threads use one after another, to read of one archive."""

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection, self._key = connection, key
        self._lock = Lock()
        finalize(self, connection.close)  # which has itself, by its statements: nobody else would do it soon

    def __call__(self, query: str, *values: object) -> list[Any]:
        """Return what a query finds; nothing where the library is out of reach."""
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error:  # on a drive that went away, damaged, written for long, closed
                return []

    def forget_page(self, number: int) -> None:
        """Have a page of the archive made again where it is damaged."""
        self._forget(forget_page, number)

    def forget_outline(self, number: int) -> None:
        """Have an issue outlined again."""
        self._forget(forget_outline, number)

    def _forget(self, forget: Callable[[sqlite3.Connection, int, int], None], what: int) -> None:
        """Do nothing where the library cannot be written, or has forgotten the archive."""
        for (archive,) in self(_ARCHIVE, self._key):
            with self._lock, suppress(sqlite3.Error), transaction(self._connection):
                forget(self._connection, archive, what)

    def close(self) -> None:
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()


class Catalogue:
    """What a library has of an archive, as far as it was taken in; threads may use it at the same time.

    Another process may write meanwhile: `summaries` looks what has changed.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        """Open the library in a folder. Raises `LibraryError` where it cannot be used."""
        opened = open_library(folder, any_thread=True)
        if opened.in_memory:
            opened.connection.close()
            newer = opened.in_memory == "newer"
            reason = Reason.LIBRARY_NEWER if newer else Reason.LIBRARY_BUSY
            raise LibraryError(folder / FILE, reason, opened.reason)
        damaged = opened.deleted or opened.moved_aside
        self.problem: Final = Failure(clean(str(folder / FILE)), Message(Reason.LIBRARY_DAMAGED)) if damaged else None
        """What was wrong with the library that was there."""
        self.place: Final = folder, key
        """The folder of the library, and by what the archive is known in it."""
        self.read_only: Final = opened.read_only
        """The library cannot be written by this process."""
        self._rows: Final = _Rows(opened.connection, key)
        self._looking = Lock()
        self._archive = 0
        self._last = 0
        self._issues: dict[int, IssueSummary] = {}
        self._sorted: tuple[IssueSummary, ...] = ()
        self._lost: set[int | IssueSummary] = set()
        # Not by methods: the catalogue would have itself, and its file be open until all memory is walked through.
        self._encoded = lru_cache(_ENCODED)(partial(_fetch, self._rows, self._lost))
        self.page = lru_cache(_DECODED)(partial(_page, self._encoded))
        """Return a page by its number. Raises `LostPageError`."""
        self.article = lru_cache(_ARTICLES)(partial(_article, self._encoded))
        """Return an article by the number of its page and its place on it. Raises `LostPageError`."""

    @property
    def lost(self) -> bool:
        """Whether something could not be had when it was asked for: what was damaged is made again from the files."""
        return bool(self._lost)

    def close(self) -> None:
        """Close the library; what was not looked at lately cannot be had from then on."""
        self._rows.close()

    @property
    def looked(self) -> datetime.datetime | None:
        """When its files were looked over, in local time; None where they never were, or not to the end."""
        rows = self._rows("SELECT looked FROM archive WHERE key = ? AND looked", self.place[1])
        return local_time(rows[0][0]) if rows else None

    @property
    def whole(self) -> bool:
        """Whether the library has the archive, and all its files were looked over; also where that cannot be known."""
        rows = self._rows(IS_WHOLE, self.place[1])
        return not rows or bool(rows[0][0])

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return the issues that there are now, newest first, pages without a date last."""
        with self._looking:
            return self._summaries()

    def _summaries(self) -> tuple[IssueSummary, ...]:
        rows = self._rows(_ARCHIVE, self.place[1])
        if rows and rows[0][0] != self._archive:  # it was forgotten meanwhile, and taken in again
            self._archive, self._last, self._issues, self._sorted = rows[0][0], 0, {}, ()
        new = self._rows(_SUMMARIES, self._archive, self._last)
        if new:
            self._issues.update((row[1], IssueSummary(*row)) for row in new)
            self._last = new[-1][0]
            self._sorted = tuple(
                sorted((issue for issue in self._issues.values() if issue.pages), key=attrgetter("order"))
            )
        return self._sorted

    def outline(self, summary: IssueSummary) -> IssueOutline:
        """Return the outline of an issue. Raises `LostPageError`."""
        for (data,) in self._rows("SELECT data FROM outline WHERE issue = ?", summary.number):
            with suppress(DamagedBytesError):
                return unpack(data, IssueOutline)
        if summary not in self._lost:
            self._lost.add(summary)
            self._rows.forget_outline(summary.number)
        raise LostPageError

    def page_keys(self, numbers: Iterable[int]) -> Sequence[bytes]:
        """Return by what pages are known, also in another library. Raises `LostPageError`."""
        found = [self._rows("SELECT digest, source, recipe FROM page WHERE number = ?", number) for number in numbers]
        if not all(found):
            raise LostPageError
        return [page_key(*rows[0]) for rows in found]

    def path(self, number: int) -> Path | None:
        """Return the path of a page's file, of copies the first; None where it cannot be had."""
        query = "SELECT min(path) FROM member WHERE archive = ? AND page = ?"
        rows = self._rows(query, self._archive, number)
        return Path(os.fsdecode(rows[0][0])) if rows and rows[0][0] else None

    def days_of(self, name: str) -> Iterable[int]:
        """Return the day that an id begins with."""
        if name.startswith("undated-"):
            rows = self._rows(f"{_DAYS} AND day <= 0", self._archive, tail := name.partition("-")[2], f"{tail}\0")
            return [day for (day,) in rows]
        try:
            return (datetime.datetime.strptime(name[:8], "%Y%m%d").toordinal(),)  # noqa: DTZ007 a day
        except ValueError:
            return ()

    def days_starting(self, text: str) -> Iterable[int]:
        """Return at least the days of the articles whose ids begin with a text."""
        head, _, _ = text.partition("-")
        dated = bisect_left(self._sorted, True, key=lambda issue: issue.day <= UNDATED)
        first, last = (
            bisect_left(self._sorted, True, hi=dated, key=lambda issue: _head(issue.day) < behind)
            for behind in (f"{head}:", head)  # a colon comes behind all digits
        )
        undated = dated if "undated".startswith(head) else len(self._sorted)
        return [issue.day for issue in (*self._sorted[first:last], *self._sorted[undated:])]

    def days_of_tail(self, tail: str) -> Iterable[int]:
        """Return at least the days of the articles whose ids go on with a text behind the hyphen."""
        return [day for (day,) in self._rows(_DAYS, self._archive, tail, f"{tail}\U0010ffff")]

    def new_id(self, name: str) -> str:
        """Return the id that an article has since its page was made anew; the same where nothing is known of it."""
        known = {name}
        while rows := self._rows("SELECT new FROM renamed WHERE archive = ? AND old = ?", self._archive, name):
            name = rows[0][0]
            if name in known:
                break
            known.add(name)
        return name


def _fetch(rows: _Rows, lost: set[int | IssueSummary], number: int) -> EncodedPage:
    """Return the bytes of a page by its number; one that cannot be had is lost. Raises `LostPageError`."""
    for (data,) in rows(BODY, number):
        with suppress(DamagedBytesError):
            return EncodedPage(data)
    if number not in lost:
        lost.add(number)
        rows.forget_page(number)
    raise LostPageError


def _page(encoded: Callable[[int], EncodedPage], number: int) -> PageArticles:
    try:
        return encoded(number).decoded()
    except DamagedBytesError as error:
        raise LostPageError from error


def _article(encoded: Callable[[int], EncodedPage], number: int, place: int) -> Article:
    try:
        return encoded(number)[place]
    except (DamagedBytesError, IndexError) as error:
        raise LostPageError from error


def _head(day: int) -> str:
    """Return what the ids of a day's articles begin with."""
    return f"{datetime.date.fromordinal(day):%Y%m%d}" if day > UNDATED else "undated"
