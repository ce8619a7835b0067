"""The network that tells stories apart: whose a unit is, which unit it continues, and what it is.

For every two units of a page it looks at what they share: rare pairs of characters, edges that make one sentence,
distance, titles between. Attention over the page then lets each unit see what the others are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.network import NEVER, Array, folded, log_softmax, mapped, relu, scaled, sigmoid, softmax
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


def any_of(roles: NDArray[np.int64], wanted: tuple[int, ...]) -> NDArray[np.bool_]:
    """Tell which of a page's roles are one of those wanted; all are numbers of `STORY_ROLES`."""
    return _wanted(wanted)[roles]


@cache
def _wanted(roles: tuple[int, ...]) -> NDArray[np.bool_]:
    return np.isin(np.arange(len(STORY_ROLES)), roles)


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
    np.fill_diagonal(edges, NEVER)
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
    rare = np.log1p(units.rare * (1 - np.eye(count))) / 3
    names = rare, units.leads / 6, units.leads.T / 6
    found = np.empty((BETWEEN, count, count), np.float32)  # each column in one piece, as the network wants them
    for number, column in enumerate((*columns, *window_columns(cosine, share), *names)):
        found[number] = column
    return np.moveaxis(found, 0, -1)


def window_columns(cosine: Floats, share: Floats) -> tuple[Floats, ...]:
    """Return what the units from the one in the row on, or up to that in the column, have in common."""
    return (
        _summed(share, (0,), range(4)),
        _summed(share, (0,), range(-3, 1)),
        _summed(cosine, range(5), range(-4, 1)) / 4,
        _summed(cosine, range(5), range(5)) / 4,
    )


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


def folded_weights(xp: Any, weights: Weights) -> Weights:
    """Return the weights as `scores` wants them: maps with the norms of what they map."""
    norms = {"role": "last", "alone": "last", "score": "pairs"}
    for layer in range(LAYERS):
        norms |= {
            f"{name}{layer}": f"{norm}{layer}"
            for name, norm in (
                ("qkv", "norm"), ("bias", "seen"), ("legs", "seen"), ("wide", "inner"), ("ends", "node"),
                ("close", "closed"), ("more", "both"),
            )
        }  # fmt: skip
    return folded(xp, weights, norms)


def encode(
    xp: Any, weights: Weights, own: Array, between: Array, present: Array, added: Added | None = None
) -> tuple[Array, Array]:
    """Return the vectors of units, and those of every two units; their last axes are channels, then units, or pairs.

    `present` is 1 for units and 0 for filling. In each layer units see each other by attention, then every two units
    see what both are, and what is said of each of them with each third unit (Jumper and others 2021, Nature 596:
    triangle multiplication), so that what belongs together by way of others comes together.
    """
    values = relu(xp, mapped(weights, "own", xp.swapaxes(own, -1, -2)))
    flat = between.reshape(*between.shape[:-3], -1, BETWEEN)
    pairs = mapped(weights, "pair", xp.swapaxes(flat, -1, -2))
    if added:
        values += added.units
        pairs += added.pairs
    for layer in range(LAYERS):
        seen = scaled(xp, pairs)
        values += _attended(xp, weights, layer, values, seen, present)
        inner = relu(xp, mapped(weights, f"wide{layer}", scaled(xp, values)))
        values += mapped(weights, f"narrow{layer}", inner)
        pairs += _of_both(xp, weights, layer, values)
        pairs += _by_thirds(xp, weights, layer, seen, present)
        more = relu(xp, mapped(weights, f"more{layer}", scaled(xp, pairs)))
        pairs += mapped(weights, f"less{layer}", more)
    return values, pairs


def _attended(xp: Any, weights: Weights, layer: int, values: Array, seen: Array, present: Array) -> Array:
    """Return what each unit learns from the others; `seen` is what is said of every two."""
    *batch, _, count = values.shape
    found = mapped(weights, f"qkv{layer}", scaled(xp, values)).reshape(*batch, 3, HEADS, WIDTH // HEADS, count)
    query, key, value = (found[..., part, :, :, :] for part in range(3))
    odds = xp.swapaxes(query / (WIDTH // HEADS) ** 0.5, -1, -2) @ key
    odds += mapped(weights, f"bias{layer}", seen).reshape(odds.shape)
    odds += (1 - present)[..., None, None, :] * NEVER
    learned = value @ xp.swapaxes(softmax(xp, odds), -1, -2)
    return mapped(weights, f"after{layer}", learned.reshape(values.shape))


def _of_both(xp: Any, weights: Weights, layer: int, values: Array) -> Array:
    """Return what two units make of each other."""
    ends = mapped(weights, f"ends{layer}", scaled(xp, values))
    left, right, first, second = xp.split(ends, 4, axis=-2)
    ones = xp.ones_like(left)  # left × right + first × 1 + 1 × second is a product
    both = xp.stack([left, first, ones], axis=-1) @ xp.stack([right, ones, second], axis=-2)
    return both.reshape(*left.shape[:-1], -1)


def _by_thirds(xp: Any, weights: Weights, layer: int, seen: Array, present: Array) -> Array:
    """Return what third units say of two; `seen` is what is said of each two of them."""
    count = present.shape[-1]
    legs = mapped(weights, f"legs{layer}", seen).reshape(*seen.shape[:-2], 4, THIRD, count, count)
    gates = sigmoid(xp, legs[..., 2:, :, :, :])
    gates *= legs[..., :2, :, :, :]
    left, right = gates[..., 0, :, :, :] * present[..., None, None, :], gates[..., 1, :, :, :]
    closed = (left @ right).reshape(*seen.shape[:-2], THIRD, -1)
    return mapped(weights, f"close{layer}", scaled(xp, closed))


class Added(NamedTuple):
    """What another network adds to vectors and scores; the last axis is that of units, or of pairs, as in `encode`."""

    units: Array
    pairs: Array
    roles: Array
    scores: Array


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


def scores(xp: Any, weights: Weights, own: Array, between: Array, present: Array, added: Added | None = None) -> Scores:
    """Return what the network says of units. `weights` are `folded_weights`; `added` is what is known besides."""
    values, pairs = encode(xp, weights, own, between, present, added)
    count = own.shape[-2]
    score = mapped(weights, "score", scaled(xp, pairs))
    values = scaled(xp, values)
    role = mapped(weights, "role", values)
    if added:
        score += added.scores
        role += added.roles
    score = score.reshape(*pairs.shape[:-2], SCORES, count, count)
    absent = (1 - present)[..., None, :] * NEVER
    alone = mapped(weights, "alone", values)

    def chances(number: int, impossible: Array) -> Array:
        found = score[..., number, :, :] + absent + impossible * NEVER
        return log_softmax(xp, xp.concatenate([found, alone[..., number, :, None]], axis=-1))

    itself = xp.eye(count)
    affinity = score[..., 3, :, :]
    return Scores(
        log_softmax(xp, xp.swapaxes(role, -1, -2)),
        chances(0, xp.triu(xp.ones((count, count)))),
        chances(1, itself),
        chances(2, itself),
        (affinity + xp.swapaxes(affinity, -1, -2)) / 2,
    )
