"""The index of names: people, places, organizations and phrases with their counts, dates and articles."""

from __future__ import annotations

import sqlite3
from array import array
from datetime import date as Date  # noqa: N812 a class
from functools import partial
from heapq import merge
from itertools import chain, islice
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
from msgspec import Struct

from hnreader.research.names_database import NEVER, NamesDatabase
from hnreader.research.names_gathering import Gathering
from hnreader.research.names_listing import Listing, NamedArticles, folded, has_readings, matching, nearly
from hnreader.research.names_writer import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence

    from hnreader.archive import Archive
    from hnreader.reasons import Message
    from hnreader.research.mentions import NameKind
    from hnreader.research.names_gathering import GatheringProgress

NameOrder = Literal["count", "first"]

_ARCHIVE: Final = "archive = (SELECT number FROM archive WHERE key = ?)"
_LISTED: Final = f"FROM usage WHERE {_ARCHIVE} AND kind = ? AND proven > 0"
_COLUMNS: Final = "name, text, times, articles, first, last"
_ORDERS: Final[Mapping[NameOrder, str]] = {
    "count": "ORDER BY times DESC, articles DESC, text",
    "first": "ORDER BY first, times DESC, text",
}
_SORTED: Final[Mapping[NameOrder, str]] = {
    "count": _ORDERS["count"],
    "first": "ORDER BY +first, times DESC, text",
}
"""The same for many names: with the + SQLite reads one index and sorts, in the place of a look-up for each name."""
_COMPARED: Final = 50_000
"""Names that are compared one by one, with pinyin or with what is spelt nearly so, in a second or two."""
_ENTRIES: Final = msgspec.msgpack.Decoder(list[int])
_WIDEST: Final = 1_000  # names, the most frequent, of which one is in most articles


class Name(Struct, frozen=True):
    """A name in the index."""

    kind: NameKind
    name: str
    count: int
    """Occurrences in the archive."""
    articles: int
    """Number of articles; one over several pages counts once."""
    first: Date | None
    """The date of the oldest issue with it; None if no such issue is dated."""
    last: Date | None
    """The date of the newest issue with it."""


