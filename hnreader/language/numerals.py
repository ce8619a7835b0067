"""Chinese numerals: 一, 十二, 三百零五, and figure by figure 二〇."""

from __future__ import annotations

import re
from typing import Final

_FIGURES: Final = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100}
_ZERO: Final = "[〇零○]"
_DIGIT: Final = "[一二三四五六七八九]"
_TENS: Final = f"{_DIGIT}?十{_DIGIT}?"

CHINESE: Final = f"(?:(?:{_DIGIT}|两)百(?:{_TENS}|{_ZERO}{_DIGIT})?|{_TENS}|(?:{_ZERO}|{_DIGIT}){{1,3}})"
"""A Chinese numeral up to 999 (source of a pattern)."""
_CHINESE: Final = re.compile(CHINESE)


def number(text: str) -> int | None:
    """Return the number that figures or a Chinese numeral up to 999 stand for; None for any other text.

    >>> number("12"), number("十二"), number("二〇"), number("三百零五"), number("百十")
    (12, 12, 20, 305, None)
    """
    if text.isdecimal():
        return int(text)
    if not _CHINESE.fullmatch(text):
        return None
    total, figures = 0, ""
    for char in text:
        if char in _UNITS:
            total += int(figures or 1) * _UNITS[char]
            figures = ""
        else:
            figures += str(_FIGURES[char])
    return total + int(figures or 0)
