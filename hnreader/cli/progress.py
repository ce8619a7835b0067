"""How far a long work is, on one line of standard error, where somebody waits at a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from hnreader.messages import Voice

T = TypeVar("T")

_SOON: Final = 0.5  # seconds; what is done by then needs no telling
_STEP: Final = 0.1  # nobody reads faster
_CLEAR: Final = "\r\x1b[K"  # back to the line's beginning, and clear it


class Progress:
    """A line that is rewritten in its place, and gone when the block ends."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._shown = False
        self._due = monotonic() + _SOON if sys.stderr is not None and sys.stderr.isatty() else float("inf")

    def __call__(self, done: int, of: int) -> None:
        """Say how much of the work is done, if it is time to."""
        self.say("progress", 100 * done // max(1, of))

    def counted(self, things: Iterable[T], key: str) -> Iterator[T]:
        """Yield the things, and tell by a message with one blank how many there have been."""
        for number, thing in enumerate(things, 1):
            yield thing
            self.say(key, number)

    def say(self, key: str, *detail: object) -> None:
        """Say a message of the catalogue, if it is time to."""
        if monotonic() >= self._due:
            self._due = monotonic() + _STEP
            self._shown = True
            print(_CLEAR + self._voice(key, *detail), end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line back, before something else is said and at the end."""
        if self._shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
            self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self.clear()
