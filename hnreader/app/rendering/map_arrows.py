"""Which story of a page an arrow leads to from another: the nearest in its direction, so that all can be reached."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hnreader.app.rendering.map_layout import Box

_ASIDE: Final = 3.0
"""How much further away a story seems for each unit that it stands aside of the direction."""


class Direction(StrEnum):
    """Of an arrow."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


Targets = dict[Direction, int]
"""Where each arrow leads; one that leads nowhere is missing."""


def arrows(boxes: Sequence[Box]) -> list[Targets]:
    """Return for each box where the arrows lead from it. By arrows every box can be reached from every other."""
    targets = [_nearest(boxes, at) for at in range(len(boxes))]
    _connect(targets, sorted(range(len(boxes)), key=lambda at: (*reversed(boxes[at].centre), at)))
    return targets


def _nearest(boxes: Sequence[Box], at: int) -> Targets:
    here, (x, y) = boxes[at], boxes[at].centre
    best: dict[Direction, tuple[float, int]] = {}
    for number, box in enumerate(boxes):
        if number == at:
            continue
        across, down = box.centre
        aside = max(0.0, here.left - box.right, box.left - here.right)
        apart = max(0.0, here.top - box.bottom, box.top - here.bottom)
        if aside or not apart:  # it does not stand just above or below
            direction = Direction.RIGHT if (across, down, number) > (x, y, at) else Direction.LEFT
            found = aside + _ASIDE * apart + abs(down - y), number
            best[direction] = min(best.get(direction, found), found)
        if apart or not aside:
            direction = Direction.DOWN if (down, across, number) > (y, x, at) else Direction.UP
            found = apart + _ASIDE * aside + abs(across - x), number
            best[direction] = min(best.get(direction, found), found)
    return {direction: number for direction, (_, number) in best.items()}


def _connect(targets: list[Targets], order: Sequence[int]) -> None:
    """Turn arrows aside until every box can be reached: down to the next one in an order from top to bottom, or up.

    Each turn stays, so that in the end all would be made, and these arrows alone lead through all boxes and back.
    """
    while True:
        reached = _reachable(order[:1], lambda at: targets[at].values())
        lost = next((place for place, at in enumerate(order) if at not in reached), None)
        if lost is not None:
            targets[order[lost - 1]][Direction.DOWN] = order[lost]
            continue
        sources: list[list[int]] = [[] for _ in targets]
        for at, led in enumerate(targets):
            for target in led.values():
                sources[target].append(at)
        returning = _reachable(order[:1], sources.__getitem__)
        lost = next((place for place, at in enumerate(order) if at not in returning), None)
        if lost is None:
            return
        targets[order[lost]][Direction.UP] = order[lost - 1]


def _reachable(start: Iterable[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    reached = set(start)
    ahead = list(reached)
    while ahead:
        new = set(step(ahead.pop())) - reached
        reached |= new
        ahead += new
    return reached
