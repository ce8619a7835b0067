"""The pane of a page's map: one of its stories is selected, and arrows lead from story to story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import scroll_to_line, show_lines
from hnreader.app.panes.sheets import SheetPane
from hnreader.app.rendering.map_arrows import Direction, arrows
from hnreader.app.rendering.map_drawing import MapDrawing, frame
from hnreader.app.rendering.map_grid import MapGrid, SheetSize, sheet_size
from hnreader.app.rendering.map_layout import MapLayout

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.model import Article

_EMPTY: Final = MapLayout(1, 1, (), 0)
_FRAME: Final = 2
"""Cells and lines of the frame around a sheet."""


class MapPane(SheetPane):
    """A page as a whole, or as wide as the pane: then it scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("map")

    @dataclass
    class Selected(Message):
        """Another story is selected."""

    @dataclass
    class Opened(Message):
        """The selected story is to be read."""

    def __init__(self) -> None:
        super().__init__(id="map")
        self.layout_shown = _EMPTY
        self.selected: int | None = None
        """The number of the selected story; None on a page without any."""
        self.whole = True
        """The page is shown as a whole."""
        self._opened: Collection[int] = ()
        self._arrows = arrows(())
        self._top = 0
        self._draw()

    @property
    def article(self) -> Article | None:
        """The selected story."""
        return self.layout_shown.items[self.selected].article if self.selected is not None else None

    def show(self, layout: MapLayout, selected: int, opened: Collection[int]) -> None:
        """Show a page with a story selected; `opened` are those that are open in the reader."""
        self.layout_shown, self._opened = layout, opened
        self._arrows = arrows([item.box for item in layout.items[: layout.stories]])
        self.selected = selected if layout.stories else None
        self._draw()
        self.post_message(self.Selected())

    def show_whole(self, whole: bool) -> None:
        """Show the page as a whole, or as wide as the pane."""
        if whole != self.whole:
            self.whole = whole
            self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the page in another size."""
        self._draw()

    def _draw(self) -> None:
        columns, rows = self.size.width - _FRAME - 1, self.size.height - _FRAME
        layout = self.layout_shown
        size = sheet_size(layout, columns, rows if self.whole else None) if columns > 0 < rows else SheetSize(1, 1)
        self._grid = MapGrid(layout, size)
        self._drawing = MapDrawing(layout, self._grid, self._opened)
        self._top = max(0, (self.size.height - size.rows - _FRAME) // 2)
        self.set_line_count(self._top + size.rows + _FRAME)
        self._show_selected()

    def _show_selected(self) -> None:
        """Scroll so that the selected story is in sight, its beginning at least; at the top the page's own."""
        if self.selected is None:
            return
        region = self._grid.regions[self.selected]
        first, last = self._top + 1 + region[0].row, self._top + 1 + region[-1].row
        if first < self.size.height:
            scroll_to_line(self, 0 if last < self.size.height else first - 1)
        else:
            show_lines(self, first - 1, last + 2)

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        columns, rows = self._drawing.size
        row = self.scroll_offset.y + y - self._top - 1
        above, side, below = frame(columns, heavy=False)
        if 0 <= row < rows:
            line = [(side, "frame"), *self._drawing.line(row, self.selected), (side, "frame")]
        else:
            line = [({-1: above, rows: below}.get(row, ""), "frame")]
        return self.styled_strip(line, self._left)

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - self._drawing.size.columns - _FRAME) // 2)

    def select(self, story: int) -> None:
        """Select a story by its number."""
        if story != self.selected:
            self.selected = story
            self.refresh()
            self._show_selected()
            self.post_message(self.Selected())

    def action_go(self, direction: str) -> None:
        """Select the nearest story in a direction."""
        if self.selected is not None:
            self.select(self._arrows[self.selected].get(Direction(direction), self.selected))

    def action_story(self, step: int) -> None:
        """Select the next story in reading order, or the previous one, around the ends."""
        if self.selected is not None:
            self.select((self.selected + step) % self.layout_shown.stories)

    def action_move(self, _unit: MoveUnit, count: int) -> None:
        """Select the first story, or the last one."""
        if self.selected is not None:
            self.select(0 if count < 0 else self.layout_shown.stories - 1)

    def action_open(self) -> None:
        """Open the selected story."""
        if self.selected is not None:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Select the story under the mouse; a double click opens it."""
        row = self.scroll_offset.y + event.y - self._top - 1
        story = self._drawing.story_at(row, event.x - self._left - 1)
        if story is not None:
            self.select(story)
            if event.chain == 2:
                self.action_open()
