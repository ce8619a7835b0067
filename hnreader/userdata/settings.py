"""The user's settings: one TOML file that people write by hand and the program may change.

No error in the file is fatal: each is returned as a `Message`, and the default is used.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from msgspec import Struct, field

from hnreader.reasons import Message, Reason
from hnreader.storage.files import atomic_file


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
    paper: str = ""
    """The id or name of the newspaper that all pages are of, such as `hunan-daily`; empty: each page is looked at."""
    library: str = ""
    """The folder in which segmented pages are kept; empty: one in the user's cache folder."""
    pictures: str = "auto"
    """How the terminal shows pictures: `"kitty"` (its protocol, with placeholders), `"sixel"`, `"off"`: not, or
    `"auto"`: as it says itself."""


_RANGES: Final[dict[str, tuple[tuple[str | int, ...], str]]] = {
    "theme": ((), '"…"'),  # which themes there are, whoever draws knows
    "measure": (tuple(range(10, 61)), "10..60"),
    "ambiguous": ((1, 2), "1, 2"),
    "pictures": (("auto", "kitty", "sixel", "off"), "auto, kitty, sixel, off"),
    "paper": ((), '"…"'),  # which papers there are, whoever reads pages knows
    "library": ((), '"…"'),
}
"""Setting → its values (all texts where none is listed), and how messages name them."""


def settings_path() -> Path:
    """Return the path of the user's settings on this system; the file may not exist."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return platformdirs.user_config_path("hnreader", appauthor=False) / "settings.toml"


def load(path: Path) -> tuple[Settings, tuple[Message, ...]]:
    """Return the settings and what is wrong with the file; the defaults where there is no file."""
    try:
        document = tomllib.loads(_text(path))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (Message(Reason.SETTINGS_UNREADABLE, file=path, error=error.strerror or str(error)),)
    except (ValueError, RecursionError) as error:
        return Settings(), (_broken(path, error),)
    known: dict[str, Any] = {}
    problems: list[Message] = []
    for name, value in document.items():
        if name == "keys":
            known[name] = MappingProxyType(_read_keys(value, problems))
        elif name not in _RANGES:
            problems.append(Message(Reason.SETTING_UNKNOWN, setting=name))
        elif _fits(name, value):
            known[name] = value
        else:
            problems.append(Message(Reason.SETTING_VALUE, setting=name, value=str(value), allowed=_RANGES[name][1]))
    return Settings(**known), tuple(problems)


def save(path: Path, **changes: str | int | Mapping[str, str]) -> Message | None:
    """Change settings in the file, atomically; comments, order and all other settings stay.

    Of `keys`, the commands named are changed. Returns what is wrong where the file is broken, which leaves it as it is,
    or cannot be written. Raises `ValueError` for a change that is not a setting.
    """
    for name, value in changes.items():
        if name == "keys":
            fits = isinstance(value, Mapping) and all(isinstance(text, str) for pair in value.items() for text in pair)
        else:
            fits = name in _RANGES and _fits(name, value)
        if not fits:
            raise ValueError(f"no setting: {name} = {value!r}")
    try:
        path = Path(os.path.realpath(path))  # a link stays a link
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _changed(path, changes)
        with atomic_file(path, force=True, private=True) as file:
            file.write(text)
    except OSError as error:
        return Message(Reason.SETTINGS_UNWRITABLE, file=path, error=error.strerror or str(error))
    except (ValueError, RecursionError) as error:
        return _broken(path, error)
    return None


def _broken(path: Path, error: Exception) -> Message:
    return Message(Reason.SETTINGS_BROKEN, file=path, error=" ".join(str(error).split()))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _fits(name: str, value: object) -> bool:
    values = _RANGES[name][0]
    return value in values and type(value) in {str, int} if values else isinstance(value, str)  # True is no 1


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
            for command, keys in value.items():
                _set_keys(document[name], command, keys)
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
