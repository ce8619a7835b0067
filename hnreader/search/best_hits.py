"""The best hits of a query, equals in the order of the archive, in whichever order the index was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tantivy import DocAddress, Query, Searcher

    Hit = tuple[float, DocAddress]
    """A score, or the number by which hits are ordered, and where the document stands."""

_GROWTH: Final = 4  # times as many hits are asked for where the last of them have equals that were left out
_LAST: Final = 1 << 62  # the rank of what the archive has no more


def best_hits(
    searcher: Searcher, query: Query, limit: int, ranks: Mapping[int, int] | None, by: str | None = None
) -> list[Hit]:
    """Return the hits with the greatest scores, or values of the field `by`, no more than `limit`.

    `ranks` are the places of entries in the archive by address. None: equals come in the order of the documents.
    """
    return _completed(searcher, query, _hits(searcher, query, limit, by), limit, ranks, by)


def counted_hits(
    searcher: Searcher, query: Query, limit: int, ranks: Mapping[int, int] | None, by: str | None = None
) -> tuple[list[Hit], int]:
    """Return the best hits, and the number of all."""
    found = searcher.search(query, limit=limit, count=True, order_by_field=by)
    count: int = found.count  # type: ignore[attr-defined]  # missing in the stub
    return _completed(searcher, query, found.hits, limit, ranks, by), count


def _completed(
    searcher: Searcher, query: Query, hits: list[Hit], limit: int, ranks: Mapping[int, int] | None, by: str | None
) -> list[Hit]:
    """Return the best hits, of the first ones that the index gives and what else has the score of the last."""
    if ranks is None or not hits:
        return hits
    size = limit
    while len(hits) == size and hits[-1][0] == hits[limit - 1][0]:
        size *= _GROWTH
        hits = _hits(searcher, query, size, by)
    numbers = searcher.fast_field_values("address", [found for _, found in hits])
    places = [ranks.get(int(number or 0), _LAST) for number in numbers]
    order = sorted(range(len(hits)), key=lambda at: (-hits[at][0], places[at]))
    return [hits[at] for at in order[:limit]]


def _hits(searcher: Searcher, query: Query, limit: int, by: str | None) -> list[Hit]:
    return searcher.search(query, limit=limit, count=False, order_by_field=by).hits
