"""Fits the network that tells stories apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jax.numpy as jnp
import numpy as np

from hnreader.segment.model.network import NEVER
from hnreader.segment.model.story_network import HEAD_LINES, folded_weights, scores, shapes
from hnreader.training.learning import draw_weights, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.segment.model.story_network import Scores
    from hnreader.training.dataset import StoryExample

SIZES: Final = (64, 80, 104, 144, 208, 288)
TITLE_WEIGHT: Final = 4.0
"""A title given to the wrong story takes its paragraphs along."""
CELLS_A_BATCH: Final = 30_000
"""Pairs of units in a batch."""
LEAST: Final = -12.0
"""The least log probability that counts: what is labelled wrong now and then must not rule."""
RESIDUAL: Final = ("after", "narrow", "ends", "close", "less")
"""Weights of what a layer adds; they begin small, so that a deep network is first a shallow one."""


def loss(
    weights: dict[str, Any], own: Any, between: Any, present: Any, role: Any, story: Any, before: Any, follows: Any
) -> Any:
    """Return the `loss_of` what weights make of pages."""
    return loss_of(scores(jnp, folded_weights(jnp, weights), own, between, present), role, story, before, follows)


def loss_of(found: Scores, role: Any, story: Any, before: Any, follows: Any) -> Any:
    """Cross entropy of roles, pairs, owners (any unit before that has the same story), joins and order."""
    roles, owners, joins, order, affinity = found
    count = role.shape[-1]
    known = role >= 0
    chosen = jnp.take_along_axis(roles, jnp.maximum(role, 0)[..., None], axis=-1)[..., 0]
    same = (story[..., :, None] == story[..., None, :]) & jnp.tril(jnp.ones((count, count), bool), -1)
    first = ~same.any(axis=-1, keepdims=True)
    truth = jnp.concatenate([same, first], axis=-1)
    owned = jnp.log(jnp.sum(jnp.exp(jnp.where(truth, owners, NEVER)), axis=-1) + 1e-9)
    both = (story[..., :, None] >= 0) & (story[..., None, :] >= 0) & jnp.tril(jnp.ones((count, count), bool), -1)
    signed = jnp.where(story[..., :, None] == story[..., None, :], affinity, -affinity)
    paired = -jnp.logaddexp(0.0, -signed)
    weight = jnp.where(jnp.isin(role, jnp.array(HEAD_LINES)), TITLE_WEIGHT, 1.0)

    def chance_of(chances: Any, truth: Any) -> Any:
        target = jnp.where(truth >= 0, truth, count)
        return jnp.maximum(jnp.take_along_axis(chances, target[..., None], axis=-1)[..., 0], LEAST)

    return -(
        0.5 * _mean(chosen, known)
        + 2.0 * _mean(paired, both)
        + 2.0 * _mean(jnp.maximum(owned, LEAST), story >= 0, weight)
        + _mean(chance_of(joins, before), (before > -2) & (story >= 0))
        + _mean(chance_of(order, follows), follows > -2)
    )


def _mean(values: Any, known: Any, weight: Any = 1.0) -> Any:
    return jnp.sum(jnp.where(known, values * weight, 0.0)) / jnp.maximum(jnp.sum(known * weight), 1)


def batches(examples: Sequence[StoryExample], seed: int) -> Iterator[tuple[Any, ...]]:
    """Yield the arrays of pages of like size together, what `loss` takes."""
    return (batch_of(size, group) for size, group in groups(examples, seed))


def groups(examples: Sequence[StoryExample], seed: int) -> Iterator[tuple[int, Sequence[StoryExample]]]:
    """Yield pages of like size together, and the number of units up to which they are filled."""
    rng = np.random.default_rng(seed)
    by_size: dict[int, list[StoryExample]] = {}
    for example in examples:
        size = next((size for size in SIZES if size >= len(example.own)), 0)
        by_size.setdefault(size, []).append(example)
    found = []
    for size, members in sorted(by_size.items()):
        if not size:
            continue
        order = rng.permutation(len(members))
        count = max(1, CELLS_A_BATCH // size**2)
        found += [
            (size, [members[at] for at in order[start : start + count]])
            for start in range(0, len(members) - count + 1, count)
        ]
    for at in rng.permutation(len(found)):
        yield found[at]


def batch_of(size: int, group: Sequence[StoryExample]) -> tuple[Any, ...]:
    """Return the arrays of pages filled up to `size` units."""
    count = len(group)
    own = np.zeros((count, size, group[0].own.shape[1]), np.float32)
    between = np.zeros((count, size, size, group[0].between.shape[2]), np.float32)
    present = np.zeros((count, size), np.float32)
    role, story, before, follows = (np.full((count, size), fill, np.int32) for fill in (-1, -1, -2, -2))
    for number, page in enumerate(group):
        length = len(page.own)
        own[number, :length], between[number, :length, :length] = page.own, page.between
        present[number, :length] = 1
        role[number, :length], story[number, :length], before[number, :length] = page.role, page.story, page.before
        follows[number, :length] = page.follows
    return own, between, present, role, story, before, follows


def fit_stories(
    examples: Sequence[StoryExample], *, steps: int, seed: int = 0, rate: float = 1.5e-3, weights: dict[str, Any]
) -> dict[str, Any]:
    """Return weights fitted to pages: `weights` fitted further, or ones drawn where there are none."""
    if not weights:
        weights = {
            name: values * 0.3 if name.startswith(RESIDUAL) else values
            for name, values in draw_weights(shapes(), seed).items()
        }
    fitted = fit(weights, loss, lambda epoch: batches(examples, seed + epoch), steps=steps, rate=rate)
    return {name: np.asarray(value) for name, value in fitted.items()}
