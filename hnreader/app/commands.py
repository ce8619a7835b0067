"""Every command of the app, declared once: bindings, footer, palette and help are made from this table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding, BindingType

from hnreader.app.command_texts import DESCRIPTIONS, LABELS
from hnreader.corrections import NAME_ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

Pane = Literal[
    "list",
    "reading",
    "search",
    "prompt",
    "page",
    "map",
    "issue_map",
    "calendar",
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
    "alt+left": "Alt+←",
    "alt+right": "Alt+→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


class Command(Struct, frozen=True):
    """Something that keys do in some panes. `command_texts` names and describes it by its `id`.

    `action` is Textual's: of the pane itself, or of its screen. On the reader's screen `screen.run('search.focus')`
    calls a method of a controller, a field of `controllers.assembly.Controllers`; `screen.open('calendar')`
    opens the screen of that module in `screens`. Full-width keys stand beside the plain ones because an input method
    that was left on sends those.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    panes: tuple[Pane, ...]
    shown: bool = False
    """Whether the footer shows it."""
    priority: bool = False
    """It moves the focus: keys typed behind it in the same read must find it moved."""

    @property
    def label(self) -> str:
        """Its name in the footer and the palette, to be translated."""
        return LABELS[self.id]

    @property
    def description(self) -> str:
        """What it does, to be translated."""
        return DESCRIPTIONS[self.id]

    @property
    def written(self) -> tuple[str, ...]:
        """The keys as people write them, without their full-width twins."""
        plain = (key for key in self.keys if key.isascii())
        return tuple(_NAMES.get(key, key.replace("ctrl+", "^")) for key in plain)


_READ: Final[tuple[Pane, ...]] = ("list", "reading")
_LONG: Final[tuple[Pane, ...]] = ("reading", "page", "sheet", "correct")
_ROWS: Final[tuple[Pane, ...]] = ("concordance", "names", "related", "review", "themes")
_TURNED: Final[tuple[Pane, ...]] = ("list", *_LONG, *_ROWS)
_MAPS: Final[tuple[Pane, ...]] = ("map", "issue_map")

_ROLE_KEYS: Final = {
    "headline": ("1", "１"),
    "kicker": ("2", "２"),
    "subhead": ("3", "３"),
    "column": ("4", "４"),
    "byline": ("5", "５"),
    "body": ("6", "６"),
    "heading": ("7", "７"),
    "caption": ("8", "８"),
    "credit": ("9", "９"),
    "furniture": ("0", "x", "０"),
    "signature": ("S",),
    "editor_note": ("E",),
    "jump": (">", "》"),
}
"""The keys by which a text is said to be of a role."""
_FREQUENT: Final = ("headline", "body", "furniture")

