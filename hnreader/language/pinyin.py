"""Pinyin: the readings of a text, and what the Latin letters of a query may stand for.

Queries may be abbreviated: `hnrb` (the first letters), `hunanribao`, `hunan rb`. Of several readings of a character its
word decides (银行 is `yinhang`); where none does, all of them count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from hnreader.language.tables import readings, word_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[str, bool]
"""What the reading of one character begins with, or is (True)."""

_TYPED: Final = re.compile(r"(?=.*[a-z])[a-z0-9]['a-z0-9]+")
_LONGEST: Final = 48  # letters: more than any headline that is typed
_MANY: Final = 16  # ways to split the letters that are tried, those with the fewest pieces first
_INITIALS: Final = frozenset([*"bpmfdtnlgkhjqxrzcsywaoe", "zh", "ch", "sh"])
_INITIAL_COST: Final = 1.5  # costs more than a whole syllable: `xian` is 先 or 县 rather than 西安


def is_pinyin(typed: str) -> bool:
    """Whether a typed word may be pinyin: two or more lower-case letters (and digits)."""
    return len(typed) <= _LONGEST and _TYPED.fullmatch(typed) is not None


def readings_of(text: str) -> list[tuple[str, ...]]:
    """Return the readings of each character of a folded text; letters and digits read as themselves, marks have none.

    >>> readings_of("银行")
    [('yin',), ('hang',)]
    """
    known = readings()
    result = [tuple(known[char].split()) if char in known else _itself(char) for char in text]
    for start, word in _known_words(text):
        for at, reading in enumerate(word_readings()[word].split(), start):
            result[at] = (reading,)
    return result


def _itself(char: str) -> tuple[str, ...]:
    return (char,) if char.isascii() and char.isalnum() else ()


def _known_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offsets and words of `word_readings` in the text, from left to right, the longest first."""
    reach, known = _reach(), word_readings()
    at = 0
    while at < len(text):
        longest = reach.get(text[at], 0)
        word = next((text[at : at + n] for n in range(longest, 1, -1) if text[at : at + n] in known), "")
        if word:
            yield at, word
        at += len(word) or 1


@cache
def _reach() -> dict[str, int]:
    """Return first character → length of the longest word."""
    reach: dict[str, int] = {}
    for word in word_readings():
        reach[word[0]] = max(reach.get(word[0], 0), len(word))
    return reach


@cache
def _syllables() -> frozenset[str]:
    every = {reading for several in readings().values() for reading in several.split()}
    return frozenset(reading for reading in every if set(reading) & set("aeiouv"))  # not 嗯, `n`


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(syllable[:n] for syllable in _syllables() for n in range(1, len(syllable) + 1))


@cache
def index_tokens(reading: str) -> tuple[str, ...]:
    """Return the tokens of a reading in the index: itself with a full stop, and all its beginnings."""
    return (f"{reading}.", *(reading[:n] for n in range(1, len(reading) + 1)))


def index_token(piece: Piece) -> str:
    """Return the token that finds a piece."""
    letters, whole = piece
    return f"{letters}." if whole else letters


def split_pinyin(typed: str) -> list[tuple[Piece, ...]]:
    """Return the ways to split typed letters into pieces, the likeliest first; an apostrophe always splits.

    A piece is a syllable or an initial; the last one may be the beginning of a syllable.
    """
    ways: list[tuple[float, tuple[Piece, ...]]] = [(0, ())]
    words = typed.split("'")
    for number, word in enumerate(words):
        found = _part(word, last=number == len(words) - 1)
        ways = sorted((cost + more, (*left, *right)) for cost, left in ways for more, right in found)[:_MANY]
    return [way for _, way in ways if way]


def _part(word: str, *, last: bool) -> list[tuple[float, tuple[Piece, ...]]]:
    """Return the best ways to split the letters, with their costs; computed from the end to the beginning."""
    best: list[list[tuple[float, tuple[Piece, ...]]]] = [[] for _ in word] + [[(0, ())]]
    for start in range(len(word) - 1, -1, -1):
        ways = [
            (cost + more, (piece, *rest))
            for end in range(start + 1, min(len(word), start + 6) + 1)
            for cost, piece in _pieces(word[start:end], ends=last and end == len(word))
            for more, rest in best[end]
        ]
        best[start] = sorted(ways)[:_MANY]
    return best[0]


def _pieces(letters: str, *, ends: bool) -> Iterator[tuple[float, Piece]]:
    if ends and letters in _beginnings():
        yield (1 if letters in _syllables() else _INITIAL_COST), (letters, False)
        return
    if letters in _syllables() or (len(letters) == 1 and letters.isdigit()):
        yield 1, (letters, True)
    if letters in _INITIALS:
        yield _INITIAL_COST, (letters, False)


def find_pinyin(text: str, typed: str) -> tuple[int, int] | None:
    """Return the first range of a folded text that typed letters stand for, by the likeliest split; or None."""
    return match_readings(readings_of(text), split_pinyin(typed))


def match_readings(characters: Sequence[tuple[str, ...]], ways: Iterable[tuple[Piece, ...]]) -> tuple[int, int] | None:
    """Return the first range of characters, given by their readings, that fits one of the splits; or None."""
    for way in ways:
        for start in range(len(characters) - len(way) + 1):
            if all(_fits(piece, characters[start + at]) for at, piece in enumerate(way)):
                return start, start + len(way)
    return None


def _fits(piece: Piece, possible: tuple[str, ...]) -> bool:
    letters, whole = piece
    return any(reading == letters if whole else reading.startswith(letters) for reading in possible)


@cache
def sound_alike(first: str, second: str) -> bool:
    """Whether two characters have a reading in common, tones aside.

    >>> sound_alike("象", "像"), sound_alike("长", "沙")
    (True, False)
    """
    known = readings()
    return not set(known.get(first, "").split()).isdisjoint(known.get(second, "").split())
