"""The panes of an issue as a paper: its pages, the headlines of one of them, and that page in small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.row_list import RowList
from hnreader.app.panes.sheets import SheetPane
from hnreader.app.rendering.map_drawing import MapDrawing, frame
from hnreader.app.rendering.map_grid import MapGrid, sheet_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from hnreader.app.rendering.map_layout import MapLayout
    from hnreader.app.rendering.styled_text import StyledLine

_FRAME: Final = 2
"""Cells and lines of the frame around a sheet."""


_BLURRED: Final = "▏"  # told from that of the list in use without colours, too


class PaperList(RowList):
    """Rows that are drawn by a function of a row's position, the line in it and the cells that there are."""

    DEFAULT_CSS: ClassVar = """
    PaperList:blur .row-list--selected {
        background: $background;
    }
    """

    @dataclass
    class Selected(Message):
        """Another row of a list is selected."""

        list: RowList

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's
        super().__init__(id=id)
        self._draw: Callable[[int, int, int], StyledLine] = lambda _position, _part, _width: []

    @property
    def selected_mark(self) -> str:  # type: ignore[override]
        """What stands before the selected row: less of it where another list is used."""
        return RowList.selected_mark if self.has_focus else _BLURRED

    def show(self, draw: Callable[[int, int, int], StyledLine], count: int, position: int, row_height: int) -> None:
        """Show rows of so many lines, one of them selected."""
        self._draw, self.row_height = draw, row_height
        self.set_rows(count, position)

    def row_line(self, position: int, line: int, width: int) -> StyledLine:
        """Return a line of a row, `width` cells at most."""
        return self._draw(position, line, width)

    def choose(self, position: int) -> None:
        """Select the row at a position, or the nearest one."""
        before = self.position
        super().choose(position)
        if self.position != before:
            self.post_message(self.Selected(self))


class PageList(PaperList):
    """The pages of the issue."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("paper_pages")


class HeadlineList(PaperList):
    """The headlines of a page."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("paper")


class PageInSmall(SheetPane, can_focus=False):
    """The map of a page, with one of its stories lit. A click selects the story under the mouse."""

    DEFAULT_CSS: ClassVar = """
    PageInSmall {
        overflow: hidden hidden;
    }
    """

    @dataclass
    class Clicked(Message):
        """A story is chosen, by its number in the layout."""

        story: int

    def __init__(self) -> None:
        super().__init__(id="page-in-small")
        self._layout: MapLayout | None = None
        self._drawing: MapDrawing | None = None
        self._selected: int | None = None

    def show(self, layout: MapLayout | None, selected: int | None) -> None:
        """Show a page, if it is known where its texts stand, with a story lit."""
        drawn = layout is self._layout
        self._layout, self._selected = layout, selected
        if not drawn:
            self._draw_anew()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the page in another size."""
        self._draw_anew()

    def _draw_anew(self) -> None:
        columns, rows = self.size.width - _FRAME, self.size.height - _FRAME
        self._drawing = None
        if self._layout is not None and columns > 0 < rows:
            size = sheet_size(self._layout, columns, rows)
            self._drawing = MapDrawing(self._layout, MapGrid(self._layout, size))
        self.set_line_count(self.size.height)

    @property
    def _left(self) -> int:
        columns = self._drawing.size.columns if self._drawing is not None else 0
        return max(0, (self.size.width - columns - _FRAME) // 2)

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        line: StyledLine = []
        if self._drawing is not None and y < self._drawing.size.rows + _FRAME:
            above, side, below = frame(self._drawing.size.columns, heavy=False)
            ends = {0: above, self._drawing.size.rows + 1: below}
            if y in ends:
                line = [(ends[y], "frame")]
            else:
                line = [(side, "frame"), *self._drawing.line(y - 1, self._selected), (side, "frame")]
        return self.styled_strip(line, self._left)

    def on_click(self, event: events.Click) -> None:
        """Choose the story under the mouse."""
        if self._drawing is not None:
            story = self._drawing.story_at(event.y - 1, event.x - self._left - 1)
            if story is not None:
                self.post_message(self.Clicked(story))
