"""What the trend shows, laid in lines: a plot for each query, or where there is no room for axes a table of bars."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol

from hnreader.messages.totals import say_total
from hnreader.plotting import BAR, GAP, Bar, Plot
from hnreader.research.trends import PER
from hnreader.typesetting import cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.pieces import Pieces
    from hnreader.messages import Voice
    from hnreader.research.trends import Trend

ROOMY: Final = 60  # cells: below this there is no room for axes
_LEAST: Final = 6  # lines of a plot, its dates included
_MOST: Final = 20  # and no more: a plot of fifty lines tells no more, and takes a tenth of a second
_MARGIN: Final = 1  # cells
_PARTS: Final = {BAR: "bar", GAP: "gap"}


class Chart(Protocol):
    """Bars in lines, with a cursor on one of them."""

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars, oldest first."""

    def __len__(self) -> int:
        """How many lines there are."""

    def line(self, y: int, chosen: int) -> Pieces:
        """Return a line; the parts of a piece that plays several are parted by blanks."""

    def line_of(self, at: int) -> int:
        """Return the line of a bar."""

    def bar_at(self, x: int, y: int) -> int | None:
        """Return the bar at a cell of a line."""


def chart(voice: Voice, trend: Trend, number: int, size: tuple[int, int]) -> Chart:
    """Return the plots of all queries, or the table of one of them, `number`."""
    width, height = size
    each = height // len(trend.curves)
    heads = [_totals(voice, trend, at, width) for at in range(len(trend.curves))]
    if width < ROOMY or each - max(map(len, heads)) - 1 < _LEAST or not trend.periods:
        return Table(voice, trend, number, width)
    return Plots(trend, heads, width, each)


