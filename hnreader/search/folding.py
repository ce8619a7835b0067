"""Text as it is looked up: spellings that a reader takes for the same become the same. Never shown.

Every character of a folded text stands for one of the original, in the same order, so that a place found in the one
is a place of the other.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTES: Final = "“”„‟‘’‚‛「」『』〝〞＂＇'"
_DASHES: Final = "‐‑‒–—―−─━－～〜"
_DOTS: Final = "•・‧∙⋅･"  # between the parts of a foreign name
_FULL_WIDTH: Final = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)}

# Character for character: what `str.lower` makes longer (İ is the only one) is said here.
_SAME: Final = {
    **_FULL_WIDTH,
    **dict.fromkeys(map(ord, _QUOTES), ord('"')),
    **dict.fromkeys(map(ord, _DASHES), ord("-")),
    **dict.fromkeys(map(ord, _DOTS), ord("·")),
    ord("İ"): ord("i"),
}

# One blank parts two words of Latin or two figures; any more, and any elsewhere, is an artefact of justified lines.
_IDLE_BLANKS: Final = re.compile(r"\s(?:(?<![a-z0-9]\s)|(?!\s*+[a-z0-9]))")


def fold(text: str) -> str:
    """Return the text as it is looked up: one width, case, quote, dash and dot, and no blanks beside 汉字."""
    return _IDLE_BLANKS.sub("", _level(text))


def places(text: str) -> list[int]:
    """Return for each character of `fold(text)` its column in `text`."""
    idle = {found.start() for found in _IDLE_BLANKS.finditer(_level(text))}
    return [column for column in range(len(text)) if column not in idle]


def _level(text: str) -> str:
    """One character for each: columns hold."""
    return text.translate(_SAME).lower()
