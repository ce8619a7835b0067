"""A line of text to type into. Keys bound to commands take effect at once, so that keys behind them go elsewhere."""

from __future__ import annotations

from typing import ClassVar

from textual import events
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
        """Submit at once: with Textual's message, keys that follow in the same read would still be typed in here."""
        self.submit()

    async def _on_key(self, event: events.Key) -> None:
        """Run a bound command before the key bubbles up, and pass on keys that arrive after the focus has moved."""
        if self.app.focused is not self:
            event.prevent_default().stop()
            self.app.post_message(events.Key(event.key, event.character))
        elif (
            not event.is_printable
            and (bound := self._bindings.key_to_bindings.get(event.key))
            and await self.app.run_action(bound[0].action, self)  # not so where Ctrl+C has nothing to copy
        ):
            event.prevent_default().stop()
