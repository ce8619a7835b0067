"""Writes what was found into the database of names, and counts it, in the transaction that is open.

Everything that a name's counts are made of stands in its postings: an issue that changes takes its own back and brings
others. The order in which issues come makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct, field

from hnreader.language.folding import fold
from hnreader.research.mentions import NameKind
from hnreader.research.names_database import NEVER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from hnreader.research.mentions import Mention

KINDS: Final = tuple(NameKind)
"""A kind stands in the database as its index here."""
_PackedPage = list[list[int]]
"""For each article of a page its names by their numbers, each with its times behind it, negative if it is unproven."""

_COUNT: Final = """
    INSERT INTO usage SELECT ?, number, kind, text, folded, ?, ?, ?, ?, ? FROM name WHERE number = ?
    ON CONFLICT DO UPDATE SET times = times + excluded.times, articles = articles + excluded.articles,
    proven = proven + excluded.proven, first = min(first, excluded.first), last = max(last, excluded.last)
"""
# The postings of the issue are gone by then.
_DISCOUNT: Final = f"""
    UPDATE usage SET times = times - ?, articles = articles - ?, proven = proven - ?,
    first = coalesce((SELECT min(day) FROM posting AS p WHERE p.archive = usage.archive AND p.name = usage.name
    AND day > 0), {NEVER}),
    last = coalesce((SELECT max(day) FROM posting AS p WHERE p.archive = usage.archive AND p.name = usage.name
    AND day > 0), 0)
    WHERE archive = ? AND name = ?
