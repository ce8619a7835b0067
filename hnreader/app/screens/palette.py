"""The palette: every command of the focused pane, found by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from hnreader.app.screens.overlay import DismissOnce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.screens.reader import ReaderScreen

_LEFT_OUT = ("palette", "down", "up", "scroll_down", "scroll_up")


def open_screen(controllers: Controllers) -> None:
    """Open the palette."""
    context = controllers.context
    context.view.push(Palette(providers=[CommandProvider], placeholder=context.tr("Type the name of a command")))


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
        screen = cast("ReaderScreen", self.screen)  # the palette is opened there only
        context = screen.controllers.context
        target = self.focused or screen
        for command in context.user_state.keys.of(context.layout.focused_pane):
            if command.id not in _LEFT_OUT:
                name = f"{context.tr(command.label)}  {'  '.join(command.written)}"
                yield name, context.tr(command.description), partial(self.app.run_action, command.action, target)

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
