"""A text and its words with their parts of speech, as the rules for names look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.marks import HAN, MARKS_SET
from hnreader.segment.names import looks_like_name, split_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Tagger = Callable[[str], Iterable[tuple[str, str]]] if TYPE_CHECKING else object
"""Parts a text into words, each with its part of speech in jieba's letters (nr person, ns place, …)."""

_SPACED: Final = re.compile(rf"[{HAN}·]{{1,4}}(?: [{HAN}·]{{1,4}}){{1,12}}")
_IDLE: Final = re.compile(rf"(?<=[{HAN}{MARKS_SET}]) +| +(?=[{HAN}{MARKS_SET}])")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands in its text, and its part of speech."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Where the next word begins."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text without idle blanks, and its words in their order."""

    text: str
    words: tuple[Word, ...]
    at: dict[int, int]
    """Where a word begins → its number."""

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words from `start` to `end`; none where either lies within a word."""
        first = self.at.get(start)
        if first is None:
            return ()
        last = first
        while last < len(self.words) and self.words[last].end < end:
            last += 1
        return self.words[first : last + 1] if last < len(self.words) and self.words[last].end == end else ()


def tagged(text: str, tagger: Tagger) -> Tagged:
    """Return a text as the rules look at it, without the blanks that letter-spacing leaves.

    Names parted by blanks (`县长王 伟 李 白`) stay parted, by 、.
    """
    plain = _IDLE.sub("", _SPACED.sub(lambda found: _parted(found[0]), text))
    words: list[Word] = []
    start = 0
    for word, tag in tagger(plain):
        words.append(Word(word, start, tag))
        start += len(word)
    return Tagged(plain, tuple(words), {word.start: number for number, word in enumerate(words)})


def _parted(run: str) -> str:
    names = split_names(run)
    return "、".join(names) if len(names) > 1 and all(map(looks_like_name, names)) else run
