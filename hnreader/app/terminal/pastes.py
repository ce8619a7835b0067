"""Text that nobody typed: pasted where the terminal does not say so, or says that a paste begins and not its end."""

from __future__ import annotations

import re
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_TYPED_AHEAD: Final = 100
"""Keys that are kept for an app that is busy: half a minute of typing, or three seconds of a key held down.

More characters at once were not typed: a terminal without bracketed paste sends so what is pasted, and no commands.
"""
MOST_PASTED: Final = 1 << 16
"""Characters of a paste that are taken: the longest field takes less."""
_REST: Final = 0.1  # seconds without anything after which such a text has ended
_UNENDED: Final = 0.5  # seconds without anything after which a paste is over
_TEXT: Final = "[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
_MANY: Final = re.compile(f"{_TEXT}{{{MOST_TYPED_AHEAD + 1},}}")
_SOME: Final = re.compile(f"{_TEXT}+")


class Pastes:
    """Divides what is read into what is to be parsed, and pastes."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock: Final = clock
        self._last = 0.0
        """When something was read."""
        self._bracketed = False
        """A paste has begun, as the terminal says."""
        self._tail = ""
        """The end of what was read, which may be half of a bracket."""
        self._unbracketed_text = ""
        """What was pasted without brackets, as far as it has come."""

    def divide(self, text: str, *, amid_sequence: bool = False) -> Iterator[str | events.Paste]:
        """Yield what is to be parsed or was pasted, of what was read at once and before.

        `amid_sequence`: the parser has the beginning of an escape sequence, of which this is more.
        """
        self._last = self._clock()
        if self._in_brackets(text) or amid_sequence or "\x1b" in text:
            yield from self._unbracketed()
            yield text
            return
        pattern, parsed = _SOME if self._unbracketed_text else _MANY, 0
        for found in pattern.finditer(text):
            if found.start() > parsed:
                yield from self._unbracketed()
                yield text[parsed : found.start()]
            self._unbracketed_text = (self._unbracketed_text + found[0])[:MOST_PASTED]
            parsed = found.end()
        if parsed < len(text):
            yield from self._unbracketed()
            yield text[parsed:]

    def rest(self) -> Iterator[str | events.Paste]:
        """Yield what ends a paste, where nothing has come for a while."""
        rested = self._clock() - self._last
        if rested >= _REST:
            yield from self._unbracketed()
        if self._bracketed and rested >= _UNENDED:
            self._bracketed = False
            yield BRACKETED_PASTE_END

    def _in_brackets(self, text: str) -> bool:
        seen = self._tail + text
        self._tail = seen[1 - len(BRACKETED_PASTE_START) :]
        begun, ended = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if begun != ended:
            self._bracketed = begun > ended
        return self._bracketed

    def _unbracketed(self) -> Iterator[events.Paste]:
        if self._unbracketed_text:
            text, self._unbracketed_text = self._unbracketed_text, ""
            yield events.Paste(text)
