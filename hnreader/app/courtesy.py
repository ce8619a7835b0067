"""Work behind the screen makes way while somebody scrolls: both share one interpreter, and frames would come late."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.worker import Worker

CALM: Final = 0.15  # seconds without a key or the mouse, after which work goes on
_STEP: Final = 0.02  # seconds between looks


class Courtesy:
    """Between reader and workers: `heed` is called where something is pressed, `stopped` between pieces of work."""

    def __init__(self) -> None:
        self._calm_at = 0.0

    def heed(self) -> None:
        """Have work wait for a while."""
        self._calm_at = monotonic() + CALM

    def stopped(self, worker: Worker[None]) -> bool:
        """Wait until nobody presses anything, and tell whether the worker is to end."""
        while not worker.is_cancelled and monotonic() < self._calm_at:
            sleep(_STEP)
        return worker.is_cancelled
