"""A line at the foot of the screen that asks for something: a date, a note, a file name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.suggestions import WordSuggester
from hnreader.app.panes.text_input import TextInput
from hnreader.app.rendering.formatting import printable
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class PromptInput(TextInput):
    """The input; `accept` gets what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("prompt")

    def __init__(self, value: str, accept: Callable[[str], None], words: Sequence[str]) -> None:
        super().__init__(value, compact=True, select_on_focus=False, suggester=WordSuggester(words) if words else None)
        self._accept = accept

    def action_complete(self) -> None:
        """Take the word that is suggested."""
        self.cursor_position = len(self.value)
        self.action_cursor_right()

    def submit(self) -> None:
        """Hand over what is typed."""
        self._accept(self.value)


_STYLE: Final = """
Prompt {
    align: center bottom;
    background: $background 40%;
}
#prompt {
    height: auto;
    background: $panel;
}
#prompt-label {
    padding: 0 1;
    color: $text-quiet;
}
PromptInput.-textual-compact {
    padding: 0 1;
}
"""


class Prompt(Overlay[str | None]):
    """Asks for a line, None if the user gives up; `check` returns what is wrong with a line, or nothing.

    The last word is completed to one of `words`.
    """

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(
        self,
        label: str,
        value: str = "",
        check: Callable[[str], str] = lambda _line: "",
        words: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._label = label
        self._value = value
        self._check = check
        self._words = words

    def compose(self) -> ComposeResult:
        """Yield the input, and above it what is asked for."""
        with Vertical(id="prompt"):
            yield Static(Content(self._label), id="prompt-label")
            yield PromptInput(self._value, self._accept, self._words)

    def _accept(self, value: str) -> None:
        """End with the line, or show in place of the label what is wrong with it."""
        wrong = self._check(value)
        if wrong:
            self.query_one("#prompt-label", Static).update(Content.styled(printable(wrong), "bold $warning"))
        else:
            self.dismiss(value)
