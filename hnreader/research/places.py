"""Finds places in a text: well-known ones, those that jieba's dictionary has, and divisions of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.dictionary import frequency
from hnreader.language.places import BY_FORM, DIVISION, GENERIC, KNOWN, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.research.tagged import Tagged, Word

_IN_NAMES: Final = frozenset("n nr nrfg nrt ns nz ng g zg x j q a ag b".split())
"""jieba's parts of speech that names of divisions consist of: 谢家|垭|乡."""
_COMMON_WORD: Final = 300  # count in jieba's dictionary; a word so common before 区 or 村 is no name: 中心|村, 工业|区


def places(text: Tagged) -> Iterator[str]:
    """Yield the places, each time they occur; 长沙市 and 湖南省 as 长沙 and 湖南."""
    done = 0
    for word in text.words:
        if word.start < done or not is_place(word):
            continue
        yield short_form(word.text)
        done = word.end + (word.text in KNOWN and text.text[word.end : word.end + 1] in {"省", "市"})
        while unit := UNIT.match(text.text, done):
            if not _is_division(text, done, unit.end()):
                break
            yield unit[0]
            done = unit.end()


def is_place(word: Word) -> bool:
    """Whether a word alone is the name of a place."""
    if len(word.text) < 2:
        return False
    if short_form(word.text) in KNOWN:
        return True
    if word.tag != "ns" or word.text in GENERIC:
        return False
    return bool(BY_FORM.fullmatch(word.text) and frequency(word.text))


def short_form(place: str) -> str:
    """Return a place without 省 or 市 if it is well known without it."""
    return place[:-1] if place[-1] in "省市" and place[:-1] in KNOWN else place


def _is_division(text: Tagged, start: int, end: int) -> bool:
    """Whether what stands behind a place, in the form of a division's name, is one: 湘荷村, not 大力推进乡."""
    unit = text.text[start:end]
    if unit in KNOWN:
        return True
    within = tuple(text.over(start, end))
    if unit in GENERIC or start not in text.at or any(word.tag not in _IN_NAMES for word in within):
        return False
    return not frequency(unit) and not any(
        frequency(word.text) > _COMMON_WORD
        for word in within
        if len(word.text) > 1 and not DIVISION.fullmatch(word.text)
    )
