"""The help: the live keys of every pane, and what a query may consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.commands import PANE_NAMES, PANES, Pane
from hnreader.app.rendering.hanging import Hanging
from hnreader.app.screens.sheet import HangingSheet
from hnreader.messages.query_syntax import QUERY_SYNTAX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.app.commands import Keys
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.screens.sheet import Sheet
    from hnreader.messages import Translator

_KEYS_WIDTH = 22  # cells


def open_screen(controllers: Controllers) -> None:
    """Show the help, the keys of the focused pane first."""
    context = controllers.context
    context.view.push(help_sheet(context.tr, context.user_state.keys, context.layout.focused_pane))


def help_sheet(tr: Translator, keys: Keys, focused: Pane) -> Sheet:
    """Return the help as a sheet."""
    entries: list[Hanging] = []
    for pane in sorted(PANES, key=lambda pane: pane != focused):
        entries += [_heading(tr(PANE_NAMES[pane])), *_key_lines(tr, keys, pane), Hanging(Content(""))]
    entries += [_heading(tr("Queries")), Hanging(Content(tr(QUERY_SYNTAX)))]
    return HangingSheet(tr("Keys"), entries, _KEYS_WIDTH)


def _heading(text: str) -> Hanging:
    return Hanging(Content.styled(text, "bold"))


def _key_lines(tr: Translator, keys: Keys, pane: Pane) -> Iterable[Hanging]:
    for command in keys.of(pane):
        written = "  ".join(command.written)
        yield Hanging(Content(tr(command.description)), Content.styled(f"  {written}", "bold $accent"))
