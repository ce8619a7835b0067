"""How far a long work is, on one line of standard error."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.messages import Voice

T = TypeVar("T")

_SOON: Final = 0.5  # seconds; what is done by then needs no telling
_STEP: Final = 0.1
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Counts what is done, where standard error is a terminal and the work takes more than half a second."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._shown = False
        self._due = time.monotonic() + _SOON if sys.stderr is not None and sys.stderr.isatty() else float("inf")

    def counted(self, things: Iterable[T], key: str) -> Iterator[T]:
        """Yield the things, and tell by a message with one blank how many there have been."""
        for number, thing in enumerate(things, 1):
            yield thing
            if time.monotonic() >= self._due:
                self._due = time.monotonic() + _STEP
                self._shown = True
                print(_CLEAR + self._voice(key, number), end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line back, before something else is said and at the end."""
        if self._shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
            self._shown = False


@contextmanager
def progress(voice: Voice) -> Iterator[Progress]:
    """Show progress for as long as the block lasts."""
    shown = Progress(voice)
    try:
        yield shown
    finally:
        shown.clear()
