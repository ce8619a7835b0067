"""How much of everything browsers may have."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

COLUMNS, ROWS = 500, 200
"""The largest screen: that of a wall of displays. Each cell costs memory and time."""
_UNIT: Final = 64  # characters that cost as much as a message


class Limits(NamedTuple):
    """The limits of a server."""

    sessions: int = 8
    """At once. Each is a process."""
    message: int = 1 << 16
    """Bytes: what is pasted is one message."""
    rate: float = 500.0
    """Messages a second for long; a mouse sends some hundred while it moves. Long messages count as several."""
    burst: float = 3000.0
    """Messages at once."""
    idle: float = 3600.0
    """Seconds without a message after which a session ends."""


class Budget:
    """What a session may still send: it grows with the time up to a limit (a token bucket)."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._burst, self._clock = limits.rate, limits.burst, clock
        self._left, self._at = limits.burst, clock()

    def spend(self, characters: int) -> bool:
        """Take a message of so many characters from the budget; tell whether there was enough."""
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        cost = 1 + characters / _UNIT
        if cost > self._left:
            return False
        self._left -= cost
        return True
