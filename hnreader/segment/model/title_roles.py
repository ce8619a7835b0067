"""Which lines of a story are its title, and which are headings within its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.reading_order import reading_order
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import HEAD_LINES, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

HEADLINE, HEADING = ROLES.index("headline"), ROLES.index("heading")
TITLES: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead"))
GAP: Final = 3
"""Units between two lines of one title at the most: a byline, a column, a line of another story."""
NO_STORY: Final = -1


def one_title(stories: Ids, roles: Ids, chances: Floats) -> Ids:
    """Return roles that leave one run of title lines to each story; lines of other runs are headings."""
    roles = roles.copy()
    for members in _members(stories):
        units = members[np.isin(roles[members], TITLES)]
        if not len(units):
            continue
        runs = np.split(units, np.flatnonzero(np.diff(units) > GAP) + 1)
        best = max(runs, key=lambda run: (chances[run, HEADLINE].max(), -run[0]))
        for run in runs:
            if run is not best:
                roles[run] = HEADING
    return roles


def followed_headings(stories: Ids, roles: Ids, chances: Floats, follows: Floats) -> Ids:
    """Return roles so that a text follows each heading of a story with a headline: other lines are its title's.

    `follows` are the log probabilities of `Scores`.
    """
    roles = roles.copy()
    for units in _members(stories):
        if not {HEADING, HEADLINE} <= set(roles[units].tolist()):
            continue
        order = reading_order(units[np.isin(roles[units], TEXTS)].tolist(), follows)
        while order and roles[order[-1]] == HEADING:
            last = order.pop()
            roles[last] = HEAD_LINES[chances[last, HEAD_LINES].argmax()]
    return roles


def _members(stories: Ids) -> Iterator[Ids]:
    """Yield the units of each story."""
    return (np.flatnonzero(stories == story) for story in np.unique(stories[stories != NO_STORY]))
