"""Passages that stand on a page twice: which of them is the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.network import NEVER, log_odds
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import DUPLICATE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.segment.model.story_network import Scores
    from hnreader.segment.model.units import Units

    Floats = NDArray[Any]
    Run = list[tuple[int, int]]

ALIKE: Final = 0.7
"""Share of a text's pairs of characters, by weight, that its original has where OCR misread some."""
SAME: Final = 0.98
"""The same of a text that is told again: one of the two has nothing that the other has not."""
SHORTEST: Final = 20
"""Characters; what is shorter may be said twice."""
RUNNING: Final = tuple(ROLES.index(role) for role in ("body", "caption", "editor_note"))
"""What stands on a page twice by mistake. A headline or heading may well repeat what its text says."""
BESIDE: Final = 0.15
"""What a nat of the log odds with a neighbour says against being the copy: that stands among other texts."""
MOST: Final = 6.0  # log odds beyond which neighbours say no more


def with_copies(scores: Scores, units: Units) -> Scores:
    """Return scores by which every passage is told once.

    Of two texts that are the same one is the copy. Where they are alike the network decides whether one is; what is no
    running text, or has no original, is none. What goes on with a copy goes on with its original.
    """
    roles = _roles(scores, units)
    copies = np.flatnonzero(roles.argmax(axis=1) == DUPLICATE)
    similarity = units.similarity.copy()
    similarity[:, copies] = -1.0
    links = scores.follows.copy(), scores.joins.copy()
    for copy in copies.tolist():
        original = similarity[copy].argmax()
        for link in links:
            link[:, original] = np.logaddexp(link[:, original], link[:, copy])
            link[:, copy] = NEVER
    return scores._replace(roles=roles, follows=links[0], joins=links[1])


def _roles(scores: Scores, units: Units) -> Floats:
    """Return the log probabilities of roles by which every passage is told once."""
    chances = np.array(scores.roles)
    running = any_of(np.delete(chances, DUPLICATE, axis=1).argmax(axis=1), RUNNING) & (units.sizes >= SHORTEST)
    contained = (units.similarity > ALIKE) & running[:, None] & running[None, :]
    fixed = chances[:, DUPLICATE] == 0
    chances[~contained.any(axis=1) & ~fixed, DUPLICATE] = NEVER
    odds = _bounded_odds(chances[:, DUPLICATE])
    affinity = np.clip(scores.affinity, -MOST, MOST)
    same = np.maximum(units.similarity, units.similarity.T) > SAME
    for run in _runs(contained & contained.T & same):
        first, second = ([pair[side] for pair in run] for side in (0, 1))
        side = first if _of_copy(first, odds, affinity) >= _of_copy(second, odds, affinity) else second
        if (odds[side] <= NEVER).any():
            continue
        for unit in (*first, *second):
            chances[unit, DUPLICATE] = NEVER
        for unit in side:
            chances[unit], chances[unit, DUPLICATE] = NEVER, 0.0
    return _with_originals(chances, contained, fixed)


def _runs(alike: NDArray[Any]) -> Iterator[Run]:
    """Yield pairs of texts that are alike, each text once; pairs that follow each other on the page are one run."""
    pairs = dict.fromkeys((unit, other) for unit, other in np.argwhere(np.triu(alike, 1)).tolist())
    taken: set[int] = set()
    for pair in pairs:
        run: Run = []
        unit, other = pair
        while (unit, other) in pairs and not {unit, other} & taken:
            run.append((unit, other))
            taken |= {unit, other}
            unit, other = unit + 1, other + 1
        if run:
            yield run


def _of_copy(run: Sequence[int], odds: Floats, affinity: Floats) -> float:
    """Return what speaks for a run's being the copy: the network, and how little it belongs to what is beside it."""
    ends = [(run[0], run[0] - 1), (run[-1], run[-1] + 1)]
    beside = [affinity[unit, other] for unit, other in ends if 0 <= other < len(odds)]
    return float(odds[list(run)].sum() - BESIDE * max(beside, default=0.0))


def _with_originals(chances: Floats, contained: NDArray[Any], fixed: NDArray[Any]) -> Floats:
    """Return the chances so that no text is a copy of nothing but copies, but for those that are fixed."""
    taken = chances.argmax(axis=1) == DUPLICATE
    for unit in np.flatnonzero(taken)[np.argsort(chances[taken, DUPLICATE], kind="stable")]:
        if taken[contained[unit]].all() and not fixed[unit]:
            chances[unit, DUPLICATE], taken[unit] = NEVER, False
    return chances


def _bounded_odds(log_chances: Floats) -> Floats:
    """Return log odds within bounds; what can't be lies far below."""
    return np.where(log_chances <= NEVER, NEVER, np.clip(log_odds(log_chances), -MOST, MOST))
