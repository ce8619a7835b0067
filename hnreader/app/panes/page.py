"""The pane of a page's original lines; only visible ones are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import Pane, lines_moved, scroll_to_line, show_lines
from hnreader.app.rendering.highlighting import highlighted
from hnreader.app.rendering.page_lines import PageLines

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.app.rendering.page_ownership import EvidenceMark, FlowBreak, PageOwnership, TextOwner
    from hnreader.model import Line

_ORIGIN: Final = "▶"  # the line that was being read
_DOUBT: Final = "?"
_FLOW_BREAK: Final = "┆"
_BAR: Final = "▌"  # beside text of the article
_GUTTER: Final = 4  # cells beside text and line number: two marks, bar, blank
_OVERLAP: Final = 2  # rows of a screen that are still visible on the next one
_PARTS: Final = ("article", "other", "number", "mark", "bar", "cursor", "cursor-number")


_STYLE: Final = """
PagePane {
    height: 1fr;
}
.page--article {
    color: $foreground;
}
.page--other {
    color: $foreground 60%;
}
.page--number {
    color: $foreground 32%;
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


class PagePane(Pane):
    """Numbered lines with a cursor. A long line takes several rows, and the cursor is on one row."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("page")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{part}" for part in _PARTS}

    @dataclass
    class Moved(Message):
        """The cursor is on another row."""

    @dataclass
    class Opened(Message):
        """What the cursor is on is to be read."""

    @dataclass
    class NoDoubts(Message):
        """There is no doubtful place to go to."""

    def __init__(self, lines: tuple[Line, ...], ownership: PageOwnership, origin: tuple[int, int] | None) -> None:
        """`origin`: line (from 0) and column that the cursor begins on; None: the article's first position."""
        super().__init__(id="page")
        self._source = lines
        self._ownership = ownership
        self._origin = origin
        self._number_width = max(2, len(str(lines[-1].number))) if lines else 2
        self._lines = PageLines(lines, 2)
        self._marks: dict[int, str] = {}
        self._cursor: int | None = None
        """The row that the cursor is on; None before the first resize."""

    @property
    def row(self) -> PageRow:
        """The row that the cursor is on."""
        return self._lines.row(self._cursor or 0)

    @property
    def owners(self) -> tuple[TextOwner, ...]:
        """What that row is part of."""
        return self._ownership.owners(self.row.line, self.row.start, self.row.end)

    @property
    def evidence_marks(self) -> tuple[EvidenceMark, ...]:
        """What was decided about the text of that row."""
        row = self.row
        return tuple(
            mark
            for mark in self._ownership.evidence_marks
            if mark.line == row.line and mark.start < max(row.end, 1) and row.start < max(mark.end, 1)
        )

    @property
    def flow_breaks(self) -> tuple[FlowBreak, ...]:
        """Where the article's text on that row goes on elsewhere, or comes from elsewhere."""
        row = self.row
        return tuple(
            place
            for place in self._ownership.flow_breaks
            if place.line == row.line and row.start <= place.column < row.end
        )

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines for another width; the cursor stays on its text, at the same height."""
        if self._cursor is None:
            position, height = self._origin or self._ownership.first_position, self.size.height // 3
        else:
            position, height = (self.row.line, self.row.start), self._cursor - self.scroll_offset.y
        self._lines = PageLines(self._source, self.content_width - self._number_width - _GUTTER)
        self._marks = {
            self._lines.row_at(place.line, place.column): _FLOW_BREAK for place in self._ownership.flow_breaks
        }
        self._marks |= {self._lines.row_at(mark.line, mark.start): _DOUBT for mark in self._ownership.doubtful_marks}
        self.set_line_count(len(self._lines))
        self._cursor = self._lines.row_at(*position)
        scroll_to_line(self, self._cursor - height)
        self.move_to(self._cursor)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest one, and show it."""
        before, self._cursor = self._cursor or 0, max(0, min(row, len(self._lines) - 1))
        show_lines(self, self._cursor, self._cursor + 1)
        self.redraw((before, self._cursor))
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw a visible row."""
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip([]).adjust_cell_length(self.size.width, self.base_style)
        row = self._lines.row(number)
        ranges = self._ownership.article_ranges(row.line, row.start, row.end)
        style = self.get_component_rich_style("page--cursor") if number == self._cursor else self.base_style
        background = Style(bgcolor=style.bgcolor)
        other, article = (self.get_component_rich_style(f"page--{part}") + background for part in ("other", "article"))
        text = highlighted(row.text, ranges, other, article, row.start)
        strip = Strip([*self._gutter(row, number, bool(ranges), background), *text])
        return strip.adjust_cell_length(self.size.width, style)

    def _gutter(self, row: PageRow, number: int, owned: bool, background: Style) -> list[Segment]:
        """Draw the marks of a row, the number of its line, and a bar if the row has text of the article (`owned`)."""
        origin = self._origin is not None and number == self._lines.row_at(*self._origin)
        marks = (_ORIGIN if origin else " ") + self._marks.get(number, " ")
        line_number = str(self._source[row.line].number) if row.first else ""
        part = "cursor-number" if number == self._cursor else "number"
        return [
            Segment(marks, self.get_component_rich_style("page--mark") + background),
            Segment(line_number.rjust(self._number_width), self.get_component_rich_style(f"page--{part}")),
            Segment(_BAR if owned else " ", self.get_component_rich_style("page--bar") + background),
            Segment(" ", background),
        ]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse; a double click opens what is there."""
        row = self.scroll_offset.y + event.y
        if row >= len(self._lines):
            return
        self.move_to(row)
        if event.chain == 2:
            self.action_open()

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Move the cursor, down is positive; by half a screen or a screen the page moves as far."""
        rows = lines_moved(unit, count, self.size.height, overlap=_OVERLAP)
        if unit in {"half", "screen"}:
            scroll_to_line(self, self.scroll_offset.y + rows)
        self.move_to((self._cursor or 0) + rows)

    def action_doubt(self, direction: int) -> None:
        """Move to the next doubtful place (1) or the previous one (-1), around the ends, and show what is around it."""
        cursor = self._cursor or 0
        rows = sorted(number for number, mark in self._marks.items() if mark == _DOUBT)
        if not rows:
            self.post_message(self.NoDoubts())
            return
        if direction > 0:
            row = next((row for row in rows if row > cursor), rows[0])
        else:
            row = next((row for row in reversed(rows) if row < cursor), rows[-1])
        if not self.scroll_offset.y < row < self.scroll_offset.y + self.size.height - 1:
            scroll_to_line(self, row - self.size.height // 3)
        self.move_to(row)

    def action_open(self) -> None:
        """Open what the cursor is on."""
        self.post_message(self.Opened())
