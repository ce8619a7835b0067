"""Where in a text, as it was printed, the words stand that a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.search.folding import fold, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.search.matching import Range


def hits(text: str, words: Iterable[str]) -> tuple[Range, ...]:
    """Return the ranges of `text` where folded words stand, in order and without overlap."""
    folded = fold(text)
    found = _in_order(one for word in words if word for one in _occurrences(folded, word))
    return tuple(_unfold(text, found))


def _in_order(found: Iterable[Range]) -> list[Range]:
    """Return ranges in order; those that touch or overlap become one."""
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _unfold(text: str, found: Sequence[Range]) -> Iterator[Range]:
    """Turn ranges of `fold(text)` into ranges of `text`."""
    if found:
        columns = places(text)
        for start, end in found:
            yield columns[start], columns[end - 1] + 1


def _occurrences(folded: str, word: str) -> Iterator[Range]:
    start = folded.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = folded.find(word, start + len(word))
