"""Whose the titles are, and which lines of a story are its title, which headings within its text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.reading_order import reading_order
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import HEAD_LINES, TEXTS, any_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

BODY, HEADLINE, HEADING, SUBHEAD = (ROLES.index(role) for role in ("body", "headline", "heading", "subhead"))
TITLES: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead"))
GAP: Final = 3
"""Units between two lines of one title at the most: a byline, a column, a line of another story."""
RATHER: Final = 4.0
"""Nats that a second title may lose by going to a story that has none."""
NO_STORY: Final = -1


def shared_titles(stories: Ids, roles: Ids, affinity: Floats, kept: Collection[int]) -> Ids:
    """Return stories so that the second title of one goes to a story without any, unless too much speaks against it.

    `affinity` has the log odds that two units are of one story; `kept` are units that stay where they are. The best of
    all moves is made first.
    """
    stories = stories.copy()
    bodies = {int(stories[units[0]]): units[roles[units] == BODY] for units in _members(stories)}
    bodies = {story: body for story, body in bodies.items() if len(body)}
    titles = {
        story: _runs(np.flatnonzero((stories == story) & any_of(roles, TITLES)), roles == BODY) for story in bodies
    }
    second: list[Ids] = []
    moves: list[tuple[float, int, int]] = []
    for story, runs in titles.items():
        odds = [float(affinity[np.ix_(run, bodies[story])].mean()) for run in runs]
        for run, own in sorted(zip(runs, odds, strict=True), key=lambda pair: -pair[1])[1:]:
            others = [other for other in bodies if not titles[other] and not set(run.tolist()) & set(kept)]
            gains = [float(affinity[np.ix_(run, bodies[other])].mean()) - own for other in others]
            moves += [(gain, -len(second), other) for gain, other in zip(gains, others, strict=True)]
            second.append(run)
    moved: set[int] = set()
    filled: set[int] = set()
    for gain, number, other in sorted(moves, reverse=True):
        if gain > -RATHER and number not in moved and other not in filled:
            stories[second[-number]] = other
            moved.add(number)
            filled.add(other)
    return stories


def title_roles(
    stories: Ids, roles: Ids, chances: Floats, follows: Floats, openings: Collection[int], kept: Collection[int]
) -> Ids:
    """Return roles by which each story has one title, and a text behind each heading.

    Lines of a second title are headings where a text is read behind them. Headings that stand alone before an opening
    are lines of the title, and those behind which nothing is read are so, or columns, where the story has a headline.
    `chances` and `follows` are the log probabilities of `Scores`; `kept` are units whose roles are fixed.
    """
    roles = roles.copy()
    for units in _members(stories):
        free = set(units.tolist()) - set(kept)
        titles = _runs(units[any_of(roles[units], TITLES)], np.zeros(len(roles), bool))
        best = max(titles, key=lambda run: (chances[run, HEADLINE].max(), -run[0]), default=units[:0])
        roles[[unit for run in titles for unit in run.tolist() if unit in free.difference(best.tolist())]] = HEADING
        roles[units] = leading_titles(units, roles, follows, openings, kept)
        while HEADLINE in roles[units] and (last := _last_heading(units, roles, follows)) in free:
            roles[last] = HEAD_LINES[chances[last, HEAD_LINES].argmax()]
    return roles


def leading_titles(units: Ids, roles: Ids, follows: Floats, openings: Collection[int], kept: Collection[int]) -> Ids:
    """Return the roles of a story's units, by which headings that stand alone before an opening are of its title."""
    found = roles[units]
    if HEADING not in found or not set(units.tolist()) & set(openings):
        return found
    order = reading_order(units[any_of(found, TEXTS)].tolist(), follows)
    before = order[: next((place for place, unit in enumerate(order) if unit in openings), 0)]
    if (roles[before] == HEADING).all():
        free = np.isin(units, [unit for unit in before if unit not in kept])
        found[free] = SUBHEAD if HEADLINE in found else HEADLINE
    return found


def _last_heading(units: Ids, roles: Ids, follows: Floats) -> int:
    """Return the heading with which a story's text ends; −1 where it ends otherwise."""
    if HEADING not in roles[units]:
        return -1
    *_, last = reading_order(units[any_of(roles[units], TEXTS)].tolist(), follows)
    return last if roles[last] == HEADING else -1


def _runs(units: Ids, parting: NDArray[np.bool_]) -> list[Ids]:
    """Divide the lines of titles where they stand too far apart for one, or a unit that parts stands between."""
    if not len(units):
        return []
    passed = np.cumsum(parting)[units]
    cuts = np.flatnonzero((np.diff(units) > GAP) | (np.diff(passed) > 0)) + 1
    return [units[start:end] for start, end in pairwise((0, *cuts.tolist(), len(units)))]


def _members(stories: Ids) -> Iterator[Ids]:
    """Yield the units of each story."""
    return (np.flatnonzero(stories == story) for story in np.unique(stories[stories != NO_STORY]))
