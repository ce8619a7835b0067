"""Finds organizations 机关 in a text: by name, or by their form and the place that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.organizations import CUSTOMS, NATIONAL, ORGANIZATION
from hnreader.research.places import is_place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from hnreader.research.tagged import Tagged, Word

_NOT_A_PLACE: Final = frozenset("全我该各本跨外他两多邻这那每某一二三四五六七八九十几")
"""Characters before 省, 市 or 县 that are not the end of a place's name."""
_NOT_IN_NAMES: Final = frozenset("p d uj ul uv m r u f t x y l".split())
"""jieba's parts of speech that names of organizations do not contain."""


def organizations(text: Tagged) -> Iterator[str]:
    """Yield the organizations, each time they occur: 省委, 青石市规划局, 海关总署."""
    for found in NATIONAL.finditer(text.text):
        if found.start() in text.at:
            yield found[0]
    for found in CUSTOMS.finditer(text.text):
        if found.start() in text.at and is_place(text.words[text.at[found.start()]]):
            yield found[0]
    for found in ORGANIZATION.finditer(text.text):
        place = _place_before(text, found.start() + 1) or _place_before(text, found.start())
        start = place.start if place else found.start()
        if _is_field_of_work(text, found) and (place or _is_start(text, start)):
            yield text.text[start : found.end()]


def _place_before(text: Tagged, end: int) -> Word | None:
    """Return the word that ends at a position if it is a place, else None."""
    word = text.words[text.at.get(end, 0) - 1]
    return word if word.end == end and is_place(word) else None


def _is_start(text: Tagged, start: int) -> bool:
    """Whether a name may start at a position: a word starts there, and no 全 or 该 stands before it."""
    return start in text.at and (not start or text.text[start - 1] not in _NOT_A_PLACE)


def _is_field_of_work(text: Tagged, found: re.Match[str]) -> bool:
    """Whether what stands between 省 and 厅 consists of words that such names contain."""
    if not found["words"]:
        return True
    start, end = found.span("words")
    within = tuple(text.over(start, end))
    return within[0].tag != "v" and all(word.tag not in _NOT_IN_NAMES for word in within)
