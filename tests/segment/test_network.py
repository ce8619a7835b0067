"""The layers of the model's networks against their plain definitions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from hnreader.segment.model.network import (
    dense,
    folded,
    log_softmax,
    mapped,
    neighbours,
    normalised,
    scaled,
    softmax,
    windows,
)

Floats = NDArray[np.float64]
TABLES = st.tuples(st.integers(1, 7), st.integers(1, 4), st.integers(0, 99)).map(
    lambda shape: np.random.default_rng(shape[2]).normal(size=shape[:2])
)


@given(TABLES, st.sampled_from([1, 2, 8]))
def test_neighbours_are_those_before_at_and_behind(values: Floats, distance: int) -> None:
    count, width = values.shape
    found = neighbours(np, values, distance).reshape(count, 3, width)
    for place in range(count):
        for part, at in enumerate((place - distance, place, place + distance)):
            expected = values[at] if 0 <= at < count else np.zeros(width)
            assert np.array_equal(found[place, part], expected)


def test_windows_slide() -> None:
    assert windows(np, np.arange(4), 3).tolist() == [[0, 1, 2], [1, 2, 3]]


@given(TABLES)
def test_probabilities_add_up(values: Floats) -> None:
    """Large values do not overflow."""
    assert np.allclose(softmax(np, values * 1000).sum(axis=-1), 1)
    assert np.allclose(np.exp(log_softmax(np, values)), softmax(np, values))


@pytest.mark.parametrize("scale", [0.0, 1.0, 50.0])
def test_values_are_normalised(scale: float) -> None:
    weights = {"n.g": np.ones(3), "n.b": np.zeros(3)}
    found = normalised(np, weights, "n", scale * np.array([[1.0, 2.0, 6.0]]))
    assert abs(found.mean()) < 1e-6
    assert found.std() == pytest.approx(1.0 if scale else 0.0, abs=1e-3)


@given(st.integers(0, 99), st.sampled_from([(5, 4), (3, 5, 4)]), st.sampled_from([0.0, 1.0, 30.0]))
def test_folded_maps(seed: int, shape: tuple[int, ...], scale: float) -> None:
    """They are those of the values, and of the values normalised, with the channels before the places."""
    rng = np.random.default_rng(seed)
    sizes = {"a.w": (4, 2), "a.b": (2,), "b.w": (4, 3), "b.b": (3,), "n.g": (4,), "n.b": (4,)}
    weights = {name: rng.normal(size=size) for name, size in sizes.items()}
    values = 3 + scale * rng.normal(size=shape)
    maps, channels = folded(np, weights, {"b": "n"}), np.swapaxes(values, -1, -2)
    plain, of_normalised = mapped(maps, "a", channels), mapped(maps, "b", scaled(np, channels))
    assert np.allclose(np.swapaxes(plain, -1, -2), dense(weights, "a", values))
    expected = dense(weights, "b", normalised(np, weights, "n", values))
    assert np.allclose(np.swapaxes(of_normalised, -1, -2), expected, atol=1e-6)
