"""Fits how sure stories are, on pages that the other networks were not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jax.numpy as jnp
import numpy as np

from hnreader.segment.model.confidence import confidences, margins, shapes
from hnreader.segment.model.decoder import decode
from hnreader.segment.model.story_network import TEXTS, folded_weights, scores
from hnreader.training.learning import draw_weights, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.training.dataset import StoryExample

STEPS: Final = 2000
BATCH: Final = 256


def judged_stories(examples: Sequence[StoryExample], network: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the margins of the stories that the network finds on pages, and which of them have just the true text."""
    columns, right = [], []
    weights = folded_weights(np, network)
    for example in examples:
        own, between = example.own.astype(np.float32), example.between.astype(np.float32)
        found = scores(np, weights, own, between, np.ones(len(own), np.float32))
        page, texts = decode(found), true_texts(example)
        kept = np.array([bool(story.order) for story in page.stories], bool)
        columns.append(margins(page, found)[kept])
        right += [story.order in texts for story in page.stories if story.order]
    return np.concatenate(columns), np.array(right, np.float32)


def true_texts(example: StoryExample) -> set[tuple[int, ...]]:
    """Return the units of each story's text in reading order."""
    text = np.isin(example.role, TEXTS) & (example.story >= 0)
    behind = {int(before): int(unit) for unit, before in enumerate(example.follows) if before >= 0}
    found = set()
    for unit in np.flatnonzero(text & (example.follows == -1)).tolist():
        order = [unit]
        while order[-1] in behind:
            order.append(behind[order[-1]])
        found.add(tuple(order))
    return found


def loss(weights: Any, columns: Any, right: Any) -> Any:
    """Cross entropy of what is right."""
    chance = jnp.clip(confidences(jnp, weights, columns), 1e-6, 1 - 1e-6)
    return -jnp.mean(right * jnp.log(chance) + (1 - right) * jnp.log(1 - chance))


def fit_confidence(examples: Sequence[StoryExample], network: Any, *, seed: int = 0) -> dict[str, Any]:
    """Return the fitted weights."""
    columns, right = judged_stories(examples, network)

    def batches(epoch: int) -> Iterator[tuple[Any, ...]]:
        order = np.random.default_rng(seed + epoch).permutation(len(right))
        size = min(BATCH, len(order))
        for start in range(0, len(order) - size + 1, size or 1):
            yield columns[order[start : start + size]], right[order[start : start + size]]

    fitted = fit(draw_weights(shapes(), seed), loss, batches, steps=STEPS)
    return {name: np.asarray(value) for name, value in fitted.items()}
