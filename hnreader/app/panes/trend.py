"""The pane of a trend: plots or a table, with a cursor on one of the bars."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import Pane, lines_moved, scroll_to_line, show_lines
from hnreader.app.rendering.formatting import printable
from hnreader.app.rendering.trend_chart import Chart, chart

if TYPE_CHECKING:
    import datetime

    from textual import events
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.messages import Translator
    from hnreader.plotting import Bar
    from hnreader.research.trends import Trend

_SCREEN_OF_BARS: Final = 10  # bars side by side that are moved by at once


_STYLE: Final = """
TrendPane {
    height: 1fr;
}
.trend--total {
    color: $foreground;
    text-style: bold;
}
.trend--note, .trend--axis, .trend--gap {
    color: $text-quiet;
}
.trend--bar {
    color: $primary;
}
.trend--selected {
    color: $accent;
    text-style: bold;
}
.trend--cursor {
    background: $foreground 12%;
}
"""


class TrendPane(Pane):
    """One bar and one query are selected; a table shows that query."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("trend")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"trend--{part}" for part in ("total", "axis", "bar", "gap", "selected", "cursor")
    }

    @dataclass
    class Moved(Message):
        """Another bar or query is selected."""

    @dataclass
    class Opened(Message):
        """The articles of the selected bar are to be listed."""

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="trend")
        self._tr = tr
        self._chart: Chart | None = None
        self._selected = 0
        self.trend: Trend | None = None
        """What is shown; None until it is computed."""
        self.number = 0
        """The index of the selected query."""

    @property
    def bar(self) -> Bar | None:
        """The selected bar; None in an archive without dates."""
        return self._chart.bars[self._selected] if self._chart is not None and self._chart.bars else None

    def show(self, trend: Trend) -> None:
        """Show a trend, also one that has grown. The cursor stays on its date, or begins at the newest."""
        self.trend = trend
        self.number = min(self.number, len(trend.curves) - 1)
        self._lay_out()

    def on_resize(self, _event: events.Resize) -> None:
        """Choose between plots and table again."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.trend is None or not self.size:
            return
        day = self.bar.periods[0].first if self.bar is not None else None
        self._chart = chart(self._tr, self.trend, self.number, (self.content_width, self.size.height))
        if len(self._chart) != self.virtual_size.height:
            scroll_to_line(self, 0)
        self.set_line_count(len(self._chart))
        self.choose(self._bar_of(day) if day is not None else len(self._chart.bars) - 1)

    def _bar_of(self, day: datetime.date) -> int:
        """Return the bar of a day; where it has no issue, the next one that has."""
        bars = self._chart.bars if self._chart is not None else ()
        found = bisect_right(bars, day, key=lambda bar: bar.periods[0].first or day) - 1
        return next((index for index in range(max(0, found), len(bars)) if bars[index].issues), found)

    def choose(self, index: int) -> None:
        """Select a bar, or the nearest one, and show it."""
        if self._chart is None:
            return
        self._selected = max(0, min(index, len(self._chart.bars) - 1))
        line = self._chart.line_of(self._selected)
        show_lines(self, line, line + 1)
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        line = self.scroll_offset.y + y
        parts = self._chart.line(line, self._selected) if self._chart is not None and line < len(self._chart) else []
        segments = [Segment(printable(text), self._style(names)) for text, names in parts]
        return Strip(segments).adjust_cell_length(self.content_width, self.base_style)

    def _style(self, names: str) -> Style:
        """Return the style of a part, or of two parted by a blank: the second one gives its background."""
        name, _, background = names.partition(" ")
        style = self.get_component_rich_style(f"trend--{name}") if name else self.base_style
        if not background:
            return style
        return style + Style(bgcolor=self.get_component_rich_style(f"trend--{background}").bgcolor)

    def on_click(self, event: events.Click) -> None:
        """Select the bar under the mouse; a click on the selected one lists its articles."""
        chart = self._chart
        index = chart.bar_at(event.x, self.scroll_offset.y + event.y) if chart is not None else None
        if index is not None and index == self._selected:
            self.action_open()
        elif index is not None:
            self.choose(index)

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Select another bar, later is positive. With the first one, what is above it comes into view."""
        bars = lines_moved(unit, count, self.size.height, overlap=1)
        in_table = self._chart is not None and self._chart.line_of(1) != self._chart.line_of(0)
        if unit == "screen" and not in_table:
            bars = count * _SCREEN_OF_BARS
        if unit == "end" and count < 0:
            scroll_to_line(self, 0)
        self.choose(self._selected + bars)

    def action_query(self) -> None:
        """Select the next query."""
        if self.trend is not None:
            self.number = (self.number + 1) % len(self.trend.curves)
            self._lay_out()

    def action_open(self) -> None:
        """List the articles of the selected bar."""
        self.post_message(self.Opened())
