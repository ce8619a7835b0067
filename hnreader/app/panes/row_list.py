"""A list of rows of the same height, each drawn when it becomes visible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.panes.list_pane import ListPane
from hnreader.app.panes.pane import scroll_to_line, show_lines
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from hnreader.app.rendering.styled_text import StyledLine

_SELECTED: Final = "▌"
_GUTTER: Final = 3  # cells beside the text of a row


_STYLE: Final = """
RowList {
    height: 1fr;
}
.row-list--name {
    color: $foreground;
}
.row-list--meta {
    color: $text-quiet;
}
.row-list--strong {
    color: $accent;
    text-style: bold;
}
.row-list--selected {
    background: $foreground 12%;
}
.row-list--bar {
    color: $primary;
}
.row-list--match {
    background: $secondary;
    color: $text-on-match;
    text-style: bold;
}
"""


class RowList(ListPane):
    """Styles of rows are its component classes `row-list--…`."""

    DEFAULT_CSS: ClassVar = _STYLE
    COMPONENT_CLASSES = {  # noqa: RUF012 Textual's
        f"row-list--{part}" for part in ("selected", "bar", "name", "meta", "strong", "match")
    }
    selected_mark = _SELECTED  # before the selected row
    empty_text: reactive[str] = reactive("")
    """Is shown where there are no rows."""

    @dataclass
    class Opened(Message):
        """The row at a position is to be opened."""

        position: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's
        super().__init__(id=id)
        self._count = 0

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._count

    def row_line(self, position: int, line: int, width: int) -> StyledLine:
        """Return a line of a row, `width` cells at most."""
        raise NotImplementedError

    def set_rows(self, count: int, position: int | None = None) -> None:
        """Show other rows. The one at `position` is selected, at the same height of the screen; None: the first."""
        above = self.position * self.row_height - self.scroll_offset.y
        self._count = count
        self.position = max(0, min(position or 0, count - 1))
        self.set_line_count(count * self.row_height)
        scroll_to_line(self, 0 if position is None else self.position * self.row_height - above)
        show_lines(self, *self._lines_of(self.position))

    def choose(self, position: int) -> None:
        """Select the row at a position, or the nearest one."""
        before, self.position = self.position, max(0, min(position, self.count - 1))
        show_lines(self, *self._lines_of(self.position))
        self.redraw(line for row in (before, self.position) for line in range(*self._lines_of(row)))

    def _lines_of(self, position: int) -> tuple[int, int]:
        return position * self.row_height, (position + 1) * self.row_height

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the selected row visible."""
        self.set_line_count(self.count * self.row_height)
        show_lines(self, *self._lines_of(self.position))

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        position, line = divmod(self.scroll_offset.y + y, self.row_height)
        style, parts = self.base_style, list[tuple[str, str]]()
        if position < self.count:
            selected = position == self.position
            if selected:
                style = self.get_component_rich_style("row-list--selected")
            gutter = [(self.selected_mark if selected else " ", "bar"), (" ", "")]
            parts = [*gutter, *self.row_line(position, line, self.content_width - _GUTTER)]
        elif y == 1 and not self.count:
            parts = [("  " + clip(self.empty_text, self.content_width - 2), "meta")]
        strip = Strip(Segment(text, _style(self, part, style)) for text, part in parts)
        return strip.adjust_cell_length(self.content_width, style)

    def action_open(self) -> None:
        """Open the selected row."""
        if self.count:
            self.post_message(self.Opened(self.position))


def _style(pane: RowList, part: str, row: Style) -> Style:
    """Return the style of a part on the background of its row; a match has its own background."""
    if not part:
        return row
    style = pane.get_component_rich_style(f"row-list--{part}")
    return style if part == "match" else style + row.background_style
