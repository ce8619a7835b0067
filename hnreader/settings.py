"""What the reader may set, in one TOML file that people write by hand and the program may change.

Nothing in the file is fatal: what is not understood is told as a `Problem`, and the default stands in its place.
"""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the reader should know of: a key of the message catalogue, and what fills its blanks."""

    code: str
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set. A setting that the file does not hold has its default."""

    theme: str = "auto"
    """`"dark"`, `"light"`, or `"auto"`: as the terminal is."""
    measure: int = 38
    """How many 汉字 a line of an article holds, 10 to 60; fewer where the terminal is narrower."""
    ambiguous: int = 1
    """How many cells the terminal draws “ ” — … · ① with: 1, or 2 where marks overlap what follows them."""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Table `[keys]`: the keys of a command, with commas between them, by the command's id:
    `"reading.copy" = "y,ctrl+y"`. `""` leaves a command without a key."""


_RANGES: Final[dict[str, tuple[tuple[str | int, ...], str]]] = {
    "theme": (("auto", "dark", "light"), "auto, dark, light"),
    "measure": (tuple(range(10, 61)), "10..60"),
    "ambiguous": ((1, 2), "1, 2"),
}
"""Setting → its values, and how they are said."""


def settings_path() -> Path:
    """Return where this system keeps the settings of a user; there may be no file yet."""
    import platformdirs  # noqa: PLC0415 only a session of the app needs it

    return platformdirs.user_config_path("hnreader", appauthor=False) / "settings.toml"


def load(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings and what is wrong with them. Without a file there are the defaults, and nothing is wrong."""
    try:
        held = tomllib.loads(_text(path))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (Problem("settings.unreadable", (str(path), error.strerror or str(error))),)
    except (ValueError, RecursionError) as error:
        return Settings(), (_broken(path, error),)
    known: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in held.items():
        if name == "keys":
            known[name] = MappingProxyType(_read_keys(value, problems))
        elif name not in _RANGES:
            problems.append(Problem("settings.unknown", (name,)))
        elif _fits(name, value):
            known[name] = value
        else:
            problems.append(Problem("settings.value", (name, str(value), _RANGES[name][1])))
    return Settings(**known), tuple(problems)


def save(path: Path, **changes: str | int | Mapping[str, str]) -> Problem | None:
    """Change settings in the file, which keeps its comments, its order, and whatever is not named.

    Of `keys`, the commands named are changed. The file is there as it was or as it shall be, never in part. A file
    that is broken is left alone, and that, or why it cannot be written, is returned. Raises `ValueError` for a change
    that is no setting.
    """
    for name, value in changes.items():
        if name == "keys":
            fits = isinstance(value, Mapping) and all(isinstance(one, str) for pair in value.items() for one in pair)
        else:
            fits = name in _RANGES and _fits(name, value)
        if not fits:
            raise ValueError(f"no setting: {name} = {value!r}")
    try:
        path = Path(os.path.realpath(path))  # a link stays a link
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, _changed(path, changes))
    except OSError as error:
        return Problem("settings.unwritable", (str(path), error.strerror or str(error)))
    except (ValueError, RecursionError) as error:
        return _broken(path, error)
    return None


def _broken(path: Path, error: Exception) -> Problem:
    return Problem("settings.broken", (str(path), " ".join(str(error).split())))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _fits(name: str, value: object) -> bool:
    return type(value) in {str, int} and value in _RANGES[name][0]  # True is no 1


def _read_keys(value: object, problems: list[Problem], prefix: str = "") -> dict[str, str]:
    """Return command → keys; `reading.copy` without quotes is a table in a table and means the same."""
    if not isinstance(value, dict):
        problems.append(Problem("settings.value", ("keys", str(value), "[keys]")))
        return {}
    found: dict[str, str] = {}
    for name, keys in value.items():
        if isinstance(keys, dict):
            found |= _read_keys(keys, problems, f"{prefix}{name}.")
        elif isinstance(keys, str):
            found[prefix + name] = keys
        else:
            problems.append(Problem("settings.value", (f"keys.{prefix}{name}", str(keys), '"a,b"')))
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
    tomllib.loads(after)
    return after


def _set_keys(table: MutableMapping[str, Any], command: str, keys: str) -> None:
    """Set a command's keys where they stand, be it in a table of the command's room."""
    room, _, rest = command.partition(".")
    inner = table.get(room)
    if rest and command not in table and isinstance(inner, MutableMapping):
        _set_keys(inner, rest, keys)
    else:
        table[command] = keys


def _write(path: Path, text: str) -> None:
    import shutil  # noqa: PLC0415 the start would wait for both
    import tempfile  # noqa: PLC0415

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 a handle, not a path
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, name)
        os.replace(name, path)  # noqa: PTH105 a name, not a path
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
