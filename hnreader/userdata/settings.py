"""The user's settings: one TOML file that people write by hand and the program may change.

No error in the file is fatal: each is returned as a `Message`, and the default is used.
"""

from __future__ import annotations

import os
import sqlite3
import tomllib
from collections.abc import Mapping, MutableMapping
from contextlib import ExitStack, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from msgspec import Struct, field

from hnreader.reasons import Message, Reason
from hnreader.storage.database import exclusive
from hnreader.storage.files import atomic_file, read_small
from hnreader.storage.folders import make_folder
from hnreader.storage.private import private_folder, restrict_file

Density = Literal["compact", "normal", "spacious"]
DENSITIES: Final[tuple[Density, ...]] = get_args(Density)
_LARGEST: Final = 1_000_000  # bytes of the file


class Settings(Struct, frozen=True):
    """The settings; those that the file does not have are the defaults."""

    theme: str = "auto"
    """The name of a theme, or `"auto"`: dark or light, as the terminal is."""
    measure: int = 38
    """How many 汉字 a line of an article holds, 10 to 60; fewer where the terminal is narrower."""
    ambiguous: int = 1
    """How many cells the terminal draws “ ” — … · ① with: 1, or 2 where marks overlap what follows them."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Table `[keys]`: the keys of a command, with commas between them, by the command's id:
    `"reading.copy" = "y,ctrl+y"`. `""` leaves a command without a key."""
    searches: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Table `[searches]`: queries by the names under which the user has saved them."""
    paper: str = ""
    """The id or name of the newspaper that all pages are of, such as `hunan-daily`; empty: each page is looked at."""
    library: str = ""
    """The folder in which segmented pages are kept; empty: one in the user's cache folder."""
    largest: int = 64
    """Megabytes of the largest text that is read, 1 to 4096; PDFs, images and archives may have sixteen times that."""
    pictures: str = "auto"
    """How the terminal shows pictures: `"kitty"` (its protocol, with placeholders), `"sixel"`, `"off"`: not, or
    `"auto"`: as it says itself."""
    density: Density = "normal"
    """What the list shows of each article: its title (`"compact"`), kind and length beside it where there is room
    (`"normal"`), and below it the first sentence (`"spacious"`)."""
    punctuation: str = "printed"
    """Punctuation of an article on the screen: as `"printed"`, or `"full-width"` in Chinese text."""
    line_spacing: int = 0
    """Blank lines between the lines of an article, 0 or 1."""
    paragraphs: str = "indent"
    """What tells paragraphs apart: an `"indent"` of two 汉字, a `"blank"` line, or `"both"`."""
    columns: int | str = "auto"
    """In how many columns an article is set, 1 or 2 where there is room; `"auto"`: 2 where both hold the measure."""
    list: str = "shown"
    """Whether the list stays beside the text while that is read: `"shown"`, or `"hidden"`."""
    list_width: int = 0
    """Cells of the list beside the text, 24 to 120; 0: a third of the screen."""


_RANGES: Final[dict[str, tuple[tuple[str | int, ...], str]]] = {
    "theme": ((), '"…"'),  # which themes there are, whoever draws knows
    "measure": (tuple(range(10, 61)), "10..60"),
    "density": (DENSITIES, ", ".join(DENSITIES)),
    "punctuation": (("printed", "full-width"), "printed, full-width"),
    "line_spacing": ((0, 1), "0, 1"),
    "paragraphs": (("indent", "blank", "both"), "indent, blank, both"),
    "columns": ((1, 2, "auto"), "1, 2, auto"),
    "list": (("shown", "hidden"), "shown, hidden"),
    "list_width": ((0, *range(24, 121)), "0, 24..120"),
    "ambiguous": ((1, 2), "1, 2"),
    "pictures": (("auto", "kitty", "sixel", "off"), "auto, kitty, sixel, off"),
    "paper": ((), '"…"'),  # which papers there are, whoever reads pages knows
    "library": ((), '"…"'),
    "largest": (tuple(range(1, 4097)), "1..4096"),
}
"""Setting → its values (all texts where none is listed), and how messages name them."""


def values_of(setting: str) -> tuple[str | int, ...]:
    """Return the values that a setting may have; none where it may be any text."""
    return _RANGES[setting][0]


