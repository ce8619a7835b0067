"""Which offices 机关 a text names: by name, or by form with the place that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.lexicon.offices import BODY, CUSTOMS, NATIONAL
from hnreader.research.places import is_place

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from hnreader.research.tagged import Tagged, Word

_OTHERS: Final = frozenset("全我该各本跨外他两多邻这那每某一二三四五六七八九十几")
"""Before 省, 市, 县: not the name of one."""
_SENTENCE: Final = frozenset("p d uj ul uv m r u f t x y l".split())
"""Parts of speech of what stands in sentences, not in names."""


def bodies(text: Tagged) -> Iterator[str]:
    """Yield the offices named, as often as they are: 省委, 青石市规划局, 海关总署."""
    for found in NATIONAL.finditer(text.text):
        if found.start() in text.at:
            yield found[0]
    for found in CUSTOMS.finditer(text.text):
        if found.start() in text.at and is_place(text.words[text.at[found.start()]]):
            yield found[0]
    for found in BODY.finditer(text.text):
        place = _place_before(text, found.start() + 1) or _place_before(text, found.start())
        start = place.start if place else found.start()
        if _names(text, found) and (place or _begins(text, start)):
            yield text.text[start : found.end()]


def _place_before(text: Tagged, end: int) -> Word | None:
    """Return the place that a body is of: the word that ends there, if it is one."""
    word = text.words[text.at.get(end, 0) - 1]
    return word if word.end == end and is_place(word) else None


def _begins(text: Tagged, start: int) -> bool:
    return start in text.at and (not start or text.text[start - 1] not in _OTHERS)


def _names(text: Tagged, found: re.Match[str]) -> bool:
    """Tell whether what the body is for is said in words that names are made of."""
    if not found["words"]:
        return True
    start, end = found.span("words")
    within = tuple(text.over(start, end))
    return within[0].tag != "v" and all(word.tag not in _SENTENCE for word in within)
