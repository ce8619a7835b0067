"""Positions of the words that a search found, in texts as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.language.folding import fold, folded_columns
from hnreader.search.readings import MeantText

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from hnreader.model import Reading
    from hnreader.search.matching import Range


class BodyWord(str):
    """A folded word that is looked for in paragraphs, and not in other texts."""

    __slots__ = ()


def words_outside(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are looked for outside paragraphs, too."""
    return tuple(word for word in words if not isinstance(word, BodyWord))


def highlight_ranges(text: str, words: Collection[str], readings: Sequence[Reading] = ()) -> tuple[Range, ...]:
    """Return the ranges of a printed text where folded words stand, in order and without overlap.

    With `readings` also those where the words are what people say that is meant.
    """
    found = [(start, end) for start, end, _ in spots(text, fold(text), words)]
    if readings:
        meant = MeantText(text, readings)
        places = [(start, end) for start, end, _ in spots(meant.text, fold(meant.text), words)]
        found = sorted((*found, *(meant.columns(*place) for place in places if meant.differs(*place))))
    return merged(found)


def spots(text: str, folded: str, words: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return the ranges of a printed text where words stand, each with its word; `folded` is the folded text."""
    found = [(*place, word) for word in words if word for place in occurrences(folded, word)]
    if not found or len(folded) == len(text):
        return sorted(found)
    columns = folded_columns(text)
    return sorted((columns[start], columns[end - 1] + 1, word) for start, end, word in found)


def merged(found: Iterable[Range]) -> tuple[Range, ...]:
    """Return ranges with those that touch or overlap merged; they come in the order of their starts."""
    apart: list[Range] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def occurrences(folded: str, word: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Yield the ranges of a folded word between two positions of a folded text, in order and without overlap."""
    start = folded.find(word, start, end)
    while start >= 0:
        yield start, start + len(word)
        start = folded.find(word, start + len(word), end)
