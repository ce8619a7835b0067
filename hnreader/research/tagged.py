"""A text with its words and their parts of speech, the input of the rules for names."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from hnreader.language.characters import HAN, MARKS_SET
from hnreader.language.names import looks_like_name, split_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Tagger = Callable[[str], Iterable[tuple[str, str]]]
    """Splits a text into words, each with its part of speech in jieba's codes (nr person, ns place, …)."""

_SPACED_NAMES: Final = re.compile(rf"[{HAN}·]{{1,4}}(?: [{HAN}·]{{1,4}}){{1,12}}")
_CLAUSE_START: Final = re.compile(r"^|[，。；！？：“”‘’（）()\n,;!?:—…]")
_NEEDLESS_BLANKS: Final = re.compile(rf"(?<=[{HAN}{MARKS_SET}]) +| +(?=[{HAN}{MARKS_SET}])")


class Word(NamedTuple):
    """A word, its range in the text, and its part of speech."""

    text: str
    start: int
    end: int
    tag: str


class Tagged(Struct, frozen=True):
    """A text without the blanks of letter-spacing, and its words in order."""

    text: str
    words: tuple[Word, ...]
    at: dict[int, int]
    """Start of a word → its index in `words`."""
    clauses: tuple[int, ...]
    """Positions at which clauses start."""

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words from `start` to `end`; none if either lies inside a word."""
        first = self.at.get(start)
        last = len(self.words) if end == len(self.text) else self.at.get(end)
        return () if first is None or last is None else self.words[first:last]

    def over(self, start: int, end: int) -> Iterator[Word]:
        """Yield the words that overlap the range from `start` to `end`."""
        first = max(0, bisect_right(self.words, start, key=itemgetter(1)) - 1)
        return takewhile(lambda word: word.start < end, self.words[first:])


def tagged(text: str, tagger: Tagger) -> Tagged:
    """Return a text with its words. Names with blanks between them (`县长王 伟 李 白`) get 、 between them."""
    valid = text.encode(errors="replace").decode()  # jieba fails on a lone surrogate
    plain = _NEEDLESS_BLANKS.sub("", _SPACED_NAMES.sub(lambda found: _with_commas(found[0]), valid))
    words: list[Word] = []
    start = 0
    for word, tag in tagger(plain):
        end = start + len(word)
        words.append(Word(word, start, end, tag))
        start = end
    at = {word.start: number for number, word in enumerate(words)}
    return Tagged(plain, tuple(words), at, tuple(found.end() for found in _CLAUSE_START.finditer(plain)))


def _with_commas(run: str) -> str:
    names = split_names(run)
    return "、".join(names) if len(names) > 1 and all(map(looks_like_name, names)) else run