COMMANDS: Final[tuple[Command, ...]] = (
    # Moving in a pane
    Command("down", ("j", "down"), "move('line', 1)", ("list",)),
    Command("up", ("k", "up"), "move('line', -1)", ("list",)),
    Command("row_down", ("j", "down"), "move('line', 1)", _ROWS),
    Command("row_up", ("k", "up"), "move('line', -1)", _ROWS),
    Command("open", ("enter", "l", "right"), "open", ("list",), shown=True),
    Command("scroll_down", ("j", "down"), "move('line', 1)", _LONG),
    Command("scroll_up", ("k", "up"), "move('line', -1)", _LONG),
    Command("back", ("escape", "h", "backspace", "left"), "screen.run('navigation.back')", ("reading",), shown=True),
    Command("page_down", ("space", "pagedown"), "move('screen', 1)", _TURNED),
    Command("page_up", ("b", "pageup"), "move('screen', -1)", _TURNED),
    Command("half_down", ("ctrl+d",), "move('half', 1)", _TURNED),
    Command("half_up", ("ctrl+u",), "move('half', -1)", _TURNED),
    Command("first", ("g", "home"), "move('end', -1)", (*_TURNED, *_MAPS, "trend")),
    Command("last", ("G", "end"), "move('end', 1)", (*_TURNED, *_MAPS, "trend")),
    Command("next_article", ("J",), "screen.run('navigation.article', 1)", ("reading",), shown=True),
    Command("previous_article", ("K",), "screen.run('navigation.article', -1)", ("reading",), shown=True),
    Command("next_match", ("n",), "screen.run('navigation.match', 1)", ("reading",)),
    Command("previous_match", ("N",), "screen.run('navigation.match', -1)", ("reading",)),
    Command("follow", ("f",), "screen.run('reading.follow')", ("reading",)),
    Command("read_on", ("enter",), "screen.run('reading.read_on')", ("reading",)),
    # Searching
    Command("search", ("/", "／"), "screen.run('search.focus')", _READ, shown=True, priority=True),
    Command("order", ("s",), "screen.run('search.toggle_order')", _READ),
    Command("concordance", ("x",), "screen.open('concordance')", _READ, priority=True),
    Command("trend", ("t",), "screen.open('trend')", _READ, priority=True),
    Command("clear", ("escape",), "screen.run('navigation.show_all')", ("list",), shown=True),
    Command("submit", ("enter", "down", "tab"), "submit", ("search",), shown=True),
    Command("history", ("up", "ctrl+r"), "recall", ("search",), shown=True),
    Command("leave", ("escape",), "screen.run('navigation.show_all')", ("search",), shown=True),
    # Finding one's way. Most terminals send Tab for Ctrl+i, and some no Alt: each direction has a plain key as well.
    Command("jump_back", ("ctrl+o", "<", "《", "alt+left"), "screen.run('navigation.jump', -1)", _READ),
    Command("jump_forward", (">", "》", "ctrl+i", "alt+right"), "screen.run('navigation.jump', 1)", _READ),
    Command("previous_issue", ("[", "【"), "screen.run('navigation.issue', -1)", _READ, shown=True),
    Command("next_issue", ("]", "】"), "screen.run('navigation.issue', 1)", _READ, shown=True),
    Command("previous_page", ("{", "｛"), "screen.run('navigation.page', -1)", _READ),
    Command("next_page", ("}", "｝"), "screen.run('navigation.page', 1)", _READ),
    Command("calendar", ("i",), "screen.open('calendar')", _READ, shown=True),
    Command("goto", (":", "："), "screen.run('navigation.goto')", _READ, priority=True),
    Command("overview", ("o",), "screen.open('overview')", _READ),
    Command("names", ("P",), "screen.open('names')", _READ),
    Command("related", ("R",), "screen.open('related')", _READ),
    Command("review", ("E",), "screen.open('review')", _READ),
    Command("switch", ("tab", "shift+tab"), "screen.run('navigation.switch')", _READ),
    # On the page
    Command("raw", ("r",), "screen.open('page')", _READ, shown=True),
    Command("map", ("p",), "screen.open('map')", _READ, shown=True),
    Command("why", ("w",), "screen.open('evidence')", _READ),
    Command("correct", ("e",), "screen.open('correct')", _READ, shown=True),
    # Marks
    Command("bookmark", ("m",), "screen.run('bookmarks.toggle')", _READ),
    Command("note", ("M",), "screen.run('bookmarks.edit_note')", _READ, priority=True),
    Command("bookmarks", ("'", "‘", "’"), "screen.run('bookmarks.show_bookmarked')", _READ),
    Command("read", ("U",), "screen.run('bookmarks.toggle_read')", _READ),
    Command("unread", ("u",), "screen.run('bookmarks.show_unread')", _READ),
    # Taking along
    Command("select", ("v",), "select", ("reading",)),
    Command("copy", ("y",), "screen.run('copying.copy')", _READ, shown=True),
    Command("cite", ("c",), "screen.run('copying.cite')", _READ),
    Command("save", ("Y",), "screen.run('copying.save')", _READ),
    # Appearance
    Command("narrower", ("-", "－"), "widen(-1)", ("reading",)),
    Command("wider", ("=", "+", "＝"), "widen(1)", ("reading",)),
    Command("theme", ("T",), "screen.open('themes')", _READ),
    Command("failures", ("!", "！"), "screen.open('failures')", _READ),
    Command("palette", ("ctrl+p",), "screen.open('palette')", _READ),
    Command("decisions", ("enter", "ctrl+p"), "screen.choose", ("correct",), shown=True),
    Command("suspend", ("ctrl+z",), "app.suspend_process", PANES),
    Command("help", ("?", "？"), "screen.open('help')", _READ, shown=True),
    Command("quit", ("q",), "app.quit", _READ, shown=True),
    # What lies over the reader
    Command("accept", ("enter",), "submit", ("prompt",), shown=True),
    Command("cancel", ("escape",), "screen.close", ("prompt",), shown=True),
    Command("go_there", ("enter",), "open", ("page",), shown=True),
    Command("correct_here", ("e",), "screen.correct", ("page",), shown=True),
    Command("next_doubt", ("n",), "doubt(1)", ("page", "correct"), shown=True),
    Command("previous_doubt", ("N",), "doubt(-1)", ("page", "correct")),
    Command("leave_page", ("escape", "r", "h", "q", "left", "backspace"), "screen.close", ("page",), shown=True),
    Command("begins_story", ("s",), "screen.decide('begins a story')", ("correct",), shown=True),
    Command("belongs", ("t",), "screen.relate('belongs to')", ("correct",), shown=True),
    Command("follows", ("f",), "screen.relate('follows')", ("correct",), shown=True),
    Command("goes_on", ("c",), "screen.relate('goes on with')", ("correct",)),
    Command("begins_paragraph", ("p",), "screen.decide('begins a paragraph')", ("correct",), shown=True),
    Command("copies", ("d",), "screen.relate('copies')", ("correct",)),
    *(
        Command(f"is_{role}", keys, f"screen.decide('is', '{role}')", ("correct",), shown=role in _FREQUENT)
        for role, keys in _ROLE_KEYS.items()
    ),
    Command("issue_of_page", ("i",), "screen.ask('the page is of')", ("correct",)),
    Command("reads", ("r",), "screen.ask('reads')", ("correct",)),
    Command("continues_on", ("m",), "screen.ask('continues on page')", ("correct",)),
    Command("continues_from", ("M",), "screen.ask('continues from page')", ("correct",)),
    *(
        Command(f"names_{role}", (key,), f"screen.decide('names', '{role}')", ("correct",))
        for role, key in zip(NAME_ROLES, "aAPCZ", strict=True)
    ),
    Command("undo_decision", ("u",), "screen.turn('undo')", ("correct",), shown=True),
    Command("redo_decision", ("ctrl+r",), "screen.turn('redo')", ("correct",)),
    Command("withdraw", ("D", "delete"), "screen.withdraw", ("correct",)),
    Command("withdraw_all", ("X",), "screen.withdraw(True)", ("correct",)),
    Command("select_passage", ("v",), "screen.select", ("correct",)),
    Command("previous_character", ("left", "h"), "go('character', -1)", ("correct",)),
    Command("next_character", ("right", "l"), "go('character', 1)", ("correct",)),
    Command("next_text", ("tab",), "go('text', 1)", ("correct",)),
    Command("previous_text", ("shift+tab",), "go('text', -1)", ("correct",)),
    Command("next_on_page", ("J",), "go('story', 1)", ("correct",)),
    Command("previous_on_page", ("K",), "go('story', -1)", ("correct",)),
    Command("read_corrected", ("o",), "screen.read", ("correct",)),
    Command("give_up", ("escape",), "screen.give_up", ("correct",)),
    Command("leave_correcting", ("e", "q"), "screen.close", ("correct",), shown=True),
    Command("go_left", ("left", "h"), "go('left')", _MAPS),
    Command("go_right", ("right", "l"), "go('right')", _MAPS),
    Command("go_up", ("up", "k"), "go('up')", _MAPS),
    Command("go_down", ("down", "j"), "go('down')", _MAPS),
    Command("read_story", ("enter",), "open", ("map",), shown=True),
    Command("next_story", ("tab",), "story(1)", ("map",), shown=True),
    Command("previous_story", ("shift+tab",), "story(-1)", ("map",)),
    Command("map_previous_page", ("[", "【", "{", "｛"), "screen.page(-1)", ("map",), shown=True),
    Command("map_next_page", ("]", "】", "}", "｝"), "screen.page(1)", ("map",), shown=True),
    Command("issue_map", ("o", "backspace"), "screen.issue", ("map",), shown=True),
    Command("zoom", ("z",), "screen.zoom", ("map",), shown=True),
    Command("picture", ("v",), "screen.picture", ("map",), shown=True),
    Command("leave_map", ("escape", "p", "q"), "screen.close", ("map",), shown=True),
    Command("open_map", ("enter",), "open", ("issue_map",), shown=True),
    Command("leave_issue_map", ("escape", "o", "q", "backspace"), "screen.close", ("issue_map",), shown=True),
    Command("day_left", ("left", "h"), "day(-1)", ("calendar",)),
    Command("day_right", ("right", "l"), "day(1)", ("calendar",)),
    Command("week_up", ("up", "k"), "day(-7)", ("calendar",)),
    Command("week_down", ("down", "j"), "day(7)", ("calendar",)),
    Command("earlier_issue", ("[", "【"), "issue(-1)", ("calendar",), shown=True),
    Command("later_issue", ("]", "】"), "issue(1)", ("calendar",), shown=True),
    Command("previous_month", ("{", "｛", "pageup"), "month(-1)", ("calendar",), shown=True),
    Command("next_month", ("}", "｝", "pagedown"), "month(1)", ("calendar",), shown=True),
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
    Command("add_query", ("+", "=", "a", "＋", "＝"), "screen.add", ("trend",), shown=True, priority=True),
    Command("drop_query", ("-", "d", "－"), "screen.drop", ("trend",), shown=True),
    Command("previous_bar", ("h", "left", "k", "up"), "move('line', -1)", ("trend",), shown=True),
    Command("next_bar", ("l", "right", "j", "down"), "move('line', 1)", ("trend",), shown=True),
    Command("bars_back", ("pageup", "ctrl+u"), "move('screen', -1)", ("trend",)),
    Command("bars_forward", ("space", "pagedown", "ctrl+d"), "move('screen', 1)", ("trend",)),
    Command("next_query", ("tab",), "query", ("trend",)),
    Command("leave_overview", ("escape", "o", "q", "enter", "h"), "screen.close", ("overview",), shown=True),
    Command("people", ("1", "１"), "screen.kind(0)", ("names",)),
    Command("places", ("2", "２"), "screen.kind(1)", ("names",)),
    Command("offices", ("3", "３"), "screen.kind(2)", ("names",)),
    Command("phrases", ("4", "４"), "screen.kind(3)", ("names",)),
    Command("next_kind", ("tab", "l", "right"), "screen.other_kind(1)", ("names",)),
    Command("previous_kind", ("shift+tab", "h", "left"), "screen.other_kind(-1)", ("names",)),
    Command("list_named", ("enter",), "open", ("names",), shown=True),
    Command("filter", ("/", "／"), "screen.filter", ("names",), shown=True, priority=True),
    Command("order_names", ("s",), "screen.order", ("names",), shown=True),
    Command("leave_names", ("escape", "P", "q"), "screen.close", ("names",), shown=True),
    Command("filtered", ("enter", "down", "tab"), "submit", ("filter",), shown=True),
    Command("unfilter", ("escape",), "screen.unfilter", ("filter",), shown=True),
    Command("open_related", ("enter", "l", "right"), "open", ("related",), shown=True),
    Command("leave_related", ("escape", "R", "q", "h", "left", "backspace"), "screen.close", ("related",), shown=True),
    Command("right_as_is", ("y",), "screen.right", ("review",), shown=True),
    Command("first_alternative", ("1", "１"), "screen.apply(0)", ("review",), shown=True),
    Command("second_alternative", ("2", "２"), "screen.apply(1)", ("review",), shown=True),
    Command("undo_review", ("u",), "screen.undo", ("review",), shown=True),
    Command("open_reviewed", ("enter", "a", "l", "right"), "open", ("review",), shown=True),
    Command("leave_review", ("escape", "E", "q", "h", "left", "backspace"), "screen.close", ("review",), shown=True),
    Command("keep_theme", ("enter",), "open", ("themes",), shown=True),
    Command("leave_themes", ("escape", "T", "q"), "screen.close", ("themes",), shown=True),
    Command("close", ("escape", "q", "?", "？", "enter", "h", "w"), "screen.close", ("sheet",), shown=True),
)


