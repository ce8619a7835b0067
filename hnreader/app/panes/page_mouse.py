"""Choosing a passage of a page with the mouse."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from hnreader.typesetting import cells

if TYPE_CHECKING:
    from textual import events

    from hnreader.app.panes.lines import LinesPane
    from hnreader.app.rendering.page_cursor import PageCursor


class PageMouse:
    """Puts a cursor under the mouse, and selects while its button is down."""

    def __init__(self, pane: LinesPane, cursor: PageCursor) -> None:
        self._pane = pane
        self._cursor = cursor
        self._pressed: range | None = None
        """Where the mouse was pressed, while it is."""

    def press(self, event: events.MouseEvent) -> None:
        """Put the cursor under the mouse."""
        self._cursor.unselect()
        if self._point(event):
            self._pressed = self._cursor.here
            self._pane.capture_mouse()

    def move(self, event: events.MouseEvent) -> None:
        """Select up to the mouse, if its button is down."""
        if self._pressed is not None and self._point(event) and self._cursor.here != self._pressed:
            self._cursor.select(self._pressed)

    def release(self) -> None:
        """End selecting."""
        self._pressed = None
        self._pane.release_mouse()

    def _point(self, event: events.MouseEvent) -> bool:
        """Put the cursor on what is under the mouse; tell whether there is a row."""
        number = self._pane.scroll_offset.y + event.y
        if not 0 <= number < len(self._pane.rows):
            return False
        self._pane.move_to(number)
        text, across = self._pane.row.text, event.x - self._pane.number_width - self._pane.margin
        if across >= 0 and text:
            column = min(bisect_right([*accumulate(map(cells, text))], across), len(text) - 1)
            before = sum(not char.isspace() for char in text[:column])
            self._cursor.put(self._cursor.at + before, "character")
        return True
