"""How far a long work is, how fast it goes, and about how long it takes."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hnreader.messages.translator import Translator

_STEP: Final = 0.5  # seconds from one measurement of the pace to the next, …
_STEPS: Final = 20  # … of which so many count
_MINUTES: Final = 120  # seconds from which on minutes are shown, …
_HOURS: Final = 120 * 60  # … and hours
_FAST: Final = 10  # pages a second, from which on fractions are of no interest


class Pace:
    """How fast work goes: over the last seconds, since what was done before is passed over at once."""

    def __init__(self) -> None:
        self._steps: deque[tuple[float, int]] = deque(maxlen=_STEPS)

    def rate(self, now: float, done: int) -> float:
        """Return how much is done a second, with `done` in all at `now` (seconds); 0 where that is not known yet."""
        if not self._steps or now - self._steps[-1][0] >= _STEP:
            self._steps.append((now, done))
        begun, before = self._steps[0]
        return (done - before) / (now - begun) if now > begun else 0.0


def pages_done(done: int, total: int, rate: float, tr: Translator) -> str:
    """Return how many pages are done, how many a second, and about how long the others take."""
    text = tr.plural("{done:,} of {count:,} page", "{done:,} of {count:,} pages", total, done=done)
    if rate <= 0:
        return text
    seconds = (total - done) / rate
    if seconds < _MINUTES:
        left = tr("about {count:,} s", count=math.ceil(seconds))
    elif seconds < _HOURS:
        left = tr("about {count:,} min", count=round(seconds / 60))
    else:
        left = tr("about {count:,} h", count=round(seconds / 3600))
    speed = tr("{rate} a second", rate=f"{rate:,.0f}" if rate >= _FAST else f"{rate:.1f}")
    return tr("{pages}, {rate}, {time}", pages=text, rate=speed, time=left)
