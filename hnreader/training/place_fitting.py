"""Fits the network of places, to pages with places, for a network of stories that stays as it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import jax.numpy as jnp
import numpy as np

from hnreader.segment.model import place_network, story_network
from hnreader.segment.model.place_columns import OWN_COLUMNS, PAIR_COLUMNS
from hnreader.training.learning import draw_weights, fit
from hnreader.training.story_fitting import batch_of, groups, loss_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.training.dataset import StoryExample


def loss(
    stories: Any, weights: Any, own_places: Any, pair_places: Any, own: Any, between: Any, present: Any, *truth: Any
) -> Any:
    """Return the `story_fitting.loss_of` what weights make of pages with those of the network of stories."""
    added = place_network.added(jnp, place_network.folded_weights(jnp, weights), own_places, pair_places)
    known = story_network.folded_weights(jnp, stories)
    return loss_of(story_network.scores(jnp, known, own, between, present, added), *truth)


def place_batches(examples: Sequence[StoryExample], seed: int) -> Iterator[tuple[Any, ...]]:
    """Yield pages of like size together: what their places say, then what `story_fitting.batch_of` has of them."""
    for size, group in groups(examples, seed):
        places = [page.places for page in group if page.places]
        own = np.zeros((len(group), size, len(OWN_COLUMNS)), np.float32)
        between = np.zeros((len(group), size, size, len(PAIR_COLUMNS)), np.float32)
        for number, place in enumerate(places):
            count = len(place.own)
            own[number, :count], between[number, :count, :count] = place
        yield own, between, *batch_of(size, group)


def fit_places(
    examples: Sequence[StoryExample], stories: dict[str, Any], *, steps: int, seed: int = 0, rate: float = 2e-3
) -> dict[str, Any]:
    """Return weights fitted to pages of which the places are known; `stories` are the other network's."""
    drawn = draw_weights(place_network.shapes(), seed)
    begun = {
        name: values * 0 if name.partition(".")[0] in place_network.OUTPUTS else values
        for name, values in drawn.items()
    }
    known = {name: jnp.asarray(value) for name, value in stories.items()}
    fitted = fit(
        begun, partial(loss, known), lambda epoch: place_batches(examples, seed + epoch), steps=steps, rate=rate
    )
    return {name: np.asarray(value) for name, value in fitted.items()}
