"""Affinities of units → stories: the likest are put together until no two stories are rather one than two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

MOST: Final = 6.0
"""Log odds beyond which a pair of units says no more."""
LINKED, FIXED = 1e6, 1e9
"""Log odds of pairs of which one is surely read behind the other, and of what is fixed: no sum of those of a page's
other pairs outweighs them."""
ONE_STORY: Final = 0.0
"""Mean log odds of the pairs of two groups from which they are one story."""


Pairs = Iterable[tuple[int, int]]


def bounded(affinity: Floats, linked: Pairs = (), together: Pairs = (), apart: Pairs = ()) -> Floats:
    """Return affinities within bounds; those of pairs that are linked or fixed lie far beyond all others."""
    found = np.clip(affinity.astype(np.float64), -MOST, MOST)
    for pairs, odds in ((linked, LINKED), (together, FIXED), (apart, -FIXED)):
        for unit, other in pairs:
            found[unit, other] = found[other, unit] = odds
    return found


def grouped(affinity: Floats) -> Ids:
    """Return the group of each unit, numbered by their first units.

    Average linkage: the two groups whose pairs have the greatest mean log odds become one, while that is above
    `ONE_STORY`. Nothing hangs on the order of units but what their affinities say.
    """
    count = len(affinity)
    group, alive = np.arange(count), np.ones(count, bool)
    total, sizes = affinity.copy(), np.ones(count)
    mean = affinity.copy()
    np.fill_diagonal(mean, -np.inf)
    while count:
        first, second = sorted(divmod(int(mean.argmax()), count))
        if not mean[first, second] > ONE_STORY:
            break
        group[group == second] = first
        total[first] += total[second]
        total[:, first] = total[first]
        sizes[first] += sizes[second]
        alive[second] = False
        mean[first] = np.where(alive, total[first] / (sizes[first] * sizes), -np.inf)
        mean[first, first] = -np.inf
        mean[:, first] = mean[first]
        mean[second] = mean[:, second] = -np.inf
    return np.unique(group, return_inverse=True)[1]


def mean_affinities(affinity: Floats, groups: Ids) -> Floats:
    """Return the mean affinity of each unit to the other units of each group; −∞ where there is none."""
    count = int(groups.max(initial=-1)) + 1
    members = groups[:, None] == np.arange(count)
    sums = np.where(np.eye(len(groups), dtype=bool), 0.0, affinity) @ members
    others = members.sum(axis=0)[None, :] - members
    return np.where(others > 0, sums / np.maximum(others, 1), -np.inf)
