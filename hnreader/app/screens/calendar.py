"""The calendar: months as grids in which the days that have an issue stand out, laid over the reader."""

from __future__ import annotations

import datetime
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from hnreader.app.commands import Keys, bindings
from hnreader.app.rendering.calendar import DAY, CalendarFrame, CalendarLayout, IssueDays, typed_days
from hnreader.app.screens.overlay import Overlay
from hnreader.app.screens.paper import open_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator

_DIGITS: Final = str.maketrans("０１２３４５６７８９－", "0123456789-")


def open_screen(controllers: Controllers) -> None:
    """Let the user choose an issue, and go there."""
    context, selected = controllers.context, controllers.panes.articles.selected
    sizes = {day: size for day, size in context.loaded.articles_per_issue.items() if day is not None}

    def select(day: datetime.date | None) -> None:
        if day is not None and calendar.as_paper:
            open_day(controllers, day)
        elif day is not None:
            controllers.navigation.select_issue(day)

    calendar = Calendar(context.tr, sizes, selected.date if selected else None, context.user_state.keys)
    context.view.push(calendar, select)


_STYLE: Final = """
Months {
    width: auto;
    height: auto;
    background: $panel;
    color: $foreground;
}
.calendar--title {
    color: $accent;
    text-style: bold;
}
.calendar--month {
    color: $text-soft;
}
.calendar--now {
    color: $foreground;
    text-style: bold;
}
.calendar--weekday {
    color: $text-quiet;
}
.calendar--issue {
    color: $accent;
    text-style: bold;
}
.calendar--gap {
    color: $text-soft;
}
.calendar--outside {
    color: $text-quiet;
}
.calendar--chosen {
    color: $accent;
    text-style: bold reverse;
}
.calendar--missed {
    color: $text-quiet;
    text-style: reverse;
}
.calendar--day {
    color: $foreground;
    text-style: bold;
}
.calendar--note, .calendar--word {
    color: $text-quiet;
}
.calendar--typed, .calendar--key {
    color: $accent;
    text-style: bold;
}
"""


class Months(Widget, can_focus=True, inherit_bindings=False):
    """The months around the chosen day, and what is known of that day."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("calendar")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"calendar--{part}"
        for part in "title month now weekday issue gap outside chosen missed day note typed key word".split()
    }

    @dataclass
    class Opened(Message):
        """The issue of a day is to be read; None where no day has one."""

        day: datetime.date | None
        as_paper: bool = False

    def __init__(self, tr: Translator, days: IssueDays, at: datetime.date | None, keys: Keys) -> None:
        super().__init__(id="months")
        self._tr = tr
        self._days = days
        self.chosen = (at or days.days[-1]) if days.days else None
        """The day chosen; None in an archive without a date."""
        self._typed = ""
        self._keys = {command.id: command.written[0] for command in keys.of("calendar") if command.written}
        self._lay(CalendarFrame.of(80, 24, len(days.months)))

    def _lay(self, frame: CalendarFrame) -> None:
        self._frame = frame
        layout = CalendarLayout(self._tr, self._days, self._keys, frame)
        self._lines = layout.lay(self.chosen, self._typed)
        self._places = layout.places

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 Textual's
        """Return the width of the months."""
        self._lay(CalendarFrame.of(viewport.width, viewport.height, len(self._days.months)))
        return self._frame.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's
        """Return the number of lines, at most what the screen has."""
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
        """Choose a day; None keeps the chosen one."""
        if self.chosen is None:
            return
        self.chosen = day or self.chosen
        self._typed = typed
        self._lay(self._frame)
        self.refresh()

    def action_day(self, step: int) -> None:
        """Choose the day `step` days later, within the range of dates."""
        if self.chosen is None:
            return
        at = min(max(self.chosen.toordinal() + step, 1), datetime.date.max.toordinal())
        self.choose(datetime.date.fromordinal(at))

    def action_issue(self, step: int) -> None:
        """Choose the next day that has an issue, or the previous one."""
        if self.chosen is not None:
            self.choose(self._days.after(self.chosen) if step > 0 else self._days.before(self.chosen))

    def action_month(self, step: int) -> None:
        """Choose the same day `step` months later, or the last one of that month."""
        if self.chosen is None:
            return
        year, month = divmod(self.chosen.year * 12 + self.chosen.month - 1 + step, 12)
        if datetime.MINYEAR <= year <= datetime.MAXYEAR:
            last = monthrange(year, month + 1)[1]
            self.choose(datetime.date(year, month + 1, min(self.chosen.day, last)))

    def action_open(self, as_paper: bool = False) -> None:
        """Open the chosen day; where it has no issue, the last one before that has, else the next."""
        day = None if self.chosen is None else self._days.opened(self.chosen)
        self.post_message(self.Opened(day, as_paper))

    def on_key(self, event: events.Key) -> None:
        """Compose a date of digits and hyphens; as soon as it names a year, a month or a day, go there."""
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
        day = next((day for line, left, day in self._places if line == event.y and 0 <= x - left < DAY), None)
        if day is not None and day == self.chosen:
            self.action_open()
        elif day is not None:
            self.choose(day)

    def on_mouse_scroll_down(self, _event: events.MouseScrollDown) -> None:
        """Go to the next month."""
        self.action_month(1)

    def on_mouse_scroll_up(self, _event: events.MouseScrollUp) -> None:
        """Go to the previous month."""
        self.action_month(-1)


class Calendar(Overlay["datetime.date | None"]):
    """Ends with a day that has an issue."""

    DEFAULT_CSS: ClassVar = """
    Calendar {
        align: center middle;
        background: $background 60%;
    }
    """

    def __init__(
        self, tr: Translator, sizes: Mapping[datetime.date, int], at: datetime.date | None, keys: Keys
    ) -> None:
        """`sizes` has the number of articles of each issue; `at` is the day to begin with."""
        super().__init__()
        self._months = Months(tr, IssueDays(sizes), at, keys)
        self.as_paper = False
        """The day’s issue is to be shown as a paper, and not in the list."""

    def compose(self) -> ComposeResult:
        """Yield the months."""
        yield self._months

    def on_months_opened(self, event: Months.Opened) -> None:
        """End with the day."""
        self.as_paper = event.as_paper
        self.dismiss(event.day)
