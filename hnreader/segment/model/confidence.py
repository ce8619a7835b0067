"""How sure a story is: from what spoke for each decision about it, and for those that were not taken."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.reasons import Reason
from hnreader.segment.model.grouping import bounded, mean_affinities
from hnreader.segment.model.network import dense, log_odds, relu, sigmoid
from hnreader.segment.model.story_network import TEXTS
from hnreader.segment.model.title_roles import NO_STORY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from hnreader.segment.model.decoder import DecodedPage, DecodedStory
    from hnreader.segment.model.network import Array, Weights
    from hnreader.segment.model.story_network import Scores

    Floats = NDArray[Any]
    Ids = NDArray[np.int64]

MARGINS: Final = ("own", "other", "wanted", "inside", "outside", "step", "units", "stories")
"""Least mean log odds of a unit with its story; greatest of one with another story, and of another's unit with it;
least chance that what is taken for text or not is so, of its units and of those of no story; that of its least likely
step of the reading order; sizes."""
HIDDEN: Final = 8
LEAST: Final = -8.0
LONE: Final = 3.0  # log odds of a unit with a story that has no other
SCALE: Final = 4.0  # by which margins come near 1
ENOUGH: Final = {
    Reason.DOUBT_LINES: 2.0, Reason.DOUBT_MISSING: 2.0, Reason.DOUBT_BODY: 4.0, Reason.DOUBT_ORDER: -3.0,
}  # fmt: skip
"""Log odds from which decisions of a kind are not doubted; chosen on generated pages, samples and practice in view.

They differ: a step of the reading order has all other units against it, and is unlikely as well where one of its units
is of another story or no text, which is then what is to be said.
"""


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    return {"mix.w": (len(MARGINS), HIDDEN), "mix.b": (HIDDEN,), "score.w": (HIDDEN, 1), "score.b": (1,)}


def margins(page: DecodedPage, scores: Scores) -> Floats:
    """Return what speaks for each story of a page, a column for each of `MARGINS`."""
    stories, text = np.full(len(page.roles), NO_STORY), np.zeros(len(page.roles), bool)
    for number, story in enumerate(page.stories):
        stories[list(story.units)] = number
        text[list(story.order)] = True
    means = np.clip(mean_affinities(bounded(scores.affinity), stories), LEAST, -LEAST)
    chances = np.exp(scores.roles)[:, TEXTS].sum(axis=1)
    doubt = np.log(np.clip(np.where(text, chances, 1 - chances), np.exp(LEAST), 1))
    rows = [
        (*_ties(means, stories, number), *_roles(doubt, stories, number), _steps(story, scores),
         np.log(len(story.units)), np.log(len(page.stories)))
        for number, story in enumerate(page.stories)
    ]  # fmt: skip
    return np.array(rows, np.float32).reshape(-1, len(MARGINS)) / SCALE


def _ties(means: Floats, stories: Ids, number: int) -> tuple[float, float, float]:
    inside, rest = stories == number, (stories != number) & (stories != NO_STORY)
    own = means[inside, number].min() if inside.sum() > 1 else LONE
    others = np.delete(means[inside], number, axis=1)
    return own, others.max(initial=LEAST), means[rest, number].max(initial=LEAST)


def _roles(doubt: Floats, stories: Ids, number: int) -> tuple[float, float]:
    return doubt[stories == number].min(), doubt[stories == NO_STORY].min(initial=0.0)


def _steps(story: DecodedStory, scores: Scores) -> float:
    return max(min((float(scores.follows[unit, last]) for last, unit in pairwise(story.order)), default=0.0), LEAST)


def judged(page: DecodedPage, scores: Scores, weights: Weights) -> DecodedPage:
    """Return a page with the confidence of its stories, and what is the least certain of each."""
    columns = margins(page, scores)
    found = confidences(np, weights, columns).tolist()
    stories = tuple(
        replace(story, confidence=confidence, doubt=least_certain(dict(zip(MARGINS, row, strict=True))))
        for story, confidence, row in zip(page.stories, found, (columns * SCALE).tolist(), strict=True)
    )
    return replace(page, stories=stories)


def least_certain(row: Mapping[str, float]) -> Reason | None:
    """Return which decision about a story is the furthest below what is `ENOUGH`; None where none is.

    `row` has the story's `MARGINS` by name, not scaled. What stands in no story speaks for none of them.
    """
    odds = {
        Reason.DOUBT_LINES: min(row["own"], -row["other"]),
        Reason.DOUBT_MISSING: -row["wanted"],
        Reason.DOUBT_BODY: float(log_odds(row["inside"])),
        Reason.DOUBT_ORDER: float(log_odds(row["step"])),
    }
    lacking = {reason: ENOUGH[reason] - found for reason, found in odds.items()}
    least = max(lacking, key=lacking.__getitem__)
    return least if lacking[least] > 0 else None


def confidences(xp: Any, weights: Weights, columns: Array) -> Array:
    """Return the chance that the text of each story is right, by its margins."""
    return sigmoid(xp, dense(weights, "score", relu(xp, dense(weights, "mix", columns)))[..., 0])
