"""The help: the live keys of every pane, and what a query may consist of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.command_texts import PANE_NAMES
from hnreader.app.commands import PANES, Pane
from hnreader.app.screens.sheet import Sheet
from hnreader.messages.query_syntax import QUERY_SYNTAX
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.app.commands import Keys
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.messages import Translator

_KEYS_WIDTH = 20  # cells


def open_screen(controllers: Controllers) -> None:
    """Show the help, the keys of the focused pane first."""
    context = controllers.context
    context.view.push(help_sheet(context.tr, context.user_state.keys, context.layout.focused_pane))


def help_sheet(tr: Translator, keys: Keys, focused: Pane) -> Sheet:
    """Return the help as a sheet."""
    parts: list[Content] = []
    for pane in sorted(PANES, key=lambda pane: pane != focused):
        parts += [Content.styled(tr(PANE_NAMES[pane]) + "\n", "bold"), *_key_lines(tr, keys, pane), Content("\n")]
    parts += [Content.styled(tr("Queries") + "\n", "bold"), Content(tr(QUERY_SYNTAX))]
    return Sheet(tr("Keys"), Content("").join(parts))


def _key_lines(tr: Translator, keys: Keys, pane: Pane) -> Iterable[Content]:
    for command in keys.of(pane):
        written = "  ".join(command.written)
        padding = " " * max(1, _KEYS_WIDTH - cells(written))
        yield Content.assemble(("  " + written + padding, "bold $accent"), tr(command.description) + "\n")
