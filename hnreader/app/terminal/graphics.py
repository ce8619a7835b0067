"""Whether and how the terminal shows pictures, and how large its cells are."""

from __future__ import annotations

import os
import struct
import sys
from contextlib import suppress
from importlib.util import find_spec
from typing import Final, Literal, NamedTuple

Protocol = Literal["kitty", "sixel"]
"""kitty's graphics protocol with Unicode placeholders, or sixel (DEC VT340)."""

_KITTY: Final = ("xterm-kitty", "xterm-ghostty")
"""TERM of the terminals that know placeholders; WezTerm and Konsole know the protocol without them, and sixel.

TERM goes along through ssh, and tmux and screen, which let no such picture pass, put their own in its place.
"""


class CellSize(NamedTuple):
    """The pixels of a cell."""

    width: int
    height: int


_USUAL: Final = CellSize(10, 20)
"""That of a VT340, which terminals emulate."""


def can_draw() -> bool:
    """Tell whether the extra `pictures` is there."""
    return all(find_spec(name) for name in ("textual_image", "PIL"))


def protocol_of(setting: str, *, sixel: bool) -> Protocol | None:
    """Return how the terminal shows pictures, by the user's setting; `sixel` is what it says of itself."""
    if setting == "auto":
        return "kitty" if os.environ.get("TERM") in _KITTY else "sixel" if sixel else None
    return "kitty" if setting == "kitty" else "sixel" if setting == "sixel" else None


def may_have_sixel(setting: str) -> bool:
    """Tell whether pictures may be shown by sixel, for which the terminal has to be asked."""
    return protocol_of(setting, sixel=True) == "sixel" and can_draw()


def cell_size(reported: CellSize | None) -> CellSize:
    """Return the size of the terminal's cells, as it is now; `reported` is what it has said itself."""
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import fcntl  # noqa: PLC0415 Windows has neither
        import termios  # noqa: PLC0415

        end = sys.__stdout__.fileno()  # type: ignore[union-attr]  # None is an error like others
        rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(end, termios.TIOCGWINSZ, bytes(8)))
        if width >= columns > 0 and height >= rows > 0:
            return CellSize(width // columns, height // rows)
    return reported or _USUAL
