"""The base of panes that show a page's original lines, numbered, with a cursor on one row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.panes.pane import Pane, lines_moved, scroll_to_line, show_lines
from hnreader.app.rendering.page_lines import PageLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.segment import Segment
    from textual import events

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.model import Line

DOUBT: Final = "?"
_OVERLAP: Final = 2  # rows of a screen that are still visible on the next one
PARTS: Final = ("article", "other", "number", "mark", "bar", "cursor", "cursor-number")

_STYLE: Final = """
LinesPane {
    height: 1fr;
}
.page--article {
    color: $foreground;
}
.page--other {
    color: $text-quiet;
}
.page--number {
    color: $text-quiet;
}
.page--mark {
    color: $accent;
    text-style: bold;
}
.page--bar {
    color: $primary;
}
.page--cursor {
    background: $foreground 12%;
}
.page--cursor-number {
    color: $background;
    background: $accent;
    text-style: bold;
}
"""


class LinesPane(Pane):
    """A long line takes several rows, and the cursor is on one row."""

    DEFAULT_CSS: ClassVar = _STYLE
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{part}" for part in PARTS}

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

    @dataclass
    class NoDoubts(Message):
        """There is no doubtful place to go to."""

    def __init__(self, lines: tuple[Line, ...], position: tuple[int, int], margin: int, *, id: str) -> None:  # noqa: A002 Textual's
        """`position`: line (from 0) and column that the cursor begins on; `margin`: cells beside text and number."""
        super().__init__(id=id)
        self.source: Final = lines
        self.number_width: Final = max(2, len(str(lines[-1].number))) if lines else 2
        self.rows = PageLines(lines, 2)
        self.marks: dict[int, str] = {}
        """The mark beside a row; `DOUBT` are gone to."""
        self.margin: Final = margin
        self._position = position
        self._cursor: int | None = None
        """The row that the cursor is on; None before the first resize."""

    @property
    def cursor(self) -> int:
        """The number of the row that the cursor is on."""
        return self._cursor or 0

    @property
    def row(self) -> PageRow:
        """The row that the cursor is on."""
        return self.rows.row(self.cursor)

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines for another width; the cursor stays on its text, at the same height."""
        if self._cursor is None:
            position, height = self._position, self.size.height // 3
        else:
            position, height = (self.row.line, self.row.start), self._cursor - self.scroll_offset.y
        self.rows = PageLines(self.source, self.content_width - self.number_width - self.margin)
        self.set_marks()
        self.set_line_count(len(self.rows))
        self._cursor = self.rows.row_at(*position)
        scroll_to_line(self, self._cursor - height)
        self.put_cursor(self._cursor)

    def set_marks(self) -> None:
        """Set the marks beside rows, which have become others."""

    def move_to(self, row: int) -> None:
        """Move to a row, or to the nearest one."""
        self.put_cursor(row)

    def put_cursor(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest one, and show it."""
        before, self._cursor = self.cursor, max(0, min(row, len(self.rows) - 1))
        show_lines(self, self._cursor, self._cursor + 1)
        self.redraw((before, self._cursor))
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw a visible row."""
        number = self.scroll_offset.y + y
        if number >= len(self.rows):
            return Strip([]).adjust_cell_length(self.content_width, self.base_style)
        style = self.get_component_rich_style("page--cursor") if number == self._cursor else self.base_style
        strip = Strip(self.row_segments(number, self.rows.row(number), Style(bgcolor=style.bgcolor)))
        return strip.adjust_cell_length(self.content_width, style)

    def row_segments(self, number: int, row: PageRow, background: Style) -> Sequence[Segment]:
        """Return what a row consists of: its margin, its number and its text."""
        raise NotImplementedError

    def number_of(self, number: int, row: PageRow) -> tuple[str, Style]:
        """Return what stands for the number of a row's line, and its style."""
        text = str(self.source[row.line].number) if row.first else ""
        part = "cursor-number" if number == self._cursor else "number"
        return text.rjust(self.number_width), self.get_component_rich_style(f"page--{part}")

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Move the cursor, down is positive; by half a screen or a screen the page moves as far."""
        rows = lines_moved(unit, count, self.size.height, overlap=_OVERLAP)
        if unit in {"half", "screen"}:
            scroll_to_line(self, self.scroll_offset.y + rows)
        self.move_to(self.cursor + rows)

    def action_doubt(self, direction: int) -> None:
        """Move to the next doubtful place (1) or the previous one (-1), around the ends, and show what is around it."""
        row = _next_row([number for number, mark in self.marks.items() if mark == DOUBT], self.cursor, direction)
        if row is None:
            self.post_message(self.NoDoubts())
        else:
            self.show_around(row)
            self.move_to(row)

    def show_around(self, row: int) -> None:
        """Show a row, and what is around it."""
        if not self.scroll_offset.y < row < self.scroll_offset.y + self.size.height - 1:
            scroll_to_line(self, row - self.size.height // 3)


def _next_row(rows: Sequence[int], cursor: int, direction: int) -> int | None:
    """Return the next of some rows, around the ends; None where there are none."""
    ordered = sorted(rows, reverse=direction < 0)
    beyond = (row for row in ordered if direction * row > direction * cursor)
    return next(beyond, ordered[0] if ordered else None)
