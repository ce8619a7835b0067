"""Fits the encoder of topics: vectors of pairs of characters whose sums are alike for texts of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jax.numpy as jnp
import numpy as np

from hnreader.segment.page_text import PageText
from hnreader.segment.units import TOPIC_BITS, TOPIC_WIDTH
from hnreader.training.learning import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

PAIRS: Final = 72
"""Pairs of characters of a text that are looked at in fitting."""
TEXTS: Final = 384
"""Articles in a batch; those of one page stand together, so that some are hard to tell apart."""

Page = list[list[str]]
"""The articles of a page, each with its texts: title, paragraphs."""


class Topics:
    """Two texts of each of many articles."""

    def __init__(self, pages: Sequence[Page], rarity: NDArray[np.float32], seed: int) -> None:
        self._pages = [[self._pairs(article) for article in page if len(article) > 1] for page in pages]
        self._rarity = rarity
        self._rng = np.random.default_rng(seed)

    @staticmethod
    def _pairs(article: Sequence[str]) -> list[NDArray[np.int64]]:
        return [PageText([text]).pairs[1] for text in article if len(text) > 5]

    def batch(self) -> tuple[Any, ...]:
        """Return the pairs of two texts of each of `TEXTS` articles, and their weights."""
        chosen: list[list[NDArray[np.int64]]] = []
        while len(chosen) < TEXTS:
            page = self._pages[self._rng.integers(len(self._pages))]
            chosen += [article for article in page if len(article) > 1]
        left, right = [], []
        for article in chosen[:TEXTS]:
            one, other = self._rng.choice(len(article), 2, replace=False)
            left.append(self._sample(article[one]))
            right.append(self._sample(article[other]))
        return (*self._stack(left), *self._stack(right))

    def _sample(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._rng.choice(pairs, PAIRS, replace=False) if len(pairs) > PAIRS else pairs

    def _stack(self, texts: Sequence[NDArray[np.int64]]) -> tuple[Any, Any]:
        ids = np.zeros((len(texts), PAIRS), np.int32)
        weights = np.zeros((len(texts), PAIRS), np.float32)
        for row, pairs in enumerate(texts):
            ids[row, : len(pairs)] = pairs & ((1 << TOPIC_BITS) - 1)
            weights[row, : len(pairs)] = self._rarity[pairs]
        return ids, weights


def loss(weights: Any, left: Any, left_weights: Any, right: Any, right_weights: Any) -> Any:
    """Softmax over all articles of the batch, in both directions."""
    one, other = (_vector(weights, *side) for side in ((left, left_weights), (right, right_weights)))
    scores = jnp.exp(weights["scale.b"]) * one @ other.T
    right_ones = jnp.diagonal(scores)
    both = _log_sum(scores, 1) + _log_sum(scores, 0)
    return jnp.mean(both - 2 * right_ones)


def _vector(weights: Any, ids: Any, share: Any) -> Any:
    summed = jnp.sum(weights["topic.embedding"][ids] * share[..., None], axis=1)
    return summed / jnp.sqrt(jnp.sum(summed**2, axis=-1, keepdims=True) + 1e-6)


def _log_sum(scores: Any, axis: int) -> Any:
    top = jnp.max(scores, axis=axis, keepdims=True)
    return jnp.log(jnp.sum(jnp.exp(scores - top), axis=axis)) + jnp.squeeze(top, axis)


def fit_topics(pages: Sequence[Page], rarity: NDArray[np.float32], steps: int, seed: int = 0) -> NDArray[np.float32]:
    """Return the vectors of pairs of characters, by hash."""
    topics = Topics(pages, rarity, seed)
    table = np.random.default_rng(seed).normal(0, 0.1, (1 << TOPIC_BITS, TOPIC_WIDTH)).astype(np.float32)
    weights = {"topic.embedding": jnp.asarray(table), "scale.b": jnp.asarray(2.3)}

    def batches(_epoch: int) -> Iterator[tuple[Any, ...]]:
        for _ in range(250):
            yield topics.batch()

    fitted = fit(weights, loss, batches, steps=steps, rate=1e-2)
    return np.asarray(fitted["topic.embedding"])
