"""Fits the network that labels pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jax
import jax.numpy as jnp
import numpy as np

from hnreader.segment.model.network import log_softmax
from hnreader.segment.model.role_network import ROLES, encode, label_logits, shapes
from hnreader.training.dataset import SIZES, padded
from hnreader.training.learning import carried_over, draw_weights, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.training.dataset import Example

PIECES_A_BATCH: Final = 2112
DROPPED: Final = 0.15
"""Share of values that each layer goes without while it is fitted, so that none is relied on."""
MISREAD: Final = 0.03
RATE, FURTHER_RATE = 2e-3, 1.2e-3
"""Learning rates of weights that are drawn, and of those that are fitted further."""


def loss(weights: dict[str, Any], head: Any, tail: Any, features: Any, role: Any, beginning: Any, key: Any) -> Any:
    """Cross entropy of roles and beginnings over the pieces whose truth is known."""

    def drop(values: Any, number: int) -> Any:
        kept = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - DROPPED, values.shape)
        return values * kept / (1 - DROPPED)

    roles, beginnings = label_logits(weights, encode(jnp, weights, head, tail, features, drop))
    return _entropy(roles, role) + 0.7 * _entropy(beginnings, beginning)


def _entropy(logits: Any, truth: Any) -> Any:
    known = truth >= 0
    chances = jnp.take_along_axis(log_softmax(jnp, logits), jnp.maximum(truth, 0)[..., None], axis=-1)[..., 0]
    return -jnp.sum(jnp.where(known, chances, 0.0)) / jnp.maximum(jnp.sum(known), 1)


def batches(examples: Sequence[Example], seed: int) -> Iterator[tuple[Any, ...]]:
    """Yield pages of like size together, in an order drawn by the seed; those longer than any size are left out."""
    rng = np.random.default_rng(seed)
    by_size: dict[int, list[Example]] = {}
    for example in examples:
        size = next((size for size in SIZES if size >= len(example.head)), None)
        if size is not None:
            by_size.setdefault(size, []).append(example)
    groups = []
    for size, members in sorted(by_size.items()):
        order = rng.permutation(len(members))
        count = max(1, PIECES_A_BATCH // size)
        groups += [
            [members[at] for at in order[start : start + count]] for start in range(0, len(members) - count + 1, count)
        ]
    for at in rng.permutation(len(groups)):
        yield batch_of(groups[at], rng)


def batch_of(group: Sequence[Example], rng: np.random.Generator) -> tuple[Any, ...]:
    """Return the arrays of pages. Characters are misread now and then, so that none is relied on."""
    head = padded([example.head for example in group])
    tail = padded([example.tail for example in group])
    head = np.where((rng.random(head.shape) < MISREAD) & (head > 0), 1, head)
    tail = np.where((rng.random(tail.shape) < MISREAD) & (tail > 0), 1, tail)
    return (
        head.astype(np.int32),
        tail.astype(np.int32),
        padded([example.features for example in group]).astype(np.float32),
        padded([np.where(example.truth.role < len(ROLES), example.truth.role, -1) for example in group], -1),
        padded([example.truth.beginning for example in group], -1),
        rng.integers(0, 1 << 32, 2, np.uint32),
    )


def fit_roles(
    examples: Sequence[Example], vocabulary: int, *, steps: int, seed: int = 0, weights: dict[str, Any]
) -> dict[str, Any]:
    """Return weights fitted to pages: `weights` fitted further, or ones drawn where there are none.

    Weights for fewer features are filled up: the new ones count nothing at first.
    """
    drawn = draw_weights(shapes(vocabulary, examples[0].features.shape[1]), seed)
    begun = carried_over(weights, drawn) if weights else drawn
    rate = FURTHER_RATE if weights else RATE
    fitted = fit(begun, loss, lambda epoch: batches(examples, seed + epoch), steps=steps, rate=rate)
    return {name: np.asarray(value) for name, value in fitted.items()}
