"""Fits how the next unit of a page is given to a story, on pages that the story network was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jax.numpy as jnp
import numpy as np

from hnreader.training.learning import candidate_batches, draw_weights, fit
from hnreader.training.model.network import dense, log_softmax, relu
from hnreader.training.model.story_choice import Open, PageScores, choice_scores, shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BATCH, STORIES = 256, 28

Choice = tuple["NDArray[np.float32]", int]


def choices_of(page: PageScores, stories: NDArray[np.int32], weights: Any = None, rng: Any = None) -> list[Choice]:
    """Return the choices of a page and which is right. With `weights` the way is the model's own, else the true one.

    On its own way a unit belongs to the story that has most of its true story.
    """
    state, found = Open(page), []
    given: list[int] = []
    units = np.flatnonzero(stories >= 0)
    for unit in units:
        columns = state.columns(page, int(unit))
        before = [given[at] for at, other in enumerate(units[: len(given)]) if stories[other] == stories[unit]]
        right = max(set(before), key=before.count) if before else len(state.sizes)
        if len(columns) <= STORIES:
            found.append((columns, right))
        chosen = right
        if weights is not None and rng.random() < 0.5:
            chosen = int(choice_scores(columns, weights).argmax())
        given.append(chosen)
        state = state.with_unit(page, int(unit), chosen)
    return found


def loss(weights: Any, columns: Any, present: Any, right: Any) -> Any:
    """Cross entropy over the choices of each unit."""
    scores = dense(weights, "score", relu(jnp, dense(weights, "mix", columns)))[..., 0]
    chances = log_softmax(jnp, jnp.where(present, scores, -1e4))
    return -jnp.mean(jnp.take_along_axis(chances, right[:, None], axis=-1))


def fit_choices(choices: Sequence[Choice], *, steps: int, seed: int = 0, weights: Any = None) -> dict[str, Any]:
    """Return the fitted weights."""
    start = weights or draw_weights(shapes(), seed)
    fitted = fit(
        start, loss, lambda epoch: candidate_batches(choices, BATCH, STORIES, seed + epoch), steps=steps, rate=5e-3
    )
    return {name: np.asarray(value) for name, value in fitted.items()}
