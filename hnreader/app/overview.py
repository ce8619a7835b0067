"""The overview: what is held, on a time line, and what is new. It stands where an article would be read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.commands import Keys
from hnreader.app.pane import Pane
from hnreader.app.pieces import fitted
from hnreader.app.storypane import MARGIN, MEASURE
from hnreader.app.words import say_date
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual import events

    from hnreader.app.pieces import Pieces
    from hnreader.messages import Voice

_NAME: Final = "hnreader"
_RISING: Final = " ▁▂▃▄▅▆▇█"
_GROWING: Final = " ▏▎▍▌▋▊▉█"
_GAP: Final = "·"
_WIDEST: Final = 6  # cells of a bar of the time line
_LONGEST: Final = 40  # cells of a bar of the list
_SPANS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # years to a bar
_NEWS: Final = 4  # issues that the news name
_HINTS: Final = ("open", "search", "calendar", "goto", "help", "quit")
_ISO: Final = 40  # cells: below this a day is written shortly


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held, and what was held when the reader was last here (`known` None: he never was)."""

    held: Mapping[datetime.date | None, int]
    pages: int
    known: Mapping[str, int] | None
    last: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the time line; `articles` None: no issue of it is held."""

    start: datetime.date
    articles: int | None


class TimeLine:
    """Articles by day, month or years: by the finest of these that has room."""

    def __init__(self, days: Sequence[tuple[datetime.date, int]], room: int) -> None:
        first, last = days[0][0], days[-1][0]
        months = _month(last) - _month(first) + 1
        place: Callable[[datetime.date], int]
        start: Callable[[int], datetime.date]
        if (last - first).days < room:
            self.unit, self.years, count, place = "day", 1, (last - first).days + 1, datetime.date.toordinal
            start = datetime.date.fromordinal
        elif months <= room:
            self.unit, self.years, count, place = "month", 1, months, _month
            start = _first_of_month
        else:
            self.years = next((n for n in _SPANS if last.year // n - first.year // n < room), datetime.MAXYEAR)
            self.unit = "year" if self.years == 1 else "years"
            count = last.year // self.years - first.year // self.years + 1
            place, start = self._year, self._first_of_years
        base = place(first)
        sums: list[int | None] = [None] * count
        for day, articles in days:
            at = place(day) - base
            sums[at] = (sums[at] or 0) + articles
        self.bars = [Bar(start(base + at), articles) for at, articles in enumerate(sums)]
        self.most = max(articles for articles in sums if articles is not None)
        self.breadth = max(1, min(_WIDEST, room // count))
        """Cells to a bar, its distance from the next included."""

    def _year(self, day: datetime.date) -> int:
        return day.year // self.years

    def _first_of_years(self, at: int) -> datetime.date:
        return datetime.date(max(datetime.MINYEAR, at * self.years), 1, 1)

    def rows(self, high: int) -> Iterator[Pieces]:
        """Draw the bars, so many lines high; an issue without articles still shows, and so does a gap."""
        filled = max(1, self.breadth - 1)
        for row in reversed(range(high)):
            line: Pieces = []
            for bar in self.bars:
                if bar.articles is None:
                    drawn = (_GAP if row == 0 else " ").center(filled), "gap"
                else:
                    eighths = max(1, round(bar.articles * high * 8 / self.most)) if self.most else 1
                    drawn = _RISING[max(0, min(8, eighths - row * 8))] * filled, "bar"
                line += [drawn, (" " * (self.breadth - filled), "")]
            yield line[:-1]

    def axis(self) -> Pieces:
        """Draw the labels: the first and the last, between them what has room."""
        width = len(self.bars) * self.breadth
        row = [" "] * width
        ends = [(at, self._label(at, end=True)) for at in (0, len(self.bars) - 1)]
        for at, label in [*ends, *((at, self._label(at)) for at in range(1, len(self.bars) - 1))]:
            left = at * self.breadth
            if at == len(self.bars) - 1:
                left = width - max(0, self.breadth > 1) - len(label)
            around = row[max(0, left - 1) : left + len(label) + 1]
            if label and left >= 0 and left + len(label) <= width and not "".join(around).strip():
                row[left : left + len(label)] = label
        return [("".join(row).rstrip(), "note")]

    def _label(self, at: int, *, end: bool = False) -> str:
        """Label a bar with its day, month or year; in between only where a month, year or decade begins."""
        start = self.bars[at].start
        if self.unit == "day":
            return start.isoformat() if end else f"{start:%m}-01" if start.day == 1 else ""
        if self.unit == "month":
            return start.isoformat()[:7] if end else start.isoformat()[:4] if start.month == 1 else ""
        decade = max(10, 10 ** len(str(self.years)))
        return start.isoformat()[:4] if end or start.year % decade < self.years else ""


class Setting:
    """Sets the overview in so many cells and lines."""

    def __init__(self, voice: Voice, keys: Mapping[str, str], holdings: Holdings, width: int, height: int) -> None:
        self._voice = voice
        self._keys = keys
        self._holdings = holdings
        self._width = width
        self._height = height
        self._days = sorted((day, count) for day, count in holdings.held.items() if day is not None)

    def lay(self) -> list[Pieces]:
        """Lay all lines: none wider and no more of them than has room."""
        head, foot = list(self._summary()), self._hints()
        if not self._holdings.held:
            lines = [*head, [], foot]
        else:
            airy = self._height >= 20
            room = self._height - len(head) - 1 - airy
            sections: list[list[Pieces]] = [head]
            for make in (self._time_line, self._news, self._issues):
                section = make(room - airy)
                if section:
                    sections.append(section)
                    room -= len(section) + airy
            lines = [line for section in sections for line in (*section, *([[]] if airy else []))]
            lines += [foot]
        above: list[Pieces] = [[]] * min(3, max(0, self._height - len(lines)) // 2)
        return [fitted(line, self._width) for line in [*above, *lines][: self._height]]

    def _centred(self, pieces: Pieces) -> Pieces:
        return [(" " * max(0, (self._width - cells("".join(text for text, _ in pieces))) // 2), ""), *pieces]

    def _summary(self) -> Iterator[Pieces]:
        held, say = self._holdings.held, self._voice
        yield self._centred([(_NAME, "title")])
        if not held:
            yield self._centred([(say("overview.nothing"), "note")])
            return
        told = [
            say("overview.issues", len(self._days)),
            say("overview.pages", self._holdings.pages),
            say("overview.articles", sum(held.values())),
        ]
        undated = say("overview.undated", held[None]) if None in held else ""
        dot = say("screen.dot")
        if undated and cells(dot.join([*told, undated])) <= self._width:
            told.append(undated)
        yield self._centred([(dot.join(told), "text")])
        if self._days:
            first, last = (say_date(say, day).partition(" ")[0] for day in (self._days[0][0], self._days[-1][0]))
            yield self._centred([(first if first == last else say("overview.range", first, last), "note")])

    def _time_line(self, room: int) -> list[Pieces]:
        if len(self._days) < 2 or room < 3:
            return []
        line = TimeLine(self._days, self._width)
        high = max(1, min(room // 4 - 1, 6))
        head: Pieces = [(self._voice(f"overview.by.{line.unit}", line.most, line.years), "head")]
        return [head, *line.rows(high), line.axis()]

    @cached_property
    def _new(self) -> list[tuple[datetime.date | None, int, bool]]:
        """The issues with more articles than were known, the newest first: how many more, and whether all of it is."""
        known, held = self._holdings.known, self._holdings.held
        if known is None:
            return []
        days = [day for day, _ in reversed(self._days)] + [None] * (None in held)
        names = ((day, day.isoformat() if day else "") for day in days)
        return [
            (day, held[day] - known.get(name, 0), name not in known)
            for day, name in names
            if name not in known or held[day] > known[name]
        ]

    def _news(self, room: int) -> list[Pieces]:
        holdings, say = self._holdings, self._voice
        if holdings.known is None or room < 1:
            return []
        last = holdings.last
        since = say("overview.since", f"{last:%Y-%m-%d %H:%M}") if last else say("overview.since_last")
        if not self._new:
            return [[(f"{since}{say('screen.dot')}{say('overview.no_news')}", "note")]]
        issues = sum(whole and day is not None for day, _, whole in self._new)
        told = say("overview.new", issues, sum(articles for _, articles, _ in self._new))
        if cells(since + say("screen.dot") + told) > self._width:
            since = say("overview.since_last")
        lines: list[Pieces] = [[(since + say("screen.dot"), "note"), (told, "new")]]
        named = max(0, min(_NEWS, room // 3 - 1))
        cut = len(self._new) > named
        for day, articles, _ in self._new[: named - cut if named else 0]:
            more = say("overview.new_articles", articles)
            lines.append([("  " + self._say_day(day) + "  ", "text"), (more, "new")])
        if named and cut:
            lines.append([("  " + say("overview.more", len(self._new) - named + 1), "note")])
        return lines

    def _issues(self, room: int) -> list[Pieces]:
        """List the newest issues, each with a bar; those without a date come last."""
        if room < 2:
            return []
        undated = [(None, count) for day, count in self._holdings.held.items() if day is None]
        shown = [*reversed(self._days[-room:]), *undated][: room - 1]
        most = max(1, *(count for _, count in shown))
        days = [self._say_day(day) for day, _ in shown]
        broad, figure = max(map(cells, days)), len(f"{most:,}")
        bar = min(_LONGEST, self._width - broad - figure - 4)
        fresh = {day for day, _, _ in self._new}
        lines: list[Pieces] = [[(self._voice("overview.newest"), "head")]]
        for said, (day, count) in zip(days, shown, strict=True):
            pad = " " * (broad - cells(said))
            parts: Pieces = [(said + pad + "  ", "new" if day in fresh else "text"), (f"{count:>{figure},}  ", "note")]
            lines.append([*parts, (_across(count, most, bar), "bar")])
        return lines

    def _say_day(self, day: datetime.date | None) -> str:
        if day is not None and self._width < _ISO:
            return day.isoformat()
        return say_date(self._voice, day)

    def _hints(self) -> Pieces:
        pieces: Pieces = []
        room = self._width + 2
        for one in _HINTS:
            key, word = self._keys.get(one), self._voice(f"key.{one}")
            if key is None or (room := room - cells(key + word) - 3) < 0:
                continue
            pieces += [("  " if pieces else "", ""), (key, "key"), (f" {word}", "word")]
        return self._centred(pieces)


class Overview(Pane, can_focus=False):
    """What is held and what is new, as long as no article is chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"overview--{part}" for part in "title head text bar gap note word new key".split()
    }

    def __init__(self, voice: Voice, keys: Keys | None = None) -> None:
        super().__init__(id="overview")
        self._voice = voice
        self._keys = {one.id: one.written[0] for one in (keys or Keys()).of("list") if one.written}
        self._holdings = Holdings({}, 0, None, None)
        self._lines: list[Pieces] = []
        self._laid: tuple[int, int] | None = None
        """The width and height that the lines are laid for."""

    def show(
        self,
        held: Mapping[datetime.date | None, int],
        pages: int,
        known: Mapping[str, int] | None,
        last: datetime.datetime | None,
    ) -> None:
        """Show what is held. `known` has the articles of each issue at the last visit by ISO date, "" for undated."""
        self._holdings = Holdings(held, pages, known, last)
        self._laid = None
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Have as many lines as there is room: nothing scrolls."""
        self.reach(self.size.height)

    @property
    def measure(self) -> int:
        """The cells a line may take."""
        return max(1, min(MEASURE, self.breadth - 2 * MARGIN))

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        wanted = self.measure, self.size.height
        if self._laid != wanted:
            self._laid = wanted
            self._lines = Setting(self._voice, self._keys, self._holdings, *wanted).lay()
        segments = [Segment(" " * ((self.breadth - self.measure) // 2), self.ground)]
        for text, part in self._lines[y] if y < len(self._lines) else []:
            style = self.get_component_rich_style(f"overview--{part}") if part else self.ground
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.size.width, self.ground)


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _first_of_month(at: int) -> datetime.date:
    return datetime.date(at // 12, at % 12 + 1, 1)


def _across(count: int, most: int, room: int) -> str:
    """Draw a bar from left to right, an eighth of a cell at the least where there is anything."""
    eighths = max(count > 0, round(count * room * 8 / most)) if room > 0 else 0
    return "█" * (eighths // 8) + _GROWING[eighths % 8].strip()