def settings_path(folder: Path | None = None) -> Path:
    """Return the path of the user's settings in a folder, or on this system; the file may not exist."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return (folder or platformdirs.user_config_path("hnreader", appauthor=False)) / "settings.toml"


def load(path: Path) -> tuple[Settings, tuple[Message, ...]]:
    """Return the settings and what is wrong with the file; the defaults where there is no file."""
    try:
        text = _text(path)
        _restrict(path)
        return _settings_of(tomllib.loads(text))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (Message(Reason.SETTINGS_UNREADABLE, file=path, error=error.strerror or str(error)),)
    except (ValueError, RecursionError) as error:  # Python prints no number of more than 4,300 digits
        return Settings(), (_broken(path, error),)


def _settings_of(document: Mapping[str, Any]) -> tuple[Settings, tuple[Message, ...]]:
    """Return the settings in a document, and what is wrong with it."""
    known: dict[str, Any] = {}
    problems: list[Message] = []
    for name, value in document.items():
        if name == "keys":
            known[name] = MappingProxyType(_read_keys(value, problems))
        elif name == "searches":
            known[name] = MappingProxyType(_read_searches(value, problems))
        elif name not in _RANGES:
            problems.append(Message(Reason.SETTING_UNKNOWN, setting=name))
        elif _fits(name, value):
            known[name] = value
        else:
            problems.append(Message(Reason.SETTING_VALUE, setting=name, value=str(value), allowed=_RANGES[name][1]))
    return Settings(**known), tuple(problems)


def save(path: Path, **changes: str | int | Mapping[str, str]) -> Message | None:
    """Change settings in the file, atomically and one session at a time; comments, order and all other settings stay.

    Of `keys` and `searches`, what is named is changed; a search for nothing is removed. Returns what is wrong where the
    file is broken, which leaves it as it is, or cannot be written. Raises `ValueError` for what is not a setting.
    """
    for name, value in changes.items():
        if name in _TABLES:
            fits = isinstance(value, Mapping) and all(isinstance(text, str) for pair in value.items() for text in pair)
        else:
            fits = name in _RANGES and _fits(name, value)
        if not fits:
            raise ValueError(f"no setting: {name} = {value!r}")
    try:
        private_folder(path.parent)
        _restrict(path)
        path = Path(os.path.realpath(path))  # a link stays a link
        make_folder(path.parent)
        with ExitStack() as stack:
            with suppress(sqlite3.Error):  # a file system without locks, or another session that has it for long
                stack.enter_context(exclusive(path))
            text = _changed(path, changes)
            with atomic_file(path, force=True, private=True) as file:
                file.write(text)
    except OSError as error:
        return Message(Reason.SETTINGS_UNWRITABLE, file=path, error=error.strerror or str(error))
    except (ValueError, RecursionError) as error:
        return _broken(path, error)
    return None


def _restrict(path: Path) -> None:
    """Keep others from a file with searches of the user's; what is a link is kept elsewhere, as the user wants it."""
    if not path.is_symlink():
        restrict_file(path)


def _broken(path: Path, error: Exception) -> Message:
    return Message(Reason.SETTINGS_BROKEN, file=path, error=" ".join(str(error).split()))


def _text(path: Path) -> str:
    return read_small(path, _LARGEST)[0].decode("utf-8-sig")


def _fits(name: str, value: object) -> bool:
    values = _RANGES[name][0]
    return value in values and type(value) in {str, int} if values else _is_text(value)  # True is no 1


def _is_text(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value  # no file can be called so


def _read_keys(value: object, problems: list[Message], prefix: str = "") -> dict[str, str]:
    """Return command → keys; `reading.copy` without quotes is a table in a table and means the same."""
    if not isinstance(value, dict):
        problems.append(Message(Reason.SETTING_VALUE, setting="keys", value=str(value), allowed="[keys]"))
        return {}
    found: dict[str, str] = {}
    for name, keys in value.items():
        if isinstance(keys, dict):
            found |= _read_keys(keys, problems, f"{prefix}{name}.")
        elif isinstance(keys, str):
            found[prefix + name] = keys
        else:
            setting = f"keys.{prefix}{name}"
            problems.append(Message(Reason.SETTING_VALUE, setting=setting, value=str(keys), allowed='"a,b"'))
    return found


def _read_searches(value: object, problems: list[Message]) -> dict[str, str]:
    """Return name → query."""
    if not isinstance(value, dict):
        problems.append(Message(Reason.SETTING_VALUE, setting="searches", value=str(value), allowed="[searches]"))
        return {}
    wrong = {name: query for name, query in value.items() if not isinstance(query, str)}
    problems += [
        Message(Reason.SETTING_VALUE, setting=f"searches.{name}", value=str(query), allowed='"…"')
        for name, query in wrong.items()
    ]
    return {name: query for name, query in value.items() if name not in wrong}


def _changed(path: Path, changes: Mapping[str, str | int | Mapping[str, str]]) -> str:
    """Return the text of the file with the changes. Raises `ValueError` where that can't be done to it."""
    import tomlkit  # noqa: PLC0415 the start would wait for it
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        before = _text(path)
    except FileNotFoundError:
        before = ""
    tomllib.loads(before)  # what `load` can't read is broken
    try:
        document = tomlkit.parse(before)
        for name, value in changes.items():
            if not isinstance(value, Mapping):
                document[name] = value
                continue
            if not isinstance(document.get(name), MutableMapping):
                document[name] = tomlkit.table()
            for key, text in value.items():
                _TABLES[name](document[name], key, text)
        after = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    tomllib.loads(after.encode().decode())  # raises for half a surrogate pair, too
    return after


def _set_keys(table: MutableMapping[str, Any], command: str, keys: str) -> None:
    """Set a command's keys where they stand, be it in a table of the command's room."""
    room, _, rest = command.partition(".")
    inner = table.get(room)
    if rest and command not in table and isinstance(inner, MutableMapping):
        _set_keys(inner, rest, keys)
    else:
        table[command] = keys


def _set_search(table: MutableMapping[str, Any], name: str, query: str) -> None:
    """Set a query by its name, or remove it where it is empty."""
    if query:
        table[name] = query
    else:
        table.pop(name, None)


_TABLES: Final = MappingProxyType({"keys": _set_keys, "searches": _set_search})
"""The settings that are tables, and how a text is set in each by its name."""
