"""The network that tells stories apart: whose a unit is, which unit it continues, and what it is.

For every two units of a page it looks at what they share: rare pairs of characters, edges that make one sentence,
distance, titles between. Attention over the page then lets each unit see what the others are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.model.network import dense, log_softmax, normalised, relu, softmax
from hnreader.training.model.piece_features import SIGNS
from hnreader.training.model.role_network import BEGINNINGS, ROLES
from hnreader.training.model.role_network import WIDTH as PIECE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from hnreader.training.model.network import Array, Weights
    from hnreader.training.model.units import Units

    Floats = NDArray[Any]

WIDTH, HEADS, PAIR, LAYERS = 64, 4, 16, 3
SIGNS_AT: Final = PIECE_WIDTH + len(ROLES) + len(BEGINNINGS) + 6
OWN: Final = SIGNS_AT + 2 * len(SIGNS)
"""Columns of what a unit says of itself."""
TITLES: Final = tuple(ROLES.index(role) for role in ("kicker", "headline", "subhead", "column"))
BETWEEN: Final = 31
"""Columns of what is said of two units."""
FAR_BELOW: Final = -1e4  # the logit of what cannot be


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    found: dict[str, tuple[int, ...]] = {
        "own.w": (OWN, WIDTH), "own.b": (WIDTH,), "pair.w": (BETWEEN, PAIR), "pair.b": (PAIR,),
        "role.w": (WIDTH, len(ROLES)), "role.b": (len(ROLES),), "alone.w": (WIDTH, 2), "alone.b": (2,),
        "from.w": (WIDTH, PAIR), "from.b": (PAIR,), "to.w": (WIDTH, PAIR), "to.b": (PAIR,),
        "mix.w": (3 * PAIR, 24), "mix.b": (24,), "score.w": (24, 3), "score.b": (3,), "last.g": (WIDTH,),
        "last.b": (WIDTH,),
    }  # fmt: skip
    for layer in range(LAYERS):
        found |= {
            f"norm{layer}.g": (WIDTH,), f"norm{layer}.b": (WIDTH,), f"qkv{layer}.w": (WIDTH, 3 * WIDTH),
            f"qkv{layer}.b": (3 * WIDTH,),
            f"bias{layer}.w": (PAIR, HEADS), f"bias{layer}.b": (HEADS,), f"after{layer}.w": (WIDTH, WIDTH),
            f"after{layer}.b": (WIDTH,),
            f"inner{layer}.g": (WIDTH,), f"inner{layer}.b": (WIDTH,), f"wide{layer}.w": (WIDTH, 2 * WIDTH),
            f"wide{layer}.b": (2 * WIDTH,),
            f"narrow{layer}.w": (2 * WIDTH, WIDTH), f"narrow{layer}.b": (WIDTH,),
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
    titles = np.cumsum(np.exp(units.roles)[:, TITLES].sum(axis=1))
    between = titles[:, None] - titles[None, :]
    edges = units.edges.copy()
    np.fill_diagonal(edges, FAR_BELOW)
    ahead, back = log_softmax(np, edges), log_softmax(np, edges.T).T
    near = _blurred(cosine)
    rest = np.exp(units.beginnings[:, 1])[:, None] * (1 - units.stops)[None, :]
    both = np.exp(units.roles)[:, TITLES].sum(axis=1)
    columns = (
        cosine * 3, np.log1p(shared) / 3, shared / mass[:, None], shared / mass[None, :], cosine / best[:, None],
        cosine / best[None, :],
        np.log1p(np.abs(steps)) / 3, steps > 0, steps == 1, steps == -1, steps == 2, np.clip(steps, -20, 20) / 10,
        np.clip(units.edges.T, -12, 12) / 6, np.clip(units.edges, -12, 12) / 6,
        np.maximum(ahead.T, -8) / 4, np.maximum(back.T, -8) / 4, np.maximum(ahead, -8) / 4,
        np.log1p(np.abs(between)) / 2, np.sign(between) * np.log1p(np.abs(between)) / 2, np.exp(-np.abs(between)),
        near * 4, rest, both[:, None] * both[None, :], units.copies,
    )  # fmt: skip
    single = np.stack([np.asarray(column, np.float32) for column in columns], axis=-1)
    rare = np.log1p(units.rare * (1 - np.eye(count))) / 3
    names = np.stack([rare, units.leads / 6, units.leads.T / 6], axis=-1).astype(np.float32)
    return np.concatenate([single, window_columns(cosine, shared / mass[:, None]), names], axis=-1)


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
    """Return the vectors of units and those of every two units. `present` is 1 for units and 0 for filling."""
    values = relu(xp, dense(weights, "own", own))
    pairs = relu(xp, dense(weights, "pair", between))
    hidden = (1 - present)[..., None, None, :] * FAR_BELOW
    for layer in range(LAYERS):
        queries = dense(weights, f"qkv{layer}", normalised(xp, weights, f"norm{layer}", values))
        query, key, value = (_by_head(xp, part) for part in xp.split(queries, 3, axis=-1))
        bias = xp.moveaxis(dense(weights, f"bias{layer}", pairs), -1, -3)
        attention = softmax(xp, query @ xp.swapaxes(key, -1, -2) / (WIDTH // HEADS) ** 0.5 + bias + hidden)
        seen = xp.swapaxes(attention @ value, -2, -3)
        values = values + dense(weights, f"after{layer}", seen.reshape(*seen.shape[:-2], WIDTH))
        inner = relu(xp, dense(weights, f"wide{layer}", normalised(xp, weights, f"inner{layer}", values)))
        values = values + dense(weights, f"narrow{layer}", inner)
    return normalised(xp, weights, "last", values), pairs


def _by_head(xp: Any, values: Array) -> Array:
    return xp.swapaxes(values.reshape(*values.shape[:-1], HEADS, WIDTH // HEADS), -2, -3)


def scores(xp: Any, weights: Weights, own: Array, between: Array, present: Array) -> tuple[Array, Array, Array, Array]:
    """Return log probabilities: of roles; of whose story a unit is; of which unit it continues. And affinities.

    The last axis of the second and third has the units, and behind them that a unit begins a story or a text. Whose
    story a unit is, is said by the units before it. The affinity of two units are the log odds that they are of one
    story.
    """
    values, pairs = encode(xp, weights, own, between, present)
    left, right = dense(weights, "from", values), dense(weights, "to", values)
    both = left[..., :, None, :] * right[..., None, :, :]
    either = left[..., :, None, :] + right[..., None, :, :]
    mixed = relu(xp, dense(weights, "mix", xp.concatenate([both, relu(xp, either), pairs], axis=-1)))
    score = dense(weights, "score", mixed)
    count = own.shape[-2]
    absent = (1 - present)[..., None, :] * FAR_BELOW
    later = xp.triu(xp.ones((count, count))) * FAR_BELOW
    alone = dense(weights, "alone", values)
    owner = xp.concatenate([score[..., 0] + absent + later, alone[..., :1]], axis=-1)
    joint = xp.concatenate([score[..., 1] + absent + xp.eye(count) * FAR_BELOW, alone[..., 1:]], axis=-1)
    affinity = (score[..., 2] + xp.swapaxes(score[..., 2], -1, -2)) / 2
    return log_softmax(xp, dense(weights, "role", values)), log_softmax(xp, owner), log_softmax(xp, joint), affinity
