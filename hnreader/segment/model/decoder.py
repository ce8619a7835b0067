"""Scores of the network → stories: whose each unit is, what it is there, and in which order the units are read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.decisions import NOTHING_FIXED
from hnreader.segment.model.grouping import bounded, grouped, mean_affinities
from hnreader.segment.model.links import JOIN, sure_links, with_fixed_links, with_links, without_ties
from hnreader.segment.model.network import NEVER, log_odds, sigmoid
from hnreader.segment.model.openings import OpeningEvidence, parted
from hnreader.segment.model.reading_order import reading_order
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import DUPLICATE, STORY_ROLES, TEXTS, any_of
from hnreader.segment.model.title_roles import NO_STORY, TITLES, leading_titles, shared_titles, title_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from hnreader.reasons import Reason
    from hnreader.segment.model.decisions import Decisions
    from hnreader.segment.model.story_network import Scores

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

FURNITURE, CAPTION, CREDIT = (ROLES.index(role) for role in ("furniture", "caption", "credit"))
BODIES: Final = tuple(ROLES.index(role) for role in ("body", "caption"))
HEADS: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead", "column", "byline", "caption"))
"""What a story may begin with, besides its first paragraph."""
BEGINS: Final = np.log(0.9)
"""Log probability from which a unit is surely the first of its story's text."""
STRANGE: Final = -4.0
"""Mean log odds below which a text belongs to none of the stories of its page."""


@dataclass(frozen=True, slots=True)
class DecodedStory:
    """A story's units."""

    units: tuple[int, ...]
    """All of them, in the order of the page."""
    order: tuple[int, ...]
    """Those of its text, in the order in which they are read."""
    joined: Mapping[int, float]
    """Those that go on with the paragraph of the one read before, and the log odds that they do."""
    broken: frozenset[int] = frozenset()
    """Those that go on with the line of its title, or with the caption, right before them."""
    titled: float = 1.0
    """The chance that its title is of this text."""
    confidence: float = 1.0
    """The chance that this is the whole text and nothing else, in the right order."""
    doubt: Reason | None = None
    """Which decision about its text is the least certain, where one stands out."""


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """A page's units: what each is, and the stories in order of their first units. Others are furniture or copies."""

    roles: tuple[str, ...]
    stories: tuple[DecodedStory, ...]


def decode(scores: Scores, fixed: Decisions = NOTHING_FIXED) -> DecodedPage:
    """Return the likeliest stories of a page."""
    chances = with_fixed_roles(scores.roles, fixed)
    roles = chances.argmax(axis=1)
    openings, first = fixed.openings, scores.follows[:, -1]
    scores = scores._replace(
        follows=with_fixed_links(_opening(scores.follows, openings), fixed.follows),
        joins=with_fixed_links(_opening(scores.joins, openings), fixed.joins),
    )
    stories = np.full(len(roles), NO_STORY)
    units = np.flatnonzero((roles != FURNITURE) & (roles != DUPLICATE))
    apart = (*fixed.apart, *combinations(openings, 2), *_beside_pictures(openings, roles))
    linked = ((other, unit) for other, unit in sure_links(scores, roles) if unit not in fixed.moved)
    affinity = bounded(without_ties(with_links(scores, roles), scores, fixed.moved), linked, fixed.together, apart)
    between = affinity[np.ix_(units, units)]
    groups = _place_titles(grouped(between), roles[units], between)
    begins = any_of(roles[units], HEADS) | (scores.follows[units, -1] > BEGINS)
    stories[units] = _place_rests(groups, begins, between)
    evidence = OpeningEvidence(affinity, first, fixed)
    for unit in openings:
        stories = parted(unit, stories, roles, scores.follows, evidence)
    for story in np.unique(stories[units]):
        members = np.flatnonzero(stories == story)
        roles[members] = leading_titles(members, roles, scores.follows, openings, fixed.roles)
    stories = shared_titles(stories, roles, affinity, {unit for pair in fixed.together for unit in pair})
    roles = title_roles(stories, roles, chances, scores.follows, openings, fixed.roles)
    found = [_story(np.flatnonzero(stories == story), roles, scores, affinity) for story in np.unique(stories[units])]
    return DecodedPage(
        tuple(STORY_ROLES[role] for role in roles), tuple(sorted(found, key=lambda story: story.units[0]))
    )


def _beside_pictures(opens: Sequence[int], roles: Ids) -> Iterator[tuple[int, int]]:
    """Yield each caption that is a story with each text: that is of another."""
    texts = np.flatnonzero(any_of(roles, TEXTS)).tolist()
    return ((unit, text) for unit in opens if roles[unit] == CAPTION for text in texts)


def _opening(links: Floats, opens: Sequence[int]) -> Floats:
    """Return the log probabilities of links so that units which open a story stand behind nothing."""
    links = np.array(links)
    links[list(opens)] = NEVER
    links[list(opens), -1] = 0.0
    return links


def with_fixed_roles(chances: Floats, fixed: Decisions) -> Floats:
    """Return the log probabilities of roles so that those that are fixed are sure."""
    found = chances.copy()
    for unit, other in sorted(fixed.alike.items()):
        found[unit] = found[other]
    for unit, role in fixed.roles.items():
        found[unit] = NEVER
        found[unit, STORY_ROLES.index(role)] = 0.0
    return found


def _place_titles(groups: Ids, roles: Ids, affinity: Floats) -> Ids:
    """Give the units of a group without a text to the group that each is likest to."""
    texts = np.unique(groups[any_of(roles, BODIES)])
    if not len(texts):
        return groups
    likest = texts[mean_affinities(affinity, groups)[:, texts].argmax(axis=1)]
    return np.where(np.isin(groups, texts), groups, likest)


def _place_rests(groups: Ids, begins: NDArray[Any], affinity: Floats) -> Ids:
    """Give groups that begin with nothing, neither a title nor a first paragraph, to those that they are likest to."""
    for group in np.unique(groups):
        members = groups == group
        if begins[members].any():
            continue
        means = mean_affinities(affinity, groups)[members].mean(axis=0)
        means[group] = -np.inf
        if means.max() > STRANGE:
            groups = np.where(members, means.argmax(), groups)
    return groups


def _story(units: Ids, roles: Ids, scores: Scores, affinity: Floats) -> DecodedStory:
    order = reading_order(units[any_of(roles[units], TEXTS)].tolist(), scores.follows)
    joined = {
        unit: float(log_odds(scores.joins[unit, last]))
        for last, unit in pairwise(order)
        if scores.joins[unit, last] > JOIN and roles[unit] == roles[last]
    }
    title, captions = (units[any_of(roles[units], wanted)] for wanted in (TITLES, (CAPTION, CREDIT)))
    pairs = (*pairwise(title.tolist()), *pairwise(captions.tolist()))
    broken = frozenset(
        unit for last, unit in pairs if scores.joins[unit, last] > JOIN and CREDIT not in roles[[last, unit]]
    )
    between = affinity[np.ix_(title, np.array(order, np.int64))]
    titled = float(sigmoid(np, between.mean())) if between.size else 1.0
    return DecodedStory(tuple(units.tolist()), tuple(order), joined, broken, titled)
