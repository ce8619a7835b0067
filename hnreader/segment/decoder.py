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
AFFINITY: Final = 0.3
"""What the affinity of two units counts; many of them say the same."""
MOST: Final = 6.0
ROUNDS: Final = 3
STEP: Final = 0.5
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
    chances: Floats
    """How likely each unit belongs to each story, by the units that it has."""
    affinity: Floats
    """The affinity of each unit to each story."""
    stories: list[int] = field(default_factory=list)

    def with_unit(self, score: float, story: int, chances: Floats, affinity: Floats) -> _Path:
        """Return this way and a step more: the next unit goes to a story. The columns are the unit's."""
        if story == self.chances.shape[1]:
            grown = np.column_stack([self.chances, chances]), np.column_stack([self.affinity, affinity])
        else:
            grown = self.chances.copy(), self.affinity.copy()
            grown[0][:, story] += chances
            grown[1][:, story] += affinity
        return _Path(score, *grown, [*self.stories, story])


def decode(roles: Floats, owners: Floats, joins: Floats, affinity: Floats) -> Decoded:
    """Return the likeliest stories of a page."""
    likeliest = roles.argmax(axis=1)
    inside = np.flatnonzero(likeliest != FURNITURE)
    stories = np.full(len(likeliest), NO_STORY)
    own = np.append(inside, len(likeliest))
    stories[inside] = assign(np.exp(owners[np.ix_(inside, own)]), affinity[np.ix_(inside, inside)])
    found = stories.tolist()
    return Decoded([ROLES[role] for role in likeliest], found, _joins(joins, found, likeliest))


def assign(owners: Floats, affinity: Floats) -> NDArray[np.int64]:
    """Give units to stories: one after the other, then by moves that make the page as a whole likelier."""
    weights = AFFINITY * np.clip(affinity, -MOST, MOST)
    np.fill_diagonal(weights, 0.0)
    return _improved(_sequential(owners, weights), owners, weights)


def _sequential(owners: Floats, affinity: Floats) -> NDArray[np.int64]:
    """Give units to stories one after the other, the likeliest ways side by side."""
    count = len(owners)
    paths = [_Path(0.0, np.zeros((count, 0), np.float32), np.zeros((count, 0), np.float32))]
    for unit in range(count):
        grown: list[tuple[float, _Path, int]] = []
        for path in paths:
            every = np.append(np.log(path.chances[unit] + LEAST) + path.affinity[unit], np.log(owners[unit, -1] + LEAST))
            grown += [(path.score + float(every[story]), path, int(story)) for story in np.argsort(-every)[:3]]
        grown.sort(key=lambda step: -step[0])
        paths = [path.with_unit(score, story, owners[:, unit], affinity[:, unit]) for score, path, story in grown[:BEAM]]
    return np.array(paths[0].stories, np.int64)


def _improved(stories: NDArray[np.int64], owners: Floats, affinity: Floats) -> NDArray[np.int64]:
    """Move single units to where they fit better, while that makes the page likelier."""
    count = len(stories)
    chances = owners[:, :count]
    for _ in range(ROUNDS):
        moved = False
        for unit in range(count):
            size = int(stories.max()) + 1
            fits = np.bincount(stories, affinity[unit], size)
            before = np.bincount(stories[:unit], chances[unit, :unit], size) if unit else np.zeros(size)
            alone = stories == stories[unit]
            fits = fits + np.log(before + owners[unit, -1] * 0.1 + LEAST)
            best = int(fits.argmax())
            if alone.sum() > 1 and best != stories[unit] and fits[best] > fits[stories[unit]] + STEP:
                stories[unit] = best
                moved = True
        if not moved:
            break
    return np.unique(stories, return_inverse=True)[1]


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
