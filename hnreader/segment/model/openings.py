"""Openings: a dateline, 上接第1版, a caption that stands for itself. Text before one is another story's, or a lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.reading_order import reading_order
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import TEXTS
from hnreader.segment.model.title_roles import HEADING, HEADLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

BODY, SUBHEAD = ROLES.index("body"), ROLES.index("subhead")
LIKELY: Final = np.log(1 / 3)
"""Log probability of being the first of its story's text from which an opening may part two stories."""
ONE_TEXT: Final = 4.0
"""Mean log odds with the text before it from which it does not: that is its lead."""


class Leads(NamedTuple):
    """What says whether the text before an opening is its lead."""

    affinity: Floats
    """The log odds that two units are of one story."""
    first: Floats
    """The log probability that a unit is the first of its story's text."""
    certain: Sequence[int]
    """Openings that have no lead: a person says so."""

    def part(self, before: Sequence[int], unit: int, behind: Sequence[int], roles: Ids) -> bool:
        """Tell whether the texts before an opening are another story's."""
        if unit in self.certain:
            return True
        likely = self.first[unit] > LIKELY and BODY in roles[list(before)]
        return bool(likely and self.affinity[np.ix_(before, behind)].mean() < ONE_TEXT)


def parted(unit: int, stories: Ids, roles: Ids, follows: Floats, leads: Leads) -> tuple[Ids, Ids]:
    """Return stories and roles so that no text is read before an opening but its lead.

    Headings part a text, so those that stand alone before an opening are lines of its title. `follows` are the log
    probabilities of `Scores`.
    """
    members = np.flatnonzero(stories == stories[unit])
    order = reading_order(members[np.isin(roles[members], TEXTS)].tolist(), follows)
    if unit not in order[1:]:
        return stories, roles
    stories, roles = stories.copy(), roles.copy()
    before, behind = order[: order.index(unit)], order[order.index(unit) :]
    if (roles[before] == HEADING).all():
        roles[before] = SUBHEAD if HEADLINE in roles[members] else HEADLINE
    elif leads.part(before, unit, behind, roles):
        rests = np.setdiff1d(members, order)
        odds = leads.affinity[rests]
        nearer = odds[:, behind].mean(axis=1) > odds[:, before].mean(axis=1)
        stories[[*behind, *rests[nearer]]] = stories.max() + 1
    return stories, roles
