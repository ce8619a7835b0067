"""A session of the app on a terminal of its own, by random keys, that ends in one of the ways in which sessions do."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

ROOT: Final = Path(__file__).parents[2]
READY: Final = b"articles"
"""In the first line, as soon as the list is there."""
KEYS: Final = ("j", "k", "\r", "]", "[", "\x1b", "g", "G", "I", "/水\r", "\x1b", "n", "w", "r")
"""None of them notes, corrects or writes anything but that an article was read."""
LEAVING: Final = "\x1b\x1bq"
STEP: Final = 1.0
"""Seconds at most between keys."""


class AppError(Exception):
    """A session that went wrong."""


class Session:
    """The app, started on pages in a terminal."""

    def __init__(self, pages: Path, patience: float) -> None:
        """`patience`: seconds within which it has to answer."""
        self._patience = patience
        self._written = bytearray()
        self.process, self._terminal = pty.fork()
        if not self.process:
            os.environ |= {"TERM": "xterm-256color", "COLORFGBG": "15;0"}
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-m", "hnreader", "--lang", "en", str(pages)])
        import fcntl  # noqa: PLC0415
        import termios  # noqa: PLC0415

        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 110, 0, 0))

    def type(self, keys: str) -> None:
        """Type keys, unless it has ended."""
        try:
            os.write(self._terminal, keys.encode())
        except OSError:
            return

    def read(self, seconds: float, until: bytes = b"") -> bool:
        """Read what it writes, for some seconds or until it has written something; return whether that came."""
        end, begin = time.monotonic() + seconds, len(self._written)
        while (left := end - time.monotonic()) > 0:
            if select.select([self._terminal], [], [], left)[0]:
                try:
                    data = os.read(self._terminal, 1 << 16)
                except OSError:  # it has ended
                    return False
                self._written += data
                if until and until in self._written[begin:]:
                    return True
        return False

    def ended(self) -> int:
        """Wait until it has ended, and return its exit code, negative for a signal. Raises AppError."""
        end = time.monotonic() + self._patience
        while time.monotonic() < end:
            self.read(0.05)
            found, status = os.waitpid(self.process, os.WNOHANG)
            if found:
                if b"Traceback" in self._written:
                    raise AppError(self.shown())
                return os.waitstatus_to_exitcode(status)
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        raise AppError("it did not end")

    def shown(self) -> str:
        """Return the last of what it has written, on one line without escape sequences."""
        text = self._written[-20_000:].decode("utf-8", "replace")
        return " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z<]", " ", text).split())[-1500:]

    def close(self) -> None:
        """Close its terminal."""
        os.close(self._terminal)


def run(pages: Path, random: Random, patience: float) -> None:
    """Open the app and use it. Raises AppError."""
    session = Session(pages, patience)
    how = random.choices(("quit", "SIGKILL", "closed", "SIGTERM"), (6, 3, 1, 1))[0]
    impatient = how != "quit" and random.random() < 0.3
    if not session.read(random.uniform(0, 2) if impatient else patience, READY) and not impatient:
        raise AppError(f"nothing listed: {session.shown()}")
    if not impatient:
        _use(session, random)
    _end(session, how)


def _use(session: Session, random: Random) -> None:
    for key in random.choices(KEYS, k=random.randrange(12)):
        session.type(key)
        session.read(random.uniform(0, STEP))


def _end(session: Session, how: str) -> None:
    if how == "quit":
        session.type(LEAVING)
        session.read(2)
        session.type(LEAVING)
    elif how == "closed":
        session.close()
        os.waitpid(session.process, 0)
        return
    else:
        os.kill(session.process, getattr(signal, how))
    code = session.ended()
    expected: Sequence[int] = {"quit": (0,), "SIGKILL": (-9,), "SIGTERM": (-15, 143)}[how]
    if code not in expected:
        raise AppError(f"ended with {code} by {how}: {session.shown()}")
