"""A text and its words with their parts of speech, as the rules for names look at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.lexicon.marks import HAN, MARKS_SET
from hnreader.segment.names import looks_like_name, split_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Tagger = Callable[[str], Iterable[tuple[str, str]]]
    """Parts a text into words, each with its part of speech in jieba's letters (nr person, ns place, …)."""

_SPACED: Final = re.compile(rf"[{HAN}·]{{1,4}}(?: [{HAN}·]{{1,4}}){{1,12}}")
_OPENING: Final = re.compile(r"^|[，。；！？：“”‘’（）()\n,;!?:—…]")
_IDLE: Final = re.compile(rf"(?<=[{HAN}{MARKS_SET}]) +| +(?=[{HAN}{MARKS_SET}])")


class Word(NamedTuple):
    """A word, where it stands in its text, and its part of speech."""

    text: str
    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text without idle blanks, and its words in their order."""

    text: str
    words: tuple[Word, ...]
    at: dict[int, int]
    """Where a word begins → its number."""
    clauses: tuple[int, ...]
    """Where clauses begin."""

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words from `start` to `end`; none where either lies within a word."""
        first = self.at.get(start)
        last = len(self.words) if end == len(self.text) else self.at.get(end)
        return () if first is None or last is None else self.words[first:last]

    def over(self, start: int, end: int) -> Iterator[Word]:
        """Yield the words that have characters between `start` and `end`."""
        first = max(0, bisect_right(self.words, start, key=itemgetter(1)) - 1)
        return takewhile(lambda word: word.start < end, self.words[first:])


def tagged(text: str, tagger: Tagger) -> Tagged:
    """Return a text as the rules look at it, without the blanks that letter-spacing leaves.

    Names parted by blanks (`县长王 伟 李 白`) stay parted, by 、.
    """
    whole = text.encode(errors="replace").decode()  # half a character stops jieba
    plain = _IDLE.sub("", _SPACED.sub(lambda found: _parted(found[0]), whole))
    words: list[Word] = []
    start = 0
    for word, tag in tagger(plain):
        end = start + len(word)
        words.append(Word(word, start, end, tag))
        start = end
    at = {word.start: number for number, word in enumerate(words)}
    return Tagged(plain, tuple(words), at, tuple(found.end() for found in _OPENING.finditer(plain)))


def _parted(run: str) -> str:
    names = split_names(run)
    return "、".join(names) if len(names) > 1 and all(map(looks_like_name, names)) else run
