"""Where in a text, as it was printed, the words stand that a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.search.folding import fold, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.search.matching import Range


def hits(text: str, words: Iterable[str]) -> tuple[Range, ...]:
    """Return the ranges of `text` where folded words stand, in order and without overlap."""
    return merged((start, end) for start, end, _ in spots(text, fold(text), words))


def spots(text: str, folded: str, words: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return where in `text` each of the words stands that are found in `folded`, which is what it folds to."""
    found = [(*place, word) for word in words if word for place in occurrences(folded, word)]
    if not found or len(folded) == len(text):
        return sorted(found)
    columns = places(text)
    return sorted((columns[start], columns[end - 1] + 1, word) for start, end, word in found)


def merged(found: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges that are in order of their beginnings; those that touch or overlap become one."""
    apart: list[Range] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def occurrences(folded: str, word: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Yield where a folded word stands between two places of a folded text, in order and without overlap."""
    start = folded.find(word, start, end)
    while start >= 0:
        yield start, start + len(word)
        start = folded.find(word, start + len(word), end)
