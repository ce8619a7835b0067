"""The pairing whose scores add up to the most, against trying out every pairing."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hnreader.assignment import assign

SCORES = st.lists(
    st.dictionaries(st.integers(-3, 40).filter(lambda column: column % 7 < 5), st.integers(-4, 12), max_size=5),
    max_size=5,
)


def total(scores: list[dict[int, float]], found: list[int | None]) -> float:
    return sum(row[column] for row, column in zip(scores, found, strict=True) if column is not None)


def best_by_trying(scores: list[dict[int, float]]) -> float:
    """The greatest sum, over all ways to give each row one of its columns or none."""
    return max(
        total(scores, list(choice))
        for choice in product(*([None, *row] for row in scores))
        if len(set(taken := [column for column in choice if column is not None])) == len(taken)
    )


@settings(max_examples=150, deadline=None)
@given(SCORES)
def test_no_pairing_is_better(scores: list[dict[int, float]]) -> None:
    """Every column is used once, only pairs worth something are made, and no other pairing adds up to more."""
    found = assign(scores)
    assert len(found) == len(scores)
    used = [column for column in found if column is not None]
    assert len(set(used)) == len(used)
    assert all(row[column] > 0 for row, column in zip(scores, found, strict=True) if column is not None)
    assert total(scores, found) == best_by_trying(scores)


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([], []),
        ([{}], [None]),
        ([{3: 0.0}], [None]),
        ([{3: -1.0}, {3: 0.5}], [None, 3]),
        ([{1: 2.0, 2: 1.9}, {1: 1.8}], [2, 1]),  # the greedy choice would leave the second row without
        ([{1: 5.0, 2: 1.0}, {1: 2.0}], [1, None]),  # one good pair outweighs two poor ones
        ([{1: 1.0}, {1: 1.0, 9: 0.5}], [1, 9]),
    ],
)
def test_the_whole_counts_and_not_the_first(scores: list[dict[int, float]], found: list[int | None]) -> None:
    """A row gives up its best column where the sum gains by it, and stays without where it does not."""
    assert assign(scores) == found
