"""Near matches, as the index can look them up: what remains of a term with one error, and of a passage with several.

A short term is looked up with one character wrong, missing or too many. Whichever it is, all before and all behind it
stands unchanged: the two are looked up as a phrase, with a gap or without. Of a remembered passage up to 15 % of the
characters may be wrong: each error spoils two of its bigrams at most, so an article must have most of them.
`alignment` then finds the place in the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from hnreader.search.query_language import Term

_SHORTEST: Final = 3  # with one of two characters wrong, one remains, which is nearly everywhere
_SHORTEST_LATIN: Final = 5  # a letter says less than a 汉字: gdp is not gmp
_LONGEST: Final = 32  # each character of a term is three phrases to look up

SHORTEST_PASSAGE: Final = 12
_LONGEST_PASSAGE: Final = 400  # a paragraph
_PASSAGE_ERRORS: Final = 15  # percent of its characters
_SPARE_BIGRAMS: Final = 12  # are looked up beside those that errors may spoil


class Variant(Struct, frozen=True):
    """What remains of a term with one error."""

    left: str
    right: str
    gap: bool
    """Between the two stands one other character; else nothing."""

    @property
    def inner(self) -> bool:
        """Whether the error stands between what remains."""
        return bool(self.left and self.right)


def may_be_similar(term: Term) -> bool:
    """Tell whether a term is also looked up with one error."""
    shortest = _SHORTEST_LATIN if term.text.isascii() else _SHORTEST
    return not term.exact and shortest <= len(term.text) <= _LONGEST and not term.text.isdigit()


def may_be_passage(text: str) -> bool:
    """Tell whether a folded text is long enough to be looked up with several errors."""
    return SHORTEST_PASSAGE <= len(text) <= _LONGEST_PASSAGE


def allowed_errors(passage: str) -> int:
    """Return how many characters of a passage may be wrong, missing or too many: 15 %, rounded up."""
    return -(-len(passage) * _PASSAGE_ERRORS // 100)


@lru_cache(maxsize=64)
def variants(text: str) -> tuple[Variant, ...]:
    """Return what remains of a term with one character wrong, missing or too many.

    Digits are never wrong: another year is another year. A character too many at an end changes nothing.
    """
    errors = [at for at, char in enumerate(text) if not char.isdigit()]
    wrong = [Variant(text[:at], text[at + 1 :], gap=0 < at < len(text) - 1) for at in errors]
    missing = [Variant(text[:at], text[at + 1 :], gap=False) for at in errors]
    too_many = [Variant(text[:at], text[at:], gap=True) for at in range(1, len(text))]
    return tuple(dict.fromkeys((*wrong, *missing, *too_many)))


def required_bigrams(passage: str, by_rarity: list[str]) -> tuple[list[str], int]:
    """Return the bigrams of a passage to look up, and how many of them an article that has it nearly must have.

    `by_rarity` are its different bigrams, the rarest first: an error spoils two at most.
    """
    spoilt = 2 * allowed_errors(passage)
    chosen = by_rarity[: spoilt + _SPARE_BIGRAMS]
    return chosen, max(1, len(chosen) - spoilt)
