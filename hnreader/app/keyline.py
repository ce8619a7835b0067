"""The bottom row: the keys of the pane that has the focus, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from hnreader.app.commands import Command, Pane, commands
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from hnreader.messages import Voice

_ALWAYS = ("help", "quit", "close")


class KeyLine(Widget):
    """As many keys as fit; the way to help and out stays to the last."""

    pane: reactive[Pane] = reactive("list")
    """The pane whose keys are shown."""
    trouble: reactive[str] = reactive("")
    """What is said at the right end."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="keys")
        self._voice = voice

    def render(self) -> Content:
        """Draw the row."""
        shown = [command for command in commands(self.pane) if command.shown]
        room = self.size.width - (cells(self.trouble) + 3 if self.trouble else 1)
        while shown and sum(map(self._width, shown)) > room:
            spare = [command for command in shown if command.id not in _ALWAYS] or shown
            shown.remove(spare[-1])
        parts: list[tuple[str, str]] = []
        for command in shown:
            parts += [
                (f" {command.written[0]} ", "bold $accent"),
                (f"{self._voice(f'key.{command.id}')} ", "$text-muted"),
            ]
        gap = self.size.width - sum(map(self._width, shown)) - cells(self.trouble) - 1
        parts += [(" " * gap, ""), (self.trouble, "bold $warning")] if self.trouble else []
        return Content.assemble(*parts)

    def _width(self, command: Command) -> int:
        return cells(f" {command.written[0]} {self._voice(f'key.{command.id}')} ")
