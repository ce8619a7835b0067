"""Layers of the model's small networks, for numpy and for the library that fits them: `xp` is either's module.

A network's weights are arrays by name, so that one definition serves fitting and reading.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = Any
Weights = dict[str, Array]

EPSILON: Final = 1e-5


def dense(weights: Weights, name: str, values: Array) -> Array:
    """Return an affine map of values."""
    return values @ weights[name + ".w"] + weights[name + ".b"]


def relu(xp: Any, values: Array) -> Array:
    """Return values, those below 0 as 0."""
    return xp.maximum(values, 0)


def normalised(xp: Any, weights: Weights, name: str, values: Array) -> Array:
    """Return values scaled to one mean and variance over their last axis."""
    mean = xp.mean(values, axis=-1, keepdims=True)
    spread = xp.mean((values - mean) ** 2, axis=-1, keepdims=True)
    return (values - mean) / xp.sqrt(spread + EPSILON) * weights[name + ".g"] + weights[name + ".b"]


def dense_of_normalised(xp: Any, weights: Weights, norm: str, names: Sequence[str], values: Array) -> list[Array]:
    """Return affine maps of values that are scaled to one mean and variance over their last axis.

    The values themselves are not scaled: the maps are, which are smaller.
    """
    maps = xp.concatenate([weights[name + ".w"] for name in names], axis=-1)
    shift = weights[norm + ".b"] @ maps + xp.concatenate([weights[name + ".b"] for name in names])
    maps = weights[norm + ".g"][:, None] * maps
    maps = maps - xp.mean(maps, axis=0)  # so that the mean of the values counts nothing
    width = values.shape[-1]
    flat, share = values.reshape(-1, width), xp.full((width, 1), 1 / width, values.dtype)
    mean = flat @ share
    spread = xp.maximum((flat * flat) @ share - mean * mean, 0)
    mapped = ((flat @ maps) / xp.sqrt(spread + EPSILON) + shift).reshape(*values.shape[:-1], -1)
    sizes = [weights[name + ".b"].shape[0] for name in names]
    ends = list(accumulate(sizes))
    return [mapped[..., end - size : end] for size, end in zip(sizes, ends, strict=True)]


def log_softmax(xp: Any, values: Array) -> Array:
    """Return log probabilities over the last axis."""
    top = xp.max(values, axis=-1, keepdims=True)
    return values - top - xp.log(xp.sum(xp.exp(values - top), axis=-1, keepdims=True))


def softmax(xp: Any, values: Array) -> Array:
    """Return probabilities over the last axis."""
    top = xp.exp(values - xp.max(values, axis=-1, keepdims=True))
    return top / xp.sum(top, axis=-1, keepdims=True)


def windows(xp: Any, values: Array, width: int) -> Array:
    """Return for each place of the second last axis the `width` vectors from there on, side by side."""
    length = values.shape[-2] - width + 1
    return xp.concatenate([values[..., at : at + length, :] for at in range(width)], axis=-1)


def neighbours(xp: Any, values: Array, distance: int) -> Array:
    """Return for each place the vectors `distance` before it, at it and `distance` behind it; zeros beyond the ends."""
    blank = xp.zeros((*values.shape[:-2], distance, values.shape[-1]), values.dtype)
    padded = xp.concatenate([blank, values, blank], axis=-2)
    size = values.shape[-2]
    return xp.concatenate([padded[..., at : at + size, :] for at in (0, distance, 2 * distance)], axis=-1)


def sigmoid(xp: Any, values: Array) -> Array:
    """Return values between 0 and 1."""
    return 0.5 * (xp.tanh(0.5 * values) + 1)
