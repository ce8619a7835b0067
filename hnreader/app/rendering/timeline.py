"""A bar chart of the articles of all issues over time, drawn in cells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.app.rendering.styled_text import StyledLine

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_GAP: Final = "·"
_WIDEST_BAR: Final = 6  # cells, the space behind the bar included
_YEARS_PER_BAR: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class TimelineBar(Struct, frozen=True):
    """A period that begins on `start`. `articles` None: the archive has no issue of it."""

    start: datetime.date
    articles: int | None


class Timeline:
    """Bars of days, months or years: the finest periods that fit into `width` cells.

    `days` has at least one day with its number of articles, in chronological order.
    """

    def __init__(self, days: Sequence[tuple[datetime.date, int]], width: int) -> None:
        first, last = days[0][0], days[-1][0]
        months = _month_number(last) - _month_number(first) + 1
        number: Callable[[datetime.date], int]
        start: Callable[[int], datetime.date]
        if (last - first).days < width:
            self.unit, self.years, count, number = "day", 1, (last - first).days + 1, datetime.date.toordinal
            start = datetime.date.fromordinal
        elif months <= width:
            self.unit, self.years, count, number = "month", 1, months, _month_number
            start = _first_of_month
        else:
            fitting = (years for years in _YEARS_PER_BAR if last.year // years - first.year // years < width)
            self.years = next(fitting, datetime.MAXYEAR)
            self.unit = "year" if self.years == 1 else "years"
            count = last.year // self.years - first.year // self.years + 1
            number, start = self._period_number, self._first_of_period
        base = number(first)
        sums: list[int | None] = [None] * count
        for day, articles in days:
            index = number(day) - base
            sums[index] = (sums[index] or 0) + articles
        self.bars = [TimelineBar(start(base + index), articles) for index, articles in enumerate(sums)]
        self.most = max(articles for articles in sums if articles is not None)
        self.bar_width = max(1, min(_WIDEST_BAR, width // count))
        """Cells from the beginning of one bar to that of the next."""

    def _period_number(self, day: datetime.date) -> int:
        return day.year // self.years

    def _first_of_period(self, number: int) -> datetime.date:
        return datetime.date(max(datetime.MINYEAR, number * self.years), 1, 1)

    def rows(self, height: int) -> Iterator[StyledLine]:
        """Draw the bars `height` lines high; an issue without articles is still visible, and so is a gap."""
        filled = max(1, self.bar_width - 1)
        for row in reversed(range(height)):
            line: StyledLine = []
            for bar in self.bars:
                if bar.articles is None:
                    drawn = (_GAP if row == 0 else " ").center(filled), "gap"
                else:
                    eighths = max(1, round(bar.articles * height * 8 / self.most)) if self.most else 1
                    drawn = _EIGHTHS[max(0, min(8, eighths - row * 8))] * filled, "bar"
                line += [drawn, (" " * (self.bar_width - filled), "")]
            yield line[:-1]

    def axis(self) -> StyledLine:
        """Draw the labels: the first and the last one, and those between them that fit."""
        width = len(self.bars) * self.bar_width
        row = [" "] * width
        last = len(self.bars) - 1
        ends = [(index, self._label(index, end=True)) for index in (0, last)]
        for index, label in [*ends, *((index, self._label(index)) for index in range(1, last))]:
            left = index * self.bar_width
            if index == last:
                left = width - max(0, self.bar_width > 1) - len(label)
            around = row[max(0, left - 1) : left + len(label) + 1]
            if label and left >= 0 and left + len(label) <= width and not "".join(around).strip():
                row[left : left + len(label)] = label
        return [("".join(row).rstrip(), "note")]

    def _label(self, index: int, *, end: bool = False) -> str:
        """Label a bar with its day, month or year; between the ends only where a month, year or decade begins."""
        start = self.bars[index].start
        if self.unit == "day":
            return start.isoformat() if end else f"{start:%m}-01" if start.day == 1 else ""
        if self.unit == "month":
            return start.isoformat()[:7] if end else start.isoformat()[:4] if start.month == 1 else ""
        decade = max(10, 10 ** len(str(self.years)))
        return start.isoformat()[:4] if end or start.year % decade < self.years else ""


def _month_number(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _first_of_month(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)
