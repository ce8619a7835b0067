"""Bars in a terminal: the characters that all charts are drawn with.

Bars are made of blocks in eighths (U+2581 to U+2588), which every font has. They take one cell each, but two in
terminals that are set to East Asian widths (UAX #11): there bars are made of braille in quarters, which takes one cell
everywhere.
"""

from __future__ import annotations

from typing import Final

from hnreader.typesetting import cells

_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_BRAILLE: Final = " ⣀⣀⣤⣤⣶⣶⣿⣿"
BARS: Final = frozenset(_BLOCKS + _BRAILLE) - {" "}
"""All characters that bars consist of."""


def bar_height(value: float, top: float, rows: int) -> int:
    """Return the height of a bar in eighths of a row where `rows` rows stand for `top`: one at least, for 0 none."""
    return max(value > 0, round(value * rows * 8 / top)) if top else 0


def bar_cell(height: int, row: int = 0) -> str:
    """Return the character of a bar so many eighths high in a row, counted from below."""
    glyphs = _BLOCKS if cells(_BLOCKS[-1]) == 1 else _BRAILLE
    return glyphs[max(0, min(8, height - row * 8))]


def bar_across(value: float, top: float, width: int) -> str:
    """Return a bar that lies, where `width` cells stand for `top`: one cell at least, for 0 none.

    It is lower than its row, so that bars one below the other are parted.
    """
    return bar_cell(6) * (max(value > 0, round(value * width / top)) if top and width > 0 else 0)
