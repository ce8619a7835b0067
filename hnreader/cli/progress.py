"""How far work is, on standard error, where somebody waits at a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, Final, Self

from hnreader.typesetting import cells

if TYPE_CHECKING:
    from types import TracebackType

    from hnreader.messages import Voice

_PAUSE: Final = 0.1  # seconds: nobody waits for what is sooner, and nobody reads faster


class Progress:
    """A line that says how much is done, rewritten in its place and gone at the end."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._shown = ""
        self._due = monotonic() + _PAUSE
        self._seen = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """Say that so much of so much is done, if it is time to."""
        if self._seen and monotonic() >= self._due:
            self._write(self._voice("progress", 100 * done // max(1, of)))
            self._due = monotonic() + _PAUSE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        if self._shown:
            self._write("")

    def _write(self, text: str) -> None:
        blanks = " " * max(0, cells(self._shown) - cells(text))
        print(f"\r{text}{blanks}", end="" if text else "\r", file=sys.stderr, flush=True)
        self._shown = text
