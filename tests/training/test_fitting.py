"""What networks are fitted to: truth of pieces, batches of pages. None is fitted here, which takes minutes."""

from __future__ import annotations

from dataclasses import replace

import jax
import numpy as np
import pytest

from hnreader.segment.model import place_network, story_network
from hnreader.segment.model.place_columns import OWN_COLUMNS, PAIR_COLUMNS
from hnreader.segment.model.role_network import BEGINNINGS, HEAD, ROLES, TAIL
from hnreader.segment.model.story_network import BETWEEN, OWN
from hnreader.training import place_fitting, story_fitting
from hnreader.training.dataset import Example, Truth, truth_of
from hnreader.training.evaluation import Sums
from hnreader.training.learning import candidate_batches, carried_over, draw_weights, fit
from hnreader.training.personal_fitting import Check
from hnreader.training.role_fitting import batches
from hnreader.training.truth import NO_STORY, Label, Role


def example(pieces: int) -> Example:
    unknown = np.full(pieces, -1, np.int32)
    truth = Truth(unknown, unknown, unknown, unknown, np.zeros(pieces, np.int64))
    head, tail = np.ones((pieces, HEAD), np.int16), np.ones((pieces, TAIL), np.int16)
    return Example(head, tail, np.zeros((pieces, 3), np.float16), truth, "ocr")


def test_the_networks_can_be_fitted() -> None:
    """What is asked of jax it can do; nothing is computed."""
    own, between, present = (np.zeros(shape, np.float32) for shape in ((1, 3, OWN), (1, 3, 3, BETWEEN), (1, 3)))
    truth = [np.zeros((1, 3), np.int32)] * 4
    places = np.zeros((1, 3, len(OWN_COLUMNS)), np.float32), np.zeros((1, 3, 3, len(PAIR_COLUMNS)), np.float32)
    stories, added = (draw_weights(shapes, 0) for shapes in (story_network.shapes(), place_network.shapes()))
    found = jax.eval_shape(jax.grad(story_fitting.loss), stories, own, between, present, *truth)
    assert found.keys() == stories.keys()
    placed = jax.eval_shape(
        jax.grad(place_fitting.loss, argnums=1), stories, added, *places, own, between, present, *truth
    )
    assert placed.keys() == added.keys()


def test_a_page_longer_than_any_batch_is_left_out() -> None:
    assert [len(batch[0][0]) for batch in batches([example(5000)], 0)] == []


def test_too_few_pages_are_an_error() -> None:
    with pytest.raises(ValueError, match="too few pages"):
        fit({}, lambda _weights: 0.0, lambda _epoch: iter(()), steps=9)


def test_what_is_known_of_pieces() -> None:
    """The second half of a cut paragraph goes on with the first, wherever it stands; furniture begins nothing."""
    labels = [
        Label(1, 0, 4, 0, Role.HEADLINE, 0, 0),
        Label(2, 0, 9, 0, Role.BODY, 1, 9),
        Label(3, 0, 3, NO_STORY, Role.FURNITURE, 0, 0),
        Label(4, 0, 9, 0, Role.BODY, 1, 0),
        Label(5, 0, 9, 0, Role.BODY, 1, 18),
    ]
    truth = truth_of(labels)
    assert truth.before.tolist() == [-1, 3, -1, -1, 1]
    assert [ROLES[role] for role in truth.role] == ["headline", "body", "furniture", "body", "body"]
    assert [BEGINNINGS[kind] for kind in truth.beginning] == ["text", "rest", "text", "text", "rest"]
    assert truth.rank.tolist()[1] > truth.rank.tolist()[3]


def test_furniture_between_two_lines_parts_no_text() -> None:
    labels = [
        Label(1, 0, 9, 0, Role.BODY, 0, 0),
        Label(2, 0, 2, NO_STORY, Role.FURNITURE, 0, 0),
        Label(3, 0, 9, 0, Role.BODY, 0, 9),
        Label(4, 0, 9, 0, Role.BODY, 1, 0),
    ]
    assert [BEGINNINGS[kind] for kind in truth_of(labels).beginning] == ["text", "text", "same", "text"]


def test_weights_are_carried_over() -> None:
    """Rows of new features count nothing at first."""
    found = carried_over({"w": np.ones((2, 3)), "b": np.ones(3)}, {"w": np.full((4, 3), 7.0), "b": np.zeros(3)})
    assert np.asarray(found["w"]).tolist() == [[1.0] * 3] * 2 + [[0.0] * 3] * 2
    assert np.asarray(found["b"]).tolist() == [1.0] * 3


@pytest.mark.parametrize("shape", [(2, 4), (5, 3)])
def test_weights_of_another_network_are_an_error(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="another network"):
        carried_over({"w": np.ones(shape)}, {"w": np.ones((4, 3))})


@pytest.mark.parametrize(("rows", "sizes"), [(0, []), (3, [3]), (9, [4, 4])])
def test_batches_of_candidates(rows: int, sizes: list[int]) -> None:
    """Each row has its own candidates and what is right of them; places without one are marked so."""
    tables = [(np.full((1 + row % 3, 2), row + 1, np.float32), row) for row in range(rows)]
    found = list(candidate_batches(tables, 4, 3, 0))
    assert [len(right) for _, _, right in found] == sizes
    for columns, present, right in found:
        for table, there, row in zip(columns, present, right, strict=True):
            assert there.tolist() == [place <= row % 3 for place in range(3)]
            assert table[there].tolist() == [[row + 1, row + 1]] * (1 + row % 3)
            assert not table[~there].any()


def test_a_model_that_is_worse_on_a_set_is_told() -> None:
    """Fewer right bodies or titles are worse, whatever else is better, unless they count together."""
    before = Sums(stories=9, near=7, exact=6, titles=8, titles_exact=5)
    better = replace(before, near=8, exact=9)
    assert not Check(before, before).worse
    assert not Check(before, better).worse
    assert Check(before, replace(better, titles_exact=4)).worse
    assert not Check(before, replace(better, titles_exact=4), together=True).worse
    assert Check(before, replace(before, titles_exact=4), together=True).worse
    assert Check(before, better).words == "of 9 bodies near 7 → 8, exact 6 → 9; of 8 titles 5 → 5"
