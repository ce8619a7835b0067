"""A titled text that scrolls, laid over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.hanging_text import HangingText
from hnreader.app.panes.pane import lines_moved
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.hanging import Hanging


class SheetBody(VerticalScroll, inherit_bindings=False):
    """The part of a sheet that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sheet")

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Scroll, down is positive."""
        self.scroll_relative(y=lines_moved(unit, count, self.size.height, overlap=1), animate=False)


_NO_TEXT: Final = Content("")
_ROOMY: Final = 20  # lines: in a lower window a sheet takes all of it, and nothing is left blank

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
    padding: 1 2 0 2;
}
#sheet-title {
    color: $accent;
    text-style: bold;
}
Sheet.-low #sheet {
    max-height: 100%;
    padding: 0 1;
}
Sheet.-low SheetBody {
    margin: 0 0 1 0;
}
/* All of a sheet but its own margins: that below it leaves room for the title. */
SheetBody {
    height: auto;
    max-height: 100%;
    margin: 1 0;
    scrollbar-size-vertical: 1;
    background: $panel;
}
"""


class Sheet(Overlay[str | None]):
    """A titled text; one that ends by itself may end with a message."""

    DEFAULT_CSS: ClassVar = _STYLE
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_ROOMY, "-high")]  # noqa: RUF012 Textual declares it so

    def __init__(self, title: str, text: Content = _NO_TEXT) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Yield title and text."""
        with Vertical(id="sheet"):
            yield Static(Content(self._title), id="sheet-title")
            with SheetBody():
                yield from self.compose_text()

    def compose_text(self) -> ComposeResult:
        """Yield the text."""
        yield Static(self._text, id="sheet-text")


class HangingSheet(Sheet):
    """A sheet with terms, and what is said of each `column` cells in."""

    def __init__(self, title: str, entries: Sequence[Hanging], column: int) -> None:
        super().__init__(title)
        self.entries: Final = entries
        self._column = column

    def compose_text(self) -> ComposeResult:
        """Yield the entries."""
        yield HangingText(self.entries, self._column)
