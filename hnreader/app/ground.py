"""Whether the terminal is dark or light, as far as it tells."""

from __future__ import annotations

import os
import re
import sys
from time import monotonic
from typing import Final, Literal, NamedTuple

Ground = Literal["dark", "light"]

PATIENCE: Final = 0.2  # seconds; a terminal at hand answers in a few milliseconds, `terminal` drops what comes later
_ASK: Final = b"\x1b]11;?\x1b\\\x1b[c"
"""OSC 11 asks for the background (xterm, Control Sequences); DA1 behind it is answered by every terminal, so that one
that does not know OSC 11 costs no wait."""
_TOLD: Final = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_NAMED: Final = re.compile(rb"\x1b\[\?[\d;]*c")  # the answer to DA1
_ANSWERS: Final = re.compile(r"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[\?[\d;]*c")
_LIGHT_COLOURS: Final = ("7", "15")  # COLORFGBG names the background by its number among sixteen


class Answer(NamedTuple):
    """The ground, and what was typed before the terminal had told it."""

    ground: Ground
    typed: str = ""


def ground() -> Answer:
    """Ask the terminal; one that tells nothing is taken for dark."""
    told = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if told.isdigit():
        return Answer("light" if told in _LIGHT_COLOURS else "dark")
    answer = _ask()
    # Enter has become a line feed so far: what is typed comes as carriage returns only after Textual has set it so.
    return Answer(read_answer(answer), _ANSWERS.sub("", answer).replace("\n", "\r"))


def read_answer(answer: str) -> Ground:
    """Tell from a terminal's answer: light is a luminance (ITU-R BT.601) above one half."""
    told = _TOLD.search(answer)
    if told is None:
        return "dark"
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in told.groups())
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"


def _ask() -> str:
    """Send the question and return what comes back, or nothing where there is no terminal to ask."""
    try:
        import termios  # noqa: PLC0415 Windows has neither
        import tty  # noqa: PLC0415

        end = sys.stdin.fileno()
        if not (sys.stdin.isatty() and sys.__stdout__ is not None and sys.__stdout__.isatty()):
            return ""
        kept = termios.tcgetattr(end)
    except (ImportError, OSError, ValueError, AttributeError):
        return ""
    try:
        tty.setcbreak(end, termios.TCSANOW)  # without throwing away what has been typed already
        os.write(sys.__stdout__.fileno(), _ASK)
        return _answer(end).decode("utf-8", "ignore")
    finally:
        termios.tcsetattr(end, termios.TCSANOW, kept)


def _answer(end: int) -> bytes:
    import select  # noqa: PLC0415 not for files on Windows

    got, until = b"", monotonic() + PATIENCE
    while not _NAMED.search(got):
        left = until - monotonic()
        if left <= 0 or not select.select([end], [], [], left)[0]:
            break
        read = os.read(end, 1024)
        if not read:
            break
        got += read
    return got
