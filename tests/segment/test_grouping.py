"""Units are put together by what each two say of each other, and by what is fixed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hnreader.segment.model.grouping import bounded, grouped, mean_affinities

COUNT = 7
ODDS = arrays(np.float64, (COUNT, COUNT), elements=st.floats(-5, 5)).map(lambda values: values + values.T)
PAIRS = st.lists(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)).filter(lambda pair: pair[0] != pair[1])
)


def odds_of(groups: list[int]) -> np.ndarray:
    of = np.array(groups)
    return np.where(of[:, None] == of, 2.0, -2.0)


@pytest.mark.parametrize("groups", [[], [0], [0, 0, 0], [0, 1, 2], [0, 1, 0, 1, 2], [0, 1, 1, 0, 2, 0]])
def test_clear_odds_give_their_groups(groups: list[int]) -> None:
    assert grouped(odds_of(groups)).tolist() == groups


def test_one_pair_does_not_outweigh_the_others() -> None:
    odds = odds_of([0, 0, 0, 1, 1, 1])
    odds[2, 3] = odds[3, 2] = 1.9
    assert grouped(odds).tolist() == [0, 0, 0, 1, 1, 1]


@given(odds=ODDS, apart=PAIRS)
def test_what_is_apart_stays_apart(odds: np.ndarray, apart: list[tuple[int, int]]) -> None:
    groups = grouped(bounded(odds, apart=apart))
    assert all(groups[first] != groups[second] for first, second in apart)


@given(odds=ODDS, together=PAIRS)
def test_what_is_together_stays_together(odds: np.ndarray, together: list[tuple[int, int]]) -> None:
    groups = grouped(bounded(odds, together=together))
    assert all(groups[first] == groups[second] for first, second in together)


@given(odds=ODDS, order=st.permutations(range(COUNT)))
def test_the_order_of_units_changes_nothing(odds: np.ndarray, order: list[int]) -> None:
    small, great = np.sort(np.indices((COUNT, COUNT)), axis=0)
    odds = odds + 1e-3 * np.sqrt(2 + small + COUNT * great)  # no two pairs alike
    groups, others = grouped(odds), grouped(odds[np.ix_(order, order)])
    same = groups[:, None] == groups
    assert (same[np.ix_(order, order)] == (others[:, None] == others)).all()


def test_the_mean_is_that_of_the_other_units() -> None:
    means = mean_affinities(np.array([[9.0, 1, 2], [1, 9, 4], [2, 4, 9]]), np.array([0, 0, 1]))
    assert means.tolist() == [[1, 2], [1, 4], [3, -np.inf]]
