"""Folding of text for matching: variants of characters, widths, cases, quotes, dashes and blanks become one.

Folded text is never shown. Each of its characters stands for one of the original, in the same order, so that a range
of the one is a range of the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from hnreader.language.tables import simplified

_QUOTES: Final = "“”„‟‘’‚‛「」『』〝〞＂＇'"
_DASHES: Final = "‐‑‒–—―−─━－～〜"
_DOTS: Final = "•・‧∙⋅･"  # between the parts of a foreign name

# Character for character. İ is the only one that `str.lower` makes longer, so it stands here.
_SAME: Final = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(0x5E)},  # full width
    **dict.fromkeys(map(ord, _QUOTES), ord('"')),
    **dict.fromkeys(map(ord, _DASHES), ord("-")),
    **dict.fromkeys(map(ord, _DOTS), ord("·")),
    ord("İ"): ord("i"),
}

# One blank separates two words of Latin or two figures; any other is an artefact of justified lines.
_REMOVED_BLANKS: Final = re.compile(r" (?:(?<![a-z0-9] )|(?! *+[a-z0-9]))")


class _Table(dict[int, int]):
    """Character → folded character, for `str.translate`; filled on demand."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if char.isspace():
            code = ord(" ")
        elif "\ud800" <= char <= "\udfff":  # no index takes half a surrogate pair
            code = 0xFFFD
        self[ord(char)] = code
        return code


@cache
def _table() -> _Table:
    return _Table({**simplified(), **_SAME})


def fold(text: str) -> str:
    """Return a text with simplified 汉字, one width, case, quote, dash and dot, and no blanks beside 汉字.

    >>> fold("湖 南 發 展ＡＩ產業"), fold("Hunan  Daily")
    ('湖南发展ai产业', 'hunan daily')
    """
    return _REMOVED_BLANKS.sub("", fold_characters(text))


def folded_columns(text: str) -> list[int]:
    """Return for each character of `fold(text)` its column in `text`.

    >>> folded_columns("湖 南")
    [0, 2]
    """
    removed = {found.start() for found in _REMOVED_BLANKS.finditer(fold_characters(text))}
    return [column for column in range(len(text)) if column not in removed]


def fold_characters(text: str) -> str:
    """Return a text folded character for character, of the same length; its blanks stay."""
    return text.translate(_table()).lower()
