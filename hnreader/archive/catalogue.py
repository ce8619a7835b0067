"""The issues of an archive in a library on disk. In memory are their sizes, and of pages those looked at lately."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import suppress
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from hnreader.archive.codec import DamagedPageError, EncodedPage, unpack
from hnreader.archive.library_database import FILE, open_library
from hnreader.archive.outline import UNDATED, IssueOutline, IssueSummary
from hnreader.archive.view import LostPageError
from hnreader.errors import LibraryError
from hnreader.model import Failure
from hnreader.reading import clean
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hnreader.model import Article, PageArticles

_ENCODED: Final = 256  # pages kept as bytes, some 40 KB each, …
_DECODED: Final = 64  # … as such, some 120 KB, …
_ARTICLES: Final = 2048  # … and articles, some 9 KB
_SUMMARIES: Final = (
    "SELECT number, day, state, pages, articles, entries, characters, inferred FROM issue"
    " WHERE archive = ? AND number > ? ORDER BY number"
)
_DAYS: Final = "SELECT DISTINCT day FROM tail WHERE archive = ? AND tail >= ? AND tail < ?"


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
        self._db: Final = opened.connection
        self._lock = Lock()
        self._archive = 0
        self._last = 0
        self._issues: dict[int, IssueSummary] = {}
        self._sorted: tuple[IssueSummary, ...] = ()
        self._encoded = lru_cache(_ENCODED)(self._fetch)
        self.page = lru_cache(_DECODED)(self._page)
        self.article = lru_cache(_ARTICLES)(self._article)

    def close(self) -> None:
        """Close the library."""
        with self._lock, suppress(sqlite3.Error):
            self._db.close()

    @property
    def looked(self) -> datetime.datetime | None:
        """When its files were looked over, in local time; None where they never were, or not to the end."""
        rows = self._rows("SELECT looked FROM archive WHERE key = ? AND looked", self.place[1])
        return datetime.datetime.fromtimestamp(rows[0][0]).astimezone() if rows else None

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return the issues that there are now, newest first, pages without a date last."""
        rows = self._rows("SELECT number FROM archive WHERE key = ?", self.place[1])
        if rows and rows[0][0] != self._archive:  # it was forgotten meanwhile, and taken in again
            self._archive, self._last, self._issues, self._sorted = rows[0][0], 0, {}, ()
        new = self._rows(_SUMMARIES, self._archive, self._last)
        if new:
            self._issues.update((row[1], IssueSummary(*row)) for row in new)
            self._last = new[-1][0]
            self._sorted = tuple(
                issue for _, issue in sorted(self._issues.items(), key=lambda each: -each[0]) if issue.pages
            )
        return self._sorted

    def outline(self, summary: IssueSummary) -> IssueOutline:
        """Return the outline of an issue. Raises `LostPageError`."""
        for (data,) in self._rows("SELECT data FROM outline WHERE issue = ?", summary.number):
            with suppress(DamagedPageError):
                return unpack(data, IssueOutline)
        raise LostPageError

    def _page(self, number: int) -> PageArticles:
        """Return a page by its number. Raises `LostPageError`."""
        try:
            return self._encoded(number).decoded()
        except DamagedPageError as error:
            raise LostPageError from error

    def _article(self, number: int, place: int) -> Article:
        """Return an article by the number of its page and its place on it. Raises `LostPageError`."""
        try:
            return self._encoded(number)[place]
        except (DamagedPageError, IndexError) as error:
            raise LostPageError from error

    def _fetch(self, number: int) -> EncodedPage:
        for (data,) in self._rows("SELECT data FROM body WHERE page = ?", number):
            with suppress(DamagedPageError):
                return EncodedPage(data)
        raise LostPageError

    def days_of(self, name: str) -> Iterable[int]:
        """Return the day that an id begins with."""
        if name.startswith("undated-"):
            return (UNDATED,)
        try:
            return (datetime.datetime.strptime(name[:8], "%Y%m%d").toordinal(),)  # noqa: DTZ007 a day
        except ValueError:
            return ()

    def days_starting(self, text: str) -> Iterable[int]:
        """Return at least the days of the articles whose ids begin with a text."""
        head, _, _ = text.partition("-")
        return [issue.day for issue in self._sorted if _head(issue.day).startswith(head)]

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

    def _rows(self, query: str, *values: object) -> list[Any]:
        """Return what a query finds; nothing where the library is out of reach."""
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.Error:  # on a drive that went away, damaged, written for long
                return []


def _head(day: int) -> str:
    """Return what the ids of a day's articles begin with."""
    return f"{datetime.date.fromordinal(day):%Y%m%d}" if day else "undated"
