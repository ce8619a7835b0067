"""What is decoded from the scores of a page's units: roles, stories, order, and what is fixed beforehand."""

from __future__ import annotations

import numpy as np
import pytest

from hnreader.segment.model.decisions import Decisions
from hnreader.segment.model.decoder import decode
from hnreader.segment.model.story_network import STORY_ROLES, Scores


def chances_of(*roles: str, likely: float = 0.9) -> np.ndarray:
    rest = (1 - likely) / (len(STORY_ROLES) - 1)
    return np.log([[likely if name == role else rest for name in STORY_ROLES] for role in roles])


def scores_of(roles: list[str], stories: list[int]) -> Scores:
    """Clear scores: units of one story are alike, and the page's order is the order of reading."""
    count = len(roles)
    alike = np.array(stories)[:, None] == np.array(stories)
    flat = np.full((count, count + 1), np.log(1 / (count + 1)))
    follows = np.full((count, count + 1), np.log(0.05 / count))
    for unit, story in enumerate(stories):
        before = [other for other in range(unit) if stories[other] == story and roles[other] == "body"]
        follows[unit, before[-1] if before else -1] = np.log(0.95)
    return Scores(chances_of(*roles), flat, flat, follows, np.where(alike, 3.0, -1.0))


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
        (Decisions({}, opens=(0, 1)), [(0,), (1,), (2, 3)]),
    ],
)
def test_what_is_fixed_holds(fixed: Decisions, stories: list[tuple[int, ...]]) -> None:
    scores = scores_of(["body"] * 4, [0, 0, 1, 1])
    scores.follows[:, -1] = np.log(0.95)  # any of them may begin a story
    found = decode(scores, fixed)
    assert [story.units for story in found.stories] == stories


def test_what_opens_a_story_is_read_first() -> None:
    """Whatever the links say: here unit 1 would be read first and go on with nothing."""
    scores = scores_of(["body"] * 3, [0, 0, 0])
    scores.follows[0, 1] = scores.joins[0, 1] = np.log(0.9)
    (story,) = decode(scores, Decisions({}, opens=(0,))).stories
    assert story.order[0] == 0
    assert not story.joined


@pytest.mark.parametrize(
    ("roles", "stories"), [(["headline", "body", "body"], 1), (["headline", "body", "caption"], 2)]
)
def test_a_text_that_nothing_begins_goes_to_the_likest_story(roles: list[str], stories: int) -> None:
    scores = scores_of(roles, [0, 0, 1])
    scores.follows[2] = np.log(0.2)
    assert len(decode(scores).stories) == stories


def test_links_make_one_story() -> None:
    """Two texts that the network would rather part, but reads one behind the other."""
    scores = scores_of(["headline", "body", "headline", "body"], [0, 0, 1, 1])
    scores.affinity[0, 3] = scores.affinity[3, 0] = -0.1
    assert len(decode(scores).stories) == 2
    scores.follows[3, 1] = scores.joins[3, 1] = np.log(0.999)
    assert 3 in decode(scores).stories[0].units


def story_of(roles: list[str], order: list[int], alike: float) -> Scores:
    """Scores of one story whose texts are read in an order; any two units are so much alike."""
    count = len(roles)
    scores = scores_of(roles, [0] * count)
    scores.affinity[:] = alike
    scores.follows[:] = np.log(0.05 / count)
    for before, unit in zip([-1, *order], order, strict=False):
        scores.follows[unit, before] = np.log(0.95)
    return scores


@pytest.mark.parametrize(
    ("roles", "alike", "first", "texts"),
    [
        pytest.param(["body", "body", "body"], 3.0, 0.9, [(0,), (1, 2)], id="another story's text before it"),
        pytest.param(["body", "body", "body"], 5.0, 0.9, [(0, 1, 2)], id="a lead that speaks of the same"),
        pytest.param(["body", "body", "body"], 3.0, 0.1, [(0, 1, 2)], id="the network reads it behind a lead"),
        pytest.param(["editor_note", "body", "body"], 3.0, 0.9, [(0, 1, 2)], id="an editor's note"),
    ],
)
def test_a_text_before_an_opening_is_of_another_story_or_a_lead(
    roles: list[str], alike: float, first: float, texts: list[tuple[int, ...]]
) -> None:
    scores = story_of(roles, [0, 1, 2], alike)
    scores.follows[1, -1] = np.log(first)
    scores.joins[2, 1] = scores.follows[2, 1] = np.log(0.99)
    scores.follows[0, 2] = np.log(0.01)
    found = decode(scores, Decisions({}, opens_by_form=(1,)))
    assert sorted(tuple(sorted(story.order)) for story in found.stories) == texts


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        (["headline", "heading", "body", "body"], "subhead"),
        (["byline", "heading", "body", "body"], "headline"),
    ],
)
def test_a_heading_before_an_opening_is_of_the_title(roles: list[str], wanted: str) -> None:
    assert decode(story_of(roles, [1, 2, 3], 3.0)).roles[1] == "heading"
    assert decode(story_of(roles, [1, 2, 3], 3.0), Decisions({}, opens_by_form=(2,))).roles[1] == wanted


