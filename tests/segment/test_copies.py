"""Passages that stand on a page twice: one is the copy, and what only repeats words is none."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from hnreader.segment.model.copies import SHORTEST, with_copies
from hnreader.segment.model.decisions import Decisions
from hnreader.segment.model.decoder import with_fixed_roles
from hnreader.segment.model.story_network import DUPLICATE, STORY_ROLES, Scores


def copies_of(
    copy: list[float],
    alike: dict[tuple[int, int], float],
    *,
    beside: dict[tuple[int, int], float] | None = None,
    roles: dict[int, str] | None = None,
    sizes: dict[int, int] | None = None,
) -> list[int]:
    """Return the units that are taken for copies; `copy` has the chance that each is one."""
    count = len(copy)
    chances = np.full((count, len(STORY_ROLES)), np.log(1e-3))
    similarity, affinity = np.zeros((count, count)), np.zeros((count, count))
    for unit, chance in enumerate(copy):
        chances[unit, DUPLICATE] = np.log(chance)
        chances[unit, STORY_ROLES.index((roles or {}).get(unit, "body"))] = np.log(1 - chance)
    for (unit, other), share in alike.items():
        similarity[unit, other] = share
    for (unit, other), odds in (beside or {}).items():
        affinity[unit, other] = affinity[other, unit] = odds
    units = SimpleNamespace(
        similarity=similarity, sizes=np.array([(sizes or {}).get(unit, 80) for unit in range(count)])
    )
    flat = np.zeros((count, count + 1))
    found = with_copies(Scores(chances, flat, flat, flat, affinity), units)
    return np.flatnonzero(found.roles.argmax(axis=1) == DUPLICATE).tolist()


SAME = {(0, 2): 1.0, (2, 0): 1.0}


@pytest.mark.parametrize(
    ("copy", "alike", "copies"),
    [
        ([0.9, 0.1], {}, []),  # a copy of nothing
        ([0.2, 0.1, 0.1], SAME, [0]),  # the same text twice: one is the copy, the likelier
        ([0.1, 0.1, 0.2], SAME, [2]),
        ([0.9, 0.1, 0.8], SAME, [0]),  # and one alone
        ([0.9, 0.1, 0.1], {(0, 2): 0.9}, [0]),  # a part of another: as the network says
        ([0.3, 0.1, 0.1], {(0, 2): 0.9}, []),
        ([0.9, 0.1, 0.1], {(0, 2): 0.5}, []),  # too little alike
        ([0.9, 0.8, 0.7], {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, [0, 1]),  # each stands in the next
    ],
)
def test_one_of_two_is_the_copy(copy: list[float], alike: dict[tuple[int, int], float], copies: list[int]) -> None:
    assert copies_of(copy, alike) == copies


def test_a_copy_stands_among_others() -> None:
    """Where the network can't tell, what stands beside each does."""
    copy = [0.2, 0.1, 0.1, 0.2, 0.1]
    alike = {(0, 3): 1.0, (3, 0): 1.0}
    assert copies_of(copy, alike, beside={(0, 1): 5.0, (3, 4): -5.0, (3, 2): -5.0}) == [3]
    assert copies_of(copy, alike, beside={(0, 1): -5.0, (3, 4): 5.0}) == [0]


def test_passages_behind_each_other_are_copied_together() -> None:
    """The network doubts one of them and is sure of the other."""
    alike = {(0, 3): 1.0, (3, 0): 1.0, (1, 4): 1.0, (4, 1): 1.0}
    assert copies_of([0.9, 0.3, 0.1, 0.1, 0.5], alike) == [0, 1]


@pytest.mark.parametrize(("roles", "sizes"), [({0: "headline"}, {}), ({0: "heading"}, {}), ({}, {0: SHORTEST - 1})])
def test_a_title_repeats_its_text(roles: dict[int, str], sizes: dict[int, int]) -> None:
    assert copies_of([0.9, 0.1, 0.1], {(0, 2): 1.0, (2, 0): 0.2}, roles=roles, sizes=sizes) == []


def test_what_goes_on_with_a_copy_goes_on_with_its_original() -> None:
    """Unit 3 goes on with the text that stands in 0 and 2, and the network can't tell with which."""
    chances = np.log(np.full((4, len(STORY_ROLES)), 0.01))
    chances[:, STORY_ROLES.index("body")] = np.log(0.7)
    chances[2, DUPLICATE] = np.log(0.9)
    similarity = np.zeros((4, 4))
    similarity[0, 2] = similarity[2, 0] = 1.0
    links = np.log(np.array([[0.05, 0.05, 0.05, 0.05, 0.8]] * 3 + [[0.3, 0.1, 0.4, 0.1, 0.1]]))
    units = SimpleNamespace(similarity=similarity, sizes=np.full(4, 80))
    found = with_copies(Scores(chances, links, links, links, np.zeros((4, 4))), units)
    for linked in (found.follows, found.joins):
        assert np.exp(linked[3, :4]) == pytest.approx([0.7, 0.1, 0.0, 0.1])


@pytest.mark.parametrize(
    ("fixed", "copies"), [({}, [0]), ({0: "body"}, [2]), ({2: "duplicate"}, [2]), ({1: "duplicate"}, [0, 1])]
)
def test_copies_that_are_fixed(fixed: dict[int, str], copies: list[int]) -> None:
    """Texts 0 and 2 are the same; the network takes the former for the copy."""
    chances = np.log(np.full((3, len(STORY_ROLES)), 0.01))
    chances[:, STORY_ROLES.index("body")] = np.log(0.7)
    chances[0, DUPLICATE] = np.log(0.9)
    similarity = np.zeros((3, 3))
    similarity[0, 2] = similarity[2, 0] = 1.0
    units = SimpleNamespace(similarity=similarity, sizes=np.full(3, 80))
    flat = np.zeros((3, 4))
    scores = Scores(with_fixed_roles(chances, Decisions(fixed)), flat, flat, flat, np.zeros((3, 3)))
    assert np.flatnonzero(with_copies(scores, units).roles.argmax(axis=1) == DUPLICATE).tolist() == copies
