"""The palette: every command of the pane at work, found by its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from hnreader.app.overlay import Once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hnreader.app.desk import Desk

_NOT_HERE = ("palette", "down", "up", "scroll_down", "scroll_up")


class Palette(CommandPalette, Once[None]):
    """Textual's palette."""


class Commands(Provider):
    """Finds commands by what they are called, in the language of the interface."""

    def _all(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        desk = cast("Desk", self.screen)  # the palette is opened there only
        target = self.focused or desk
        for one in desk.own.keys.of(desk.pane):
            if one.id not in _NOT_HERE:
                name = f"{desk.voice(f'key.{one.id}')}  {'  '.join(one.written)}"
                yield name, desk.voice(f"help.{one.id}"), partial(self.app.run_action, one.action, target)

    async def discover(self) -> Hits:
        """List all of them before anything is typed."""
        for name, said, run in self._all():
            yield DiscoveryHit(name, run, help=said)

    async def search(self, query: str) -> Hits:
        """List those whose name or explanation has what is typed."""
        matcher = self.matcher(query)
        for name, said, run in self._all():
            score = max(matcher.match(name), matcher.match(said))
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=said)
