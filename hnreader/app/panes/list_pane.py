"""The base of lists of which one item is selected, by keys or with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.panes.pane import Pane, lines_moved

if TYPE_CHECKING:
    from textual import events

    from hnreader.app.panes.pane import MoveUnit


class ListPane(Pane):
    """A *position* counts items, a *line* counts what is drawn. Subclasses know the items."""

    row_height = 1
    """Lines that an item takes."""
    position = 0
    """The position of the selected item."""

    @property
    def count(self) -> int:
        """The number of items."""
        raise NotImplementedError

    def choose(self, position: int) -> None:
        """Select the item at a position, or the nearest one."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Open the selected item."""
        raise NotImplementedError

    def position_at(self, line: int) -> int | None:
        """Return the position of the item in a line of the whole; None where there is none."""
        position = line // self.row_height
        return position if position < self.count else None

    def on_click(self, event: events.Click) -> None:
        """Select the item under the mouse; a click on the selected one opens it."""
        position = self.position_at(self.scroll_offset.y + event.y)
        if position is not None and position == self.position:
            self.action_open()
        elif position is not None:
            self.choose(position)

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Select another item, down is positive."""
        self.choose(self.position + lines_moved(unit, count, self.size.height // self.row_height, overlap=1))
