"""The best hits of a query, equals in the order of the archive, in whichever order the index was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tantivy import DocAddress, Query, Searcher

    Hit = tuple[float, DocAddress]
    """A score, or the number by which hits are ordered, and where the document stands."""

_EQUALS: Final = 800  # hits beyond the limit that are put in order with the last of them where they are its equals


def best_hits(searcher: Searcher, query: Query, limit: int, by: str | None = None) -> list[Hit]:
    """Return the hits with the greatest scores, or values of the field `by`, no more than `limit`.

    Equals come in the order of the archive.
    """
    return _in_order(searcher, searcher.search(query, limit + _EQUALS, count=False, order_by_field=by).hits, limit)


def counted_hits(searcher: Searcher, query: Query, limit: int, by: str | None = None) -> tuple[list[Hit], int]:
    """Return the best hits, and the number of all."""
    found = searcher.search(query, limit + _EQUALS, count=True, order_by_field=by)
    count: int = found.count  # type: ignore[attr-defined]  # missing in the stub
    return _in_order(searcher, found.hits, limit), count


def _in_order(searcher: Searcher, hits: list[Hit], limit: int) -> list[Hit]:
    """Return the best hits, of those that the index gives and no others."""
    end = limit
    while end < len(hits) and hits[end][0] == hits[limit - 1][0]:
        end += 1
    found = [address for _, address in hits[:end]]
    newest = searcher.fast_field_values("order", found)
    places = searcher.fast_field_values("place", found)
    order = sorted(range(len(found)), key=lambda at: (-hits[at][0], -int(newest[at] or 0), int(places[at] or 0)))
    return [hits[at] for at in order[:limit]]
