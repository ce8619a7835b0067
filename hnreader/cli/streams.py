"""Standard output and standard error: their encoding, what is a terminal, and what happens where one is closed."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Final

_LONGEST: Final = 1000  # characters of an error


class ClosedOutput(io.TextIOBase):
    """Stands for a standard output that is closed (`>&-`): writing to it fails, as it does where a disk is full."""

    def write(self, _text: str, /) -> int:
        """Raise `OSError`."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare() -> None:
    """Make every character printable and every lost character an error.

    Streams are UTF-8 where the locale has ASCII only. Any other encoding is kept, since a terminal set to GBK would
    garble UTF-8, and what it lacks is escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            known = stream.encoding.casefold().replace("-", "").replace("_", "")
            ascii_only = known in {"ascii", "usascii", "ansix3.41968", "646"}
            stream.reconfigure(encoding="utf-8" if ascii_only else stream.encoding, errors="backslashreplace")
    if sys.stdout is None:
        sys.stdout = ClosedOutput()


def discard_output() -> None:
    """Lead standard output nowhere, so that Python does not report at exit what could not be written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


def keep_line_ends() -> bool:
    """Print line ends as they are given; return whether a byte order mark may come first: in a UTF-8 file or pipe."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
        return sys.stdout.encoding.casefold().replace("-", "") == "utf8" and not sys.stdout.isatty()
    return False


def print_error(message: str) -> None:
    """Print one line on standard error, without what would command a terminal; nothing where that is closed or full.

    Of one that is too long to be read, as with a path of thousands of characters, the middle is left out.
    """
    from hnreader.reading.cleaning import clean  # noqa: PLC0415 seldom needed while the program starts

    if sys.stderr is not None:  # `print` would take standard output in its place
        with suppress(OSError, ValueError):
            text = clean(message)
            if len(text) > _LONGEST:
                text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
            print(f"hnreader: {text}", file=sys.stderr, flush=True)


def to_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def interactive() -> bool:
    """Return whether standard input and output both are a terminal."""
    return to_terminal() and sys.stdin is not None and sys.stdin.isatty()
