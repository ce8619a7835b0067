"""What is nearly there: one character wrong, missing or too many. A misreading of OCR, a name half remembered.

Wherever it is wrong, all before it and all behind it is right: what is left of a term is looked for as it stands, with
a gap or without. Looked for so, nothing is missed, and a place is found and weighed in some 5 µs (the best alignment by
partial ratio takes 10, and then has to be put right where it ends beside the error).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.lookalikes import LOOKALIKES
from hnreader.search.entries import EDGE
from hnreader.search.pinyin import sound_alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.search.language import Term

_SHORTEST: Final = 3  # of two characters one wrong leaves one, which is nearly everywhere
_SHORTEST_LATIN: Final = 5  # a letter says less than a 汉字: gdp is not gmp
_LONGEST: Final = 32  # a longer term is a passage: with a character wrong in it, a piece of it finds more

# What a slip costs: most a wrong character, or one left out.
_CONFUSED: Final = 0.5  # taken for one that looks or sounds like it
_TOO_MANY: Final = 0.75  # all that was asked for is there
_PLACES: Final = 8  # of one shape in one article: the first ones do


@dataclass(frozen=True, slots=True)
class Shape:
    """What is left of a term with one thing wrong."""

    left: str
    right: str
    gap: bool
    """Between the two stands another character; else nothing."""
    asked: str
    """The character that is wrong, or missing; empty if one too many stands in the gap."""

    longer: str
    """What is looked for first: the longer side, or both where nothing stands between them."""

    @property
    def held(self) -> bool:
        """Whether what is wrong stands between what is right."""
        return bool(self.left and self.right)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Where something like a term stands in a folded text, and how like it is: 1 would be the same."""

    start: int
    end: int
    degree: float
    asked: str
    """The character that is wrong or missing there; empty where one is too many."""
    found: str
    """What stands there instead, if anything."""


def may_be_alike(term: Term) -> bool:
    """Tell whether other spellings of a term are looked for."""
    shortest = _SHORTEST_LATIN if term.text.isascii() else _SHORTEST
    return not term.exact and shortest <= len(term.text) <= _LONGEST and not term.text.isdigit()


@lru_cache(maxsize=64)
def shapes(text: str) -> tuple[Shape, ...]:
    """Return all that a text may look like with one character wrong, missing or too many.

    Figures are never wrong: another year is another year. What is too many before or behind all changes nothing.
    """
    wrong = [at for at, char in enumerate(text) if not char.isdigit()]
    replaced = [_shape(text[:at], text[at + 1 :], text[at], gap=True) for at in wrong]
    missing = [_shape(text[:at], text[at + 1 :], text[at], gap=False) for at in wrong]
    more = [_shape(text[:at], text[at:], "", gap=True) for at in range(1, len(text))]
    return *replaced, *missing, *more


def _shape(left: str, right: str, asked: str, *, gap: bool) -> Shape:
    return Shape(left, right, gap, asked, max(left, right, key=len) if gap else left + right)


def nearest(term: str, folded: str) -> Likeness | None:
    """Return the place of a folded text that is most like a term, the first of several; None where there is none."""
    best: Likeness | None = None
    for shape in shapes(term):
        if shape.longer not in folded:
            continue
        for start, end, found in _places(shape, folded):
            degree = 1 - _cost(shape.asked, found) / len(term)
            if best is None or degree > best.degree or (degree == best.degree and start < best.start):
                best = Likeness(start, end, degree, shape.asked, found)
    return best


def _places(shape: Shape, folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a shape stands in a text, and what stands in its gap."""
    left, right, gap = (shape.left, shape.right, 1) if shape.gap else (shape.longer, "", 0)
    before = 0 if left == shape.longer else gap + len(left)
    at = folded.find(shape.longer)
    for _ in range(_PLACES):
        if at < 0:
            return
        start = at - before
        end = start + len(left) + gap + len(right)
        found = folded[start + len(left) : end - len(right)] if start >= 0 and end <= len(folded) else EDGE
        if EDGE not in found and folded.startswith(left, start) and folded.endswith(right, 0, end):
            yield start, end, found
        at = folded.find(shape.longer, at + 1)


@lru_cache(maxsize=4096)
def _cost(asked: str, found: str) -> float:
    if not asked:
        return _TOO_MANY
    if not found:
        return 1
    return _CONFUSED if found in LOOKALIKES.get(asked, "") or sound_alike(asked, found) else 1
