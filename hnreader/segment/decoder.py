"""Scores of the networks → stories: whose each unit is, what it is there, and in which order the units are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from hnreader.segment.role_network import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BEAM: Final = 8
JOIN: Final = np.log(0.5)
"""Log probability from which two units are one paragraph."""
FURNITURE: Final = ROLES.index("furniture")
NO_STORY: Final = -1
LEAST: Final = 1e-6


@dataclass(slots=True)
class Decoded:
    """A page's units: what each is, whose it is, and what it goes on with."""

    roles: list[str]
    stories: list[int]
    """The number of the story; `NO_STORY` for furniture."""
    before: list[int]
    """The unit whose paragraph it continues, -1 where it begins one."""


@dataclass(slots=True)
class _Path:
    """The units so far, given to stories in one way."""

    score: float
    stories: list[int] = field(default_factory=list)
    count: int = 0


def decode(roles: Floats, owners: Floats, joins: Floats) -> Decoded:
    """Return the likeliest stories of a page."""
    likeliest = roles.argmax(axis=1)
    stories = _assign(np.exp(owners), likeliest == FURNITURE)
    return Decoded([ROLES[role] for role in likeliest], stories, _joins(joins, stories, likeliest))


def _assign(owners: Floats, furniture: NDArray[np.bool_]) -> list[int]:
    """Give units to stories, one after the other, the likeliest ways side by side."""
    paths = [_Path(0.0)]
    for unit, chances in enumerate(owners):
        if furniture[unit]:
            for path in paths:
                path.stories.append(NO_STORY)
            continue
        grown: list[tuple[float, _Path, int]] = []
        for path in paths:
            inside = np.array(path.stories, np.int64)
            sums = np.bincount(inside + 1, chances[: len(inside)], path.count + 1)[1:] if len(inside) else np.zeros(0)
            every = np.log(np.append(sums, chances[-1]) + LEAST)
            grown += [(path.score + float(every[story]), path, int(story)) for story in np.argsort(-every)[:3]]
        grown.sort(key=lambda step: -step[0])
        paths = [
            _Path(score, [*path.stories, story], max(path.count, story + 1)) for score, path, story in grown[:BEAM]
        ]
    return paths[0].stories


def _joins(joins: Floats, stories: Sequence[int], roles: NDArray[np.int64]) -> list[int]:
    """Return for each unit the one that it continues; each is continued by one at the most."""
    before = [-1] * len(stories)
    taken: set[int] = set()
    pairs = np.argwhere(joins[:, :-1] > JOIN)
    for unit, other in sorted(pairs.tolist(), key=lambda pair: -joins[pair[0], pair[1]]):
        fits = stories[unit] == stories[other] != NO_STORY and roles[unit] == roles[other]
        if fits and before[unit] < 0 and other not in taken and not _leads(before, other, unit):
            before[unit] = other
            taken.add(other)
    return before


def _leads(before: Sequence[int], unit: int, start: int) -> bool:
    """Tell whether a unit continues another, over others perhaps."""
    while unit >= 0:
        if unit == start:
            return True
        unit = before[unit]
    return False


def reading_order(units: Sequence[int], before: Sequence[int]) -> list[int]:
    """Return a story's units with each behind the one that it continues, else in the order of the page."""
    inside = set(units)
    behind = {before[unit]: unit for unit in units if before[unit] in inside}
    order: list[int] = []
    for unit in units:
        if before[unit] in inside:
            continue
        at: int | None = unit
        while at is not None:
            order.append(at)
            at = behind.get(at)
    return order
