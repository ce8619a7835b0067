"""The search bar: a line to type into, and how much was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Input, Static

from hnreader.app.commands import bindings

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.messages import Voice


class QueryInput(Input):
    """The line itself. It keeps every printable key; its cursor does not blink, for nothing moves while one types."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.cursor_blink = False


class SearchBar(Horizontal):
    """The top row."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="top")
        self._voice = voice

    def compose(self) -> ComposeResult:
        """Make the row."""
        yield Static(self._voice("screen.search"), id="label", markup=False)
        yield QueryInput(placeholder=self._voice("screen.placeholder"), id="query", compact=True, select_on_focus=False)
        yield Static("", id="count", markup=False)

    def say(self, text: str) -> None:
        """Say how much there is at the right end."""
        self.query_one("#count", Static).update(text)

    @property
    def line(self) -> QueryInput:
        """The line that is typed into."""
        return self.query_one(QueryInput)