"""  # noqa: S608 a constant
_TAKE_BACK: Final = "DELETE FROM posting WHERE archive = ? AND name = ? AND day = ? RETURNING times, proven, entries"
_UNUSED: Final = "DELETE FROM usage WHERE archive = ? AND name = ? AND times = 0"


class IssueFound(Struct, frozen=True):
    """An issue whose pages have all been looked through."""

    day: int
    state: int
    keys: Sequence[bytes]
    """By what its pages are known."""
    entries: Sequence[Sequence[int]]
    """For each page and each of its articles: the index of the entry that it is a part of, among those of the issue."""


class _Posting(Struct):
    """A name in an issue."""

    times: int = 0
    proven: int = 0
    """The number of articles that prove it."""
    entries: set[int] = field(default_factory=set)


class NamesWriter:
    """Writes for one archive."""

    def __init__(self, db: sqlite3.Connection, key: bytes) -> None:
        """`key` is that by which the archive is known in its library."""
        self._db = db
        self._key = key

    @cached_property
    def _archive(self) -> int:
        """The number of the archive."""
        self._db.execute("INSERT OR IGNORE INTO archive (key) VALUES (?)", (self._key,))
        ((number,),) = self._db.execute("SELECT number FROM archive WHERE key = ?", (self._key,))
        return int(number)

    def put_page(self, key: bytes, articles: Sequence[Sequence[Mention]]) -> None:
        """Keep what was found in each article of a page."""
        numbers = self._numbers({(mention.kind, mention.name) for found in articles for mention in found})
        packed: _PackedPage = [
            [number for mention in found for number in _packed(mention, numbers[mention.kind, mention.name])]
            for found in articles
        ]
        self._db.execute("INSERT OR IGNORE INTO found (key, data) VALUES (?, ?)", (key, msgspec.msgpack.encode(packed)))

    def _numbers(self, names: Collection[tuple[NameKind, str]]) -> Mapping[tuple[NameKind, str], int]:
        """Return the numbers of names, which have them from now on."""
        rows = [(KINDS.index(kind), name) for kind, name in sorted(names)]
        self._db.executemany(
            "INSERT OR IGNORE INTO name (kind, text, folded) VALUES (?, ?, ?)",
            ((kind, name, folded if (folded := fold(name)) != name else None) for kind, name in rows),
        )
        query = "SELECT number FROM name WHERE kind = ? AND text = ?"
        return {(KINDS[row[0]], row[1]): self._db.execute(query, row).fetchone()[0] for row in rows}

    def publish(self, issue: IssueFound) -> None:
        """Count an issue, in the place of what was counted of its day. Nothing is done where a page is missing.

        Another process may have counted it, or have deleted a page, in the meantime.
        """
        pages = self._pages(issue)
        known = self._db.execute("SELECT state FROM issue WHERE archive = ? AND day = ?", (self._archive, issue.day))
        if pages is None or known.fetchone() == (issue.state,):
            return
        self.remove(issue.day)
        postings = _postings(pages.values(), issue.entries)
        day = issue.day
        first, last = (day, day) if day > 0 else (NEVER, 0)
        self._db.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)",
            (
                (self._archive, name, day, each.times, each.proven, msgspec.msgpack.encode(sorted(each.entries)))
                for name, each in postings
            ),
        )
        self._db.executemany(
            _COUNT,
            ((self._archive, each.times, len(each.entries), each.proven, first, last, name) for name, each in postings),
        )
        values = (self._archive, day, issue.state, msgspec.msgpack.encode([*pages]))
        self._db.execute("INSERT INTO issue VALUES (?, ?, ?, ?)", values)

    def _pages(self, issue: IssueFound) -> dict[int, _PackedPage] | None:
        """Return what was found in the pages of an issue, by their numbers; None where one was not looked through."""
        pages: dict[int, _PackedPage] = {}
        for key, entries in zip(issue.keys, issue.entries, strict=True):
            row = self._db.execute("SELECT number, data FROM found WHERE key = ?", (key,)).fetchone()
            page = _unpacked(row[1]) if row else []
            if row is None or len(page) != len(entries):
                return None
            pages[row[0]] = page
        return pages

    def remove(self, day: int) -> None:
        """Count an issue no more."""
        row = self._db.execute("SELECT pages FROM issue WHERE archive = ? AND day = ?", (self._archive, day)).fetchone()
        for name in self._names_of(msgspec.msgpack.decode(row[0], type=list[int])) if row else ():
            gone = self._db.execute(_TAKE_BACK, (self._archive, name, day)).fetchone()
            if gone:
                times, proven, entries = gone
                articles = len(msgspec.msgpack.decode(entries))
                self._db.execute(_DISCOUNT, (times, articles, proven, self._archive, name))
                self._db.execute(_UNUSED, (self._archive, name))
        self._db.execute("DELETE FROM issue WHERE archive = ? AND day = ?", (self._archive, day))

    def _names_of(self, pages: Iterable[int]) -> Iterator[int]:
        """Yield the names of pages, each once."""
        names = set()
        for page in pages:
            for (data,) in self._db.execute("SELECT data FROM found WHERE number = ?", (page,)).fetchall():
                names |= names_in(data)
        yield from sorted(names)


def names_in(data: bytes) -> set[int]:
    """Return the numbers of the names of a page as it is kept."""
    return {name for article in _unpacked(data) for name in article[::2]}


def _packed(mention: Mention, number: int) -> tuple[int, int]:
    return number, mention.times if mention.proven else -mention.times


def _unpacked(data: bytes) -> _PackedPage:
    return msgspec.msgpack.decode(data, type=_PackedPage)


def _postings(pages: Iterable[_PackedPage], entries: Iterable[Sequence[int]]) -> list[tuple[int, _Posting]]:
    """Return the names of an issue, by their numbers."""
    postings: dict[int, _Posting] = defaultdict(_Posting)
    for page, entry_indices in zip(pages, entries, strict=True):
        for article, entry in zip(page, entry_indices, strict=True):
            for name, times in zip(article[::2], article[1::2], strict=True):
                posting = postings[name]
                posting.times += abs(times)
                posting.proven += times > 0
                posting.entries.add(entry)
    return sorted(postings.items())
