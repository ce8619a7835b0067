"""Every command of the app, declared once: bindings, footer, palette and help are made from this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

from hnreader.app.commands.correcting import CORRECTING_COMMANDS
from hnreader.app.commands.moving import MOVING_COMMANDS
from hnreader.app.commands.page_screens import PAGE_SCREEN_COMMANDS
from hnreader.app.commands.paper import PAPER_COMMANDS
from hnreader.app.commands.reading import READING_COMMANDS
from hnreader.app.commands.research_screens import RESEARCH_SCREEN_COMMANDS
from hnreader.app.commands.selecting import SELECTING_COMMANDS

if TYPE_CHECKING:
    from hnreader.app.commands.command import Pane

COMMANDS: Final = (
    *SELECTING_COMMANDS,
    *MOVING_COMMANDS,
    *READING_COMMANDS,
    *CORRECTING_COMMANDS,
    *PAGE_SCREEN_COMMANDS,
    *PAPER_COMMANDS,
    *RESEARCH_SCREEN_COMMANDS,
)
"""In the order in which footer, palette and help list them."""

NO_KEY: Final = "no-key"
"""Stands for the keys of a command that has none."""

LABELS: Final = {command.id: command.label for command in COMMANDS}
"""How each command is called in the footer, to be translated, by its id."""


def bindings(pane: Pane) -> list[BindingType]:
    """Return the bindings of a pane. They belong to panes, never to the app: the search bar must get every letter."""
    return [
        Binding(
            ",".join(command.keys) or NO_KEY,
            command.action,
            command.id,
            id=f"{pane}.{command.id}",
        )
        for command in COMMANDS
        if pane in command.panes
    ]
