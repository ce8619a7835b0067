"""Fits the encoders of edges: whether the end of one text and the beginning of another are two sides of a cut."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

import jax
import jax.numpy as jnp
import numpy as np
import optax

from hnreader.language.folding import fold_characters
from hnreader.segment.model.edge_evidence import EDGE, EMBEDDING, HIDDEN, OUT, edge_vectors
from hnreader.segment.model.page_text import codes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Weights = dict[str, Any]
LOG: Final = logging.getLogger(__name__)

BATCH, STARTS, ENDS = 512, 128, 128
SHORTEST: Final = 30


class Cuts:
    """Sides of cuts at random places of paragraphs, and the beginnings and ends of paragraphs that go on nowhere."""

    def __init__(self, paragraphs: Sequence[str], ids: NDArray[np.int32], seed: int) -> None:
        joined = [ids[np.minimum(codes_of(fold_characters("".join(text.split()))), 0xFFFF)] for text in paragraphs]
        kept = [text for text in joined if len(text) >= SHORTEST]
        pad = np.zeros(EDGE, np.int32)
        self._text = np.concatenate([part for text in kept for part in (pad, text, pad)])
        sizes = np.array([len(text) for text in kept])
        self._ends = np.cumsum(sizes + 2 * EDGE) - EDGE
        self._starts = self._ends - sizes
        self._rng = np.random.default_rng(seed)

    def batch(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the left and the right sides; the first BATCH of each belong together.

        Of every other only the characters nearest to the cut are seen, as where printed lines are short.
        """
        rng = self._rng
        chosen = rng.integers(0, len(self._starts), BATCH)
        cuts = rng.integers(self._starts[chosen] + 4, self._ends[chosen] - 4)
        starts = self._starts[rng.integers(0, len(self._starts), STARTS)]
        ends = self._ends[rng.integers(0, len(self._starts), ENDS)]
        left = np.concatenate([cuts, ends])[:, None] + np.arange(-EDGE, 0)
        right = np.concatenate([cuts, starts])[:, None] + np.arange(EDGE)
        near = rng.integers(4, 2 * EDGE, len(left))[:, None] > np.arange(EDGE)
        return self._misread(self._text[left] * near[:, ::-1]), self._misread(self._text[right] * near)

    def _misread(self, ids: NDArray[np.int32]) -> NDArray[np.int32]:
        """Misread one character in fifty."""
        wrong = self._rng.random(ids.shape) < 0.02
        return np.where(wrong & (ids > 0), 1, ids)


def initial(vocabulary: int, seed: int) -> Weights:
    """Return weights to begin with."""
    keys = jax.random.split(jax.random.PRNGKey(seed), 5)
    normal = jax.random.normal
    return {
        "embedding": 0.1 * normal(keys[0], (vocabulary, EMBEDDING)),
        "left1": normal(keys[1], (EDGE * EMBEDDING, HIDDEN)) / (EDGE * EMBEDDING) ** 0.5,
        "left2": normal(keys[2], (HIDDEN, OUT)) / HIDDEN**0.5,
        "right1": normal(keys[3], (EDGE * EMBEDDING, HIDDEN)) / (EDGE * EMBEDDING) ** 0.5,
        "right2": normal(keys[4], (HIDDEN, OUT)) / HIDDEN**0.5,
        "left_bias": jnp.zeros(HIDDEN),
        "right_bias": jnp.zeros(HIDDEN),
        "scale": jnp.array(1.0),
    }


def loss(weights: Weights, left: Any, right: Any) -> Any:
    """Softmax over all right sides for each left side of a cut, and the reverse."""
    scores = weights["scale"] * edge_vectors(jnp, weights, left, "left") @ edge_vectors(jnp, weights, right, "right").T
    diagonal = jnp.diagonal(scores)[:BATCH]
    rows = jax.nn.logsumexp(scores[:BATCH], axis=1)
    columns = jax.nn.logsumexp(scores[:, :BATCH], axis=0)
    return jnp.mean(rows - diagonal) + jnp.mean(columns - diagonal)


def fit_edges(paragraphs: Sequence[str], ids: NDArray[np.int32], vocabulary: int, steps: int, seed: int = 0) -> Weights:
    """Return the fitted encoders."""
    cuts = Cuts(paragraphs, ids, seed)
    weights = initial(vocabulary, seed)
    rate = optax.cosine_decay_schedule(3e-3, steps)
    optimizer = optax.adam(rate)
    state = optimizer.init(weights)

    @jax.jit
    def step(weights: Weights, state: Any, left: Any, right: Any) -> Any:
        value, gradient = jax.value_and_grad(loss)(weights, left, right)
        updates, state = optimizer.update(gradient, state)
        return optax.apply_updates(weights, updates), state, value

    mean = 0.0
    for number in range(steps):
        weights, state, value = step(weights, state, *cuts.batch())
        mean += float(value)
        if number % 500 == 499:
            LOG.info("step %d: loss %.3f", number + 1, mean / 500)
            mean = 0.0
    return {name: np.asarray(value) for name, value in weights.items()}
