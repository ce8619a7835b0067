"""Whether stated confidence can be relied on: how often stories are right of which it is said that they are."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import PageArticles

BINS: Final = 10


class Outcome(NamedTuple):
    """How sure the model was of a story, from 0 to 1, and whether its body is exact."""

    confidence: float
    exact: bool


class Bin(NamedTuple):
    """The stories whose stated confidence is between two values."""

    low: float
    high: float
    stories: int
    stated: float
    """Mean of the stated confidence."""
    exact: float
    """Share of the bodies that are exact."""


def confidences(page: PageArticles) -> Sequence[float]:
    """Return how sure the model is of the text of each article of a page."""
    return [
        next((evidence.confidence for evidence in article.evidence if evidence.message.reason is Reason.TEXT), 1.0)
        for article in page.articles
    ]


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Return the bins of equal width that have stories in them, the least sure first."""
    bins: list[list[Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        bins[min(int(outcome.confidence * BINS), BINS - 1)].append(outcome)
    return [
        Bin(
            number / BINS,
            (number + 1) / BINS,
            len(members),
            fmean(outcome.confidence for outcome in members),
            fmean(outcome.exact for outcome in members),
        )
        for number, members in enumerate(bins)
        if members
    ]


def auc(outcomes: Sequence[Outcome]) -> float | None:
    """Return how often, of an exact body and another one, the exact one has the greater confidence; ties count half.

    None where all bodies are exact, or none is.
    """
    exact = np.array([outcome.exact for outcome in outcomes], bool)
    right, wrong = int(exact.sum()), int((~exact).sum())
    if not right or not wrong:
        return None
    _, value, counts = np.unique([outcome.confidence for outcome in outcomes], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[value]  # from 1; equal values share the mean of their ranks
    return float((ranks[exact].sum() - right * (right + 1) / 2) / (right * wrong))
