"""A pane of rows of which one is chosen: how it is moved from one to another, by keys and by the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.pane import Pane

if TYPE_CHECKING:
    from textual import events


class Chooser(Pane):
    """What is chosen, and what a row is, the classes that build on this one know."""

    height_of_row = 1
    """Lines a row takes."""
    position = 0
    """Which one is chosen."""

    @property
    def count(self) -> int:
        """How many there are to choose from."""
        raise NotImplementedError

    def choose(self, position: int) -> None:
        """Choose one, or the nearest that there is."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Open the chosen one."""
        raise NotImplementedError

    def at_line(self, line: int) -> int | None:
        """Return the position of what stands in a line of the whole, or None where nothing does."""
        position = line // self.height_of_row
        return position if position < self.count else None

    def bring_into_view(self, top: int, bottom: int) -> None:
        """Scroll as little as needed for the lines from `top` to `bottom`."""
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=bottom - self.size.height, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse; a click on the chosen one opens it."""
        position = self.at_line(self.scroll_offset.y + event.y)
        if position is None:
            return
        if position == self.position:
            self.action_open()
        else:
            self.choose(position)

    def action_move(self, step: int) -> None:
        """Choose another, down is positive."""
        self.choose(self.position + step)

    def action_turn(self, way: int) -> None:
        """Move by a screen."""
        self.choose(self.position + way * max(1, self.size.height // self.height_of_row - 1))

    def action_half(self, way: int) -> None:
        """Move by half a screen."""
        self.choose(self.position + way * max(1, self.size.height // self.height_of_row // 2))

    def action_first(self) -> None:
        """Choose the first."""
        self.choose(0)

    def action_last(self) -> None:
        """Choose the last."""
        self.choose(self.count - 1)
