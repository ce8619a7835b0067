"""What the calendar shows: the days that have an issue, in months as grids, laid in lines."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.pieces import fitted
from hnreader.app.words import say_date
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hnreader.app.pieces import Pieces
    from hnreader.messages import Voice

_YEAR: Final = 4  # digits: fewer are only the beginning of a date
HELD: Final = "•"  # behind the day: an issue is to be seen without colour, too
DAY: Final = 4  # cells
_MONTH: Final = 7 * DAY
_WEEKS: Final = 6
_HIGH: Final = _WEEKS + 2  # lines of a month: its name, the weekdays, the weeks
_BELOW: Final = 3  # lines below the months: the day, its neighbours, the month
_ROOMY: Final = 60  # cells for what is said about the day, where there are so many
# Months side by side and below each other. Each number of them divides the year, so that a month keeps its place.
_SHAPES: Final = ((4, 3), (3, 4), (3, 2), (2, 3), (2, 2), (4, 1), (3, 1), (1, 3), (2, 1), (1, 2), (1, 1))


def typed_days(typed: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of what is typed, once it names a year; None where it names none."""
    from hnreader.search.dates import days  # noqa: PLC0415 searching is loaded when it is first needed

    return days(typed) if len(typed) >= _YEAR else None


class Days:
    """The days that have an issue, and how many articles each has."""

    def __init__(self, held: Mapping[datetime.date, int]) -> None:
        self.articles = held
        self.held = sorted(held)

    def before(self, day: datetime.date) -> datetime.date | None:
        """Return the last day with an issue before a day."""
        at = bisect_left(self.held, day)
        return self.held[at - 1] if at else None

    def after(self, day: datetime.date) -> datetime.date | None:
        """Return the first day with an issue after a day."""
        at = bisect_right(self.held, day)
        return self.held[at] if at < len(self.held) else None

    def between(self, first: datetime.date, last: datetime.date) -> Sequence[datetime.date]:
        """Return the days with an issue from `first` to `last`."""
        return self.held[bisect_left(self.held, first) : bisect_right(self.held, last)]

    def opened(self, day: datetime.date) -> datetime.date | None:
        """Return the day itself if it has an issue, else the one before, else the one after."""
        return day if day in self.articles else self.before(day) or self.after(day)

    def part(self, day: datetime.date) -> str:
        """Tell what a day is: held, a gap, or outside of all that is held."""
        if day in self.articles:
            return "held"
        return "gap" if self.held and self.held[0] < day < self.held[-1] else "outside"


