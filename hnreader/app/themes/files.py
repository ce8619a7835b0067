"""Themes as files: those of the program, and the user's own beside the settings. Both are TOML, a colour a line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import fields

from hnreader.app.themes.palette import Colour, ThemeColours, mix, shortcoming
from hnreader.errors import HnreaderError
from hnreader.reasons import Message, Reason
from hnreader.storage.files import read_small

if TYPE_CHECKING:
    from collections.abc import Iterator

AUTO: Final = "auto"
"""In place of a name: the default for the terminal's background."""
_FIRST: Final = ("dark", "light", "ink-black", "newsprint", "high-contrast", "high-contrast-light")
"""The themes that are listed before the others. Two of them are the defaults, named as a terminal's background is."""
_SHIPPED: Final = Path(__file__).parent
_LARGEST: Final = 100_000  # bytes of a file
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_COLOUR: Final = re.compile("#" + "([0-9a-fA-F]{2})" * 3)
_COLOURS: Final = tuple(each.name for each in fields(ThemeColours))
_SHARES: Final = {"surface": 0.04, "panel": 0.08}
"""Colours that a file may leave out: the share of the foreground in them, over the background."""


class ThemeError(HnreaderError):
    """There is no theme of a name, or its file cannot be used."""

    def __init__(self, message: Message) -> None:
        self.message = message


class ThemeFiles:
    """All themes, by their names. A file in `folder` (None: there are none) has precedence over one of the program."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folders = (_SHIPPED,) if folder is None else (folder, _SHIPPED)

    @property
    def names(self) -> tuple[str, ...]:
        """The program's own, then the others from A to Z."""
        found = {path.stem for folder in self._folders for path in _files(folder)}
        return (*_FIRST, *sorted(found - {*_FIRST, AUTO}))

    def load(self, name: str) -> ThemeColours:
        """Return the colours of a theme. Raises `ThemeError`."""
        path = next((path for folder in self._folders for path in _files(folder) if path.stem == name), None)
        if path is None:
            allowed = ", ".join((AUTO, *self.names))
            raise ThemeError(Message(Reason.SETTING_VALUE, setting="theme", value=name, allowed=allowed))
        return _read(path)

    def chosen(self, name: str, background: str) -> tuple[str, ThemeColours, tuple[Message, ...]]:
        """Return the theme that is shown where the settings name one: its name, its colours, and what is wrong.

        `background` is the default for the terminal: where that is asked for, or the theme cannot be used.
        """
        name = background if name == AUTO else name
        try:
            return name, self.load(name), ()
        except ThemeError as error:
            return background, _read(_SHIPPED / f"{background}.toml"), (error.message,)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of themes in a folder; none where it cannot be read."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in found if path.suffix == ".toml" and _NAME.fullmatch(path.stem))


def _read(path: Path) -> ThemeColours:
    """Return the colours in a file. Raises `ThemeError` where it cannot be read, or what it says cannot be used."""
    try:
        document = tomllib.loads(read_small(path, _LARGEST)[0].decode("utf-8-sig"))
    except OSError as error:
        raise ThemeError(Message(Reason.THEME_BROKEN, file=path, error=error.strerror or str(error))) from error
    except (ValueError, RecursionError) as error:
        raise ThemeError(Message(Reason.THEME_BROKEN, file=path, error=" ".join(str(error).split()))) from error
    unknown = next((key for key in document if key not in _COLOURS), None)
    if unknown is not None:
        raise ThemeError(Message(Reason.THEME_KEY, file=path, key=unknown, known=", ".join(_COLOURS)))
    given = {key: _colour(path, document, key) for key in _COLOURS if key in document or key not in _SHARES}
    mixed = {key: mix(given["background"], given["foreground"], share) for key, share in _SHARES.items()}
    palette = ThemeColours(**(mixed | given))
    if faint := shortcoming(palette):
        ratio, least = f"{faint.ratio:.1f}", f"{faint.least:g}"
        raise ThemeError(Message(Reason.THEME_CONTRAST, file=path, key=faint.colour, ratio=ratio, least=least))
    return palette


def _colour(path: Path, document: dict[str, Any], key: str) -> Colour:
    found = document.get(key, "")
    matched = _COLOUR.fullmatch(found) if isinstance(found, str) else None
    if matched is None:
        raise ThemeError(Message(Reason.THEME_COLOUR, file=path, key=key, found=str(found)))
    red, green, blue = (int(part, 16) for part in matched.groups())
    return red, green, blue
