"""A line that is typed into. What ends it ends it at once: the keys behind belong to what comes then."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Line(Input):
    """It keeps every printable key; its cursor does not blink, for nothing moves while one types."""

    def on_mount(self) -> None:
        """Hold the cursor still."""
        self.cursor_blink = False

    def submit(self) -> None:
        """Take what is typed, and lead on."""
        raise NotImplementedError

    async def action_submit(self) -> None:
        """Do so; Textual would send a message, and take the keys behind for more of the line."""
        self.submit()

    async def _on_key(self, event: events.Key) -> None:
        """End the line here, not when the key has gone all the way up; hand on keys that came behind."""
        if self.app.focused is not self:
            event.prevent_default().stop()
            self.app.post_message(events.Key(event.key, event.character))
        elif any(one.action == "submit" for one in self._bindings.key_to_bindings.get(event.key, ())):
            event.prevent_default().stop()
            self.submit()