class Frame(NamedTuple):
    """How many months have room, and where they stand."""

    columns: int
    rows: int
    gap: int
    """Cells between two months."""
    width: int
    """Cells of the whole."""
    inner: int
    """Cells of a line."""
    blanks: int
    """Lines to spare."""
    titled: bool

    @classmethod
    def of(cls, width: int, height: int) -> Frame:
        """Find the most months that fit into a screen."""
        around = _BELOW + 2  # the title and the keys
        fits = (
            (x, y)
            for x, y in _SHAPES
            # More than a few months are worth their place only where air stays around them.
            if x * (_MONTH + (2 if x <= 2 else 5)) <= width
            and y * (_HIGH + 1) - 1 + (0 if y <= 2 else 4) <= height - around
        )
        columns, rows = next(fits, (1, 1))
        between = columns - 1
        gap = min(4, (width - 2 - columns * _MONTH) // between) if between else 0
        grid = columns * _MONTH + between * gap
        inner = max(1, min(width - 2, max(grid, _ROOMY)))
        high = rows * (_HIGH + 1) - 1 + around
        return cls(columns, rows, gap, min(width, inner + 6), inner, max(0, height - high), high <= height)

    @property
    def grid(self) -> int:
        """The cells of the months beside each other."""
        return self.columns * (_MONTH + self.gap) - self.gap


class Drawing:
    """Lays the lines of the calendar in a frame, and remembers where each day stands."""

    def __init__(self, voice: Voice, days: Days, keys: Mapping[str, str], frame: Frame) -> None:
        self._voice = voice
        self._days = days
        self._known = keys
        self._frame = frame
        self.places: list[tuple[int, int, datetime.date]] = []
        """Line and first cell of each day."""

    def lay(self, chosen: datetime.date | None, typed: str) -> list[Pieces]:
        """Lay all lines."""
        frame = self._frame
        if chosen is None:
            lines: list[Pieces] = [[], [(" " + self._voice("calendar.empty"), "note")], [], self._keys(None), []]
            return [fitted(line, frame.inner) for line in lines]
        below = [*self._below(chosen), [(self._voice("calendar.typed", typed + "▏"), "typed")]]
        del below[_BELOW - 1 if typed else _BELOW]
        if len(typed) >= _YEAR and typed_days(typed) is None:
            below[-1].append(("  " + self._voice("calendar.no_such_day"), "note"))
        # Where lines are to spare, blank ones stand first below the months, then above them, then around the keys.
        blank: list[Pieces] = [[]]
        under, over, keys, top, bottom = (blank if frame.blanks > count else () for count in range(5))
        lines = [*top, *([self._title()] if frame.titled else []), *over]
        lines += self._months(chosen, len(lines))
        lines += [*under, *([(" ", ""), *line] for line in below), *keys, self._keys(chosen), *bottom]
        return [fitted(line, frame.inner) for line in lines]

    def _title(self) -> Pieces:
        name = " " + self._voice("calendar.title")
        held = self._days.held
        told = self._voice("calendar.range", held[0].isoformat(), held[-1].isoformat(), len(held))
        room = self._frame.inner - cells(name) - cells(told) - 1
        return [(name, "title"), *([(" " * room, ""), (told, "note")] if room > 0 else [])]

    def _months(self, chosen: datetime.date, line: int) -> Iterator[Pieces]:
        frame = self._frame
        shown = frame.columns * frame.rows
        first = (chosen.year * 12 + chosen.month - 1) // shown * shown
        left = max(0, (frame.inner - frame.grid) // 2)
        for row in range(frame.rows):
            if row:
                yield []
            top = line + row * (_HIGH + 1)
            blocks = []
            for column in range(frame.columns):
                year, month = divmod(first + row * frame.columns + column, 12)
                at = left + column * (_MONTH + frame.gap)
                blocks.append(self._month(datetime.date(year, month + 1, 1), chosen, top, at))
            for parts in zip(*blocks, strict=True):
                pieces: Pieces = [(" " * left, "")]
                for part in parts:
                    pieces += [*part, (" " * frame.gap, "")]
                yield pieces[:-1]

    def _month(self, first: datetime.date, chosen: datetime.date, top: int, left: int) -> list[Pieces]:
        """Lay a month, each line of it as wide as the others."""
        length = monthrange(first.year, first.month)[1]
        held = len(self._days.between(first, first.replace(day=length)))
        name = " " + self._voice("calendar.month", first.year, self._voice(f"calendar.month.{first.month}"))
        count = self._voice("screen.dot") + self._voice("calendar.month_held", held) if held else ""
        head = "now" if (first.year, first.month) == (chosen.year, chosen.month) else "month"
        blank = _MONTH - cells(name) - cells(count)
        weekdays = [self._voice(f"calendar.weekday.{number}") for number in range(7)]
        lines: list[Pieces] = [
            [(name, head), (count, "note"), (" " * blank, "")],
            [(" " * (DAY - 1 - cells(name)) + name + " ", "weekday") for name in weekdays],
        ]
        for week in range(_WEEKS):
            line: Pieces = [(" " * DAY, "")] * 7
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
            return f"[{day.day:>2}]", "chosen" if part == "held" else "missed"
        return f" {day.day:>2}{HELD if part == 'held' else ' '}", part

    def _below(self, chosen: datetime.date) -> Iterator[Pieces]:
        said = say_date(self._voice, chosen)
        articles = self._days.articles.get(chosen)
        key = "calendar.missing" if articles is None else "calendar.held"
        yield [(self._voice(key, said, f"{articles or 0:,}"), "day")]
        around = (("before", self._days.before(chosen)), ("after", self._days.after(chosen)))
        told = [self._voice(f"calendar.{which}", day.isoformat()) for which, day in around if day]
        yield [(self._voice("screen.dot").join(told), "note")]
        length = monthrange(chosen.year, chosen.month)[1]
        held = len(self._days.between(chosen.replace(day=1), chosen.replace(day=length)))
        yield [(self._voice("calendar.month_missing", held, length - held), "note")]

    def _keys(self, chosen: datetime.date | None) -> Pieces:
        """Tell the keys, the way in and out before the others; where Enter opens another day, it says so."""
        ids = ["leave_calendar"] if chosen is None else ["open_day", "leave_calendar", "held_before", "held_after"]
        pieces: Pieces = []
        room = self._frame.inner + 1  # one blank before the first, two before each other
        for one in filter(self._known.get, [*ids, *([] if chosen is None else ["month_before", "month_after"])]):
            key, word = self._known[one], self._voice(f"key.{one}")
            if one == "open_day" and chosen is not None and chosen not in self._days.articles:
                word = self._voice("calendar.open_before" if self._days.before(chosen) else "calendar.open_after")
            room -= cells(key + word) + 3
            if room < 0:
                break
            pieces += [(" " if not pieces else "  ", ""), (key, "key"), (f" {word}", "word")]
        return pieces
