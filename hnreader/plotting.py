"""A trend as a bar chart in a terminal. Queries, which may be 汉字, are not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.bars import bar_cell, bar_height
from hnreader.research.trends import PER, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.research.trends import Period, Trend

HEIGHT: Final = 12  # lines, including the dates below
GAP: Final = "x"
_NARROWEST: Final = 30  # cells
_MARGIN: Final = 8  # cells for the scale
_TICK: Final = 14  # cells: the least distance of two dates, and the greatest width of a bar
_APART: Final = 4  # cells from which a bar has a blank cell beside it


class Bar(Struct, frozen=True):
    """What one bar represents: a period, or several consecutive ones where there is no room for a bar each."""

    periods: Sequence[Period]

    @property
    def label(self) -> str:
        """The period, or the first and the last, as filters take it (日期:2024-03..2024-05)."""
        first, last = self.periods[0].label, self.periods[-1].label
        return first if len(self.periods) == 1 else f"{first}..{last}"

    @property
    def issues(self) -> int:
        """Number of issues in the archive."""
        return sum(period.issues for period in self.periods)

    @property
    def characters(self) -> int:
        """Number of non-blank characters of the articles of these issues."""
        return sum(period.characters for period in self.periods)

    def use(self, number: int) -> Use | None:
        """Return how often the query with this number occurs; None where no issue is in the archive."""
        uses = [period.uses[number] for period in self.periods if period.uses]
        if not uses:
            return None
        occurrences, characters = sum(use.occurrences for use in uses), self.characters
        rate = PER * occurrences / characters if characters else 0.0
        return Use(occurrences, sum(use.articles for use in uses), rate)


def shared(periods: Sequence[Period], room: int) -> list[Bar]:
    """Return the periods as at most `room` bars."""
    each = max(1, -(-len(periods) // room))
    return [Bar(periods[at : at + each]) for at in range(0, len(periods), each)]


class Plot:
    """Bars for all queries of a trend, at most `width` cells wide: occurrences per 10,000 characters, to one scale."""

    def __init__(self, trend: Trend, width: int) -> None:
        room = max(_NARROWEST, width) - _MARGIN
        self.bars: Final = shared(trend.periods, room)
        self.breadth: Final = min(_TICK, room // max(1, len(self.bars)))
        """Cells from one bar to the next."""
        self._rates: list[list[float | None]] = [
            [use.rate if use is not None else None for use in (bar.use(number) for bar in self.bars)]
            for number in range(len(trend.curves))
        ]
        self._top = max((rate for curve in self._rates for rate in curve if rate), default=1.0)
        digits = next((digits for digits, from_ in enumerate((100, 10)) if self._top >= from_), 2)
        self._scale = [f"{rate:.{digits}f} " for rate in (0, self._top)]
        self.left: Final = max(map(len, self._scale))
        """The cell at which the first bar begins."""

    def lines(self, number: int, height: int = HEIGHT) -> Iterator[str]:
        """Yield the lines of the plot of one query; x marks a bar without an issue in the archive."""
        rows, filled = height - 1, self.breadth - (self.breadth >= _APART)
        heights = [rate if rate is None else bar_height(rate, self._top, rows) for rate in self._rates[number]]
        for row in reversed(range(rows)):
            scale = self._scale[1] if row == rows - 1 else "" if row else self._scale[0]
            drawn = (
                bar_cell(eighths, row) * filled if eighths is not None else (" " if row else GAP).center(filled)
                for eighths in heights
            )
            yield (scale.rjust(self.left) + "".join(bar.ljust(self.breadth) for bar in drawn)).rstrip()
        yield self._dates().rstrip()

    def _dates(self) -> str:
        """Return the line with the date of every bar for which there is room, each below the middle of its bar."""
        line = ""
        for at in range(0, len(self.bars), -(-_TICK // self.breadth)):
            label = self.bars[at].periods[0].label
            middle = self.left + at * self.breadth + self.breadth // 2
            line = line.ljust(max(len(line) + bool(line), middle - len(label) // 2)) + label
        return line
