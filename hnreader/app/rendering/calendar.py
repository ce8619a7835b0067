"""The calendar in lines: months as grids, in which the days that have an issue are marked."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.commands import LABELS
from hnreader.app.rendering.formatting import DOT, format_date
from hnreader.app.rendering.styled_text import clip_line
from hnreader.messages.counts import count_articles, count_issues
from hnreader.messages.terms import MONTHS, WEEKDAY_HEADINGS
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_YEAR_LENGTH: Final = 4  # characters: fewer are only the beginning of a date
_ISSUE: Final = "•"  # behind a day that has an issue, so that it is visible without colours
DAY: Final = 4
"""Cells of a day."""
_MONTH_WIDTH: Final = 7 * DAY
_WEEKS: Final = 6
_MONTH_LINES: Final = _WEEKS + 2  # its name, the weekdays, the weeks
_LINES_BELOW: Final = 3  # the day, its neighbours, the month
_DETAILS_WIDTH: Final = 60  # cells for the lines below the months, where there are so many
_SHAPES: Final = tuple(
    sorted(((x, y) for x in (4, 3, 2, 1) for y in range(1, 7)), key=lambda shape: -shape[0] * shape[1])
)
"""Columns and rows of months, the most months first, of as many the widest."""


def typed_days(typed: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a typed year, month or day; None if it is none."""
    from hnreader.search.dates import parse_dates  # noqa: PLC0415 searching is loaded when it is first needed

    return parse_dates(typed) if len(typed) >= _YEAR_LENGTH else None


def month_number(day: datetime.date) -> int:
    """Return the number of a day's month, counted from the beginning of the calendar."""
    return day.year * 12 + day.month - 1


