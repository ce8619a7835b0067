"""A titled text that scrolls, laid over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import lines_moved
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit


class SheetBody(VerticalScroll, inherit_bindings=False):
    """The part of a sheet that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet")

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Scroll, down is positive."""
        self.scroll_relative(y=lines_moved(unit, count, self.size.height, overlap=1), animate=False)


_STYLE: Final = """
Sheet {
    align: center middle;
    background: $background 60%;
}
#sheet {
    width: 76;
    max-width: 96%;
    height: auto;
    max-height: 92%;
    background: $panel;
    padding: 1 2;
}
#sheet-title {
    color: $accent;
    text-style: bold;
    padding-bottom: 1;
}
SheetBody {
    height: auto;
    max-height: 100%;
    scrollbar-size-vertical: 1;
    background: $panel;
}
"""


class Sheet(Overlay[None]):
    """A titled text."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield title and text."""
        with Vertical(id="sheet"):
            yield Static(Content(self._title), id="sheet-title")
            with SheetBody():
                yield Static(self._text)
