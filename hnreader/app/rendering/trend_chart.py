"""A trend in lines: a plot for each query, or in a small pane a table of the bars of one query."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Protocol

from hnreader.bars import BARS, bar_across
from hnreader.messages.counts import count_articles, count_characters, count_issues, count_occurrences
from hnreader.messages.totals import say_total
from hnreader.plotting import GAP, Bar, Plot
from hnreader.research.trends import PER
from hnreader.typesetting import cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.research.trends import Trend

WIDTH_FOR_PLOT: Final = 60
"""Cells of a pane: in a narrower one there is a table in place of plots."""
_LOWEST_PLOT: Final = 6  # lines, the dates below included
_MARGIN: Final = 1  # cells
_PARTS: Final = dict.fromkeys(BARS, "bar") | {GAP: "gap"}


class Chart(Protocol):
    """Bars in lines, one of which is selected."""

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars, oldest first."""

    def __len__(self) -> int:
        """Return the number of lines."""

    def line(self, y: int, chosen: int) -> StyledLine:
        """Return a line. A style may be two names parted by a blank: the second one gives the background."""

    def line_of(self, at: int) -> int:
        """Return the line of a bar."""

    def bar_at(self, x: int, y: int) -> int | None:
        """Return the bar at a cell of a line, None where there is none."""


def chart(tr: Translator, trend: Trend, number: int, size: tuple[int, int]) -> Chart:
    """Return the plots of all queries, or the table of one of them, `number`."""
    width, height = size
    each = height // len(trend.curves)
    heads = [_totals(tr, trend, at, width) for at in range(len(trend.curves))]
    if width < WIDTH_FOR_PLOT or each - max(map(len, heads)) - 1 < _LOWEST_PLOT or not trend.periods:
        return Table(tr, trend, number, width)
    return Plots(trend, heads, width, each)


class Plots:
    """A plot for each query, one below the other, each under the totals of the query."""

    def __init__(self, trend: Trend, heads: Sequence[list[str]], width: int, each: int) -> None:
        plot = Plot(trend, width - _MARGIN)
        self.bars = plot.bars
        self._left = plot.left + _MARGIN
        self._breadth = plot.breadth
        self._lines: list[tuple[str, str]] = []
        for number, head in enumerate(heads):
            drawn = list(plot.lines(number, each - len(head) - 1))
            self._lines += ((line, "total") for line in head)
            self._lines += ((" " * _MARGIN + line, "plot") for line in drawn[:-1])
            self._lines += ((" " * _MARGIN + drawn[-1], "dates"), ("", ""))

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def line(self, y: int, chosen: int) -> StyledLine:
        """Return a line; the column of the selected bar has another background, and its date is in brackets."""
        text, part = self._lines[y]
        if part == "plot":
            return self._row(text, chosen)
        return self._dates(text, chosen) if part == "dates" else [(text, part)]

    def _row(self, text: str, chosen: int) -> StyledLine:
        first = self._left + chosen * self._breadth
        within = range(first, first + max(1, self._breadth - (self._breadth > 1)))
        text = text.ljust(within.stop)
        runs = groupby(enumerate(text), lambda cell: (_PARTS.get(cell[1], "axis"), cell[0] in within))
        return [("".join(char for _, char in run), part + " cursor" * selected) for (part, selected), run in runs]

    def _dates(self, text: str, chosen: int) -> StyledLine:
        """Put the date of the selected bar over the others; a date that it would cut is removed."""
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
        return [(before, "axis"), (label, "selected"), (behind, "axis")]

    def line_of(self, at: int) -> int:  # noqa: ARG002 all bars stand side by side
        """Return the line of a bar."""
        return 0

    def bar_at(self, x: int, y: int) -> int | None:
        """Return the bar at a cell of a line, None where there is none."""
        at = (x - self._left) // self._breadth
        plotted = y < len(self._lines) and self._lines[y][1] in {"plot", "dates"}
        return at if plotted and 0 <= at < len(self.bars) else None


