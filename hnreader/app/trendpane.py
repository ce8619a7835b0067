"""The pane of the trend: plots or a table, with a cursor that moves from bar to bar."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.pane import Pane
from hnreader.app.trendlines import Chart, chart
from hnreader.app.words import printable

if TYPE_CHECKING:
    import datetime

    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Voice
    from hnreader.plotting import Bar
    from hnreader.research.trends import Trend

_STRIDE: Final = 10  # bars side by side that are passed at once


class TrendPane(Pane):
    """Bars of which one is chosen, and queries of which one is: it is the one that the table is of."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("trend")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"trend--{part}" for part in ("total", "axis", "bar", "gap", "chosen", "cursor")
    }

    @dataclass
    class Moved(Message):
        """Another bar or query is chosen."""

    @dataclass
    class Opened(Message):
        """The articles behind the chosen bar are to be listed."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="trend")
        self._voice = voice
        self._chart: Chart | None = None
        self._at = 0
        self.trend: Trend | None = None
        """What is shown; None until it is known."""
        self.number = 0
        """The query that is chosen."""

    @property
    def bar(self) -> Bar | None:
        """The bar that is chosen; None in an archive without a date."""
        return self._chart.bars[self._at] if self._chart is not None and self._chart.bars else None

    def show(self, trend: Trend) -> None:
        """Show another trend; the cursor stays on its day, or begins at the newest."""
        self.trend = trend
        self.number = min(self.number, len(trend.curves) - 1)
        self._lay()

    def on_resize(self, _event: events.Resize) -> None:
        """Find out what has room now."""
        self._lay()

    def _lay(self) -> None:
        if self.trend is None or not self.size:
            return
        day = self.bar.periods[0].first if self.bar is not None else None
        self._chart = chart(self._voice, self.trend, self.number, (self.breadth, self.size.height))
        self.reach(len(self._chart))
        self.scroll_to(y=0, animate=False, force=True)
        self.choose(self._bar_of(day) if day is not None else len(self._chart.bars) - 1)

    def _bar_of(self, day: datetime.date) -> int:
        """Return the bar of a day; where no issue of it is held, the next one of which one is."""
        bars = self._chart.bars if self._chart is not None else ()
        at = bisect_right(bars, day, key=lambda bar: bar.periods[0].first or day) - 1
        return next((one for one in range(max(0, at), len(bars)) if bars[one].issues), at)

    def choose(self, at: int) -> None:
        """Choose a bar, or the nearest there is, and have it in sight."""
        if self._chart is None:
            return
        self._at = max(0, min(at, len(self._chart.bars) - 1))
        line = self._chart.line_of(self._at)
        if line < self.scroll_offset.y:
            self.scroll_to(y=line, animate=False, force=True)
        elif line >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=line - self.size.height + 1, animate=False, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        at = self.scroll_offset.y + y
        pieces = self._chart.line(at, self._at) if self._chart is not None and at < len(self._chart) else []
        segments = [Segment(printable(text), self._style(parts)) for text, parts in pieces]
        return Strip(segments).adjust_cell_length(self.size.width, self.ground)

    def _style(self, parts: str) -> Style:
        """Return the style of parts that lie over each other; the cursor lends only its ground."""
        part, _, over = parts.partition(" ")
        style = self.get_component_rich_style(f"trend--{part}") if part else self.ground
        return style + Style(bgcolor=self.get_component_rich_style(f"trend--{over}").bgcolor) if over else style

    # moving

    def on_click(self, event: events.Click) -> None:
        """Choose the bar under the mouse; a click on the chosen one lists its articles."""
        at = self._chart.bar_at(event.x, self.scroll_offset.y + event.y) if self._chart is not None else None
        if at is not None and at == self._at:
            self.action_open()
        elif at is not None:
            self.choose(at)

    def action_move(self, step: int) -> None:
        """Choose the bar `step` bars on."""
        self.choose(self._at + step)

    def action_turn(self, way: int) -> None:
        """Move by a screen of the table, or so many bars of a plot."""
        below = self._chart is not None and self._chart.line_of(1) != self._chart.line_of(0)
        self.choose(self._at + way * (max(1, self.size.height - 1) if below else _STRIDE))

    def action_first(self) -> None:
        """Choose the first bar; what stands above it comes in sight."""
        self.scroll_to(y=0, animate=False, force=True)
        self.choose(0)

    def action_last(self) -> None:
        """Choose the last bar."""
        self.choose(len(self._chart.bars) - 1 if self._chart is not None else 0)

    def action_query(self) -> None:
        """Choose the next query."""
        if self.trend is not None:
            self.number = (self.number + 1) % len(self.trend.curves)
            self._lay()

    def action_open(self) -> None:
        """Ask for the articles behind the bar."""
        self.post_message(self.Opened())
