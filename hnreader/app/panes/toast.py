"""A message over the lower right corner of a screen: what has just happened. It never covers the keys below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.rendering.formatting import printable
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDEST: Final = 72  # cells
_BELOW: Final = 1  # line of the keys
_CORNER: Final = 3  # cells from the right edge: left of a scroll bar
_MOST_LINES: Final = 6
_PADDING: Final = 2  # cells, on both sides together


class Toast(Static):
    """One message, the newest. A click calls `leave`.

    It lies inside the one pane that is in the corner: Textual cuts what it draws at the edges of all panes, those below
    others included, and a 汉字 that is cut so is lost.
    """

    DEFAULT_CSS: ClassVar = """
    Toast {
        layer: _loading;
        position: absolute;
        height: auto;
        padding: 0 1;
        background: $panel;
        color: $accent;
        text-style: bold;
    }
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._message = ""

    def show(self, text: str) -> None:
        """Show a message in place of the one before; "" hides it."""
        self._message = printable(text)
        self.display = bool(text)
        self.update(Content(self._message))
        self._place()

    def on_mount(self) -> None:
        """Lie in the corner."""
        self._place()

    def on_resize(self) -> None:
        """Stay in the corner."""
        self._place()

    def _place(self) -> None:
        if not self.is_mounted or not self._message:
            return
        width, height = self.screen.size
        there = (widget for widget, _ in self.screen.get_widgets_at(width - _CORNER, height - 1 - _BELOW))
        below = next((widget for widget in there if widget is not self), self.screen)
        room = below.scrollable_content_region
        taken = min(room.width, _WIDEST, cells(self._message) + _PADDING)
        lines = Content(self._message).get_height({}, max(1, taken - _PADDING))
        self.styles.width = taken
        self.styles.max_height = _MOST_LINES
        self.styles.offset = room.right - taken, height - _BELOW - min(_MOST_LINES, lines)

    def on_click(self) -> None:
        """Hide the message."""
        self._leave()
