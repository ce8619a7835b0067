"""Every command of the app, declared once: bindings, the line of keys and the help sheet are made from this table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from collections.abc import Mapping

Pane = Literal[
    "list",
    "reading",
    "search",
    "prompt",
    "page",
    "calendar",
    "overview",
    "sheet",
    "concordance",
    "trend",
    "names",
    "filter",
    "related",
]
PANES: Final[tuple[Pane, ...]] = get_args(Pane)

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
_LONG: Final[tuple[Pane, ...]] = ("reading", "page", "sheet")
_ROWS: Final[tuple[Pane, ...]] = ("concordance", "names", "related")
_TURNED: Final[tuple[Pane, ...]] = ("list", *_LONG, *_ROWS)

COMMANDS: Final[tuple[Command, ...]] = (
    # Moving in a pane
    Command("down", ("j", "down"), "move(1)", ("list",)),
    Command("up", ("k", "up"), "move(-1)", ("list",)),
    Command("row_down", ("j", "down"), "move(1)", _ROWS),
    Command("row_up", ("k", "up"), "move(-1)", _ROWS),
    Command("open", ("enter", "l", "right"), "open", ("list",), shown=True),
    Command("scroll_down", ("j", "down"), "scroll_lines(1)", _LONG),
    Command("scroll_up", ("k", "up"), "scroll_lines(-1)", _LONG),
    Command("back", ("escape", "h", "backspace", "left"), "screen.back", ("reading",), shown=True),
    Command("page_down", ("space", "pagedown"), "turn(1)", _TURNED),
    Command("page_up", ("b", "pageup"), "turn(-1)", _TURNED),
    Command("half_down", ("ctrl+d",), "half(1)", _TURNED),
    Command("half_up", ("ctrl+u",), "half(-1)", _TURNED),
    Command("first", ("g", "home"), "first", (*_TURNED, "trend")),
    Command("last", ("G", "end"), "last", (*_TURNED, "trend")),
    Command("next_article", ("J",), "screen.article(1)", ("reading",), shown=True),
    Command("previous_article", ("K",), "screen.article(-1)", ("reading",), shown=True),
    Command("next_hit", ("n",), "hit(1)", ("reading",)),
    Command("previous_hit", ("N",), "hit(-1)", ("reading",)),
    Command("follow", ("f", "enter"), "follow", ("reading",)),
    # Searching
    Command("search", ("/", "／"), "screen.search", _READ, shown=True, leads=True),
    Command("order", ("s",), "screen.order", _READ),
    Command("concordance", ("x",), "screen.concordance", _READ, leads=True),
    Command("trend", ("t",), "screen.trend", _READ, leads=True),
    Command("clear", ("escape",), "screen.clear", ("list",)),
    Command("submit", ("enter", "down", "tab"), "submit", ("search",), shown=True),
    Command("history", ("up", "ctrl+r"), "recall", ("search",), shown=True),
    Command("leave", ("escape",), "screen.clear", ("search",), shown=True),
    # Finding one's way
    Command("previous_issue", ("[", "【"), "screen.issue(-1)", _READ, shown=True),
    Command("next_issue", ("]", "】"), "screen.issue(1)", _READ, shown=True),
    Command("previous_page", ("{", "｛"), "screen.page(-1)", _READ),
    Command("next_page", ("}", "｝"), "screen.page(1)", _READ),
    Command("calendar", ("i",), "screen.calendar", _READ, shown=True),
    Command("goto", (":", "："), "screen.goto", _READ, leads=True),
    Command("overview", ("o",), "screen.overview", _READ),
    Command("names", ("P",), "screen.names", _READ),
    Command("related", ("R",), "screen.related", _READ),
    Command("switch", ("tab", "shift+tab"), "screen.switch", _READ),
    # On the page
    Command("raw", ("r",), "screen.raw", _READ, shown=True),
    Command("why", ("w",), "screen.why", _READ),
    # Marks
    Command("bookmark", ("m",), "screen.bookmark", _READ),
    Command("note", ("M",), "screen.note", _READ, leads=True),
    Command("bookmarks", ("'", "‘", "’"), "screen.bookmarks", _READ),
    Command("read", ("U",), "screen.read", _READ),
    Command("unread", ("u",), "screen.unread", _READ),
    # Taking along
    Command("select", ("v",), "select", ("reading",)),
    Command("copy", ("y",), "screen.copy", _READ, shown=True),
    Command("cite", ("c",), "screen.cite", _READ),
    Command("save", ("Y",), "screen.save", _READ),
    # Looks
    Command("narrower", ("-", "－"), "widen(-1)", ("reading",)),
    Command("wider", ("=", "+", "＝"), "widen(1)", ("reading",)),
    Command("theme", ("T",), "screen.theme", _READ),
    Command("failures", ("!", "！"), "screen.failures", _READ),
    Command("palette", ("ctrl+p",), "app.commands", _READ),
    Command("suspend", ("ctrl+z",), "app.suspend_process", PANES),
    Command("help", ("?", "？"), "screen.help", _READ, shown=True),
    Command("quit", ("q",), "app.quit", _READ, shown=True),
    # What lies over the reader
    Command("accept", ("enter",), "submit", ("prompt",), shown=True),
    Command("cancel", ("escape",), "screen.close", ("prompt",), shown=True),
    Command("go_there", ("enter",), "open", ("page",), shown=True),
    Command("next_doubt", ("n",), "doubt(1)", ("page",), shown=True),
    Command("previous_doubt", ("N",), "doubt(-1)", ("page",)),
    Command("leave_page", ("escape", "r", "h", "q", "left", "backspace"), "screen.close", ("page",), shown=True),
    Command("day_left", ("left", "h"), "day(-1)", ("calendar",)),
    Command("day_right", ("right", "l"), "day(1)", ("calendar",)),
    Command("week_up", ("up", "k"), "day(-7)", ("calendar",)),
    Command("week_down", ("down", "j"), "day(7)", ("calendar",)),
    Command("held_before", ("[", "【"), "held(-1)", ("calendar",), shown=True),
    Command("held_after", ("]", "】"), "held(1)", ("calendar",), shown=True),
    Command("month_before", ("{", "｛", "pageup"), "month(-1)", ("calendar",), shown=True),
    Command("month_after", ("}", "｝", "pagedown"), "month(1)", ("calendar",), shown=True),
    Command("open_day", ("enter",), "open", ("calendar",), shown=True),
    Command("leave_calendar", ("escape", "i", "q"), "screen.close", ("calendar",), shown=True),
    Command("read_place", ("enter", "l", "right"), "open", ("concordance",), shown=True),
    Command("sort_places", ("s",), "screen.sort", ("concordance",), shown=True),
    Command(
        "leave_concordance",
        ("escape", "x", "q", "h", "left", "backspace"),
        "screen.close",
        ("concordance",),
        shown=True,
    ),
    Command("list_bar", ("enter",), "open", ("trend",), shown=True),
    Command("leave_trend", ("escape", "t", "q", "backspace"), "screen.close", ("trend",), shown=True),
    Command("scale", ("b",), "screen.scale", ("trend",), shown=True),
    Command("add_query", ("+", "=", "a", "＋", "＝"), "screen.add", ("trend",), shown=True, leads=True),
    Command("drop_query", ("-", "d", "－"), "screen.drop", ("trend",), shown=True),
    Command("bar_before", ("h", "left", "k", "up"), "move(-1)", ("trend",), shown=True),
    Command("bar_after", ("l", "right", "j", "down"), "move(1)", ("trend",), shown=True),
    Command("bars_before", ("pageup", "ctrl+u"), "turn(-1)", ("trend",)),
    Command("bars_after", ("space", "pagedown", "ctrl+d"), "turn(1)", ("trend",)),
    Command("next_query", ("tab",), "query", ("trend",)),
    Command("leave_overview", ("escape", "o", "q", "enter", "h"), "screen.close", ("overview",), shown=True),
    Command("people", ("1", "１"), "screen.kind(0)", ("names",)),
    Command("places", ("2", "２"), "screen.kind(1)", ("names",)),
    Command("offices", ("3", "３"), "screen.kind(2)", ("names",)),
    Command("phrases", ("4", "４"), "screen.kind(3)", ("names",)),
    Command("next_kind", ("tab", "l", "right"), "screen.other_kind(1)", ("names",)),
    Command("previous_kind", ("shift+tab", "h", "left"), "screen.other_kind(-1)", ("names",)),
    Command("list_named", ("enter",), "open", ("names",), shown=True),
    Command("filter", ("/", "／"), "screen.filter", ("names",), shown=True, leads=True),
    Command("order_names", ("s",), "screen.order", ("names",), shown=True),
    Command("leave_names", ("escape", "P", "q"), "screen.close", ("names",), shown=True),
    Command("filtered", ("enter", "down", "tab"), "submit", ("filter",), shown=True),
    Command("unfilter", ("escape",), "screen.unfilter", ("filter",), shown=True),
    Command("open_related", ("enter", "l", "right"), "open", ("related",), shown=True),
    Command("leave_related", ("escape", "R", "q", "h", "left", "backspace"), "screen.close", ("related",), shown=True),
    Command("close", ("escape", "q", "?", "？", "enter", "h", "w"), "screen.close", ("sheet",), shown=True),
)


def bindings(pane: Pane) -> list[BindingType]:
    """Make the bindings of a pane. They belong to panes, never to the app: the search bar must get every letter."""
    return [
        Binding(",".join(one.keys), one.action, one.id, id=f"{pane}.{one.id}", priority=one.leads)
        for one in COMMANDS
        if pane in one.panes
    ]


class Keys:
    """The commands with the keys that the reader wishes for: `wishes` has keys by `pane.id`, or by `id` for all panes.

    Textual gives a key wished for to its command and takes it from any other of the pane; so does this.
    """

    def __init__(self, wishes: Mapping[str, str] | None = None) -> None:
        wishes = wishes or {}
        ids = {f"{pane}.{one.id}" for one in COMMANDS for pane in one.panes}
        self.unknown: Final = tuple(name for name in wishes if name not in ids | {one.id for one in COMMANDS})
        """Names that no command has."""
        self.keymap: Final = {
            name: keys
            for name in sorted(ids)
            if (keys := wishes.get(name, wishes.get(name.partition(".")[2]))) is not None
        }
        """What Textual is told: keys, parted by commas, by the id of a binding."""

    def of(self, pane: Pane) -> tuple[Command, ...]:
        """Return the commands that work in a pane, with their keys."""
        taken = {
            key: one.id
            for one in COMMANDS
            if pane in one.panes
            for key in _split(self.keymap.get(f"{pane}.{one.id}", ""))
        }
        return tuple(
            replace(one, keys=tuple(key for key in self._keys(pane, one) if taken.get(key, one.id) == one.id))
            for one in COMMANDS
            if pane in one.panes
        )

    def _keys(self, pane: Pane, one: Command) -> tuple[str, ...]:
        wished = self.keymap.get(f"{pane}.{one.id}")
        return one.keys if wished is None else _split(wished)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(",") if key.strip())
