"""Openings: a dateline, 上接第1版, a caption that is a story. The text before one is another story's, or its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.reading_order import reading_order
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import TEXTS, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.model.decisions import Decisions

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

BODY: Final = ROLES.index("body")
LIKELY: Final = np.log(1 / 3)
"""Log probability of being the first of its story's text from which what looks like an opening may part two stories."""
ONE_TEXT: Final = 4.0
"""Mean log odds of the texts before and behind an opening from which they are of one story."""


class OpeningEvidence(NamedTuple):
    """What says whether the text before an opening is another story's."""

    affinity: Floats
    """The log odds that two units are of one story."""
    first: Floats
    """The log probability that a unit is the first of its story's text."""
    fixed: Decisions

    def parts(self, before: Sequence[int], unit: int, behind: Sequence[int], roles: Ids) -> bool:
        """Tell whether the texts read before an opening are another story's: a person says so, or there is a body."""
        if unit in self.fixed.opens:
            return True
        likely = self.first[unit] > LIKELY and BODY in roles[list(before)]
        return bool(likely and self.affinity[np.ix_(before, behind)].mean() < ONE_TEXT)


def parted(unit: int, stories: Ids, roles: Ids, follows: Floats, evidence: OpeningEvidence) -> Ids:
    """Return stories so that no text is read before an opening but its lead.

    `follows` has the log probabilities of `Scores`. What is no text goes where its odds with the texts are better, and
    what is fixed together stays so.
    """
    members = np.flatnonzero(stories == stories[unit])
    order = reading_order(members[any_of(roles[members], TEXTS)].tolist(), follows)
    if unit not in order[1:]:
        return stories
    before, behind = order[: order.index(unit)], order[order.index(unit) :]
    if not evidence.parts(before, unit, behind, roles):
        return stories
    rests = np.setdiff1d(members, order)
    odds = evidence.affinity[rests]
    moved = {*behind, *rests[odds[:, behind].mean(axis=1) > odds[:, before].mean(axis=1)].tolist()}
    for pair in evidence.fixed.together:
        if set(pair) <= set(rests.tolist()) and moved & set(pair):
            moved |= set(pair)
    stories = stories.copy()
    stories[list(moved)] = stories.max() + 1
    return stories
