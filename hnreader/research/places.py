"""Which places a text names: those that everybody knows, those that a dictionary has, and what lies in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.lexicon.places import BY_FORM, DIVISION, GENERIC, KNOWN, UNIT
from hnreader.segment.dictionary import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.research.tagged import Tagged, Word

_NAMING: Final = frozenset("n nr nrfg nrt ns nz ng g zg x j q a ag b".split())
"""Parts of speech of what divisions are named with: 谢家|垭|乡."""
_COMMON: Final = 300  # of jieba's counts: what is met so often before 区 or 村 is a word: 中心|村, 工业|区


def places(text: Tagged) -> Iterator[str]:
    """Yield the places named, as often as they are; 长沙市 and 湖南省 as 长沙 and 湖南."""
    done = 0
    for word in text.words:
        if word.start < done or not is_place(word):
            continue
        yield bare(word.text)
        done = word.end + (word.text in KNOWN and text.text[word.end : word.end + 1] in {"省", "市"})
        while unit := UNIT.match(text.text, done):
            if not _is_division(text, done, unit.end()):
                break
            yield unit[0]
            done = unit.end()


def is_place(word: Word) -> bool:
    """Tell whether a word is a place by itself."""
    if len(word.text) < 2:
        return False
    if bare(word.text) in KNOWN:
        return True
    if word.tag != "ns" or word.text in GENERIC:
        return False
    return bool(BY_FORM.fullmatch(word.text) and frequency(word.text))


def bare(place: str) -> str:
    """Return a place without 省 or 市, where everybody knows it without."""
    return place[:-1] if place[-1] in "省市" and place[:-1] in KNOWN else place


def _is_division(text: Tagged, start: int, end: int) -> bool:
    """Tell whether what stands behind a place, and ends as divisions do, is one: 湘荷村, not 大力推进乡."""
    unit = text.text[start:end]
    if unit in KNOWN:
        return True
    within = tuple(text.over(start, end))
    if unit in GENERIC or start not in text.at or any(word.tag not in _NAMING for word in within):
        return False
    return not frequency(unit) and not any(
        frequency(word.text) > _COMMON for word in within if len(word.text) > 1 and not DIVISION.fullmatch(word.text)
    )
