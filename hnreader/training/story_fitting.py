"""Fits the network that tells stories apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import jax.numpy as jnp
import numpy as np

from hnreader.training.learning import draw_weights, fit
from hnreader.training.model.story_network import FAR_BELOW, TITLES, own_columns, pair_columns, scores, shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.training.dataset import Truth
    from hnreader.training.model.units import Units

SIZES: Final = (64, 104, 160, 288)
TITLE_WEIGHT: Final = 4.0
"""A title given to the wrong story takes its paragraphs along."""
CELLS_A_BATCH: Final = 45_000
"""Pairs of units in a batch."""


@dataclass(frozen=True, slots=True)
class StoryExample:
    """A page's units as arrays, and the truth of them."""

    own: NDArray[np.float16]
    between: NDArray[np.float16]
    role: NDArray[np.int32]
    story: NDArray[np.int32]
    """-1 where it is not known."""
    before: NDArray[np.int32]
    """The unit that it continues; -1 for none, -2 where it is not known."""


def story_example(units: Units, truth: Truth) -> StoryExample:
    """Return the units of a page with their truth: that of most of their pieces."""
    counts = np.diff(np.append(units.first, len(truth.role)))
    owner = np.repeat(np.arange(len(units)), counts)
    role, story = _commonest(truth.role, counts), _commonest(truth.story, counts)
    pieces = truth.before[units.first]
    before = np.where(pieces >= 0, owner[np.maximum(pieces, 0)], -1)
    before = np.where((before == np.arange(len(units))) | (role < 0), -2, before)
    return StoryExample(
        own_columns(units).astype(np.float16),
        np.clip(pair_columns(units), -100, 100).astype(np.float16),
        role,
        np.where(role >= 0, story, -1),
        before.astype(np.int32),
    )


def _commonest(values: NDArray[np.int32], counts: NDArray[np.int64]) -> NDArray[np.int32]:
    ends = np.cumsum(counts)
    found = []
    for start, end in zip(ends - counts, ends, strict=True):
        kinds, seen = np.unique(values[start:end], return_counts=True)
        found.append(kinds[seen.argmax()])
    return np.array(found, np.int32)


def loss(weights: dict[str, Any], own: Any, between: Any, present: Any, role: Any, story: Any, before: Any) -> Any:
    """Cross entropy of roles, of owners over all units before that have the same story, and of joins."""
    roles, owners, joins, affinity = scores(jnp, weights, own, between, present)
    count = own.shape[-2]
    known = role >= 0
    chosen = jnp.take_along_axis(roles, jnp.maximum(role, 0)[..., None], axis=-1)[..., 0]
    same = (story[..., :, None] == story[..., None, :]) & jnp.tril(jnp.ones((count, count), bool), -1)
    first = ~same.any(axis=-1, keepdims=True)
    truth = jnp.concatenate([same, first], axis=-1)
    owned = jnp.log(jnp.sum(jnp.exp(jnp.where(truth, owners, FAR_BELOW)), axis=-1) + 1e-9)
    both = (story[..., :, None] >= 0) & (story[..., None, :] >= 0) & jnp.tril(jnp.ones((count, count), bool), -1)
    signed = jnp.where(story[..., :, None] == story[..., None, :], affinity, -affinity)
    paired = -jnp.logaddexp(0.0, -signed)
    weight = jnp.where(jnp.isin(role, jnp.array(TITLES)), TITLE_WEIGHT, 1.0)
    target = jnp.where(before >= 0, before, count)
    joined = jnp.take_along_axis(joins, target[..., None], axis=-1)[..., 0]
    return -(
        0.5 * _mean(chosen, known)
        + 2.0 * _mean(paired, both)
        + 2.0 * _mean(jnp.maximum(owned, -12), story >= 0, weight)
        + _mean(jnp.maximum(joined, -12), (before > -2) & (story >= 0))
    )


def _mean(values: Any, known: Any, weight: Any = 1.0) -> Any:
    return jnp.sum(jnp.where(known, values * weight, 0.0)) / jnp.maximum(jnp.sum(known * weight), 1)


def batches(examples: Sequence[StoryExample], seed: int) -> Iterator[tuple[Any, ...]]:
    """Yield pages of like size together."""
    rng = np.random.default_rng(seed)
    by_size: dict[int, list[StoryExample]] = {}
    for example in examples:
        size = next((size for size in SIZES if size >= len(example.own)), 0)
        by_size.setdefault(size, []).append(example)
    groups = []
    for size, members in sorted(by_size.items()):
        if not size:
            continue
        order = rng.permutation(len(members))
        count = max(1, CELLS_A_BATCH // size**2)
        groups += [
            (size, [members[at] for at in order[start : start + count]])
            for start in range(0, len(members) - count + 1, count)
        ]
    for at in rng.permutation(len(groups)):
        yield batch_of(*groups[at])


def batch_of(size: int, group: Sequence[StoryExample]) -> tuple[Any, ...]:
    """Return the arrays of pages filled up to `size` units."""
    count = len(group)
    own = np.zeros((count, size, group[0].own.shape[1]), np.float32)
    between = np.zeros((count, size, size, group[0].between.shape[2]), np.float32)
    present = np.zeros((count, size), np.float32)
    role, story, before = (np.full((count, size), fill, np.int32) for fill in (-1, -1, -2))
    for number, page in enumerate(group):
        length = len(page.own)
        own[number, :length], between[number, :length, :length] = page.own, page.between
        present[number, :length] = 1
        role[number, :length], story[number, :length], before[number, :length] = page.role, page.story, page.before
    return own, between, present, role, story, before


def fit_stories(
    examples: Sequence[StoryExample],
    *,
    steps: int,
    seed: int = 0,
    rate: float = 1.5e-3,
    report: Callable[[Any], None] | None = None,
    weights: Any = None,
) -> dict[str, Any]:
    """Return the fitted weights."""
    weights = weights or draw_weights(shapes(), seed)
    fitted = fit(weights, loss, lambda epoch: batches(examples, seed + epoch), steps=steps, rate=rate, report=report)
    return {name: np.asarray(value) for name, value in fitted.items()}
