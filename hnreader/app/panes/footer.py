"""The bottom row: the keys of the focused pane; messages stand above it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from hnreader.app.panes.toast import Toast
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.timer import Timer

    from hnreader.app.commands import Command, Keys, Pane
    from hnreader.messages import Translator

_KEPT_LONGEST: Final = ("clear", "help", "quit", "close", "cancel")
"""Commands that are dropped last where the row is too narrow, as is whatever leaves a screen (`leave_…`)."""
_MESSAGE_TIME: Final = 6.0  # seconds
_KEPT: Final = 16  # rows of keys
_ACTION: Final = "command"  # in the meta data of a style


class Footer(Widget):
    """As many keys as fit."""

    DEFAULT_CSS: ClassVar = """
    Footer {
        height: 1;
        background: $panel;
    }
    """
    pane: reactive[Pane] = reactive("list")
    """The pane whose keys are shown."""
    failure_count: reactive[str] = reactive("")
    """A text at the right end: how much could not be read."""
    message: reactive[str] = reactive("", repaint=False)
    """What has just happened; it is shown above the keys for a while."""
    place: reactive[str] = reactive("")
    """How much of the text lies above the end of the screen, at the right end."""
    match_position: reactive[str] = reactive("")
    """The number of the current match and the total, at the right end."""
    useless: reactive[Collection[str]] = reactive(())
    """Commands that are not shown, by their ids, since they can do nothing."""

    def __init__(self, tr: Translator, keys: Keys) -> None:
        super().__init__()
        self._tr = tr
        self._keys = keys
        self._timer: Timer | None = None
        self._toast: Toast | None = None
        # While a text is scrolled only what stands beside the keys changes.
        self._drawn_keys = lru_cache(_KEPT)(self._draw_keys)

    def show_message(self, text: str) -> None:
        """Show a message for a while."""
        self.message = text
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_MESSAGE_TIME, self.hide_message)

    def hide_message(self) -> None:
        """Show no message any more."""
        self.message = ""

    def watch_message(self) -> None:
        """Show the message, or hide it."""
        if self._toast is None and self.message:
            self._toast = Toast(self.hide_message)
            self.screen.mount(self._toast)
        if self._toast is not None:
            self._toast.show(self.message)

    def render(self) -> Content:
        """Draw the row."""
        right = "  ".join(filter(None, (self.place, self.match_position, self.failure_count)))
        room = self.size.width - (cells(right) + 3 if right else 1)
        keys, width = self._drawn_keys(self.pane, frozenset(self.useless), room)
        if not right:
            return keys
        gap = self.size.width - width - cells(right) - 1
        return Content("").join((keys, Content(" " * gap), Content.styled(right, "bold $warning")))

    def _draw_keys(self, pane: Pane, useless: frozenset[str], room: int) -> tuple[Content, int]:
        """Return the keys of a pane that there is room for, and how many cells they take."""
        shown = [command for command in self._keys.of(pane) if command.shown and command.written]
        shown = [command for command in shown if command.id not in useless]
        while shown and sum(map(self._width, shown)) > room:
            droppable = [each for each in shown if each.id not in _KEPT_LONGEST and not each.id.startswith("leave_")]
            shown.remove((droppable or shown)[-1])
        return Content("").join(map(self._key, shown)), sum(map(self._width, shown))

    def _key(self, command: Command) -> Content:
        """Return a key and what it does. Its style carries the action that a click runs."""
        key, label = f" {command.written[0]} ", f"{self._tr(command.label)} "
        text = Content.assemble((key, "bold $accent"), (label, "$text-muted"))
        return text.stylize(Style.from_meta({_ACTION: command.action}))

    async def on_click(self, event: events.Click) -> None:
        """Run the command whose key is clicked, as its key does: in the focused pane, or else on the screen."""
        if action := event.style.meta.get(_ACTION):
            await self.app.run_action(action, self.screen.focused or self.screen)

    def _width(self, command: Command) -> int:
        return cells(f" {command.written[0]} {self._tr(command.label)} ")