@pytest.mark.parametrize(
    ("roles", "likely", "wanted"),
    [
        pytest.param(["headline", "body", "heading"], "kicker", "kicker", id="a line of the title behind the text"),
        pytest.param(["headline", "body", "heading"], "column", "column", id="a column's name"),
        pytest.param(["byline", "body", "heading"], "kicker", "heading", id="no title, of which it might be"),
    ],
)
def test_a_text_follows_each_heading(roles: list[str], likely: str, wanted: str) -> None:
    scores = story_of(roles, [1, 2], 3.0)
    scores.roles[2, STORY_ROLES.index(likely)] = np.log(0.05)
    assert decode(scores).roles[2] == wanted


def test_a_caption_that_is_a_story_has_no_other_text() -> None:
    scores = scores_of(["headline", "body", "caption"], [0, 0, 0])
    assert len(decode(scores).stories) == 1
    assert [story.units for story in decode(scores, Decisions({}, opens_by_form=(2,))).stories] == [(0, 1), (2,)]


@pytest.mark.parametrize("role", ["headline", "caption"])
@pytest.mark.parametrize(("chance", "broken"), [(0.9, {1}), (0.2, set())])
def test_a_line_goes_on_with_that_before(role: str, chance: float, broken: set[int]) -> None:
    scores = scores_of([role, role, "body"], [0, 0, 0])
    scores.joins[1, 0] = np.log(chance)
    assert decode(scores).stories[0].broken == broken


@pytest.mark.parametrize(
    ("odds", "units"),
    [
        pytest.param(-1.0, [(0, 1), (2, 3)], id="the story without a title has it"),
        pytest.param(-5.0, [(0, 1, 2), (3,)], id="unless too much speaks against it"),
    ],
)
def test_of_two_titles_one_is_that_of_a_story_without(odds: float, units: list[tuple[int, ...]]) -> None:
    scores = scores_of(["headline", "body", "headline", "body"], [0, 0, 0, 1])
    scores.affinity[2, :] = scores.affinity[:, 2] = 1.0
    scores.affinity[2, 3] = scores.affinity[3, 2] = odds
    scores.follows[2] = np.log(0.1)
    assert [story.units for story in decode(scores).stories] == units


def test_roles_that_are_fixed_stay() -> None:
    """A heading before an opening is of the title, and so is one that nothing follows; not where somebody says so."""
    leading = story_of(["headline", "heading", "body", "body"], [1, 2, 3], 3.0)
    assert decode(leading, Decisions({1: "heading"}, opens_by_form=(2,))).roles[1] == "heading"
    last = story_of(["headline", "body", "heading"], [1, 2], 3.0)
    assert decode(last, Decisions({2: "heading"})).roles[2] == "heading"


def test_an_opening_that_somebody_fixed_has_no_lead() -> None:
    scores = story_of(["body", "body", "byline"], [0, 1], 5.5)
    assert [story.units for story in decode(scores, Decisions({}, opens_by_form=(1,))).stories] == [(0, 1, 2)]
    assert [story.order for story in decode(scores, Decisions({}, opens=(1,))).stories] == [(0,), (1,)]


def test_titles_that_are_fixed_together_stay_so() -> None:
    scores = scores_of(["headline", "body", "headline", "body"], [0, 0, 0, 1])
    scores.affinity[2, 3] = scores.affinity[3, 2] = 2.0
    assert len(decode(scores, Decisions({}, together=((0, 2),))).stories[0].units) == 3


def test_a_sure_link_outweighs_where_words_are_at_home() -> None:
    """The tail is unlike its own story and like the other, but surely read behind the former."""
    scores = scores_of(["body"] * 6, [0, 0, 0, 1, 1, 1])
    scores.affinity[5, :5] = scores.affinity[:5, 5] = [3.0, 3.0, 3.0, -4.0, -4.0]
    scores.affinity[:3, 3:5] = scores.affinity[3:5, :3] = -6.0
    scores.follows[5] = np.log(0.04)
    assert 5 in decode(scores).stories[0].units
    scores.follows[5, 4] = np.log(0.9)
    assert 5 in decode(scores).stories[1].units
