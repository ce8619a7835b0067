"""How sure stories are, and which decision about one is the least certain."""

from __future__ import annotations

import numpy as np
import pytest

from hnreader.reasons import Reason
from hnreader.segment.model.confidence import MARGINS, judged, least_certain, shapes
from hnreader.segment.model.decoder import DecodedPage, decode
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.story_network import STORY_ROLES, Scores

SURE = dict(zip(MARGINS, (6.0, -6.0, -6.0, 0.0, 0.0, 0.0, 1.0, 1.0), strict=True))
"""The margins of a story that nothing speaks against: log odds, and log chances of 1."""
LIKELY, UNLIKELY = float(np.log(0.9)), float(np.log(0.02))


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"own": 0.5}, Reason.DOUBT_LINES, id="a line is hardly tied to its own story"),
        pytest.param({"other": 0.5}, Reason.DOUBT_LINES, id="a line is tied to another story"),
        pytest.param({"wanted": 0.5}, Reason.DOUBT_MISSING, id="a line of another story is tied to this one"),
        pytest.param({"inside": LIKELY}, Reason.DOUBT_BODY, id="a line may be a title"),
        pytest.param({"step": UNLIKELY}, Reason.DOUBT_ORDER, id="an unlikely step"),
        pytest.param({"step": LIKELY}, None, id="steps are seldom as sure as roles"),
        pytest.param({"own": -2.0, "step": UNLIKELY}, Reason.DOUBT_LINES, id="a strange line makes steps unlikely"),
        pytest.param({"inside": UNLIKELY, "step": UNLIKELY}, Reason.DOUBT_BODY, id="a title makes steps unlikely"),
        pytest.param({"own": 1.0, "wanted": 0.0}, Reason.DOUBT_MISSING, id="the line outside is less certain"),
        pytest.param({"own": 0.0, "wanted": -1.0}, Reason.DOUBT_LINES, id="the line inside is less certain"),
        pytest.param({"own": 1.0, "inside": UNLIKELY}, Reason.DOUBT_BODY, id="the role is less certain"),
        pytest.param({"outside": UNLIKELY}, None, id="what stands in no story"),
    ],
)
def test_the_least_certain_decision(changed: dict[str, float], doubt: Reason | None) -> None:
    """The margin that is furthest below what is enough for its kind decides."""
    assert changed.keys() <= SURE.keys()
    assert least_certain(SURE | changed) is doubt


def judged_page(scores: Scores) -> DecodedPage:
    """Return a page that is judged by weights of which every story is as sure as another."""
    return judged(decode(scores), scores, {name: np.zeros(shape, np.float32) for name, shape in shapes().items()})


def clear_scores(count: int) -> Scores:
    """Return the scores of two stories, one of a single body and one of all others, read as they stand."""
    alike = np.equal.outer(np.arange(count) == 0, np.arange(count) == 0)
    follows = np.full((count, count + 1), np.log(1e-4))
    follows[[0, 1], -1] = 0.0
    follows[np.arange(2, count), np.arange(1, count - 1)] = 0.0
    roles = np.full((count, len(STORY_ROLES)), np.log(1e-5))
    roles[:, ROLES.index("body")] = 0.0
    nothing = np.full((count, count + 1), np.log(1e-4))
    return Scores(roles, nothing, nothing, follows, np.where(alike, 6.0, -6.0))


def test_each_story_has_its_own_doubt() -> None:
    """A page's stories are told apart: what is doubted of one is not doubted of the other."""
    assert [story.doubt for story in judged_page(clear_scores(5)).stories] == [None, None]
    scores = clear_scores(5)
    scores.roles[3] = np.log([0.8 if role == "body" else 0.2 / (len(STORY_ROLES) - 1) for role in STORY_ROLES])
    assert [story.doubt for story in judged_page(scores).stories] == [None, Reason.DOUBT_BODY]


def test_a_line_between_two_stories() -> None:
    """Where a line is as near to another story, both are doubted: the one may have it too much, the other lack it."""
    scores = clear_scores(5)
    scores.affinity[0, 4] = scores.affinity[4, 0] = 1.0
    assert [story.doubt for story in judged_page(scores).stories] == [Reason.DOUBT_MISSING, Reason.DOUBT_LINES]


def test_a_text_of_one_paragraph_has_no_order() -> None:
    """However unlikely it is that the paragraph stands behind nothing."""
    scores = clear_scores(2)
    scores.follows[:] = np.log(1e-4)
    assert [story.order for story in judged_page(scores).stories] == [(0,), (1,)]
    assert [story.doubt for story in judged_page(scores).stories] == [None, None]
