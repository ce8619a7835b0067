"""The pane that holds a page's lines as they came. What is in sight is drawn, no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.lighting import lit
from hnreader.app.pagelines import PageLines
from hnreader.app.pane import Pane

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hnreader.app.pagelines import Row
    from hnreader.app.pagemap import Owner, PageMap, Seam, Told
    from hnreader.model import Line

HERE: Final = "▶"  # the line that the reader came from
DOUBT: Final = "?"
SEAM: Final = "┆"
BAR: Final = "▌"  # beside what is the article's
_BESIDE: Final = 4  # cells of the marks and the bar, beside the line's number


class PagePane(Pane):
    """Numbered lines with a cursor: a long line takes several rows, and the cursor stands on one of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("page")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page--{part}" for part in ("lit", "dim", "number", "mark", "bar", "cursor", "caret")
    }

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

    @dataclass
    class Opened(Message):
        """What the cursor is on is to be read."""

    @dataclass
    class Undoubted(Message):
        """There is no doubtful place to go to."""

    def __init__(self, lines: tuple[Line, ...], owned: PageMap, origin: tuple[int, int] | None) -> None:
        super().__init__(id="page")
        self._source = lines
        self._map = owned
        self._origin = origin
        self._numbers = max(2, len(str(lines[-1].number))) if lines else 2
        self._lines = PageLines(lines, 2)
        self._marks: dict[int, str] = {}
        self._at = -1
        """The row that the cursor is on; none before the first lines are made."""

    @property
    def row(self) -> Row:
        """The row that the cursor is on."""
        return self._lines.row(max(0, self._at))

    @property
    def owners(self) -> tuple[Owner, ...]:
        """Whose that row is."""
        return self._map.owners(self.row.line, self.row.start, self.row.end)

    @property
    def told(self) -> tuple[Told, ...]:
        """What was decided about the text of that row."""
        row = self.row
        return tuple(
            one
            for one in self._map.told
            if one.line == row.line and one.start < max(row.end, 1) and row.start < max(one.end, 1)
        )

    @property
    def seams(self) -> tuple[Seam, ...]:
        """Where the article's text on that row goes on, or comes from, if not from beside it."""
        row = self.row
        return tuple(one for one in self._map.seams if one.line == row.line and row.start <= one.column < row.end)

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines for another width; the cursor stays on its text, as high on the screen as it was."""
        origin = self._origin or self._map.beginning
        place = origin if self._at < 0 else (self.row.line, self.row.start)
        height = self.size.height // 3 if self._at < 0 else self._at - self.scroll_offset.y
        self._lines = PageLines(self._source, self.breadth_of_text)
        self._marks = {self._lines.row_at(one.line, one.column): SEAM for one in self._map.seams}
        self._marks |= {self._lines.row_at(one.line, one.start): DOUBT for one in self._map.doubts}
        self.reach(len(self._lines))
        self._at = self._lines.row_at(*place)
        self.scroll_to(y=max(0, self._at - height), animate=False, force=True)
        self.move(self._at)

    @property
    def breadth_of_text(self) -> int:
        """The cells that are left for text."""
        return self.breadth - self._numbers - _BESIDE

    def move(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest there is, and have it in sight."""
        before, self._at = self._at, max(0, min(row, len(self._lines) - 1))
        if self._at < self.scroll_offset.y:
            self.scroll_to(y=self._at, animate=False, force=True)
        elif self._at >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=self._at - self.size.height + 1, animate=False, force=True)
        self.redraw((before, self._at))
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw one row in sight."""
        number = self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip([]).adjust_cell_length(self.size.width, self.ground)
        row = self._lines.row(number)
        ranges = self._map.lit(row.line, row.start, row.end)
        here = number == self._at
        ground = self.get_component_rich_style("page--cursor") if here else self.ground
        back = Style(bgcolor=ground.bgcolor)
        dim, light = (self.get_component_rich_style(f"page--{part}") + back for part in ("dim", "lit"))
        text = lit(row.text, ranges, dim, light, row.start)
        strip = Strip([*self._gutter(row, number, bool(ranges), back), *text])
        return strip.adjust_cell_length(self.size.width, ground)

    def _gutter(self, row: Row, number: int, mine: bool, back: Style) -> list[Segment]:
        """Draw what stands before the text: from where, what to look at, the line's number, whether it is ours."""
        origin = self._origin is not None and number == self._lines.row_at(*self._origin)
        marks = (HERE if origin else " ") + self._marks.get(number, " ")
        named = str(self._source[row.line].number) if row.first else ""
        part = "caret" if number == self._at else "number"
        return [
            Segment(marks, self.get_component_rich_style("page--mark") + back),
            Segment(named.rjust(self._numbers), self.get_component_rich_style(f"page--{part}")),
            Segment(BAR if mine else " ", self.get_component_rich_style("page--bar") + back),
            Segment(" ", back),
        ]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse; a double click reads what is there."""
        row = self.scroll_offset.y + event.y
        if row >= len(self._lines):
            return
        self.move(row)
        if event.chain == 2:
            self.action_open()

    def action_scroll_lines(self, rows: int) -> None:
        """Move the cursor by rows, down is positive."""
        self.move(self._at + rows)

    def action_half(self, way: int) -> None:
        """Move by half a screen."""
        self._leap(way * max(1, self.size.height // 2))

    def action_turn(self, way: int) -> None:
        """Move by a screen, of which two rows stay in sight."""
        self._leap(way * max(1, self.size.height - 2))

    def _leap(self, rows: int) -> None:
        """Move cursor and page by as much."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        self.move(self._at + rows)

    def action_first(self) -> None:
        """Move to the top."""
        self.move(0)

    def action_last(self) -> None:
        """Move to the end."""
        self.move(len(self._lines) - 1)

    def action_doubt(self, way: int) -> None:
        """Move to the next doubtful place, from the last one to the first; what stands around it is in sight."""
        rows = sorted(number for number, mark in self._marks.items() if mark == DOUBT)
        if not rows:
            self.post_message(self.Undoubted())
            return
        if way > 0:
            row = next((row for row in rows if row > self._at), rows[0])
        else:
            row = next((row for row in reversed(rows) if row < self._at), rows[-1])
        if not self.scroll_offset.y < row < self.scroll_offset.y + self.size.height - 1:
            self.scroll_to(y=max(0, row - self.size.height // 3), animate=False, force=True)
        self.move(row)

    def action_open(self) -> None:
        """Ask for what the cursor is on."""
        self.post_message(self.Opened())
