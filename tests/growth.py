"""How work grows: the processor time that it takes for twice as much, against that for once."""

from __future__ import annotations

import gc
from time import process_time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LINEAR: Final = 3.0
"""Twice the work takes twice the time; a machine that others use as well is allowed half as much again."""
_RUNS: Final = 2
_TRIALS: Final = 4


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times as long work takes for `2 * size` as for `size`, by processor time.

    `prepare` makes what is worked on, and returns the work. The shortest of some runs counts, and the least growth of
    some trials: what disturbs a measurement only ever makes it longer.
    """
    once, twice = prepare(size), prepare(2 * size)
    least = float("inf")
    for _ in range(_TRIALS):
        least = min(least, _shortest(twice) / _shortest(once))
        if least <= LINEAR:
            break
    return least


def _shortest(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        return min(_seconds(work) for _ in range(_RUNS))
    finally:
        gc.enable()


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun
