"""What links say for one story: that a unit is read behind another, or goes on with its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.decisions import NOTHING
from hnreader.segment.model.network import NEVER
from hnreader.segment.model.story_network import TEXTS, any_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from numpy.typing import NDArray

    from hnreader.segment.model.story_network import Scores

    Floats = NDArray[Any]

FOLLOWS, JOINS = 4.0, 8.0
"""Nats that a link, if it is sure, says for one story."""
JOIN: Final = np.log(0.5)
"""Log probability from which a unit is taken to go on with the paragraph of another."""
NEXT: Final = np.log(0.7)
"""Log probability from which a unit is taken to be read right behind another, whatever else speaks against it."""


def with_links(scores: Scores, roles: NDArray[np.int64]) -> Floats:
    """Return the affinities with what links say, as far as they are likelier than by chance.

    Texts alone are read in an order: of others `follows` says nothing.
    """
    count = len(scores.roles)
    odds: Floats = np.array(scores.affinity)
    texts = np.outer(*[any_of(roles, TEXTS)] * 2)
    for links, weight in ((scores.follows, FOLLOWS * texts), (scores.joins, JOINS)):
        chance = np.maximum(np.exp(links[:, :count]) - 1 / (count + 1), 0)
        odds += weight * (chance + chance.T)
    return odds


def with_fixed_links(links: Floats, fixed: Mapping[int, int]) -> Floats:
    """Return the log probabilities of links so that those that are fixed are sure: unit → unit before it, or none."""
    if not fixed:
        return links
    found: Floats = np.array(links)
    for unit, other in fixed.items():
        if other != NOTHING:
            found[:, other] = NEVER
        found[unit] = NEVER
        found[unit, other] = 0.0
    return found


def without_ties(affinity: Floats, scores: Scores, moved: Collection[int]) -> Floats:
    """Return affinities in which units that a person has moved are bound to nothing but what goes on with them."""
    if not moved:
        return affinity
    units = list(moved)
    kept = np.zeros(affinity.shape, bool)
    kept[:, units] = scores.joins[:, units] > JOIN
    tied = np.ones(affinity.shape, bool)
    tied[units], tied[:, units] = False, False
    return np.where(tied | kept | kept.T, affinity, 0.0)


def sure_links(scores: Scores, roles: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts of which one is taken to be read right behind the other, or to go on with it.

    Among all pairs of two groups the odds of one pair count little: a tail would go where its words are at home.
    """
    text = any_of(roles, TEXTS)
    for links, least in ((scores.follows, NEXT), (scores.joins, JOIN)):
        best = links.argmax(axis=1)
        for unit in np.flatnonzero(text & (links.max(axis=1) > least) & (best < len(roles))).tolist():
            if text[best[unit]]:
                yield int(best[unit]), unit
