"""Layers of the model's small networks, for numpy and for the library that fits them: `xp` is either's module.

A network's weights are arrays by name, so that one definition serves fitting and reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

Array = Any
Weights = dict[str, Array]

EPSILON: Final = 1e-5
NEVER: Final = -1e4
"""The logit, or the log probability, of what cannot be."""


def dense(weights: Weights, name: str, values: Array) -> Array:
    """Return an affine map of values."""
    found = values @ weights[name + ".w"]
    found += weights[name + ".b"]
    return found


def embedded(xp: Any, weights: Weights, ids: Array) -> Array:
    """Return the vectors of characters, given by their numbers; those of the last axis side by side."""
    return xp.take(weights["embedding"], ids, axis=0).reshape(*ids.shape[:-1], -1)


def relu(xp: Any, values: Array) -> Array:
    """Return values, those below 0 as 0."""
    return xp.maximum(values, 0)


def normalised(xp: Any, weights: Weights, name: str, values: Array) -> Array:
    """Return values scaled to one mean and variance over their last axis."""
    share = xp.full((values.shape[-1], 1), 1 / values.shape[-1], values.dtype)  # products are faster than xp.mean
    found = values - values @ share
    found *= 1 / xp.sqrt((found * found) @ share + EPSILON)
    found *= weights[name + ".g"]
    found += weights[name + ".b"]
    return found


def folded(xp: Any, weights: Weights, norms: Mapping[str, str]) -> Weights:
    """Return the affine maps among `weights` for values that have their channels on the second last axis.

    `norms` has for maps of normalised values the name of their norm, which becomes a part of the map: it wants values
    that are `scaled`.
    """
    found: Weights = {}
    for name in (name.removesuffix(".w") for name in weights if name.endswith(".w")):
        maps, shift = weights[name + ".w"], weights[name + ".b"]
        if name in norms:
            shift = shift + weights[norms[name] + ".b"] @ maps
            maps = weights[norms[name] + ".g"][:, None] * maps
            maps = maps - xp.mean(maps, axis=0)  # so that the mean of the values counts nothing
        found |= {name + ".w": maps.T.copy(), name + ".b": shift[:, None]}
    return found


def mapped(weights: Weights, name: str, values: Array) -> Array:
    """Return an affine map, one of those `folded`, of values that have their channels on the second last axis."""
    found = weights[name + ".w"] @ values
    found += weights[name + ".b"]
    return found


def scaled(xp: Any, values: Array) -> Array:
    """Return values scaled to one variance over their second last axis. Their mean is left as it is."""
    width = values.shape[-2]
    share = xp.full((1, width), 1 / width, values.dtype)
    mean = share @ values
    spread = xp.maximum(share @ (values * values) - mean * mean, 0)
    return values * (1 / xp.sqrt(spread + EPSILON))


def log_softmax(xp: Any, values: Array) -> Array:
    """Return log probabilities over the last axis."""
    found = values - xp.max(values, axis=-1, keepdims=True)
    found -= xp.log(xp.sum(xp.exp(found), axis=-1, keepdims=True))
    return found


def softmax(xp: Any, values: Array) -> Array:
    """Return probabilities over the last axis."""
    top = xp.exp(values - xp.max(values, axis=-1, keepdims=True))
    top /= xp.sum(top, axis=-1, keepdims=True)
    return top


def windows(xp: Any, values: Array, width: int) -> Array:
    """Return for each place of the first axis the `width` values from there on, side by side."""
    length = len(values) - width + 1
    return xp.stack([values[at : at + length] for at in range(width)], axis=-1)


def neighbours(xp: Any, values: Array, distance: int) -> Array:
    """Return for each place the vectors `distance` before it, at it and `distance` behind it; zeros beyond the ends."""
    blank = xp.zeros((*values.shape[:-2], distance, values.shape[-1]), values.dtype)
    padded = xp.concatenate([blank, values, blank], axis=-2)
    size = values.shape[-2]
    return xp.concatenate([padded[..., at : at + size, :] for at in (0, distance, 2 * distance)], axis=-1)


def sigmoid(xp: Any, values: Array) -> Array:
    """Return values between 0 and 1."""
    found = xp.tanh(0.5 * values)
    found += 1
    found *= 0.5
    return found


def log_odds(log_chances: Array) -> Array:
    """Return the log odds of what has these log probabilities; 14 at the most."""
    return log_chances - np.log(np.maximum(-np.expm1(log_chances), 1e-6))