class IssueDays:
    """The days that have an issue, with the number of articles of each."""

    def __init__(self, articles: Mapping[datetime.date, int]) -> None:
        self.articles = articles
        self.days = sorted(articles)
        self.months = sorted({month_number(day) for day in self.days})
        """The months that have an issue, counted from the beginning of the calendar."""

    def before(self, day: datetime.date) -> datetime.date | None:
        """Return the last day with an issue before a day."""
        index = bisect_left(self.days, day)
        return self.days[index - 1] if index else None

    def after(self, day: datetime.date) -> datetime.date | None:
        """Return the first day with an issue after a day."""
        index = bisect_right(self.days, day)
        return self.days[index] if index < len(self.days) else None

    def between(self, first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
        """Return the days with an issue from `first` to `last`."""
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def opened(self, day: datetime.date) -> datetime.date | None:
        """Return the day itself if it has an issue, else the one before, else the one after."""
        return day if day in self.articles else self.before(day) or self.after(day)

    def part(self, day: datetime.date) -> str:
        """Return the style of a day: with an issue, without one between such days, or outside of them."""
        if day in self.articles:
            return "issue"
        return "gap" if self.days and self.days[0] < day < self.days[-1] else "outside"


class CalendarFrame(NamedTuple):
    """How many months fit, and where they are drawn."""

    columns: int
    rows: int
    gap: int
    """Cells between two months."""
    width: int
    """Cells of the calendar, its margins included."""
    inner: int
    """Cells of a line."""
    blanks: int
    """Lines that are left over."""
    titled: bool

    @classmethod
    def of(cls, width: int, height: int, months: int) -> CalendarFrame:
        """Return the frame for so many months, or for as many of them as fit into a screen."""
        around = _LINES_BELOW + 2  # the title and the keys
        fits = [
            (x, y)
            for x, y in _SHAPES
            # More than two months beside or below each other need space around them.
            if x * (_MONTH_WIDTH + (2 if x <= 2 else 5)) <= width
            and y * (_MONTH_LINES + 1) - 1 + (0 if y <= 2 else 4) <= height - around
        ] or [(1, 1)]
        columns, rows = min(
            ((x, y) for x, y in fits if x * y >= months), key=lambda shape: shape[0] * shape[1], default=fits[0]
        )
        between = columns - 1
        gap = min(4, (width - 2 - columns * _MONTH_WIDTH) // between) if between else 0
        grid = columns * _MONTH_WIDTH + between * gap
        inner = max(1, min(width - 2, max(grid, _DETAILS_WIDTH)))
        height_used = rows * (_MONTH_LINES + 1) - 1 + around
        return cls(
            columns, rows, gap, min(width, inner + 6), inner, max(0, height - height_used), height_used <= height
        )

    @property
    def grid(self) -> int:
        """Cells of the months beside each other."""
        return self.columns * (_MONTH_WIDTH + self.gap) - self.gap


class CalendarLayout:
    """Lays out the calendar in a frame. `keys` has the written key of each command id."""

    def __init__(self, tr: Translator, days: IssueDays, keys: Mapping[str, str], frame: CalendarFrame) -> None:
        self._tr = tr
        self._days = days
        self._written_keys = keys
        self._frame = frame
        self.places: list[tuple[int, int, datetime.date]] = []
        """Line and first cell of each day, as far as it was laid out."""

    def lay(self, chosen: datetime.date | None, typed: str) -> list[StyledLine]:
        """Return all lines. `chosen` is the selected day (None: the archive has no dates), `typed` what was typed."""
        frame = self._frame
        if chosen is None:
            lines: list[StyledLine] = [
                [],
                [(" " + self._tr("No issue has a known date"), "note")],
                [],
                self._keys(None),
                [],
            ]
            return [clip_line(line, frame.inner) for line in lines]
        below = [*self._below(chosen), [(self._tr("Go to {day}", day=typed + "▏"), "typed")]]
        del below[_LINES_BELOW - 1 if typed else _LINES_BELOW]
        if len(typed) >= _YEAR_LENGTH and typed_days(typed) is None:
            below[-1].append(("  " + self._tr("No such day"), "note"))
        # Lines that are left over go first below the months, then above them, then around the keys.
        blank: list[StyledLine] = [[]]
        under, over, keys, top, bottom = (blank if frame.blanks > count else () for count in range(5))
        lines = [*top, *([self._title()] if frame.titled else []), *over]
        lines += self._months(chosen, len(lines))
        lines += [*under, *([(" ", ""), *line] for line in below), *keys, self._keys(chosen), *bottom]
        return [clip_line(line, frame.inner) for line in lines]

    def _title(self) -> StyledLine:
        name = " " + self._tr("Calendar")
        days = self._days.days
        period = self._tr.plural(
            "{first} – {last} · {count:,} issue",
            "{first} – {last} · {count:,} issues",
            len(days),
            first=days[0].isoformat(),
            last=days[-1].isoformat(),
        )
        room = self._frame.inner - cells(name) - cells(period) - 1
        return [(name, "title"), *([(" " * room, ""), (period, "note")] if room > 0 else [])]

    def _shown_months(self, chosen: datetime.date) -> list[int]:
        """Return the months that are shown, by their numbers: those that have an issue, and that of the chosen day.

        They are turned over by as many as there is room for, counted from the last one.
        """
        room, at = self._frame.columns * self._frame.rows, month_number(chosen)
        months = sorted({*self._days.months, at})
        end = len(months) - (len(months) - 1 - months.index(at)) // room * room
        return months[max(0, end - room) : end]

    def _months(self, chosen: datetime.date, line: int) -> Iterator[StyledLine]:
        frame, shown = self._frame, self._shown_months(chosen)
        left = max(0, (frame.inner - frame.grid) // 2)
        for row, start in enumerate(range(0, len(shown), frame.columns)):
            if row:
                yield []
            top = line + row * (_MONTH_LINES + 1)
            months = []
            for column, number in enumerate(shown[start : start + frame.columns]):
                first = datetime.date(number // 12, number % 12 + 1, 1)
                months.append(self._month(first, chosen, top, left + column * (_MONTH_WIDTH + frame.gap)))
            for lines in zip(*months, strict=True):
                joined: StyledLine = [(" " * left, "")]
                for month_line in lines:
                    joined += [*month_line, (" " * frame.gap, "")]
                yield joined[:-1]

    def _month(self, first: datetime.date, chosen: datetime.date, top: int, left: int) -> list[StyledLine]:
        """Return the lines of a month, all of the same width, and take down where its days are."""
        length = monthrange(first.year, first.month)[1]
        issues = len(self._days.between(first, first.replace(day=length)))
        name = " " + self._tr("{month} {year}", year=first.year, month=self._tr(MONTHS[first.month]))
        count = DOT + count_issues(self._tr, issues) if issues else ""
        head = "now" if (first.year, first.month) == (chosen.year, chosen.month) else "month"
        blank = _MONTH_WIDTH - cells(name) - cells(count)
        weekdays = [self._tr(WEEKDAY_HEADINGS[number]) for number in range(7)]
        lines: list[StyledLine] = [
            [(name, head), (count, "note"), (" " * blank, "")],
            [(" " * (DAY - 1 - cells(name)) + name + " ", "weekday") for name in weekdays],
        ]
        for week in range(_WEEKS):
            line: StyledLine = [(" " * DAY, "")] * 7
            for column in range(7):
                number = week * 7 + column - first.weekday() + 1
                if 0 < number <= length:
                    day = first.replace(day=number)
                    self.places.append((top + 2 + week, left + column * DAY, day))
                    line[column] = self._day(day, day == chosen)
            lines.append(line)
        return lines

    def _day(self, day: datetime.date, chosen: bool) -> tuple[str, str]:
        part = self._days.part(day)
        if chosen:
            return f"[{day.day:>2}]", "chosen" if part == "issue" else "missed"
        return f" {day.day:>2}{_ISSUE if part == 'issue' else ' '}", part

    def _below(self, chosen: datetime.date) -> Iterator[StyledLine]:
        date = format_date(self._tr, chosen)
        articles = self._days.articles.get(chosen)
        if articles is None:
            yield [(self._tr("{day} · no issue", day=date), "day")]
        else:
            yield [(self._tr("{day} · {articles}", day=date, articles=count_articles(self._tr, articles)), "day")]
        before, after = self._days.before(chosen), self._days.after(chosen)
        around = [self._tr("previous {day}", day=before.isoformat())] if before else []
        around += [self._tr("next {day}", day=after.isoformat())] if after else []
        yield [(DOT.join(around), "note")]
        length = monthrange(chosen.year, chosen.month)[1]
        count = len(self._days.between(chosen.replace(day=1), chosen.replace(day=length)))
        issues = count_issues(self._tr, count)
        text = self._tr("This month: {issues}, {missing} not in archive", issues=issues, missing=length - count)
        yield [(text, "note")]

    def _keys(self, chosen: datetime.date | None) -> StyledLine:
        """Return the keys, those to open and to leave first. Where Enter opens another day, its label says so."""
        commands = ["leave_calendar"]
        if chosen is not None:
            commands = [
                "open_day",
                "paper_of_day",
                *commands,
                "earlier_issue",
                "later_issue",
                "previous_month",
                "next_month",
            ]
        line: StyledLine = []
        room = self._frame.inner + 1  # one blank before the first key, two before each other
        for command in filter(self._written_keys.get, commands):
            key, label = self._written_keys[command], self._tr(LABELS[command])
            if command == "open_day" and chosen is not None and chosen not in self._days.articles:
                earlier = self._days.before(chosen) is not None
                label = self._tr("open the previous issue") if earlier else self._tr("open the next issue")
            room -= cells(key + label) + 3
            if room < 0:
                break
            line += [(" " if not line else "  ", ""), (key, "key"), (f" {label}", "word")]
        return line