class Plots:
    """One plot below the other, each under what its query comes to."""

    def __init__(self, trend: Trend, heads: Sequence[list[str]], width: int, each: int) -> None:
        plot = Plot(trend, width - _MARGIN)
        self.bars = plot.bars
        self._left = plot.left + _MARGIN
        self._breadth = plot.breadth
        self._lines: list[tuple[str, str]] = []
        for number, head in enumerate(heads):
            drawn = list(plot.lines(number, min(_MOST, each - len(head) - 1)))
            self._lines += ((line, "total") for line in head)
            self._lines += ((" " * _MARGIN + line, "plot") for line in drawn[:-1])
            self._lines += ((" " * _MARGIN + drawn[-1], "dates"), ("", ""))

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, y: int, chosen: int) -> Pieces:
        """Return a line; the column of the chosen bar is lit, and its date stands in brackets."""
        text, part = self._lines[y]
        if part == "plot":
            return self._row(text, chosen)
        return self._dates(text, chosen) if part == "dates" else [(text, part)]

    def _row(self, text: str, chosen: int) -> Pieces:
        first = self._left + chosen * self._breadth
        within = range(first, first + max(1, self._breadth - (self._breadth > 1)))
        text = text.ljust(within.stop)
        runs = groupby(enumerate(text), lambda one: (_PARTS.get(one[1], "axis"), one[0] in within))
        return [("".join(char for _, char in run), part + " cursor" * lit) for (part, lit), run in runs]

    def _dates(self, text: str, chosen: int) -> Pieces:
        """Put the date of the chosen bar over the others; of one that it would cut nothing is left."""
        label = f"[{self.bars[chosen].label}]"
        middle = self._left + chosen * self._breadth + self._breadth // 2
        end = self._left + len(self.bars) * self._breadth
        start = max(0, min(middle - len(label) // 2, max(end, len(text)) - len(label)))
        text = text.ljust(start + len(label))
        before, behind = text[:start], text[start + len(label) :]
        if before[-1:].strip():
            before = before[: before.rfind(" ") + 1].ljust(start)
        if behind[:1].strip():
            cut = behind.find(" ")
            behind = " " * cut + behind[cut:] if cut >= 0 else ""
        return [(before, "axis"), (label, "chosen"), (behind, "axis")]

    def line_of(self, at: int) -> int:  # noqa: ARG002 all bars stand side by side
        """Return the line of a bar."""
        return 0

    def bar_at(self, x: int, y: int) -> int | None:
        """Return the bar at a cell of a line."""
        at = (x - self._left) // self._breadth
        plotted = y < len(self._lines) and self._lines[y][1] in {"plot", "dates"}
        return at if plotted and 0 <= at < len(self.bars) else None


class Table:
    """A line for each period, and one for each run of periods of which no issue is held."""

    def __init__(self, voice: Voice, trend: Trend, number: int, width: int) -> None:
        self.bars: list[Bar] = []
        for gap, run in groupby(trend.periods, lambda one: one.uses is None):
            periods = tuple(run)
            self.bars += [Bar(periods)] if gap else [Bar((one,)) for one in periods]
        self._head = _totals(voice, trend, number, width)
        self._gap = voice("trend.gap")
        self._uses = [bar.use(number) for bar in self.bars]
        uses = [use for use in self._uses if use is not None]
        self._top = max((use.rate for use in uses), default=0.0) or 1.0
        self._label = max((len(bar.label) for bar in self.bars if len(bar.periods) == 1), default=0) + 2
        self._counts = max((len(f"{use.occurrences:,}") for use in uses), default=0) + 1
        self._rates = max((len(f"{use.rate:.2f}") for use in uses), default=0) + 2
        self._room = max(1, width - self._label - self._counts - self._rates - _MARGIN)

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._head) + len(self.bars)

    def line(self, y: int, chosen: int) -> Pieces:
        """Return a line; the label of the chosen bar stands in brackets."""
        at = y - len(self._head)
        if at < 0:
            return [(self._head[y], "total")]
        bar, use, lit = self.bars[at], self._uses[at], " cursor" * (at == chosen)
        label = f"[{bar.label}]" if at == chosen else f" {bar.label} "
        pieces: Pieces = [(label.ljust(self._label), ("chosen" if at == chosen else "axis") + lit)]
        if use is None:
            return [*pieces, (f"{GAP} {self._gap}", "gap" + lit)]
        drawn = max(use.rate > 0, round(self._room * use.rate / self._top))
        counts = f"{use.occurrences:>{self._counts},}{use.rate:>{self._rates}.2f}"
        return [*pieces, (BAR * drawn, "bar" + lit), (" " * (self._room - drawn) + counts, "total" + lit)]

    def line_of(self, at: int) -> int:
        """Return the line of a bar."""
        return len(self._head) + at

    def bar_at(self, x: int, y: int) -> int | None:  # noqa: ARG002 a bar has a line of its own
        """Return the bar at a cell of a line."""
        at = y - len(self._head)
        return at if 0 <= at < len(self.bars) else None


def _totals(voice: Voice, trend: Trend, number: int, width: int) -> list[str]:
    """Say what a query comes to, in as many lines as it takes."""
    curve, undated = trend.curves[number], trend.undated
    characters = sum(one.characters for one in trend.periods) + (undated.characters if undated else 0)
    told = say_total(voice, curve)
    if characters:
        told += voice("trend.overall", PER * len(curve.places) / characters)
    if undated and undated.uses and undated.uses[number].occurrences:
        told += voice("trend.undated_use", undated.uses[number].occurrences)
    room = max(2, width - 2 * _MARGIN)
    return [" " * _MARGIN + told[one.start : one.end] for one in set_lines(told, room)]


def say_bar(voice: Voice, trend: Trend, bar: Bar, number: int, width: int) -> tuple[str, str]:
    """Say what is held of the chosen bar; and how often queries are used in it: all that have room, or one of them."""
    if bar.use(number) is None:
        return voice("trend.missing", bar.label), ""
    told = []
    for at, curve in enumerate(trend.curves):
        use = bar.use(at)
        if use is not None:
            said = voice("trend.use", use.occurrences, use.articles, use.rate)
            told.append(voice("trend.use_of", clip(curve.query.strip(), max(2, width - cells(said) - 2)), said))
    every = "   ".join(told)
    held = voice("trend.held", bar.label, bar.issues, bar.characters)
    return held, every if cells(every) <= width else told[number]
