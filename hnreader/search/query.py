"""What was asked for, and where in a text it stands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hnreader.reading.cleaning import clean
from hnreader.search.folding import fold, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Range = tuple[int, int]
"""Characters of a text, the end exclusive."""


@lru_cache(maxsize=64)
def terms(query: str) -> tuple[str, ...]:
    """Return the folded terms of a query, each once. Blanks part them, and an article must hold all."""
    folded = (fold(term) for term in clean(query).split())
    return tuple(dict.fromkeys(term for term in folded if term))


def hits(text: str, query: str) -> tuple[Range, ...]:
    """Return the ranges of `text` where a term of the query stands, in order and without overlap."""
    return ranges(text, terms(query))


def ranges(text: str, wanted: Sequence[str]) -> tuple[Range, ...]:
    """Return the ranges of `text` where folded terms stand, in order and without overlap."""
    folded = fold(text)
    return tuple(unfold(text, in_order(one for term in wanted for one in _occurrences(folded, term))))


def in_order(found: Iterable[Range]) -> list[Range]:
    """Return ranges in order; those that touch or overlap become one."""
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def unfold(text: str, found: Sequence[Range]) -> Iterator[Range]:
    """Turn ranges of `fold(text)` into ranges of `text`."""
    if found:
        columns = places(text)
        for start, end in found:
            yield columns[start], columns[end - 1] + 1


def _occurrences(folded: str, term: str) -> Iterator[Range]:
    start = folded.find(term)
    while start >= 0:
        yield start, start + len(term)
        start = folded.find(term, start + len(term))
