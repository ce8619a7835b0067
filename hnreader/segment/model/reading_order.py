"""The order in which the texts of a story are read: tails before their opening, legs that go on elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray


PAGE_ORDER: Final = 0.25
"""Nats for a step that the page itself takes: what stands next is next unless something speaks against it."""


def reading_order(units: Sequence[int], follows: NDArray[Any]) -> list[int]:
    """Return a story's units in the order in which they are read. `units` come in the order of the page.

    `follows` has for each unit the log probabilities of the unit read before it; the last column is that of none.
    The likeliest steps are taken first, as long as they make one way through all units; of steps alike that which
    departs least from the order of the page.
    """
    if len(units) < 2:
        return list(units)
    none = follows.shape[1] - 1
    before: dict[int, int] = {}
    behind: dict[int, int] = {}
    for unit, other in _steps(np.array(units, np.int64), follows):
        if len(before) == len(units):
            break
        if unit not in before and other not in behind and not _leads(before, other, unit):
            before[unit], behind[other] = other, unit
    order, at = [], none
    while at in behind:
        at = behind[at]
        order.append(at)
    return order


def _steps(units: NDArray[np.int64], follows: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield each unit with each that may be read before it, the likeliest first."""
    others = np.append(units, follows.shape[1] - 1)
    odds = follows[np.ix_(units, others)].astype(np.float64)
    odds[0, -1] += PAGE_ORDER
    np.fill_diagonal(odds[1:], odds.diagonal(-1) + PAGE_ORDER)
    before = np.append(units, -1)
    backward, far = before > units[:, None], np.abs(before - units[:, None])
    ranked = np.lexsort((far.ravel(), backward.ravel(), -np.round(odds, 6).ravel()))
    for place in ranked.tolist():
        unit, other = divmod(place, len(others))
        if unit != other:
            yield int(units[unit]), int(others[other])


def _leads(before: dict[int, int], unit: int, start: int) -> bool:
    """Tell whether the steps taken lead from one unit to another."""
    at: int | None = unit
    while at is not None:
        if at == start:
            return True
        at = before.get(at)
    return False
