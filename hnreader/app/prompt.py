"""A line at the foot of the screen that asks for something: where to go, a note, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.line import Line
from hnreader.app.overlay import Overlay
from hnreader.app.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


class PromptInput(Line):
    """The line itself; `take` gets what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")

    def __init__(self, value: str, take: Callable[[str], None]) -> None:
        super().__init__(value, compact=True, select_on_focus=False)
        self._take = take

    def submit(self) -> None:
        """Hand over what is typed."""
        self._take(self.value)


class Prompt(Overlay[str | None]):
    """Asks for a line; `refused` says in words what is wrong with one, or nothing. None: the reader gave up."""

    def __init__(self, label: str, value: str = "", refused: Callable[[str], str] = lambda _line: "") -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._refused = refused

    def compose(self) -> ComposeResult:
        """Make the line, and the one above it that tells what is asked for, or what was wrong."""
        with Vertical(id="prompt"):
            yield Static(Content(self._label), id="prompt-label")
            yield PromptInput(self._value, self._end)

    def _end(self, value: str) -> None:
        """Take the line, or say what is wrong with it."""
        wrong = self._refused(value)
        if wrong:
            self.query_one("#prompt-label", Static).update(Content.styled(printable(wrong), "bold $warning"))
        else:
            self.dismiss(value)

    def action_close(self) -> None:
        """Give up."""
        self.dismiss(None)
