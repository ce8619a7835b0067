"""Pinyin: what a text sounds like, and what the latin letters of a query may stand for.

Chinese readers abbreviate as they type: `hnrb` (the first letters), `hunanribao`, `hunan rb`. Several readings of one
character are told apart by its word (银行 is `yinhang`); where no word tells, all of them count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from hnreader.search.tables import readings, word_readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[str, bool]
"""What is asked of one character: the letters that its reading begins with, or is (True)."""

_TYPED: Final = re.compile(r"(?=.*[a-z])[a-z0-9]['a-z0-9]+")
_LONGEST: Final = 48  # letters: longer than any headline that somebody types
_MANY: Final = 16  # ways to part the letters into syllables that are tried, those with fewest pieces first
_INITIALS: Final = frozenset([*"bpmfdtnlgkhjqxrzcsywaoe", "zh", "ch", "sh"])
_AN_INITIAL: Final = 1.5  # costs more than a whole syllable: `xian` is 先 or 县 rather than 西安


def is_pinyin(typed: str) -> bool:
    """Tell whether a word, as it was typed, may be pinyin: small letters (and figures), two or more."""
    return len(typed) <= _LONGEST and _TYPED.fullmatch(typed) is not None


def sounds(text: str) -> list[tuple[str, ...]]:
    """Return for each character of a folded text its readings; a letter or figure is read as itself, a mark not."""
    known = readings()
    said = [tuple(known[char].split()) if char in known else _itself(char) for char in text]
    for start, word in _telling_words(text):
        for at, reading in enumerate(word_readings()[word].split(), start):
            said[at] = (reading,)
    return said


def _itself(char: str) -> tuple[str, ...]:
    return (char,) if char.isascii() and char.isalnum() else ()


def _telling_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words that tell how they are read, longest first from left to right, and where they begin."""
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
    """How long the words are that begin with a character."""
    reach: dict[str, int] = {}
    for word in word_readings():
        reach[word[0]] = max(reach.get(word[0], 0), len(word))
    return reach


@cache
def _syllables() -> frozenset[str]:
    said = {one for said in readings().values() for one in said.split()}
    return frozenset(one for one in said if set(one) & set("aeiouv"))  # 嗯 is read `n`, but nobody types it so


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(one[:n] for one in _syllables() for n in range(1, len(one) + 1))


@cache
def tokens(reading: str) -> tuple[str, ...]:
    """Return what a reading is indexed by: itself, with a stop, and all that it begins with."""
    return (f"{reading}.", *(reading[:n] for n in range(1, len(reading) + 1)))


def token(piece: Piece) -> str:
    """Return what a piece is looked up by among `tokens`."""
    letters, whole = piece
    return f"{letters}." if whole else letters


def partings(typed: str) -> list[tuple[Piece, ...]]:
    """Return the ways to part typed letters into pieces, likeliest first; an apostrophe always parts.

    A piece is a syllable or an initial; the last one may be anything that a syllable begins with.
    """
    ways: list[tuple[float, tuple[Piece, ...]]] = [(0, ())]
    words = typed.split("'")
    for number, word in enumerate(words):
        found = _part(word, last=number == len(words) - 1)
        ways = sorted((cost + more, (*left, *right)) for cost, left in ways for more, right in found)[:_MANY]
    return [way for _, way in ways if way]


def _part(word: str, *, last: bool) -> list[tuple[float, tuple[Piece, ...]]]:
    """Return the best ways to part the letters, with what they cost; worked out from the end to the beginning."""
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
        yield (1 if letters in _syllables() else _AN_INITIAL), (letters, False)
        return
    if letters in _syllables() or (len(letters) == 1 and letters.isdigit()):
        yield 1, (letters, True)
    if letters in _INITIALS:
        yield _AN_INITIAL, (letters, False)


def spoken(text: str, typed: str) -> tuple[int, int] | None:
    """Return where in a folded text the typed letters are spoken first, by the likeliest parting; None for nowhere."""
    return heard(sounds(text), partings(typed))


def heard(said: Sequence[tuple[str, ...]], ways: Iterable[tuple[Piece, ...]]) -> tuple[int, int] | None:
    """Return where among the readings of characters one of the partings is spoken first; None for nowhere."""
    for way in ways:
        for start in range(len(said) - len(way) + 1):
            if all(_fits(piece, said[start + at]) for at, piece in enumerate(way)):
                return start, start + len(way)
    return None


def _fits(piece: Piece, said: tuple[str, ...]) -> bool:
    letters, whole = piece
    return any(reading == letters if whole else reading.startswith(letters) for reading in said)


@cache
def sound_alike(one: str, other: str) -> bool:
    """Tell whether two characters may be read alike, tones aside: what an input method offers for the same letters."""
    known = readings()
    return not set(known.get(one, "").split()).isdisjoint(known.get(other, "").split())
