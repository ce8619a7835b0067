"""Standard output and error, made fit for Chinese and for being closed early."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress


def prepare() -> None:
    """Let output never fail for a character: UTF-8 where the locale knows ASCII only, else escapes for what it lacks.

    A user's own encoding is kept: a terminal set to GBK would show UTF-8 as rubbish.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            known = stream.encoding.casefold().replace("-", "").replace("_", "")
            ascii_only = known in {"ascii", "usascii", "ansix3.41968", "646"}
            stream.reconfigure(encoding="utf-8" if ascii_only else stream.encoding, errors="backslashreplace")


def silence() -> None:
    """Let standard output lead nowhere, so that Python does not complain at exit about what could not be written."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def as_it_is() -> bool:
    """Let line ends be printed as they are given; tell whether a byte order mark may come first: in a UTF-8 file."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
        return sys.stdout.encoding.casefold().replace("-", "") == "utf8" and not sys.stdout.isatty()
    return False


def complain(message: str) -> None:
    """Say on standard error, in one line, what went wrong; where it is closed or full, nobody wants to know."""
    if sys.stderr is not None:  # print would take standard output in its place
        with suppress(OSError, ValueError):
            print(f"hnreader: {message}", file=sys.stderr, flush=True)


def to_terminal() -> bool:
    """Whether what is printed is read on a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def at_terminal() -> bool:
    """Whether somebody reads and types: both ends are a terminal."""
    return to_terminal() and sys.stdin is not None and sys.stdin.isatty()
