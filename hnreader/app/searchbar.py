"""The search bar: a line to type into, and how much was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.line import Line
from hnreader.app.suggesting import QuerySuggester
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.desk import Desk
    from hnreader.messages import Voice


class QueryInput(Line):
    """The line itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    def __init__(self, take: Callable[[str], None], desk: Desk) -> None:
        super().__init__(
            placeholder=desk.voice("screen.placeholder"),
            id="query",
            compact=True,
            select_on_focus=False,
            suggester=QuerySuggester(desk),
        )
        self._take = take
        self._desk = desk
        self._recalled = -1
        """Which query of the history stands in the line; -1: none of it."""

    def submit(self) -> None:
        """Go to the results."""
        self._desk.leave_bar()

    def watch_value(self, value: str) -> None:
        """Hand on what is typed at once: a message would come a frame later."""
        self._take(value)

    def action_recall(self) -> None:
        """Bring back what was searched for before, the newest first; past the oldest the line stays."""
        history = self._desk.own.notebook.history()
        if self._recalled < 0 and history[:1] == (self.value,):
            self._recalled = 0
        if history:
            self._recalled = min(self._recalled + 1, len(history) - 1)
            self.value = history[self._recalled]
            self.cursor_position = len(self.value)

    def on_blur(self) -> None:
        """Begin with the newest again the next time."""
        self._recalled = -1


class Said(Widget):
    """How much was found. It has its place whatever it says: a new width would lay out the screen anew at each key."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw as much as has room."""
        return Content(clip(self.text, self.size.width))


class SearchBar(Horizontal):
    """The top row."""

    def __init__(self, voice: Voice, take: Callable[[str], None], desk: Desk) -> None:
        """`take` is called with what is typed, at each change of it."""
        super().__init__(id="top")
        self._voice = voice
        self._take = take
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Make the row."""
        yield Static(self._voice("screen.search"), id="label", markup=False)
        yield QueryInput(self._take, self._desk)
        yield Said(id="count")

    def say(self, text: str) -> None:
        """Say how much there is at the right end."""
        self.query_one(Said).text = text

    @property
    def line(self) -> QueryInput:
        """The line that is typed into."""
        return self.query_one(QueryInput)
