"""Where the lines of a story stand in a pane: in one column, or in two that are read one after the other.

Two columns are two windows on the same lines, the right one where the left one ends: what is scrolled, found and
selected are lines and positions of one layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from hnreader.app.rendering.story_style import StoryStyle

MARGIN: Final = 2
"""Cells left blank on both sides of the text, at least."""
_GUTTER: Final = 4  # cells between two columns: two ems
_NARROWEST: Final = 28  # cells: 14 汉字, as in a newspaper's column


class StorySpread(Struct, frozen=True):
    """What a pane of `height` lines shows at once: so many lines in each column, of `measure` cells."""

    measure: int = 2
    margin: int = 0
    """Cells left of the first column."""
    height: int = 1
    columns: int = 1

    @property
    def origin(self) -> int:
        """Where in a line of the layout its text begins, reckoned by the blanks before it: the same in all columns."""
        return max(self.margin, _GUTTER)

    def blanks(self, column: int) -> int:
        """Return the cells between a column and what is left of it."""
        return _GUTTER if column else self.margin

    def line_at(self, x: int, row: int) -> int:
        """Return which line stands at a cell of the pane, counted from the top one; beside a column, the nearest."""
        column = (x - self.margin + _GUTTER // 2) // (self.measure + _GUTTER)
        return max(0, min(column, self.columns - 1)) * self.height + row

    def place_of(self, line: int) -> tuple[int, int]:
        """Return cell and row at which a line begins, counted from the top one."""
        column, row = divmod(line, self.height)
        return self.margin + column * (self.measure + _GUTTER), row


def make_spread(width: int, height: int, style: StoryStyle) -> StorySpread:
    """Return what a pane of so many cells and lines shows of a story in a style."""
    columns = _columns(width, style)
    measure = max(2, min(style.cells, widest_measure(width, columns)))
    text = columns * measure + (columns - 1) * _GUTTER
    return StorySpread(measure, max(0, (width - text) // 2), max(1, height), columns)


def _columns(width: int, style: StoryStyle) -> int:
    if style.columns == "auto":
        return 2 if width >= 2 * style.cells + _GUTTER else 1
    return 2 if style.columns == 2 and widest_measure(width, 2) >= min(_NARROWEST, style.cells) else 1


def widest_measure(width: int, columns: int = 1) -> int:
    """Return the widest measure in a pane of `width` cells: an even number, because 汉字 take two cells."""
    margin = MARGIN if columns == 1 else 0
    return max(2, (width - 2 * margin - (columns - 1) * _GUTTER) // columns // 2 * 2)
