"""The order in which a story's units are read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.segment.model.reading_order import reading_order

UNITS = 6


def chances(steps: dict[tuple[int, int], float]) -> np.ndarray:
    """Log probabilities of the unit before each; what is not named is unlikely."""
    found = np.full((UNITS, UNITS + 1), -9.0)
    for (unit, before), chance in steps.items():
        found[unit, before] = np.log(chance)
    return found


@given(
    units=st.sets(st.integers(0, UNITS - 1)),
    values=st.lists(st.floats(-12, 0), min_size=UNITS * (UNITS + 1), max_size=UNITS * (UNITS + 1)),
)
def test_each_unit_is_read_once(units: set[int], values: list[float]) -> None:
    order = reading_order(sorted(units), np.array(values).reshape(UNITS, UNITS + 1))
    assert sorted(order) == sorted(units)


@pytest.mark.parametrize(
    ("steps", "order"),
    [
        ({}, [0, 1, 2]),  # as the page has them
        ({(2, 0): 0.9}, [0, 2, 1]),  # the end of the first stands last
        ({(1, UNITS): 0.9, (0, 2): 0.9}, [1, 2, 0]),  # a leg that goes on above
        ({(0, 1): 0.9, (1, 0): 0.3}, [1, 0, 2]),  # no circle: the likelier of two steps
        ({(1, 0): 0.5, (2, 0): 0.6}, [0, 1, 2]),  # the page goes on unless something speaks against it
        ({(1, 0): 0.2, (2, 0): 0.7, (1, 2): 0.5}, [0, 2, 1]),  # one unit alone is read right behind another
    ],
)
def test_the_likeliest_steps_are_taken(steps: dict[tuple[int, int], float], order: list[int]) -> None:
    assert reading_order([0, 1, 2], chances(steps)) == order


def test_units_of_other_stories_are_passed_over() -> None:
    assert reading_order([0, 3, 5], chances({(3, 1): 0.9, (5, 4): 0.9})) == [0, 3, 5]