class Names:
    """The names of an archive. They are kept in its library, or beside the archive in memory.

    They grow while `gather` runs; other threads may read them meanwhile.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._place = archive.place
        self._key = archive.place[1] if archive.place else b""
        self._opened: NamesDatabase | None = None
        self._lock = Lock()

    @property
    def problem(self) -> Message | None:
        """Why names are not saved, if they are not."""
        return self._database.problem

    @property
    def _database(self) -> NamesDatabase:
        with self._lock:
            if self._opened is None:
                self._opened = NamesDatabase(self._place[0] if self._place else None)
            return self._opened

    def gather(self) -> Generator[GatheringProgress, None, None]:
        """Look through the archive's new articles step by step, and drop what is no more.

        The texts are searched by a process of its own, for which the iterating thread waits; closing the iterator
        ends it, and what it has found is kept. One thread may iterate at a time. Raises `TaggingError`.
        """
        database = self._database
        while True:
            try:
                yield from Gathering(database, self._archive.view, self._key).steps()
            except sqlite3.Error as error:
                if not database.recover(error):
                    return
            else:
                return

    def ranked(
        self, kinds: Collection[NameKind] = (), order: NameOrder = "count", limit: int | None = None
    ) -> Iterator[Name]:
        """Yield the names of some kinds, or of all: the most frequent first, or those first used first.

        Equal ones are in the order of their characters.
        """
        query = f"SELECT {_COLUMNS} {_LISTED} {_ORDERS[order]} LIMIT ?"
        streams = (
            map(partial(_name, kind), self._database.rows(query, self._key, number, _limit(limit)))
            for number, kind in enumerate(KINDS)
            if not kinds or kind in kinds
        )
        return islice(merge(*streams, key=_by_first if order == "first" else _by_count), limit)

    def listed(
        self,
        kind: NameKind,
        order: NameOrder = "count",
        typed: str = "",
        limit: int | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Listing:
        """Return the names of a kind that contain what was typed, or whose pinyin it is; without any, similar ones.

        They are in the order of `ranked`. With a `limit` pinyin is looked for among the first 50,000 names only, and
        similar names are always.
        """
        wanted = folded(typed)
        ordered = _ORDERS[order] if limit and not wanted else _SORTED[order]
        compared = None if limit is None else _COMPARED
        found = islice(self._numbers(kind, ordered, wanted, compared, cancelled), limit and limit + 1)
        numbers = array("I", found)
        whole = limit is None or (
            len(numbers) <= limit and not (has_readings(wanted) and self._more_than_compared(kind))
        )
        absent = Name(kind, "", 0, 0, None, None)
        return Listing(numbers[:limit], partial(self._fetch, kind), absent, whole=whole)

    def _more_than_compared(self, kind: NameKind) -> bool:
        query = f"SELECT 1 {_LISTED} LIMIT 1 OFFSET {_COMPARED}"
        return any(self._database.rows(query, self._key, KINDS.index(kind)))

    def _numbers(
        self, kind: NameKind, ordered: str, typed: str, compared: int | None, cancelled: Callable[[], bool]
    ) -> Iterator[int]:
        """Yield the numbers of the names that match, in their order; so many are `compared` with pinyin."""
        texts = f"SELECT name, coalesce(folded, text) {_LISTED}"
        values = self._key, KINDS.index(kind)
        if not has_readings(typed):
            rows = self._database.rows(f"{texts} AND instr(coalesce(folded, text), ?) {ordered}", *values, typed)
            found: Iterator[int] = (number for number, _ in rows if not cancelled())
        else:
            found = matching(islice(self._database.rows(f"{texts} {ordered}", *values), compared), typed, cancelled)
        first = next(found, None)
        if first is not None:
            return chain((first,), found)
        known = islice(self._database.rows(f"{texts} {ordered}", *values), _COMPARED)
        return nearly(known, typed) if typed else found

    def _fetch(self, kind: NameKind, numbers: Sequence[int]) -> Mapping[int, Name]:
        query = f"SELECT {_COLUMNS} FROM usage WHERE {_ARCHIVE} AND name IN ({','.join('?' * len(numbers))})"  # noqa: S608 question marks
        return {row[0]: _name(kind, row) for row in self._database.rows(query, self._key, *numbers)}

    def number_of(self, kind: NameKind, name: str) -> int | None:
        """Return the number by which a listing knows a name; None for one that is not known."""
        rows = self._database.rows("SELECT number FROM name WHERE kind = ? AND text = ?", KINDS.index(kind), name)
        return next((number for (number,) in rows), None)

    def most(self, kind: NameKind) -> tuple[int, int]:
        """Return how often the most frequent name of a kind occurs, and in how many articles the one in most."""
        query = f"SELECT times, articles {_LISTED} {_ORDERS['count']} LIMIT {_WIDEST}"
        counts = list(self._database.rows(query, self._key, KINDS.index(kind)))
        return max((times for times, _ in counts), default=0), max((articles for _, articles in counts), default=0)

    def articles(self, kind: NameKind, name: str) -> NamedArticles:
        """Return the articles with a name, in the archive's order; one over several pages by its first part."""
        view = self._archive.view
        number = self.number_of(kind, name)
        indices = {(issue.day, issue.state): index for index, issue in enumerate(view.summaries)}
        query = (
            f"SELECT day, state, entries FROM posting JOIN issue USING (archive, day) WHERE {_ARCHIVE} AND name = ?"  # noqa: S608 constants
            " AND (SELECT proven FROM usage WHERE usage.archive = posting.archive AND usage.name = posting.name)"
        )
        entries: list[int] = []
        for day, state, packed in self._database.rows(query, self._key, number):
            index = indices.get((day, state))
            if index is not None:  # not one that has changed since
                before = view.entries_before[index]
                entries.extend(before + entry for entry in _ENTRIES.decode(packed))
        return NamedArticles(view, array("I", sorted(entries)))

    def close(self) -> None:
        """Close the database; no thread may be using it."""
        if self._opened is not None:
            self._opened.close()


def _name(kind: NameKind, row: tuple[Any, ...]) -> Name:
    _, text, times, articles, first, last = row
    first_day = None if first == NEVER else Date.fromordinal(first)
    return Name(kind, text, times, articles, first_day, Date.fromordinal(last) if last else None)


def _by_count(name: Name) -> tuple[int, int, str, str]:
    return -name.count, -name.articles, name.name, name.kind


def _by_first(name: Name) -> tuple[Date, int, str, str]:
    return name.first or Date.max, -name.count, name.name, name.kind


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
