"""The bottom row: the keys of the pane that has the focus, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hnreader.app.words import printable
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from textual.timer import Timer

    from hnreader.app.commands import Command, Keys, Pane
    from hnreader.messages import Voice

_ALWAYS: Final = ("help", "quit", "close", "cancel")  # and whatever leaves a screen
SAID: Final = 6.0  # seconds that something said stays


class KeyLine(Widget):
    """As many keys as fit; the way to help and out stays to the last."""

    pane: reactive[Pane] = reactive("list")
    """The pane whose keys are shown."""
    trouble: reactive[str] = reactive("")
    """What is said at the right end as long as it holds."""
    said: reactive[str] = reactive("")
    """What has just happened; it stands in place of the keys for a while."""
    at_hit: reactive[str] = reactive("")
    """Which of the hits is in sight."""

    def __init__(self, voice: Voice, keys: Keys) -> None:
        super().__init__(id="keys")
        self._voice = voice
        self._keys = keys
        self._quiet: Timer | None = None

    def say(self, text: str) -> None:
        """Say what has happened, for a while."""
        self.said = text
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(SAID, self.hush)

    def hush(self) -> None:
        """Show the keys again."""
        self.said = ""

    def render(self) -> Content:
        """Draw the row."""
        if self.said:
            return Content.styled(clip(f" {printable(self.said)}", self.size.width), "bold $accent")
        shown = [command for command in self._keys.of(self.pane) if command.shown and command.written]
        right = "  ".join(filter(None, (self.at_hit, self.trouble)))
        room = self.size.width - (cells(right) + 3 if right else 1)
        while shown and sum(map(self._width, shown)) > room:
            spare = [one for one in shown if one.id not in _ALWAYS and not one.id.startswith("leave_")] or shown
            shown.remove(spare[-1])
        parts: list[tuple[str, str]] = []
        for command in shown:
            parts += [
                (f" {command.written[0]} ", "bold $accent"),
                (f"{self._voice(f'key.{command.id}')} ", "$text-muted"),
            ]
        gap = self.size.width - sum(map(self._width, shown)) - cells(right) - 1
        parts += [(" " * gap, ""), (right, "bold $warning")] if right else []
        return Content.assemble(*parts)

    def _width(self, command: Command) -> int:
        return cells(f" {command.written[0]} {self._voice(f'key.{command.id}')} ")
