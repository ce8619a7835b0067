"""The pane of a page's original lines, with those of the open article lit; only visible ones are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.lines import DOUBT, LinesPane
from hnreader.app.rendering.highlighting import highlighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.app.rendering.page_ownership import EvidenceMark, FlowBreak, PageOwnership, TextOwner
    from hnreader.model import Line

_ORIGIN: Final = "▶"  # the line that was being read
_FLOW_BREAK: Final = "┆"
_BAR: Final = "▌"  # beside text of the article
_GUTTER: Final = 4  # cells beside text and line number: two marks, bar, blank


class PagePane(LinesPane):
    """A page from which one goes back to reading."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("page")

    @dataclass
    class Opened(Message):
        """What the cursor is on is to be read."""

    def __init__(self, lines: tuple[Line, ...], ownership: PageOwnership, origin: tuple[int, int] | None) -> None:
        """`origin`: line (from 0) and column that the cursor begins on; None: the article's first position."""
        super().__init__(lines, origin or ownership.first_position, _GUTTER, id="page")
        self._ownership = ownership
        self._origin = origin

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

    def set_marks(self) -> None:
        """Mark where text goes on elsewhere, and what is doubtful."""
        self.marks = {self.rows.row_at(place.line, place.column): _FLOW_BREAK for place in self._ownership.flow_breaks}
        self.marks |= {self.rows.row_at(mark.line, mark.start): DOUBT for mark in self._ownership.doubtful_marks}

    def row_segments(self, number: int, row: PageRow, background: Style) -> Sequence[Segment]:
        """Return a row with its marks, and with a bar if it has text of the article, which is lit."""
        ranges = self._ownership.article_ranges(row.line, row.start, row.end)
        other, article, mark, bar = (
            self.get_component_rich_style(f"page--{part}") + background for part in ("other", "article", "mark", "bar")
        )
        origin = self._origin is not None and number == self.rows.row_at(*self._origin)
        return [
            Segment((_ORIGIN if origin else " ") + self.marks.get(number, " "), mark),
            Segment(*self.number_of(number, row)),
            Segment(_BAR if ranges else " ", bar),
            Segment(" ", background),
            *highlighted(row.text, ranges, other, article, row.start),
        ]

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse; a double click opens what is there."""
        row = self.scroll_offset.y + event.y
        if row < len(self.rows):
            self.move_to(row)
            if event.chain == 2:
                self.action_open()

    def action_open(self) -> None:
        """Open what the cursor is on."""
        self.post_message(self.Opened())
