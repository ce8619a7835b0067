"""Ranking: what the index cannot score, which is how near together the terms stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.search.entries import TEXT_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.search.entries import Entry, Field

WORTH: Final[dict[Field, float]] = {"headline": 2.0, "title": 1.0, "body": 0.0}
"""Score of a term by the best field that it stands in."""
NEAR: Final = 0.002
"""Score of one step of nearness: more than density adds, less than a difference of fields."""
_STEPS: Final = (12, 40)  # characters from the first to the last of the terms: one phrase, one sentence
_MAX_OCCURRENCES: Final = 64  # of a term that are looked at


def nearness(entry: Entry, terms: Sequence[str]) -> float:
    """Return the score of the terms' nearness: highest within a phrase, then a sentence, then a text."""
    span = _closest(entry.folded, terms)
    if span is None:
        return 0.0
    start, end = span
    room = end - start - sum(map(len, terms))
    steps = 1 + sum(room <= step for step in _STEPS) if TEXT_SEPARATOR not in entry.folded[start:end] else 0
    return steps * NEAR


def _closest(folded: str, terms: Sequence[str]) -> tuple[int, int] | None:
    """Return the shortest range of a text with all terms; None if a term is missing."""
    found = sorted((at, at + len(term), number) for number, term in enumerate(terms) for at in _starts(folded, term))
    last: dict[int, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for start, end, number in found:
        last[number] = (start, end)
        if len(last) == len(terms):
            span = min(a for a, _ in last.values()), max(b for _, b in last.values())
            if best is None or span[1] - span[0] < best[1] - best[0]:
                best = span
    return best


def _starts(folded: str, term: str) -> list[int]:
    found: list[int] = []
    at = folded.find(term)
    while at >= 0 and len(found) < _MAX_OCCURRENCES:
        found.append(at)
        at = folded.find(term, at + 1)
    return found
