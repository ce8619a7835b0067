"""What is decoded from the scores of a page's units: roles, stories, order, and what is fixed beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from hnreader.segment.model.decoder import Decisions, decode, with_originals
from hnreader.segment.model.story_network import DUPLICATE, STORY_ROLES, Scores


def chances_of(*roles: str, likely: float = 0.9) -> np.ndarray:
    rest = (1 - likely) / (len(STORY_ROLES) - 1)
    return np.log([[likely if name == role else rest for name in STORY_ROLES] for role in roles])


def scores_of(roles: list[str], stories: list[int]) -> Scores:
    """Clear scores: units of one story are alike, and the page's order is the order of reading."""
    count = len(roles)
    alike = np.array(stories)[:, None] == np.array(stories)
    flat = np.full((count, count + 1), np.log(1 / (count + 1)))
    return Scores(chances_of(*roles), flat, flat, flat, np.where(alike, 3.0, -1.0))


def test_stories_of_clear_scores() -> None:
    page = decode(scores_of(["headline", "body", "headline", "body", "body", "furniture"], [0, 0, 1, 1, 0, 2]))
    assert [story.units for story in page.stories] == [(0, 1, 4), (2, 3)]
    assert [story.order for story in page.stories] == [(1, 4), (3,)]
    assert page.roles == ("headline", "body", "headline", "body", "body", "furniture")


def test_a_second_title_of_a_story_is_a_heading() -> None:
    roles = ["headline", "body", "body", "body", "body", "headline", "body"]
    assert decode(scores_of(roles, [0] * 7)).roles[5] == "heading"


def test_a_title_without_a_text_goes_to_the_likest_story() -> None:
    scores = scores_of(["headline", "body", "body"], [0, 1, 2])
    scores.affinity[0, 2] = scores.affinity[2, 0] = -0.5
    assert [story.units for story in decode(scores).stories] == [(0, 2), (1,)]


@pytest.mark.parametrize(
    ("fixed", "stories"),
    [
        (Decisions({}), [(0, 1), (2, 3)]),
        (Decisions({}, together=((1, 2),)), [(0, 1, 2, 3)]),
        (Decisions({}, apart=((2, 3),)), [(0, 1), (2,), (3,)]),
        (Decisions({3: "furniture"}), [(0, 1), (2,)]),
        (Decisions({0: "duplicate"}), [(1,), (2, 3)]),
    ],
)
def test_what_is_fixed_holds(fixed: Decisions, stories: list[tuple[int, ...]]) -> None:
    found = decode(scores_of(["body"] * 4, [0, 0, 1, 1]), fixed)
    assert [story.units for story in found.stories] == stories


@pytest.mark.parametrize(
    ("likely", "copies", "duplicates"),
    [
        ([0.9, 0.9], [], []),  # a copy of nothing
        ([0.9, 0.4], [(0, 1), (1, 0)], [0]),
        ([0.8, 0.9], [(0, 1), (1, 0)], [1]),  # both: the likelier one
        ([0.9, 0.8, 0.7], [(0, 1), (1, 2), (0, 2)], [0, 1]),  # each stands in the next
    ],
)
def test_of_texts_that_are_alike_one_is_kept(
    likely: list[float], copies: list[tuple[int, int]], duplicates: list[int]
) -> None:
    chances = np.concatenate([chances_of("duplicate", likely=value) for value in likely])
    chances[np.array(likely) < 0.5, STORY_ROLES.index("body")] = np.log(0.5)
    table = np.zeros((len(likely), len(likely)), bool)
    for unit, original in copies:
        table[unit, original] = True
    found = with_originals(chances, table).argmax(axis=1)
    assert np.flatnonzero(found == DUPLICATE).tolist() == duplicates
