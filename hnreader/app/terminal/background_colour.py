"""Finding out whether the terminal's background is dark or light."""

from __future__ import annotations

import os
import re
import sys
from time import monotonic
from typing import Final, Literal, NamedTuple

Background = Literal["dark", "light"]

_TIMEOUT: Final = 0.2  # seconds; a local terminal answers in milliseconds, `setup` drops an answer that comes later
_QUESTION: Final = b"\x1b]11;?\x1b\\\x1b[c"
"""OSC 11 asks for the background colour (xterm Control Sequences). Every terminal answers DA1 behind it, so that there
is no wait for one that does not know OSC 11."""
_COLOUR: Final = re.compile(r"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_DA1_ANSWER: Final = re.compile(rb"\x1b\[\?[\d;]*c")
_ANSWERS: Final = re.compile(r"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[\?[\d;]*c")
_LIGHT_COLOURS: Final = ("7", "15")  # of sixteen, as COLORFGBG numbers them


class Answer(NamedTuple):
    """The background, and what was typed before the terminal had answered."""

    background: Background
    typed: str = ""


def detect_background() -> Answer:
    """Ask the terminal; one that does not answer is taken for dark."""
    number = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if number.isdigit():
        return Answer("light" if number in _LIGHT_COLOURS else "dark")
    answer = _ask()
    # Before Textual switches the terminal to raw mode, Enter arrives as a line feed.
    return Answer(read_answer(answer), _ANSWERS.sub("", answer).replace("\n", "\r"))


def read_answer(answer: str) -> Background:
    """Return the background of a terminal's answer: light is a luminance (ITU-R BT.601) above one half."""
    colour = _COLOUR.search(answer)
    if colour is None:
        return "dark"
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
    return "light" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "dark"


def _ask() -> str:
    """Send the question and return what arrives until its answer is complete; nothing where there is no terminal."""
    try:
        import termios  # noqa: PLC0415 Windows has neither
        import tty  # noqa: PLC0415

        end = sys.stdin.fileno()
        if not (sys.stdin.isatty() and sys.__stdout__ is not None and sys.__stdout__.isatty()):
            return ""
        saved = termios.tcgetattr(end)
    except (ImportError, OSError, ValueError, AttributeError):
        return ""
    try:
        tty.setcbreak(end, termios.TCSANOW)  # what has been typed already is kept
        os.write(sys.__stdout__.fileno(), _QUESTION)
        return _answer(end).decode("utf-8", "ignore")
    finally:
        termios.tcsetattr(end, termios.TCSANOW, saved)


def _answer(end: int) -> bytes:
    import select  # noqa: PLC0415 not for files on Windows

    received, deadline = b"", monotonic() + _TIMEOUT
    while not _DA1_ANSWER.search(received):
        remaining = deadline - monotonic()
        if remaining <= 0 or not select.select([end], [], [], remaining)[0]:
            break
        read = os.read(end, 1024)
        if not read:
            break
        received += read
    return received
