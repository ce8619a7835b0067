"""Finding out whether the terminal's background is dark or light, and whether it shows sixel pictures, how large."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from time import monotonic
from typing import Final, Literal, NamedTuple

from hnreader.app.terminal.graphics import CellSize
from hnreader.app.terminal.signals import signals_held_back

Background = Literal["dark", "light"]

_TIMEOUT: Final = 0.2  # seconds; a local terminal answers in milliseconds, `setup` drops an answer that comes later
_ASK_COLOUR: Final = b"\x1b]11;?\x1b\\"
"""OSC 11 asks for the background colour (xterm Control Sequences)."""
_ASK_CELL: Final = b"\x1b[16t"
"""Asks for the pixels of a cell (xterm Control Sequences). Some terminals answer it and tell the system nothing."""
_ASK_ATTRIBUTES: Final = b"\x1b[c"
"""DA1, which every terminal answers, so that there is no wait for one that does not know the others."""
_COLOUR: Final = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_ATTRIBUTES: Final = re.compile(r"\x1b\[\?([\d;]*)c")
_SIXEL: Final = "4"  # among the attributes
_CELL: Final = re.compile(r"\x1b\[6;([1-9]\d{0,3});([1-9]\d{0,3})t")
_ANSWERS: Final = re.compile(r"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[[\d;]*t|\x1b\[\?[\d;]*c")
_LIGHT_COLOURS: Final = ("7", "15")  # of sixteen, as COLORFGBG numbers them


class Capabilities(NamedTuple):
    """What the terminal says of itself, and what was typed before it had answered."""

    background: Background = "dark"
    typed: str = ""
    sixel: bool = False
    cell: CellSize | None = None
    """None where it does not say."""
    local: bool = True
    """Who sits at it has started this program: the user's programs and commands may be run, which others must not."""


UNKNOWN: Final = Capabilities()
"""Of a terminal that does not answer."""


def detect_capabilities(*, background: bool, pictures: bool) -> Capabilities:
    """Find out what is wanted, by asking the terminal once, if at all."""
    local = not os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")  # textual-serve sets it
    number = os.environ.get("COLORFGBG", "").rpartition(";")[2] if background else ""
    ground: Background = "light" if number in _LIGHT_COLOURS else "dark"
    asks_colour = background and not number.isdigit()
    if not (asks_colour or pictures):
        return Capabilities(ground, local=local)
    answer = _ask(_ASK_COLOUR * asks_colour + _ASK_CELL * pictures + _ASK_ATTRIBUTES)
    # Before Textual switches the terminal to raw mode, Enter arrives as a line feed.
    typed = _ANSWERS.sub("", answer).replace("\n", "\r")
    return Capabilities(
        read_background(answer) if asks_colour else ground, typed, _has_sixel(answer), _read_cell(answer), local
    )


def _has_sixel(answer: str) -> bool:
    """Tell whether a terminal's answer says that it shows sixel pictures."""
    attributes = _ATTRIBUTES.search(answer)
    return attributes is not None and _SIXEL in attributes[1].split(";")[1:]


def _read_cell(answer: str) -> CellSize | None:
    """Return the size of a cell that a terminal's answer says: its height comes first."""
    size = _CELL.search(answer)
    return CellSize(int(size[2]), int(size[1])) if size is not None else None


def read_background(answer: str) -> Background:
    """Return the background of a terminal's answer: light is a luminance (ITU-R BT.601) above one half."""
    colour = _COLOUR.search(answer)
    if colour is None:
        return "dark"
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"


def _ask(question: bytes) -> str:
    """Send a question and return what arrives until its answer is complete; nothing where there is no terminal."""
    try:
        import termios  # noqa: PLC0415 Windows has neither
        import tty  # noqa: PLC0415

        end = sys.stdin.fileno()
        if not (sys.stdin.isatty() and sys.__stdout__ is not None and sys.__stdout__.isatty()):
            return ""
        saved = termios.tcgetattr(end)
    except (ImportError, OSError, ValueError, AttributeError):
        return ""
    with signals_held_back():
        try:
            tty.setcbreak(end, termios.TCSANOW)  # what has been typed already is kept
            os.write(sys.__stdout__.fileno(), question)
            return _answer(end).decode("utf-8", "ignore")
        except (OSError, termios.error):  # the terminal is gone
            return ""
        finally:
            with suppress(termios.error):
                termios.tcsetattr(end, termios.TCSANOW, saved)


def _answer(end: int) -> bytes:
    import select  # noqa: PLC0415 not for files on Windows

    received, deadline = b"", monotonic() + _TIMEOUT
    while not _ATTRIBUTES.search(received.decode("ascii", "ignore")):
        remaining = deadline - monotonic()
        if remaining <= 0 or not select.select([end], [], [], remaining)[0]:
            break
        read = os.read(end, 1024)
        if not read:
            break
        received += read
    return received
