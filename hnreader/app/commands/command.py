"""What a command is, and the panes that commands are for."""

from __future__ import annotations

from typing import Final, Literal, get_args

from msgspec import Struct

from hnreader.messages import N_

Pane = Literal[
    "list",
    "reading",
    "selecting",
    "search",
    "prompt",
    "page",
    "map",
    "issue_map",
    "calendar",
    "paper_pages",
    "paper",
    "flow",
    "overview",
    "sheet",
    "concordance",
    "trend",
    "names",
    "filter",
    "related",
    "correct",
    "review",
    "themes",
    "palette",
    "typesetting",
]
PANES: Final[tuple[Pane, ...]] = get_args(Pane)
READER_PANES: Final[tuple[Pane, ...]] = ("list", "reading")
TEXT_PANES: Final[tuple[Pane, ...]] = (*READER_PANES, "selecting")
"""Those whose commands are also for what keys have selected."""
PAPER_PANES: Final[tuple[Pane, ...]] = ("paper_pages", "paper")
MAP_PANES: Final[tuple[Pane, ...]] = ("map", "issue_map")

PANE_NAMES: Final = {
    "list": N_("List of articles"),
    "reading": N_("Reading"),
    "selecting": N_("Selecting text"),
    "search": N_("Search bar"),
    "prompt": N_("Prompt"),
    "page": N_("Original page"),
    "map": N_("Page map"),
    "issue_map": N_("Pages of the issue"),
    "calendar": N_("Calendar"),
    "paper_pages": N_("Issue as a paper: pages"),
    "paper": N_("Issue as a paper: headlines"),
    "flow": N_("Reading through"),
    "overview": N_("Overview"),
    "sheet": N_("This sheet"),
    "concordance": N_("Concordance"),
    "trend": N_("Trend"),
    "names": N_("Names"),
    "filter": N_("Filter of names"),
    "related": N_("Related articles"),
    "correct": N_("Correcting a page"),
    "review": N_("Review of articles"),
    "themes": N_("Themes"),
    "palette": N_("Palette"),
    "typesetting": N_("Typesetting"),
}

_NAMES: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "f1": "F1",
}


class Command(Struct, frozen=True):
    """Something that keys do in some panes.

    `action` is Textual's: of the pane itself, or of its screen. On the reader's screen `screen.run('search.focus')`
    calls a method of a controller, a field of `controllers.assembly.Controllers`; `screen.open('calendar')`
    opens the screen of that module in `screens`. Full-width keys stand beside the plain ones because an input method
    that was left on sends those.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    panes: tuple[Pane, ...]
    label: str
    """Its name in the footer and the palette, to be translated."""
    description: str
    """What it does, to be translated."""
    shown: bool = False
    """Whether the footer shows it."""

    @property
    def written(self) -> tuple[str, ...]:
        """The keys as people write them, without their full-width twins."""
        plain = (key for key in self.keys if key.isascii())
        return tuple(_NAMES.get(key, key.replace("ctrl+", "^")) for key in plain)
