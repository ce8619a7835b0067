"""The order in which the texts of a story are read: tails before their opening, legs that go on elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


PAGE_ORDER: Final = 0.25
"""Nats for a step that the page itself takes: what stands next is next unless something speaks against it."""


def reading_order(units: Sequence[int], follows: NDArray[Any]) -> list[int]:
    """Return a story's units in the order in which they are read. `units` come in the order of the page.

    `follows` has for each unit the log probabilities of the unit read before it; the last column is that of none.
    The likeliest steps are taken first, as long as they make one way through all units; of steps alike that which
    departs least from the order of the page.
    """
    none = follows.shape[1] - 1
    next_on_page = set(zip(units, (none, *units), strict=False))
    steps = sorted(
        (
            -round(float(follows[unit, other]) + PAGE_ORDER * ((unit, other) in next_on_page), 6),
            *_against_page(unit, -1 if other == none else other),
            unit,
            other,
        )
        for unit in units
        for other in (*units, none)
        if other != unit
    )
    before: dict[int, int] = {}
    behind: dict[int, int] = {}
    for *_, unit, other in steps:
        if unit not in before and other not in behind and not _leads(before, other, unit):
            before[unit], behind[other] = other, unit
    order, at = [], none
    while at in behind:
        at = behind[at]
        order.append(at)
    return order


def _against_page(unit: int, before: int) -> tuple[bool, int]:
    """Return how far a step departs from the order of the page."""
    return before > unit, abs(unit - before)


def _leads(before: dict[int, int], unit: int, start: int) -> bool:
    """Tell whether the steps taken lead from one unit to another."""
    at: int | None = unit
    while at is not None:
        if at == start:
            return True
        at = before.get(at)
    return False
