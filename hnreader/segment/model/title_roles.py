"""Whose the titles are, and which lines of a story are its title, which headings within its text."""

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
BODIES: Final = tuple(ROLES.index(role) for role in ("body", "caption"))
GAP: Final = 3
"""Units between two lines of one title at the most: a byline, a column, a line of another story."""
RATHER: Final = 4.0
"""Nats by which a title may rather be another story's that has one already."""
NO_STORY: Final = -1


def shared_titles(stories: Ids, roles: Ids, affinity: Floats) -> Ids:
    """Return stories so that of two titles of one the worse goes to a story that has none, unless it speaks against it.

    `affinity` has the log odds that two units are of one story. Each title is used once, so which goes where is one
    decision about the page.
    """
    stories = stories.copy()
    texts = {int(stories[units[0]]): units[np.isin(roles[units], BODIES)] for units in _members(stories)}
    titles = {story: np.flatnonzero((stories == story) & np.isin(roles, TITLES)) for story in texts}
    untitled = [story for story, text in texts.items() if len(text) and not len(titles[story])]
    for story, title in titles.items():
        runs = _runs(title, 1) if len(texts[story]) else []
        odds = [affinity[np.ix_(run, texts[story])].mean() for run in runs]
        for run, own in sorted(zip(runs, odds, strict=True), key=lambda pair: -pair[1])[1:]:
            others = {other: float(affinity[np.ix_(run, texts[other])].mean()) for other in untitled}
            likest = max(others, key=others.__getitem__, default=NO_STORY)
            if likest != NO_STORY and others[likest] > own - RATHER:
                stories[run] = likest
                untitled.remove(likest)
    return stories


def _runs(units: Ids, gap: int) -> list[Ids]:
    """Divide units where they stand further apart than `gap`."""
    return np.split(units, np.flatnonzero(np.diff(units) > gap) + 1) if len(units) else []


def one_title(stories: Ids, roles: Ids, chances: Floats) -> Ids:
    """Return roles that leave one run of title lines to each story; lines of other runs are headings."""
    roles = roles.copy()
    for members in _members(stories):
        runs = _runs(members[np.isin(roles[members], TITLES)], GAP)
        best = max(runs, key=lambda run: (chances[run, HEADLINE].max(), -run[0]), default=None)
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
