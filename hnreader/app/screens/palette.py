"""The palette: every command of the focused pane, found by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from hnreader.app.screens.overlay import DismissOnce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.app.commands import Command
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator

_LEFT_OUT = (
    "palette",
    "down",
    "up",
    "scroll_down",
    "scroll_up",
    "decisions",
    "previous_character",
    "next_character",
)


class Commanded(Protocol):
    """A screen whose commands the palette has."""

    tr: Translator

    @property
    def commands(self) -> Sequence[Command]:
        """Those of the focused pane."""


def open_screen(controllers: Controllers) -> None:
    """Open the palette."""
    context = controllers.context
    context.view.push(make_palette(context.tr))


def make_palette(tr: Translator) -> Palette:
    """Return the palette of the screen over which it is laid, a `Commanded` one."""
    return Palette(providers=[CommandProvider], placeholder=tr("Type the name of a command"))


class Palette(CommandPalette, DismissOnce[None]):
    """Textual's palette."""

    DEFAULT_CSS: ClassVar = """
    SearchIcon {
        display: none;
    }
    """


class CommandProvider(Provider):
    """Finds commands by their names and explanations in the language of the interface."""

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        screen = cast("Commanded", self.screen)
        target = self.focused or self.screen
        for command in screen.commands:
            if command.id not in _LEFT_OUT:
                name = f"{screen.tr(command.label)}  {'  '.join(command.written)}"
                yield name, screen.tr(command.description), partial(self.app.run_action, command.action, target)

    async def discover(self) -> Hits:
        """List all of them before anything is typed."""
        for name, explanation, run in self._commands():
            yield DiscoveryHit(name, run, help=explanation)

    async def search(self, query: str) -> Hits:
        """List those whose name or explanation matches what is typed."""
        matcher = self.matcher(query)
        for name, explanation, run in self._commands():
            score = max(matcher.match(name), matcher.match(explanation))
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=explanation)