class Table:
    """A line for each period, and one for each run of periods without issues."""

    def __init__(self, tr: Translator, trend: Trend, number: int, width: int) -> None:
        self.bars: list[Bar] = []
        for gap, run in groupby(trend.periods, lambda period: period.uses is None):
            periods = tuple(run)
            self.bars += [Bar(periods)] if gap else [Bar((period,)) for period in periods]
        self._head = _totals(tr, trend, number, width)
        self._gap = tr("not in archive")
        self._uses = [bar.use(number) for bar in self.bars]
        uses = [use for use in self._uses if use is not None]
        self._top = max((use.rate for use in uses), default=0.0) or 1.0
        self._label = max((len(bar.label) for bar in self.bars if len(bar.periods) == 1), default=0) + 2
        self._counts = max((len(f"{use.occurrences:,}") for use in uses), default=0) + 1
        self._rates = max((len(f"{use.rate:.2f}") for use in uses), default=0) + 2
        self._room = max(1, width - self._label - self._counts - self._rates - _MARGIN)

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self._head) + len(self.bars)

    def line(self, y: int, chosen: int) -> StyledLine:
        """Return a line; the label of the selected bar is in brackets."""
        at = y - len(self._head)
        if at < 0:
            return [(self._head[y], "total")]
        bar, use, cursor = self.bars[at], self._uses[at], " cursor" * (at == chosen)
        label = f"[{bar.label}]" if at == chosen else f" {bar.label} "
        line: StyledLine = [(label.ljust(self._label), ("selected" if at == chosen else "axis") + cursor)]
        if use is None:
            return [*line, (f"{GAP} {self._gap}", "gap" + cursor)]
        drawn = bar_across(use.rate, self._top, self._room)
        counts = f"{use.occurrences:>{self._counts},}{use.rate:>{self._rates}.2f}"
        return [*line, (drawn, "bar" + cursor), (" " * (self._room - len(drawn)) + counts, "total" + cursor)]

    def line_of(self, at: int) -> int:
        """Return the line of a bar."""
        return len(self._head) + at

    def bar_at(self, x: int, y: int) -> int | None:  # noqa: ARG002 a bar has a line of its own
        """Return the bar at a cell of a line, None where there is none."""
        at = y - len(self._head)
        return at if 0 <= at < len(self.bars) else None


def _totals(tr: Translator, trend: Trend, number: int, width: int) -> list[str]:
    """Return the totals of a query in words, in as many lines as they take."""
    curve, undated = trend.curves[number], trend.undated
    characters = sum(period.characters for period in trend.periods) + (undated.characters if undated else 0)
    text = say_total(tr, curve)
    if characters:
        text += tr("; {rate:.2f} per 10,000 characters", rate=PER * curve.counts.occurrences / characters)
    if undated and undated.uses and undated.uses[number].occurrences:
        text += tr.plural("; {count:,} undated", "; {count:,} undated", undated.uses[number].occurrences)
    lines = set_lines(text, max(2, width - 2 * _MARGIN))
    return [" " * _MARGIN + text[line.start : line.end] for line in lines]


def describe_bar(tr: Translator, trend: Trend, bar: Bar, number: int, width: int) -> tuple[str, str]:
    """Describe a bar: its issues, and the uses of all queries in it, or of query `number` where they do not fit."""
    if bar.use(number) is None:
        return tr("{period} · not in archive", period=bar.label), ""
    uses = []
    for index, curve in enumerate(trend.curves):
        use = bar.use(index)
        if use is not None:
            counts = tr(
                "{occurrences}, {articles}, {rate:.2f} per 10,000 characters",
                occurrences=count_occurrences(tr, use.occurrences),
                articles=count_articles(tr, use.articles),
                rate=use.rate,
            )
            uses.append(
                tr("{query}: {use}", query=clip(curve.query.strip(), max(2, width - cells(counts) - 2)), use=counts)
            )
    all_uses = "   ".join(uses)
    issues = tr(
        "{period} · {issues}, {characters}",
        period=bar.label,
        issues=count_issues(tr, bar.issues),
        characters=count_characters(tr, bar.characters),
    )
    return issues, all_uses if cells(all_uses) <= width else uses[number]
