"""Scores of the networks → stories: whose each unit is, what it is there, and in which order the units are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.model.network import log_softmax
from hnreader.training.model.role_network import ROLES
from hnreader.training.model.story_choice import Open, PageScores, choice_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.training.model.network import Weights

    Floats = NDArray[Any]

BEAM: Final = 10
OPENING: Final = 0.0
"""What speaks for opening a story beyond the choices."""
COHERENCE: Final = 0.2
"""What the mean affinity of a unit to its story counts for a whole way.

Choices are weighed one by one, so a way that made two stories one pays nothing for it later: all that follows has one
place to go. This term makes it pay."""
MOST: Final = 3.0
JOIN: Final = np.log(0.5)
"""Log probability from which two units are one paragraph."""
FURNITURE: Final = ROLES.index("furniture")
HEADLINE, HEADING = ROLES.index("headline"), ROLES.index("heading")
TITLES: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead"))
TEXTS: Final = tuple(ROLES.index(role) for role in ("body", "caption"))
GAP: Final = 3
"""Units between two lines of one title at the most: a byline, a column, a line of another story."""
NO_STORY: Final = -1


@dataclass(slots=True)
class DecodedPage:
    """A page's units: what each is, whose it is, and what it goes on with."""

    roles: list[str]
    stories: list[int]
    """The number of the story; `NO_STORY` for furniture."""
    before: list[int]
    """The unit whose paragraph it continues, -1 where it begins one."""


def decode(
    own: Floats, roles: Floats, owners: Floats, joins: Floats, affinity: Floats, choices: Weights
) -> DecodedPage:
    """Return the likeliest stories of a page."""
    likeliest = roles.argmax(axis=1)
    stories = assign(PageScores(own, roles, owners, joins, affinity), np.flatnonzero(likeliest != FURNITURE), choices)
    _place_orphans(stories, likeliest, affinity)
    likeliest = _one_title(stories, likeliest, roles)
    found = stories.tolist()
    return DecodedPage([ROLES[role] for role in likeliest], found, _joins(joins, found, likeliest))


def _place_orphans(stories: NDArray[np.int64], roles: NDArray[np.int64], affinity: Floats) -> None:
    """Give the units of a story without a text to the stories that they are likest to."""
    texts = np.isin(roles, TEXTS) & (stories != NO_STORY)
    own = np.isin(stories, np.unique(stories[texts]))
    if not texts.any():
        return
    for unit in np.flatnonzero(~own & (stories != NO_STORY)):
        rivals = stories[own]
        sums = np.bincount(rivals, affinity[unit, own]) / np.maximum(np.bincount(rivals), 1)
        sums[np.bincount(rivals) == 0] = -np.inf
        stories[unit] = sums.argmax()


def _one_title(stories: NDArray[np.int64], roles: NDArray[np.int64], chances: Floats) -> NDArray[np.int64]:
    """Leave one run of title lines to each story; lines of other runs are headings."""
    roles = roles.copy()
    for story in np.unique(stories[stories != NO_STORY]):
        units = np.flatnonzero((stories == story) & np.isin(roles, TITLES))
        if not len(units):
            continue
        runs = np.split(units, np.flatnonzero(np.diff(units) > GAP) + 1)
        best = max(runs, key=lambda run: (chances[run, HEADLINE].max(), -run[0]))
        for run in runs:
            if run is not best:
                roles[run] = HEADING
    return roles


def assign(page: PageScores, units: NDArray[np.int64], choices: Weights) -> NDArray[np.int64]:
    """Give units to stories one after the other, the likeliest ways side by side."""
    paths: list[tuple[float, Open]] = [(0.0, Open(page))]
    for unit in units.tolist():
        grown: list[tuple[float, Open, int]] = []
        for score, state in paths:
            wanted = choice_scores(state.columns(page, unit), choices)
            wanted[-1] += OPENING
            chances = log_softmax(np, wanted)
            chances[:-1] += COHERENCE * np.clip(state.means(unit), -MOST, MOST)
            grown += [(score + float(chances[story]), state, int(story)) for story in np.argsort(-chances)[:3]]
        grown.sort(key=lambda step: -step[0])
        paths = [(score, state.with_unit(page, unit, story)) for score, state, story in grown[:BEAM]]
    stories = np.full(len(page.groups), NO_STORY)
    stories[units] = paths[0][1].stories
    return stories


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
