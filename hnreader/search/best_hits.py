"""The best hits of a query, equals in the order of the archive, in whichever order the index was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tantivy import DocAddress, Query, Searcher

    Hit = tuple[float, DocAddress]
    """A score, or the number by which hits are ordered, and where the document stands."""

_GROWTH: Final = 4  # times as many hits are asked for where the last of them have equals that were left out
_MOST: Final = 1_000  # hits among which equals are put in order: in a large archive there may be any number


def best_hits(searcher: Searcher, query: Query, limit: int, by: str | None = None) -> list[Hit]:
    """Return the hits with the greatest scores, or values of the field `by`, no more than `limit`.

    Equals come in the order of the archive.
    """
    return _completed(searcher, query, _hits(searcher, query, limit, by), limit, by)


def counted_hits(searcher: Searcher, query: Query, limit: int, by: str | None = None) -> tuple[list[Hit], int]:
    """Return the best hits, and the number of all."""
    found = searcher.search(query, limit=limit, count=True, order_by_field=by)
    count: int = found.count  # type: ignore[attr-defined]  # missing in the stub
    return _completed(searcher, query, found.hits, limit, by), count


def _completed(searcher: Searcher, query: Query, hits: list[Hit], limit: int, by: str | None) -> list[Hit]:
    """Return the best hits, of the first ones that the index gives and what else has the score of the last."""
    size = limit
    while len(hits) == size < _MOST and hits[-1][0] == hits[limit - 1][0]:
        size *= _GROWTH
        hits = _hits(searcher, query, size, by)
    found = [address for _, address in hits]
    newest = searcher.fast_field_values("order", found)
    places = searcher.fast_field_values("place", found)
    order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], -int(newest[at] or 0), int(places[at] or 0)))
    return [hits[at] for at in order[:limit]]


def _hits(searcher: Searcher, query: Query, limit: int, by: str | None) -> list[Hit]:
    return searcher.search(query, limit=limit, count=False, order_by_field=by).hits
