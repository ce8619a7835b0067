"""A search in two steps: what has exactly what was asked for; and, behind it, what sounds or looks like it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from hnreader.search.asking import Asking, without
from hnreader.search.index import Index
from hnreader.search.language import parse
from hnreader.search.likeness import may_be_alike
from hnreader.search.listing import Listing
from hnreader.search.matching import match
from hnreader.search.patterns import held_against
from hnreader.search.ranking import NEAR, WORTH, nearness
from hnreader.search.results import Results

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tantivy import DocAddress
    from tantivy import Query as IndexQuery

    from hnreader.archive import Archive
    from hnreader.search.entries import Entry
    from hnreader.search.index import Progress
    from hnreader.search.language import Query

    Scored = tuple[float, Entry]

Order = Literal["best", "newest"]

_FEW: Final = 5  # exact results; from here on nobody needs what merely looks like them
_WINDOW: Final = 200  # so many of the best are looked at more closely than the index does; and of those
_NEAR_WINDOW: Final = 32  # that are merely like what was asked for, which takes some 20 µs each

_indexes: Final[WeakKeyDictionary[Archive, Index]] = WeakKeyDictionary()


def index_of(archive: Archive) -> Index:
    """Return the index kept for an archive; `Index.follow` brings it up to date, as every search does."""
    known = _indexes.get(archive)
    return _indexes.setdefault(archive, Index()) if known is None else known


def search(
    archive: Archive,
    query: str,
    *,
    limit: int | None = None,
    order: Order = "best",
    cancelled: Callable[[], bool] = lambda: False,
) -> Results:
    """Return the articles that answer to a query (see `language`), no more than `limit` of them, but counted all.

    Order `best`: hits in headlines before those in kickers, subheads and columns, and these before bodies; rarer terms
    count more; near together goes before far apart, more in a short article before the same in a long one, newer
    before older. Exact results come first in either order. Once `cancelled` says yes, the search is over and has found
    nothing.
    """
    asked = parse(query)
    if not asked.clauses:
        return Results(asked)
    index = index_of(archive)
    index.follow(archive, cancelled)
    if cancelled():
        return Results(asked)
    return _Search(index, asked, order, cancelled).results(limit)


@dataclass(frozen=True, slots=True)
class Exact:
    """What has exactly what was asked for: all of it, in no order."""

    asked: Query
    entries: tuple[Entry, ...] = ()
    unfinished: bool = False
    """A regular expression took too long: not all articles were held against it."""


def exactly(
    archive: Archive,
    query: str,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Progress | None = None,
) -> Exact:
    """Return the entries that have exactly what a query asks for, unscored; none once `cancelled` says yes.

    `progress` is told how many issues are indexed, and of how many.
    """
    asked = parse(query)
    if not asked.clauses:
        return Exact(asked)
    index = index_of(archive)
    index.follow(archive, cancelled, progress)
    return Exact(asked) if cancelled() else _Search(index, asked, "newest", cancelled).everything()


class _Search:
    """One query, put to what is indexed at one moment."""

    def __init__(self, index: Index, asked: Query, order: Order, cancelled: Callable[[], bool]) -> None:
        self._index = index
        self._asked = asked
        self._order = order
        self._cancelled = cancelled
        self._searcher = index.searcher
        self._terms = asked.terms
        self._asking = Asking(asked, index.schema, self._searcher)

    def results(self, limit: int | None) -> Results:
        """Return the results, no more than `limit`."""
        exact, found = self._exact()
        near, similar = self._near(found) if self._wants_near(found) else (Listing(), 0)
        unfinished = False
        if patterns := self._asked.patterns:
            held, late = held_against(patterns, exact, self._cancelled)
            nearly, later = held_against(patterns, near, self._cancelled)
            exact, near, unfinished = Listing(held), Listing(nearly), late or later
            found, similar = len(exact), len(near)
        if self._cancelled():
            return Results(self._asked)
        return Results(
            self._asked, exact, near, limit, found + similar, lambda: self.results(None), unfinished=unfinished
        )

    def everything(self) -> Exact:
        """Return all exact results; no more than a few milliseconds for 10,000, for none is scored or sorted."""
        most = max(1, self._searcher.num_docs)
        hits = self._searcher.search(self._asking.exact, limit=most, count=False, order_by_field="order").hits
        found = self._found(hits)
        unfinished = False
        if patterns := self._asked.patterns:
            found, unfinished = held_against(patterns, found, self._cancelled)
        return Exact(self._asked, tuple(entry for _, entry in found), unfinished)

    def _exact(self) -> tuple[Listing, int]:
        """Return the best exact results, and how many there are."""
        scored, found = self._look(self._asking.exact, _WINDOW)
        terms = [term.text for term in self._terms]
        if len(terms) > 1:
            scored.head = [(score + nearness(entry, terms), entry) for score, entry in scored.head]
        scored.head = self._sorted(scored.head)
        return scored, found

    def _wants_near(self, found: int) -> bool:
        return any(term.pinyin for term in self._terms) or (found < _FEW and any(map(may_be_alike, self._terms)))

    def _near(self, exact: int) -> tuple[Listing, int]:
        """Return the best of what sounds or (where little was found) looks like what was asked for, and how many."""
        if self._cancelled():
            return Listing(), 0
        alike = self._asking.near(alike=exact < _FEW)
        scored, found = self._look(without(alike, self._asking.exact), _NEAR_WINDOW)
        scored.head = self._sorted([(self._likeness(entry), entry) for _, entry in scored.head])
        scored.score = 0.0
        return scored, found

    def _likeness(self, entry: Entry) -> float:
        """How like an entry is to what was asked for; titles before bodies where it is the same."""
        found = [one for term in self._terms if (one := match(entry, term, near=True))]
        if not found:
            return 0.0
        degree = sum(one.degree for one in found) / len(found)
        return min(0.99, degree + NEAR * WORTH[entry.field(min(one.at for one in found))])

    def _look(self, query: IndexQuery, window: int) -> tuple[Listing, int]:
        """Return what the index has for a query, the best `window` at once, and how many there are."""
        by = "order" if self._order == "newest" or not self._terms else None
        look = partial(self._searcher.search, query, order_by_field=by)
        found = look(limit=window, count=True)
        count: int = found.count  # type: ignore[attr-defined]  # the stub has forgotten it
        head = [(1.0 if by else 1 + score, entry) for score, entry in self._found(found.hits)]

        def rest() -> list[tuple[float, DocAddress]]:
            return look(limit=max(1, count - window), offset=window, count=False).hits

        return Listing(head, count, rest, self._found, 1.0 if by else None), count

    def _found(self, hits: Sequence[tuple[float, DocAddress]]) -> list[Scored]:
        return self._index.found(self._searcher, hits)

    def _sorted(self, scored: Sequence[Scored]) -> list[Scored]:
        """The best first, and of equals the newest; floats of the index are equal to six digits."""
        best = self._order == "best"
        keys = [(-round(score, 6) if best else 0.0, -entry.order, at) for at, (score, entry) in enumerate(scored)]
        return [scored[at] for _, _, at in sorted(keys)]
