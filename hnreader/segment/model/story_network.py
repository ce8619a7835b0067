"""The network that tells stories apart: whose a unit is, which unit it continues, and what it is.

For every two units of a page it looks at what they share: rare pairs of characters, edges that make one sentence,
distance, titles between. Attention over the page then lets each unit see what the others are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.network import (
    Array,
    dense,
    dense_of_normalised,
    log_softmax,
    normalised,
    relu,
    sigmoid,
    softmax,
)
from hnreader.segment.model.piece_features import SIGNS
from hnreader.segment.model.role_network import BEGINNINGS, ROLES
from hnreader.segment.model.role_network import WIDTH as PIECE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.units import Units

    Floats = NDArray[Any]

WIDTH, HEADS, LAYERS = 96, 4, 4
PAIR, INNER = 24, 48
THIRD: Final = 12
"""Channels in which what is said of two units is put together from what is said of each with a third."""
SIGNS_AT: Final = PIECE_WIDTH + len(ROLES) + len(BEGINNINGS) + 6
OWN: Final = SIGNS_AT + 2 * len(SIGNS)
"""Columns of what a unit says of itself."""
HEAD_LINES: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead", "column"))
STORY_ROLES: Final = (*ROLES, "duplicate")
"""What a unit is, with the page in view: the second copy of a passage as well."""
DUPLICATE: Final = STORY_ROLES.index("duplicate")
TEXTS: Final = tuple(ROLES.index(role) for role in ("body", "heading", "signature", "editor_note"))
"""What is read in order."""
SCORES: Final = 4
BETWEEN: Final = 32
"""Columns of what is said of two units."""
FAR_BELOW: Final = -1e4  # the logit of what cannot be


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    found: dict[str, tuple[int, ...]] = {
        "own.w": (OWN, WIDTH), "own.b": (WIDTH,), "pair.w": (BETWEEN, PAIR), "pair.b": (PAIR,),
        "role.w": (WIDTH, len(STORY_ROLES)), "role.b": (len(STORY_ROLES),), "alone.w": (WIDTH, SCORES - 1),
        "alone.b": (SCORES - 1,),
        "pairs.g": (PAIR,), "pairs.b": (PAIR,), "score.w": (PAIR, SCORES), "score.b": (SCORES,), "last.g": (WIDTH,),
        "last.b": (WIDTH,),
    }  # fmt: skip
    for layer in range(LAYERS):
        found |= {
            f"norm{layer}.g": (WIDTH,), f"norm{layer}.b": (WIDTH,), f"qkv{layer}.w": (WIDTH, 3 * WIDTH),
            f"qkv{layer}.b": (3 * WIDTH,), f"seen{layer}.g": (PAIR,), f"seen{layer}.b": (PAIR,),
            f"bias{layer}.w": (PAIR, HEADS), f"bias{layer}.b": (HEADS,), f"after{layer}.w": (WIDTH, WIDTH),
            f"after{layer}.b": (WIDTH,),
            f"inner{layer}.g": (WIDTH,), f"inner{layer}.b": (WIDTH,), f"wide{layer}.w": (WIDTH, 2 * WIDTH),
            f"wide{layer}.b": (2 * WIDTH,), f"narrow{layer}.w": (2 * WIDTH, WIDTH), f"narrow{layer}.b": (WIDTH,),
            f"node{layer}.g": (WIDTH,), f"node{layer}.b": (WIDTH,),
            f"ends{layer}.w": (WIDTH, 4 * PAIR), f"ends{layer}.b": (4 * PAIR,),
            f"legs{layer}.w": (PAIR, 4 * THIRD),
            f"legs{layer}.b": (4 * THIRD,), f"closed{layer}.g": (THIRD,), f"closed{layer}.b": (THIRD,),
            f"close{layer}.w": (THIRD, PAIR), f"close{layer}.b": (PAIR,),
            f"both{layer}.g": (PAIR,), f"both{layer}.b": (PAIR,), f"more{layer}.w": (PAIR, INNER),
            f"more{layer}.b": (INNER,), f"less{layer}.w": (INNER, PAIR), f"less{layer}.b": (PAIR,),
        }  # fmt: skip
    return found


def own_columns(units: Units) -> Floats:
    """Return what each unit says of itself."""
    count = len(units)
    place = np.arange(count) / max(count, 1)
    sizes = np.log1p(units.sizes)
    extra = (
        sizes / 6,
        units.stops,
        place,
        np.full(count, np.log(max(count, 1)) / 5),
        np.minimum(units.sizes, 40) / 40,
        units.copies.max(axis=1, initial=0),
    )
    return np.hstack(
        [units.vectors, np.exp(units.roles), np.exp(units.beginnings), np.stack(extra, axis=1), units.signs]
    ).astype(np.float32)


def pair_columns(units: Units) -> Floats:
    """Return what is said of every two units; the last axis has the columns."""
    count = len(units)
    mass = np.maximum(np.diagonal(units.overlap), 1e-3)
    shared = units.overlap.copy()
    np.fill_diagonal(shared, 0.0)
    cosine = shared / np.sqrt(mass[:, None] * mass[None, :])
    best = np.maximum(cosine.max(axis=1, initial=0), 1e-3)
    steps = np.arange(count)[:, None] - np.arange(count)[None, :]
    titles = np.cumsum(np.exp(units.roles)[:, HEAD_LINES].sum(axis=1))
    between = titles[:, None] - titles[None, :]
    edges = units.edges.copy()
    np.fill_diagonal(edges, FAR_BELOW)
    ahead, back = log_softmax(np, edges), log_softmax(np, edges.T).T
    near = _blurred(cosine)
    rest = np.exp(units.beginnings[:, 1])[:, None] * (1 - units.stops)[None, :]
    both = np.exp(units.roles)[:, HEAD_LINES].sum(axis=1)
    share = units.similarity
    columns = (
        cosine * 3, np.log1p(shared) / 3, share, share.T, cosine / best[:, None],
        cosine / best[None, :],
        np.log1p(np.abs(steps)) / 3, steps > 0, steps == 1, steps == -1, steps == 2, np.clip(steps, -20, 20) / 10,
        np.clip(units.edges.T, -12, 12) / 6, np.clip(units.edges, -12, 12) / 6,
        np.maximum(ahead.T, -8) / 4, np.maximum(back.T, -8) / 4, np.maximum(ahead, -8) / 4,
        np.log1p(np.abs(between)) / 2, np.sign(between) * np.log1p(np.abs(between)) / 2, np.exp(-np.abs(between)),
        near * 4, rest, both[:, None] * both[None, :], units.copies, units.copies.T,
    )  # fmt: skip
    single = np.stack([np.asarray(column, np.float32) for column in columns], axis=-1)
    rare = np.log1p(units.rare * (1 - np.eye(count))) / 3
    names = np.stack([rare, units.leads / 6, units.leads.T / 6], axis=-1).astype(np.float32)
    return np.concatenate([single, window_columns(cosine, share), names], axis=-1)


def window_columns(cosine: Floats, share: Floats) -> Floats:
    """Return what the units from the one in the row on, or up to that in the column, have in common."""
    columns = (
        _summed(share, (0,), range(4)),
        _summed(share, (0,), range(-3, 1)),
        _summed(cosine, range(5), range(-4, 1)) / 4,
        _summed(cosine, range(5), range(5)) / 4,
    )
    return np.stack(columns, axis=-1)


def _summed(values: Floats, rows: Iterable[int], columns: Iterable[int]) -> Floats:
    """Return for each cell the sum of those so many rows and columns away."""
    count = len(values)
    padded = np.pad(values, 4)
    down = np.sum([padded[4 + row : 4 + row + count] for row in rows], axis=0)
    summed: Floats = np.sum([down[:, 4 + column : 4 + column + count] for column in columns], axis=0)
    return summed


def _blurred(values: Floats) -> Floats:
    """Return the mean of each cell and those around it."""
    return _summed(values, range(-2, 3), range(-2, 3)) / 25


def encode(xp: Any, weights: Weights, own: Array, between: Array, present: Array) -> tuple[Array, Array]:
    """Return the vectors of units and those of every two units. `present` is 1 for units and 0 for filling.

    In each layer units see each other by attention, then every two units see what both are, and what is said of
    each of them with each third unit (Jumper and others 2021, Nature 596: triangle multiplication), so that what
    belongs together by way of others comes together.
    """
    values = relu(xp, dense(weights, "own", own))
    pairs = dense(weights, "pair", between)
    hidden = (1 - present)[..., None, None, :] * FAR_BELOW
    there = (present[..., :, None] * present[..., None, :])[..., None]
    for layer in range(LAYERS):
        bias, legs = dense_of_normalised(xp, weights, f"seen{layer}", (f"bias{layer}", f"legs{layer}"), pairs)
        values = values + _attended(xp, weights, layer, values, bias, hidden)
        (inner,) = dense_of_normalised(xp, weights, f"inner{layer}", (f"wide{layer}",), values)
        values = values + dense(weights, f"narrow{layer}", relu(xp, inner))
        pairs = pairs + _of_both(xp, weights, layer, values) + _by_thirds(xp, weights, layer, legs, there)
        (more,) = dense_of_normalised(xp, weights, f"both{layer}", (f"more{layer}",), pairs)
        pairs = pairs + dense(weights, f"less{layer}", relu(xp, more))
    return normalised(xp, weights, "last", values), pairs


def _attended(xp: Any, weights: Weights, layer: int, values: Array, bias: Array, hidden: Array) -> Array:
    """Return what each unit learns from the others; `bias` is what two units say for seeing each other."""
    (queries,) = dense_of_normalised(xp, weights, f"norm{layer}", (f"qkv{layer}",), values)
    query, key, value = (_by_head(xp, part) for part in xp.split(queries, 3, axis=-1))
    scaled = query @ xp.swapaxes(key, -1, -2) / (WIDTH // HEADS) ** 0.5
    attention = softmax(xp, scaled + xp.moveaxis(bias, -1, -3) + hidden)
    learned = xp.swapaxes(attention @ value, -2, -3)
    return dense(weights, f"after{layer}", learned.reshape(*learned.shape[:-2], WIDTH))


def _of_both(xp: Any, weights: Weights, layer: int, values: Array) -> Array:
    """Return what two units make of each other."""
    (ends,) = dense_of_normalised(xp, weights, f"node{layer}", (f"ends{layer}",), values)
    left, right, first, second = xp.split(ends, 4, axis=-1)
    return left[..., :, None, :] * right[..., None, :, :] + first[..., :, None, :] + second[..., None, :, :]


def _by_thirds(xp: Any, weights: Weights, layer: int, legs: Array, there: Array) -> Array:
    """Return what third units say of two; `legs` is what is said of each two of them."""
    left, right, open_left, open_right = xp.split(legs, 4, axis=-1)
    left, right = (xp.moveaxis(values * sigmoid(xp, gate) * there, -1, -3)
                   for values, gate in ((left, open_left), (right, open_right)))  # fmt: skip
    closed = xp.moveaxis(left @ right, -3, -1)
    return dense_of_normalised(xp, weights, f"closed{layer}", (f"close{layer}",), closed)[0]


def _by_head(xp: Any, values: Array) -> Array:
    return xp.swapaxes(values.reshape(*values.shape[:-1], HEADS, WIDTH // HEADS), -2, -3)


class Scores(NamedTuple):
    """What is said of a page's units. Log probabilities; the last place of their last axis is that of no other unit."""

    roles: Array
    """By `STORY_ROLES`."""
    owners: Array
    """Of the units before it one with which it shares its story."""
    joins: Array
    """The unit whose paragraph it continues."""
    follows: Array
    """The unit of its story that is read before it."""
    affinity: Array
    """The log odds that two units are of one story."""


def scores(xp: Any, weights: Weights, own: Array, between: Array, present: Array) -> Scores:
    """Return what the network says of units."""
    values, pairs = encode(xp, weights, own, between, present)
    (score,) = dense_of_normalised(xp, weights, "pairs", ("score",), pairs)
    count = own.shape[-2]
    absent = (1 - present)[..., None, :] * FAR_BELOW
    alone = dense(weights, "alone", values)

    def chances(number: int, impossible: Array) -> Array:
        found = score[..., number] + absent + impossible * FAR_BELOW
        return log_softmax(xp, xp.concatenate([found, alone[..., number : number + 1]], axis=-1))

    itself = xp.eye(count)
    return Scores(
        log_softmax(xp, dense(weights, "role", values)),
        chances(0, xp.triu(xp.ones((count, count)))),
        chances(1, itself),
        chances(2, itself),
        (score[..., 3] + xp.swapaxes(score[..., 3], -1, -2)) / 2,
    )
