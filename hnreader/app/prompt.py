"""A line at the foot of the screen that asks for something: where to go, a note, a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hnreader.app.commands import bindings
from hnreader.app.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


class PromptInput(Input):
    """The line itself; its cursor does not blink, for nothing moves while one types."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.cursor_blink = False


class Prompt(ModalScreen[str | None]):
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
            yield PromptInput(self._value, compact=True, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the line, or say what is wrong with it."""
        wrong = self._refused(event.value)
        if wrong:
            self.query_one("#prompt-label", Static).update(Content.styled(printable(wrong), "bold $warning"))
        else:
            self.dismiss(event.value)

    def action_close(self) -> None:
        """Give up."""
        self.dismiss(None)
