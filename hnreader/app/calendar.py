"""The calendar: months as grids, in which the days that have an issue are lit, laid over the reader."""

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
from hnreader.app.monthgrids import DAY, Days, Drawing, Frame, typed_days
from hnreader.app.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from hnreader.messages import Voice

_DIGITS: Final = str.maketrans("０１２３４５６７８９－", "0123456789-")


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
        day = next((day for line, left, day in self._places if line == event.y and 0 <= x - left < DAY), None)
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


class Calendar(Overlay["datetime.date | None"]):
    """Lets the reader choose a day that has an issue; None: he chose none."""

    CSS_PATH: ClassVar = "calendar.tcss"

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
