"""A trend as bars in a terminal, drawn by plotext.

Everything in the drawing is narrow in all terminals: figures, ISO dates, and braille, not the blocks and frames that
some terminals set for East Asia draw two cells wide (UAX #11). So queries, which may be 汉字, are no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.research.trends import PER, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.research.trends import Period, Trend

HEIGHT: Final = 12  # lines, with the dates below
BAR: Final = "⣿"
GAP: Final = "x"
_NARROWEST: Final = 30
_MARGIN: Final = 8  # cells for the scale
_TICK: Final = 14  # cells from one date to the next, at least; no bar is wider
_APART: Final = 4  # bars of so many cells have a gap between them


@dataclass(frozen=True, slots=True)
class Bar:
    """What one bar stands for: a period, or as many neighbours as needed for all to find room."""

    periods: Sequence[Period]

    @property
    def label(self) -> str:
        """The period, or the first and the last, as filters take it (日期:2024-03..2024-05)."""
        first, last = self.periods[0].label, self.periods[-1].label
        return first if len(self.periods) == 1 else f"{first}..{last}"

    @property
    def issues(self) -> int:
        """How many are held."""
        return sum(one.issues for one in self.periods)

    @property
    def characters(self) -> int:
        """How many non-blank ones the articles of these issues have."""
        return sum(one.characters for one in self.periods)

    def use(self, number: int) -> Use | None:
        """Return how often one of the queries is used; None where no issue is held."""
        uses = [one.uses[number] for one in self.periods if one.uses]
        if not uses:
            return None
        occurrences, characters = sum(one.occurrences for one in uses), self.characters
        rate = PER * occurrences / characters if characters else 0.0
        return Use(occurrences, sum(one.articles for one in uses), rate)


def shared(periods: Sequence[Period], room: int) -> list[Bar]:
    """Return no more bars than `room`."""
    each = max(1, -(-len(periods) // room))
    return [Bar(periods[at : at + each]) for at in range(0, len(periods), each)]


class Plot:
    """Bars for all queries of a trend, at most `width` cells wide and all to one scale: times per 10,000 characters."""

    def __init__(self, trend: Trend, width: int) -> None:
        room = max(_NARROWEST, width) - _MARGIN
        self.bars: Final = shared(trend.periods, room)
        self.breadth: Final = min(_TICK, room // max(1, len(self.bars)))
        """Cells from one bar to the next."""
        self._rates = [
            [use and use.rate for use in (bar.use(number) for bar in self.bars)] for number in range(len(trend.curves))
        ]
        self._top = max((rate for curve in self._rates for rate in curve if rate), default=1.0)
        digits = next((digits for digits, from_ in enumerate((100, 10)) if self._top >= from_), 2)
        self._scale = [f"{rate:.{digits}f} " for rate in (0, self._top)]
        self.left: Final = max(map(len, self._scale))
        """The cell at which the first bar begins."""

    def lines(self, number: int, height: int = HEIGHT) -> Iterator[str]:
        """Yield the lines of the plot of one of the queries; x stands where no issue is held."""
        import plotext  # noqa: PLC0415 - slow to import

        rates, breadth, count = self._rates[number], self.breadth, len(self.bars)
        across = breadth - (breadth >= _APART) - 1  # from the middle of a bar's first cell to that of its last
        middles = [at * breadth + across / 2 for at in range(count)]
        plotext.clear_figure()
        plotext.limit_size(False, False)
        plotext.plot_size(self.left + count * breadth, height)
        plotext.frame(False)
        plotext.xlim(0, max(1, count * breadth - 1))
        plotext.ylim(0, self._top)
        # All of them and one more out of sight, for plotext makes a bar as wide as what lies between two; one of 0 is
        # not drawn.
        places, heights = [*middles, count * breadth + across / 2], [*(rate or 0 for rate in rates), 0]
        plotext.bar(places, heights, width=across / breadth, marker=BAR)
        if gaps := [int(middle) for middle, rate in zip(middles, rates, strict=True) if rate is None]:
            plotext.scatter(gaps, [0] * len(gaps), marker=GAP)
        plotext.yticks([0, self._top], [label.rjust(self.left) for label in self._scale])
        ticks = range(0, count, -(-_TICK // breadth))
        plotext.xticks([middles[at] for at in ticks], [self.bars[at].periods[0].label for at in ticks])
        drawn: str = plotext.uncolorize(plotext.build())
        yield from (line.rstrip() for line in drawn.rstrip().splitlines())
