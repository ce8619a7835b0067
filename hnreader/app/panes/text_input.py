"""A line of text to type into."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input


class TextInput(Input):
    """Receives every printable key. Its cursor does not blink: redrawing would move an input method's window."""

    DEFAULT_CSS: ClassVar = """
    TextInput {
        background: $surface;
        background-tint: transparent;
    }
    TextInput:focus {
        background-tint: transparent;
    }
    TextInput > .input--placeholder {
        color: $text-quiet;
    }
    """

    def on_mount(self) -> None:
        """Stop the cursor from blinking."""
        self.cursor_blink = False

    def submit(self) -> None:
        """Take the value, and move the focus away."""
        raise NotImplementedError

    async def action_submit(self) -> None:
        """Submit without a message of Textual's, which nobody waits for."""
        self.submit()
