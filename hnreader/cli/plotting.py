"""A trend as bars in a terminal, drawn by plotext.

Everything in the drawing is narrow in all terminals: figures, ISO dates, and braille, not the blocks and frames that
some terminals set for East Asia draw two cells wide (UAX #11). So queries, which may be 汉字, are no part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.research.trends import PER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.research.trends import Period, Trend

_HEIGHT: Final = 12  # lines, with the dates below
_NARROWEST: Final = 30
_MARGIN: Final = 8  # cells for the scale
_TICK: Final = 14  # cells from one date to the next, at least
_BAR: Final = "⣿"
_GAP: Final = "x"
_APART: Final = 4  # bars of so many cells have a gap between them


def plot(trend: Trend, number: int, width: int) -> Iterator[str]:
    """Yield the lines of a plot of one of the queries, at most `width` cells wide; x stands where no issue is held.

    All queries of a trend are drawn to one scale: times per 10,000 characters.
    """
    import plotext  # noqa: PLC0415 - slow to import

    width = max(_NARROWEST, width)
    room = width - _MARGIN
    bars = _shared(trend.periods, room)
    rates = [[_rate(bar, one) for bar in bars] for one in range(len(trend.curves))]
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(width, _HEIGHT)
    plotext.frame(False)
    plotext.xlim(-0.5, len(bars) - 0.5)
    plotext.ylim(0, max((rate for curve in rates for rate in curve if rate), default=1.0))
    thick = 0.8 if room >= _APART * len(bars) else 1
    # All of them, for plotext makes a bar as wide as what lies between two; one of 0 is not drawn.
    plotext.bar(range(len(bars)), [rate or 0 for rate in rates[number]], width=thick, marker=_BAR)
    if gaps := [at for at, rate in enumerate(rates[number]) if rate is None]:
        plotext.scatter(gaps, [0] * len(gaps), marker=_GAP)
    ticks = range(0, len(bars), -(-len(bars) * _TICK // room))
    plotext.xticks(ticks, [bars[at][0].label for at in ticks])
    drawn: str = plotext.uncolorize(plotext.build())
    yield from (line.rstrip() for line in drawn.rstrip().splitlines())


def _shared(periods: Sequence[Period], room: int) -> list[Sequence[Period]]:
    """Return the periods of each bar: one, or as many neighbours as needed for all to find room."""
    each = -(-len(periods) // room)
    return [periods[at : at + each] for at in range(0, len(periods), each)]


def _rate(bar: Sequence[Period], number: int) -> float | None:
    """Return the rate of a query over some periods; None where no issue is held of any."""
    held = [(one.uses[number].occurrences, one.characters) for one in bar if one.uses]
    occurrences, characters = (sum(column) for column in zip(*held, strict=True)) if held else (0, 0)
    return (PER * occurrences / characters if characters else 0.0) if held else None
