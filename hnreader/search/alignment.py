"""Alignment of a term with a text: the range of the text that is nearest to it, and the characters that differ.

rapidfuzz is imported when it is first needed: that takes 14 ms.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from msgspec import Struct

from hnreader.language.lookalikes import LOOKALIKES
from hnreader.language.pinyin import sound_alike
from hnreader.search.entries import TEXT_SEPARATOR
from hnreader.search.fuzzy import allowed_errors, variants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from hnreader.search.fuzzy import Variant
    from hnreader.search.matching import Range

# What a difference costs; a wrong or missing character costs 1.
_CONFUSED: Final = 0.5  # looks or sounds like the other
_TOO_MANY: Final = 0.75  # everything requested is there


@cache
def _levenshtein() -> ModuleType:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - as said above

    return Levenshtein


class Difference(NamedTuple):
    """Characters of a term, and those that a text has in their place; either may be empty: too many, or missing."""

    expected: str
    found: str


class Alignment(Struct, frozen=True):
    """The range of a folded text that a term is aligned with, and how similar the two are: 1 would be the same."""

    start: int
    end: int
    similarity: float
    differences: tuple[Difference, ...]


def align_term(term: str, folded: str) -> Alignment | None:
    """Return the range most similar to a term with one error, the first of several; None where there is none.

    A digit is never wrong or missing, and a punctuation mark never stands for another character.
    """
    best: tuple[float, int, int, Difference] | None = None
    for start, end in _windows(term, folded):
        difference = _one_difference(term, folded[start:end])
        if difference is not None:
            cost = _cost(*difference)
            if best is None or (cost, start) < best[:2]:
                best = cost, start, end, difference
    if best is None:
        return None
    cost, start, end, difference = best
    return Alignment(start, end, 1 - cost / len(term), (difference,))


def has_one_error(term: str, folded: str) -> bool:
    """Tell whether `align_term` finds a range; its variants are looked for, which is several times as fast."""
    possible = variants(term)
    return any(_has_gap(term, variant, folded) for variant in possible if variant.gap) or any(
        variant.left + variant.right in folded for variant in possible if not variant.gap
    )


def _has_gap(term: str, variant: Variant, folded: str) -> bool:
    """Tell whether a variant stands in a text with a character in its gap that may be taken for the missing one."""
    left, right = variant.left, variant.right
    replaced = len(left) + len(right) < len(term)
    gap = folded.find(left) + len(left)
    while gap >= len(left):
        if (
            folded.startswith(right, gap + 1)
            and folded[gap] != TEXT_SEPARATOR
            and (not replaced or _is_mark(term[len(left)]) == _is_mark(folded[gap]))
        ):
            return True
        gap = folded.find(left, gap - len(left) + 1) + len(left)
    return False


def _windows(term: str, folded: str) -> Iterator[Range]:
    """Yield the ranges that may be a term with one error: one half of the term stands at their beginning or end."""
    size = len(term)
    half = size // 2
    left, right = term[:half], term[half:]
    at = folded.find(left)
    while at >= 0:
        yield at, at + size
        yield at, at + size - 1
        yield at, at + size + 1
        at = folded.find(left, at + 1)
    at = folded.find(right)
    while at >= 0:
        end = at + size - half
        for start in (end - size, end - size + 1, end - size - 1):
            if start >= 0:
                yield start, end
        at = folded.find(right, at + 1)


def _one_difference(term: str, window: str) -> Difference | None:
    if _levenshtein().distance(term, window, score_cutoff=1) != 1:
        return None
    (edit,) = _levenshtein().editops(term, window)
    expected = "" if edit.tag == "insert" else term[edit.src_pos]
    found = "" if edit.tag == "delete" else window[edit.dest_pos]
    if expected.isdigit() or found == TEXT_SEPARATOR:
        return None
    if expected and found and _is_mark(expected) != _is_mark(found):
        return None
    return Difference(expected, found)


def align_passage(passage: str, folded: str) -> Alignment | None:
    """Return the range most similar to a passage; None where more of its characters differ than may."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - as said above

    limit = allowed_errors(passage)
    least = 100 * (1 - limit / len(passage)) - 0.01
    best: Alignment | None = None
    start = 0
    for text in folded.split(TEXT_SEPARATOR):
        # A text shorter than the passage would be sought in the passage, not the other way round.
        if len(text) + limit >= len(passage) and (
            rough := partial_ratio_alignment(passage, text.ljust(len(passage), TEXT_SEPARATOR), score_cutoff=least)
        ):
            aligned = _refined(passage, text, (rough.dest_start, min(rough.dest_end, len(text))), limit)
            if aligned and (best is None or aligned.similarity > best.similarity):
                best = Alignment(start + aligned.start, start + aligned.end, aligned.similarity, aligned.differences)
        start += len(text) + len(TEXT_SEPARATOR)
    return best


def _refined(passage: str, text: str, rough: Range, limit: int) -> Alignment | None:
    """Return the alignment near a rough range of the passage's length, whose ends are moved to the least distance."""
    start, end = rough
    ends = range(max(start, end - limit), min(len(text), end + limit) + 1)
    end = min(ends, key=lambda at: (_levenshtein().distance(passage, text[start:at]), abs(at - end)))
    starts = range(max(0, start - limit), min(end, start + limit) + 1)
    start = min(starts, key=lambda at: (_levenshtein().distance(passage, text[at:end]), abs(at - start)))
    window = text[start:end]
    if _levenshtein().distance(passage, window) > limit:
        return None
    differences = _differences(passage, window)
    return Alignment(start, end, _similarity(passage, differences), differences)


def _differences(term: str, window: str) -> tuple[Difference, ...]:
    found: list[Difference] = []
    for opcode in _levenshtein().opcodes(term, window):
        expected, instead = term[opcode.src_start : opcode.src_end], window[opcode.dest_start : opcode.dest_end]
        if opcode.tag == "replace":
            found += _pairs(expected, instead)
        elif opcode.tag != "equal":
            found.append(Difference(expected, instead))
    return tuple(found)


def _pairs(expected: str, found: str) -> Iterator[Difference]:
    """Yield the pairs of two strings of one length; a mark and another character are no pair."""
    for wanted, other in zip(expected, found, strict=True):
        if _is_mark(wanted) == _is_mark(other):
            yield Difference(wanted, other)
        else:
            yield Difference(wanted, "")
            yield Difference("", other)


def difference_cost(wanted: str, found: str) -> float:
    """Return what the differences between two strings cost: less for characters that look or sound alike."""
    return sum(_cost(*difference) for difference in _differences(wanted, found))


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    """Tell whether a character is punctuation or a blank; symbols, such as □, may stand for what was misread."""
    return category(char)[0] in "PZ"


def _similarity(term: str, differences: tuple[Difference, ...]) -> float:
    return max(0.0, 1 - sum(_cost(*difference) for difference in differences) / len(term))


@lru_cache(maxsize=4096)
def _cost(expected: str, found: str) -> float:
    if not expected:
        return _TOO_MANY * len(found)
    if not found:
        return float(len(expected))
    return _CONFUSED if found in LOOKALIKES.get(expected, "") or sound_alike(expected, found) else 1.0
