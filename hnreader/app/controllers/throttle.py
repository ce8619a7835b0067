"""Holds background work back while the user scrolls: both share one interpreter, and frames would come late."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

CALM: Final = 0.15  # seconds without input after which work goes on
_STEP: Final = 0.02  # seconds between checks


class Throttle:
    """The app calls `hold_off` at each key or mouse event; tasks call `wait` between steps of their work."""

    def __init__(self) -> None:
        self._resume_at = 0.0

    def hold_off(self) -> None:
        """Hold work back for `CALM` seconds."""
        self._resume_at = monotonic() + CALM

    def wait(self, cancelled: Callable[[], bool]) -> None:
        """Return when there has been no input for a while, or at once when `cancelled` says yes."""
        while not cancelled() and monotonic() < self._resume_at:
            sleep(_STEP)
