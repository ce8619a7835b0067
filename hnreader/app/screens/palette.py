"""The palette: commands, searches made before, themes, issues and articles, found by what is typed."""

from __future__ import annotations

from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from hnreader.app.panes.footer import Footer
from hnreader.app.panes.palette import PaletteInput, PaletteRows
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.palette_entries import PaletteEntry, find_entries
from hnreader.app.screens.overlay import BackgroundOverlay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widget import Widget

    from hnreader.app.commands import Command
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context
    from hnreader.app.controllers.palette_sources import PaletteSources
    from hnreader.app.panes.pane import MoveUnit
    from hnreader.model import Article

_LEFT_OUT: Final = frozenset({"palette", "decisions"})
_MOTIONS: Final = ("move(", "move_cursor(", "go(")
"""How the actions of commands begin that only move."""
_REST: Final = 0.15  # seconds without a key before articles are searched for
_KEPT: Final = 30  # entries remembered as used

_STYLE: Final = """
Palette {
    align: center top;
    background: $background 40%;
}
#palette-box {
    width: 92;
    max-width: 100%;
    height: 70%;
    min-height: 10;
    margin-top: 1;
    background: $surface;
}
PaletteInput.-textual-compact {
    padding: 0 2;
    background: $panel;
}
#palette-rows {
    background: $surface;
    scrollbar-background: $surface;
    scrollbar-background-hover: $surface;
    scrollbar-background-active: $surface;
}
"""


def open_screen(controllers: Controllers) -> None:
    """Open the palette of the reader."""
    from hnreader.app.controllers.palette_sources import PaletteSources  # noqa: PLC0415 loaded where it is opened

    context = controllers.context
    commands = context.user_state.keys.of(context.layout.focused_pane)
    app = context.view.app
    recent = controllers.remembered.setdefault(__name__, [])
    entries = command_entries(context, commands, app.focused or app.screen)
    open_palette(context, app.screen, entries, recent, PaletteSources(controllers))


def command_entries(context: Context, commands: Sequence[Command], target: Widget | Screen[Any]) -> list[PaletteEntry]:
    """Return the entries of commands, whose actions are those of `target`."""
    return [
        PaletteEntry(
            command.id,
            context.tr(command.label),
            partial(target.app.run_action, command.action, target),
            context.tr(command.description),
            command.written,
            common=not command.action.startswith(_MOTIONS),
        )
        for command in commands
        if command.id not in _LEFT_OUT
    ]


def open_palette(
    context: Context,
    screen: Screen[Any],
    commands: Sequence[PaletteEntry],
    recent: list[str],
    sources: PaletteSources | None = None,
) -> None:
    """Lay the palette over a screen. `recent` has the ids of the entries used last, and gets the one that is used."""

    async def leave(entry: PaletteEntry | None) -> None:
        if entry is not None:
            recent[:] = [entry.id, *(name for name in recent if name != entry.id)][:_KEPT]
            done = entry.run()
            if isawaitable(done):
                await done

    screen.app.push_screen(Palette(context, commands, tuple(recent), sources), leave)


class Palette(BackgroundOverlay["PaletteEntry | None"]):
    """Ends with the entry that is to be run."""

    DEFAULT_CSS: ClassVar = _STYLE

    def __init__(
        self,
        context: Context,
        commands: Sequence[PaletteEntry],
        recent: Sequence[str],
        sources: PaletteSources | None,
    ) -> None:
        super().__init__(context)
        self._sources = sources
        self._recent = recent
        self._fixed = (*commands, *(sources.fixed() if sources else ()))

    def compose(self) -> ComposeResult:
        """Yield the line, and what it finds below it."""
        with Vertical(id="palette-box"):
            names = self.tr("A command, a theme, a date, or words of an article")
            yield PaletteInput(names if self._sources else self.tr("Type the name of a command"), self._accept)
            yield PaletteRows()
        footer = Footer(self.tr, self.context.user_state.keys)
        footer.pane = "palette"
        yield footer

    def on_mount(self) -> None:
        """List all of it before anything is typed."""
        self.query_one(PaletteInput).focus()
        self.query_one(PaletteRows).empty_text = self.tr("Nothing found")
        self._show("", ())

    @on(Input.Changed)
    def _find(self, message: Input.Changed) -> None:
        self.tasks.cancel("articles")
        self._show(message.value, ())
        if self._sources is not None and message.value.strip():
            work, show = partial(self._sources.articles, message.value), partial(self._show, message.value)
            self.tasks.start_later(_REST, "articles", work, show)

    def _show(self, typed: str, articles: Sequence[Article]) -> None:
        self.query_one(PaletteRows).show([*self._entries(typed, articles)])

    def _entries(self, typed: str, articles: Sequence[Article]) -> Iterator[PaletteEntry]:
        if self._sources is not None:
            yield from self._sources.place(typed)
        yield from find_entries(self._fixed, typed, self._recent)
        if self._sources is not None:
            yield from map(self._sources.entry, articles)
            yield from self._sources.search(typed)

    def _accept(self) -> None:
        if (entry := self.query_one(PaletteRows).chosen) is not None:
            self.dismiss(entry)

    @on(RowList.Opened)
    def _open(self) -> None:
        self._accept()

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Select another entry."""
        self.query_one(PaletteRows).action_move(unit, count)
