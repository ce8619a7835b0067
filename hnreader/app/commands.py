"""Every command of the app, declared once: bindings, the line of keys and the help sheet are made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from collections.abc import Iterator

Pane = Literal["list", "reading", "search", "sheet"]
PANES: Final[tuple[Pane, ...]] = ("list", "reading", "search", "sheet")

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
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does. `key.<id>` and `help.<id>` of the catalogue name and explain it.

    `action` is Textual's; `shown` puts it into the line of keys. Full-width keys stand beside the plain ones, because
    an input method left on sends those.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    panes: tuple[Pane, ...]
    shown: bool = False
    leads: bool = False
    """Where it leads to the next key belongs, be it typed in the same breath: nothing may come between."""

    @property
    def written(self) -> tuple[str, ...]:
        """The keys as people write them, full-width twins left out."""
        plain = (key for key in self.keys if key.isascii())
        return tuple(_NAMES.get(key, key.replace("ctrl+", "^")) for key in plain)


_READ: Final[tuple[Pane, ...]] = ("list", "reading")

COMMANDS: Final[tuple[Command, ...]] = (
    Command("down", ("j", "down"), "move(1)", ("list",)),
    Command("up", ("k", "up"), "move(-1)", ("list",)),
    Command("open", ("enter", "l", "right"), "open", ("list",), shown=True),
    Command("scroll_down", ("j", "down"), "scroll_lines(1)", ("reading", "sheet")),
    Command("scroll_up", ("k", "up"), "scroll_lines(-1)", ("reading", "sheet")),
    Command("back", ("escape", "h", "backspace", "left"), "screen.back", ("reading",), shown=True),
    Command("page_down", ("space", "pagedown"), "turn(1)", ("list", "reading", "sheet")),
    Command("page_up", ("b", "pageup"), "turn(-1)", ("list", "reading", "sheet")),
    Command("half_down", ("ctrl+d",), "half(1)", ("reading",)),
    Command("half_up", ("ctrl+u",), "half(-1)", ("reading",)),
    Command("first", ("g", "home"), "first", ("list", "reading", "sheet")),
    Command("last", ("G", "end"), "last", ("list", "reading", "sheet")),
    Command("next_article", ("J",), "screen.article(1)", ("reading",), shown=True),
    Command("previous_article", ("K",), "screen.article(-1)", ("reading",), shown=True),
    Command("search", ("/", "／"), "screen.search", _READ, shown=True, leads=True),
    Command("order", ("s",), "screen.order", _READ),
    Command("clear", ("escape",), "screen.clear", ("list",)),
    Command("submit", ("enter", "down", "tab"), "submit", ("search",), shown=True),
    Command("leave", ("escape",), "screen.clear", ("search",), shown=True),
    Command("previous_issue", ("[", "【"), "screen.issue(-1)", _READ, shown=True),
    Command("next_issue", ("]", "】"), "screen.issue(1)", _READ, shown=True),
    Command("switch", ("tab", "shift+tab"), "screen.switch", _READ, shown=True),
    Command("failures", ("!", "！"), "screen.failures", _READ),
    Command("help", ("?", "？"), "screen.help", _READ, shown=True),
    Command("quit", ("q",), "app.quit", _READ, shown=True),
    Command("close", ("escape", "q", "?", "？", "enter", "h"), "screen.close", ("sheet",), shown=True),
)


def commands(pane: Pane) -> Iterator[Command]:
    """Yield the commands that work in a pane."""
    return (command for command in COMMANDS if pane in command.panes)


def bindings(pane: Pane) -> list[BindingType]:
    """Make the bindings of a pane. They belong to panes, never to the app: the search bar must get every letter."""
    return [
        Binding(",".join(one.keys), one.action, one.id, id=f"{pane}.{one.id}", priority=one.leads)
        for one in commands(pane)
    ]
