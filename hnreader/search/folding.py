"""Text as it is looked up: spellings that a reader takes for the same become the same. Never shown.

Every character of a folded text stands for one of the original, in the same order, so that a place found in the one
is a place of the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hnreader.search.tables import simplified

_QUOTES: Final = "“”„‟‘’‚‛「」『』〝〞＂＇'"
_DASHES: Final = "‐‑‒–—―−─━－～〜"
_DOTS: Final = "•・‧∙⋅･"  # between the parts of a foreign name

# Character for character: what `str.lower` makes longer (İ is the only one) is said here.
_SAME: Final = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(0x5E)},  # full width
    **dict.fromkeys(map(ord, _QUOTES), ord('"')),
    **dict.fromkeys(map(ord, _DASHES), ord("-")),
    **dict.fromkeys(map(ord, _DOTS), ord("·")),
    ord("İ"): ord("i"),
}

# One blank parts two words of Latin or two figures; any more, and any elsewhere, is an artefact of justified lines.
_IDLE_BLANKS: Final = re.compile(r" (?:(?<![a-z0-9] )|(?! *+[a-z0-9]))")


class _Table(dict[int, int]):
    """What each character is looked up as, for `str.translate`; filled as characters are met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if char.isspace():
            code = ord(" ")
        elif "\ud800" <= char <= "\udfff":  # half a character: no index takes it
            code = 0xFFFD
        self[ord(char)] = code
        return code


@cache
def _table() -> _Table:
    return _Table({**simplified(), **_SAME})


def fold(text: str) -> str:
    """Return the text as it is looked up: simplified 汉字, one width, case, quote, dash, dot, no blanks beside 汉字."""
    return _IDLE_BLANKS.sub("", _level(text))


def places(text: str) -> list[int]:
    """Return for each character of `fold(text)` its column in `text`."""
    idle = {found.start() for found in _IDLE_BLANKS.finditer(_level(text))}
    return [column for column in range(len(text)) if column not in idle]


def _level(text: str) -> str:
    """One character for each: columns hold."""
    return text.translate(_table()).lower()
