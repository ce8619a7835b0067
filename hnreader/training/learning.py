"""Fitting a network by gradient descent: the loop that all of them share."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Final

import jax
import jax.numpy as jnp
import numpy as np
import optax

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

Weights = dict[str, Any]
LOG: Final = logging.getLogger(__name__)


def draw_weights(shapes: Mapping[str, tuple[int, ...]], seed: int) -> Weights:
    """Return weights to begin with: 0 for biases, 1 for gains, normal for the rest by the number of inputs."""
    rng = np.random.default_rng(seed)
    weights: Weights = {}
    for name, shape in shapes.items():
        if name.endswith(".b"):
            weights[name] = np.zeros(shape, np.float32)
        elif name.endswith(".g"):
            weights[name] = np.ones(shape, np.float32)
        else:
            scale = 0.1 if name.endswith("embedding") else (2.0 / shape[0]) ** 0.5
            weights[name] = rng.normal(0, scale, shape).astype(np.float32)
    return {name: jnp.asarray(value) for name, value in weights.items()}


def carried_over(weights: Mapping[str, Any], drawn: Weights) -> Weights:
    """Return earlier weights in the shapes of those that were drawn: rows beyond theirs are zeros."""
    found = {}
    for name, value in drawn.items():
        old = np.asarray(weights[name], np.float32)
        if old.shape[1:] != value.shape[1:] or old.shape[:1] > value.shape[:1]:
            raise ValueError(f"weights {name} of another network: {old.shape}, wanted {value.shape}")
        missing = value.shape[0] - old.shape[0] if value.shape else 0
        found[name] = jnp.asarray(
            np.concatenate([old, np.zeros((missing, *old.shape[1:]), np.float32)]) if missing else old
        )
    return found


def fit(
    weights: Weights,
    loss: Callable[..., Any],
    batches: Callable[[int], Iterator[tuple[Any, ...]]],
    *,
    steps: int,
    rate: float = 2e-3,
) -> Weights:
    """Return weights after `steps` steps of Adam. `batches` gives the arguments of `loss`, epoch after epoch.

    Raises ValueError where there is none.
    """
    schedule = optax.warmup_cosine_decay_schedule(0.0, rate, min(200, steps // 10 + 1), steps, rate / 50)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-2))
    state = optimizer.init(weights)

    @jax.jit
    def step(weights: Weights, state: Any, batch: tuple[Any, ...]) -> Any:
        value, gradient = jax.value_and_grad(loss)(weights, *batch)
        updates, state = optimizer.update(gradient, state, weights)
        return optax.apply_updates(weights, updates), state, value

    done, total, began = 0, 0.0, time.perf_counter()
    epoch = 0
    while done < steps:
        before = done
        for batch in batches(epoch):
            weights, state, value = step(weights, state, batch)
            total += float(value)
            done += 1
            if done % 250 == 0:
                LOG.info("step %d: loss %.4f, %.0f s", done, total / 250, time.perf_counter() - began)
                total = 0.0
            if done >= steps:
                break
        if done == before:
            raise ValueError("too few pages to fit to: they do not fill a batch")
        epoch += 1
    return weights


def candidate_batches(
    rows: Sequence[tuple[NDArray[Any], int]], size: int, candidates: int, seed: int
) -> Iterator[tuple[NDArray[Any], ...]]:
    """Yield columns of candidates, which of them there are, and what is right, in an order drawn by the seed.

    Each row has a table of up to `candidates` candidates, and what is right of them. Batches have `size` rows, or all
    where there are fewer.
    """
    order = np.random.default_rng(seed).permutation(len(rows))
    size = min(size, len(order))
    for start in range(0, len(order) - size + 1, size or 1):
        chosen = [rows[at] for at in order[start : start + size]]
        if not chosen:
            return
        columns = np.zeros((size, candidates, chosen[0][0].shape[1]), np.float32)
        present = np.zeros((size, candidates), bool)
        for row, (table, _) in enumerate(chosen):
            columns[row, : len(table)], present[row, : len(table)] = table, True
        yield columns, present, np.array([right for _, right in chosen])
