"""The order in which a story's units are read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.training.model.decoder import reading_order


@st.composite
def links(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Some units of a page, and for each unit the one that it continues: chains without a circle."""
    count = draw(st.integers(1, 9))
    order = draw(st.permutations(range(count)))
    before = [-1] * count
    for left, right in pairwise(order):
        if draw(st.booleans()):
            before[right] = left
    return sorted(draw(st.sets(st.integers(0, count - 1), min_size=1))), before


@given(links())
def test_each_unit_is_read_once_and_behind_what_it_continues(case: tuple[list[int], list[int]]) -> None:
    units, before = case
    order = reading_order(units, before)
    assert sorted(order) == units
    for at, unit in enumerate(order):
        if before[unit] in units:
            assert order[at - 1] == before[unit]


@pytest.mark.parametrize(
    ("before", "order"),
    [
        ([-1, -1, -1], [0, 1, 2]),  # as the page has them
        ([-1, -1, 0], [0, 2, 1]),  # the end of the first stands last
        ([2, -1, -1], [1, 2, 0]),  # a leg that goes on above
    ],
)
def test_paragraphs_keep_the_order_of_the_page(before: list[int], order: list[int]) -> None:
    assert reading_order([0, 1, 2], before) == order
