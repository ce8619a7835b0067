"""The pane of an issue's pages, side by side in small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import show_lines
from hnreader.app.panes.sheets import SheetPane
from hnreader.app.rendering.issue_map import IssueTiles

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.issue_map import IssuePages
    from hnreader.messages import Translator


class IssueMapPane(SheetPane):
    """One page is selected."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("issue_map")

    @dataclass
    class Opened(Message):
        """The map of the selected page is to be shown."""

    def __init__(self, tr: Translator, pages: IssuePages, selected: int) -> None:
        super().__init__(id="issue-map")
        self._tr = tr
        self._pages = pages
        self.selected = selected
        """The number of the selected page, from 0."""
        self._tiles = IssueTiles(tr, pages, 80, 24)
        self._top = 1  # lines above the pages

    def on_resize(self, _event: events.Resize) -> None:
        """Draw the pages in another size."""
        self._tiles = IssueTiles(self._tr, self._pages, self.content_width - 2, self.size.height - 1)
        self._top = max(1, (self.size.height - self._tiles.lines) // 2)
        self.set_line_count(self._top + self._tiles.lines)
        self.select(self.selected)

    @property
    def _left(self) -> int:
        across, width = self._tiles.grid.across, self._tiles.grid.width
        return max(0, (self.content_width - min(across, len(self._pages)) * width) // 2 + 1)

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        number = self.scroll_offset.y + y - self._top
        line = self._tiles.line(number, self.selected) if 0 <= number < self._tiles.lines else []
        return self.styled_strip(line, self._left)

    def select(self, page: int) -> None:
        """Select a page, and show it."""
        self.selected = page
        height = self._tiles.grid.height
        first = self._top - 1 + page // self._tiles.grid.across * height
        self.refresh()
        show_lines(self, first, first + height)

    def action_go(self, direction: str) -> None:
        """Select the page beside the selected one, above or below it, if there is one."""
        across = self._tiles.grid.across
        page = self.selected + {"left": -1, "right": 1, "up": -across, "down": across}[direction]
        if 0 <= page < len(self._pages):
            self.select(page)

    def action_move(self, _unit: MoveUnit, count: int) -> None:
        """Select the first page, or the last one."""
        self.select(0 if count < 0 else len(self._pages) - 1)

    def action_open(self) -> None:
        """Show the map of the selected page."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Select the page under the mouse; a double click shows its map."""
        page = self._tiles.page_at(self.scroll_offset.y + event.y - self._top, event.x - self._left)
        if page is not None:
            self.select(page)
            if event.chain == 2:
                self.action_open()
