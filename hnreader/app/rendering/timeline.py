"""A bar chart of the articles of all issues over time, drawn in cells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.bars import bar_cell, bar_height
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.app.rendering.styled_text import StyledLine

_GAP: Final = "·"
_RULE: Final = "─"
_BORDER: Final = "┴"
_NARROW: Final = {_GAP: ".", _RULE: "-", _BORDER: "+"}
"""In place of signs that take two cells in some terminals, there."""
_WIDTH_FOR_MONTHS: Final = 3  # cells of a bar that has the number of its month below it
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
                    drawn = (_one_cell(_GAP) if row == 0 else " ").center(filled), "gap"
                else:
                    drawn = bar_cell(max(1, bar_height(bar.articles, self.most, height)), row) * filled, "bar"
                line += [drawn, (" " * (self.bar_width - filled), "")]
            yield line[:-1]

    def axis(self) -> tuple[StyledLine, StyledLine]:
        """Draw a rule with a border where a month, year or decade begins, and the labels of those and of the ends."""
        width = len(self.bars) * self.bar_width - (self.bar_width > 1)
        last = len(self.bars) - 1
        borders = [index for index in range(1, last + 1) if self._begins(index)]
        rule = [_one_cell(_RULE)] * width
        for index in borders:
            rule[index * self.bar_width] = _one_cell(_BORDER)
        row = [" "] * width
        rest = [index for index in range(1, last) if index not in borders and self._is_numbered]
        for index in (0, last, *borders, *rest):
            label = self._label(index, end=index in {0, last})
            left = width - len(label) if index == last else index * self.bar_width
            around = row[max(0, left - 1) : left + len(label) + 1]
            if left >= 0 and left + len(label) <= width and not "".join(around).strip():
                row[left : left + len(label)] = label
        return [("".join(rule), "gap")], [("".join(row).rstrip(), "note")]

    @property
    def _is_numbered(self) -> bool:
        return self.unit == "month" and self.bar_width >= _WIDTH_FOR_MONTHS

    def _begins(self, index: int) -> bool:
        """Whether with a bar of days a month begins, with one of months a year, with one of years a decade."""
        start = self.bars[index].start
        if self.unit == "day":
            return start.day == 1
        if self.unit == "month":
            return start.month == 1
        decade: int = max(10, 10 ** len(str(self.years)))
        return start.year % decade < self.years

    def _label(self, index: int, *, end: bool) -> str:
        """Return the day, month or year of a bar: in full at the ends, else as much as tells it from the last label."""
        start = self.bars[index].start.isoformat()
        if self.unit == "day":
            return start if end else start[:7]
        if self.unit == "month":
            return start[:7] if end else start[:4] if self._begins(index) else start[5:7]
        return start[:4]


def _one_cell(sign: str) -> str:
    """Return a sign, or another one where the terminal takes two cells for it."""
    return sign if cells(sign) == 1 else _NARROW[sign]


def _month_number(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _first_of_month(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)