_RENAMED_IDS: Final = {
    "held_before": "earlier_issue",
    "held_after": "later_issue",
    "month_before": "previous_month",
    "month_after": "next_month",
    "bar_before": "previous_bar",
    "bar_after": "next_bar",
    "bars_before": "bars_back",
    "bars_after": "bars_forward",
    "next_hit": "next_match",
    "previous_hit": "previous_match",
}
"""Commands by the ids that they had once, which settings may still have."""
_RENAMED: Final = _RENAMED_IDS | {
    f"{pane}.{old}": f"{pane}.{new}" for pane in PANES for old, new in _RENAMED_IDS.items()
}


def bindings(pane: Pane) -> list[BindingType]:
    """Return the bindings of a pane. They belong to panes, never to the app: the search bar must get every letter."""
    return [
        Binding(
            ",".join(command.keys), command.action, command.id, id=f"{pane}.{command.id}", priority=command.priority
        )
        for command in COMMANDS
        if pane in command.panes
    ]


class Keys:
    """The commands with the user's own keys.

    `settings` has keys by `pane.id`, or by `id` for all panes. As in Textual, a key set for one command is taken from
    any other command of the pane.
    """

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        settings = {_RENAMED.get(name, name): keys for name, keys in (settings or {}).items()}
        ids = {f"{pane}.{command.id}" for command in COMMANDS for pane in command.panes}
        self.unknown: Final = tuple(name for name in settings if name not in ids | {command.id for command in COMMANDS})
        """Names in the settings that no command has."""
        self.keymap: Final = {
            name: keys
            for name in sorted(ids)
            if (keys := settings.get(name, settings.get(name.partition(".")[2]))) is not None
        }
        """Textual's: keys, separated by commas, by the id of a binding."""
        self.custom: Final = frozenset(key for keys in self.keymap.values() for key in _split(keys))
        """The keys that the user has set."""

    def of(self, pane: Pane) -> tuple[Command, ...]:
        """Return the commands that work in a pane, with their keys."""
        commands = [command for command in COMMANDS if pane in command.panes]
        owners = {
            key: command.id for command in commands for key in _split(self.keymap.get(f"{pane}.{command.id}", ""))
        }
        return tuple(
            replace(
                command,
                keys=tuple(key for key in self._keys(pane, command) if owners.get(key, command.id) == command.id),
            )
            for command in commands
        )

    def hint(self, command_id: str) -> str:
        """Return the first key of a command as people write it; where it has none, that of the palette."""
        panes = (pane for command in COMMANDS if command.id == command_id for pane in command.panes)
        keys = (command.written for pane in panes for command in self.of(pane) if command.id == command_id)
        return next((written[0] for written in keys if written), "^P")

    def _keys(self, pane: Pane, command: Command) -> tuple[str, ...]:
        keys = self.keymap.get(f"{pane}.{command.id}")
        return command.keys if keys is None else _split(keys)


def _split(keys: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.split(",") if key.strip())
