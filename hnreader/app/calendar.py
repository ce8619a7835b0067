"""The calendar: months as grids, in which the days that have an issue are lit, laid over the reader."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from hnreader.app.commands import Keys, bindings
from hnreader.app.words import say_date
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from hnreader.messages import Voice

Pieces = list[tuple[str, str]]
"""A line: texts, each with the part that it plays, which is a component class of the widget that draws it."""

HELD: Final = "•"  # behind the day: an issue is to be seen without colour, too
_DAY: Final = 4  # cells
_MONTH: Final = 7 * _DAY
_WEEKS: Final = 6
_HIGH: Final = _WEEKS + 2  # lines of a month: its name, the weekdays, the weeks
_BELOW: Final = 3  # lines below the months: the day, its neighbours, the month
_ROOMY: Final = 60  # cells for what is said about the day, where there are so many
_DIGITS: Final = str.maketrans("０１２３４５６７８９－", "0123456789-")
_TYPED: Final = re.compile(r"(\d{4})(?:-?(\d{1,2})(?:-?(\d{1,2}))?)?-?")
# Months side by side and below each other. Each number of them divides the year, so that a month keeps its place.
_SHAPES: Final = ((4, 3), (3, 4), (3, 2), (2, 3), (2, 2), (4, 1), (3, 1), (1, 3), (2, 1), (1, 2), (1, 1))


def fitted(pieces: Pieces, width: int) -> Pieces:
    """Return as much of a line as has room in `width` cells."""
    fit: Pieces = []
    for text, part in pieces:
        kept = clip(text, width)
        fit.append((kept, part))
        width -= cells(kept)
        if kept != text:
            break
    return fit


def typed_days(typed: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of the year, month or day that is typed, or None where that is none."""
    found = _TYPED.fullmatch(typed)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    last = first.replace(month=int(month or 12))
    return first, last.replace(day=monthrange(last.year, last.month)[1])


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
        if typed and typed_days(typed) is None and len(typed) >= len("2024"):
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
            [(" " * (_DAY - 1 - cells(name)) + name + " ", "weekday") for name in weekdays],
        ]
        for week in range(_WEEKS):
            line: Pieces = [(" " * _DAY, "")] * 7
            for column in range(7):
                number = week * 7 + column - first.weekday() + 1
                if 0 < number <= length:
                    day = first.replace(day=number)
                    self.places.append((top + 2 + week, left + column * _DAY, day))
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


class Months(Widget, can_focus=True, inherit_bindings=False):
    """Shows the months around the chosen day, and what there is to say about it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("calendar")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"calendar--{part}"
        for part in "title month now weekday held gap outside chosen missed day note typed key word".split()
    }

    @dataclass
    class Opened(Message):
        """A day is to be read: one that has an issue, or None where there is no such day."""

        day: datetime.date | None

    def __init__(self, voice: Voice, days: Days, at: datetime.date | None, keys: Keys) -> None:
        super().__init__(id="months")
        self._voice = voice
        self._days = days
        self.chosen = (at or days.held[-1]) if days.held else None
        """The day chosen; None in an archive without a date."""
        self._typed = ""
        self._keys = {one.id: one.written[0] for one in keys.of("calendar") if one.written}
        self._lay(Frame.of(80, 24))

    def _lay(self, frame: Frame) -> None:
        self._frame = frame
        drawing = Drawing(self._voice, self._days, self._keys, frame)
        self._lines = drawing.lay(self.chosen, self._typed)
        self._places = drawing.places

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 Textual's
        """Take what the months take."""
        self._lay(Frame.of(viewport.width, viewport.height))
        return self._frame.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's
        """Take what the lines take."""
        return min(viewport.height, len(self._lines))

    @property
    def _margin(self) -> int:
        return (self.size.width - self._frame.inner) // 2

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        ground = self.rich_style
        segments = [Segment(" " * self._margin, ground)]
        for text, part in self._lines[y] if y < len(self._lines) else []:
            segments.append(Segment(text, self.get_component_rich_style(f"calendar--{part}") if part else ground))
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def choose(self, day: datetime.date | None, typed: str = "") -> None:
        """Choose a day; None leaves the one that is chosen."""
        if self.chosen is None:
            return
        self.chosen = day or self.chosen
        self._typed = typed
        self._lay(self._frame)
        self.refresh()

    def action_day(self, step: int) -> None:
        """Choose the day `step` days on. The calendar ends where dates do."""
        if self.chosen is None:
            return
        at = min(max(self.chosen.toordinal() + step, 1), datetime.date.max.toordinal())
        self.choose(datetime.date.fromordinal(at))

    def action_held(self, step: int) -> None:
        """Choose the next day that has an issue, or the one before."""
        if self.chosen is not None:
            self.choose(self._days.after(self.chosen) if step > 0 else self._days.before(self.chosen))

    def action_month(self, step: int) -> None:
        """Choose the same day `step` months on, or the last of that month."""
        if self.chosen is None:
            return
        year, month = divmod(self.chosen.year * 12 + self.chosen.month - 1 + step, 12)
        if datetime.MINYEAR <= year <= datetime.MAXYEAR:
            last = monthrange(year, month + 1)[1]
            self.choose(datetime.date(year, month + 1, min(self.chosen.day, last)))

    def action_open(self) -> None:
        """Open the chosen day; where it has no issue, the one before, else the one after."""
        self.post_message(self.Opened(None if self.chosen is None else self._days.opened(self.chosen)))

    def on_key(self, event: events.Key) -> None:
        """Make up a date of digits and hyphens: once it names a year, a month or a day, go there."""
        typed = (event.character or "").translate(_DIGITS)
        if event.key == "backspace":
            typed = self._typed[:-1]
        elif len(typed) == 1 and typed in "0123456789-":
            typed = self._typed + typed if len(self._typed) < len("2024-03-09") else typed
        else:
            return
        event.stop()
        period = typed_days(typed)
        within = self._days.between(*period) if period else ()
        self.choose(within[0] if within else period and period[0], typed)

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse; a click on the chosen one opens it."""
        x = event.x - self._margin
        day = next((day for line, left, day in self._places if line == event.y and 0 <= x - left < _DAY), None)
        if day is not None and day == self.chosen:
            self.action_open()
        elif day is not None:
            self.choose(day)

    def on_mouse_scroll_down(self, _event: events.MouseScrollDown) -> None:
        """Go to the next month."""
        self.action_month(1)

    def on_mouse_scroll_up(self, _event: events.MouseScrollUp) -> None:
        """Go to the month before."""
        self.action_month(-1)


class Calendar(ModalScreen["datetime.date | None"]):
    """Lets the reader choose a day that has an issue; None: he chose none."""

    def __init__(
        self, voice: Voice, held: Mapping[datetime.date, int], at: datetime.date | None, keys: Keys | None = None
    ) -> None:
        super().__init__()
        self._months = Months(voice, Days(held), at, keys or Keys())

    def compose(self) -> ComposeResult:
        """Make the calendar."""
        yield self._months

    def on_months_opened(self, event: Months.Opened) -> None:
        """Go back with the day."""
        self.dismiss(event.day)

    def action_close(self) -> None:
        """Go back without."""
        self.dismiss(None)
