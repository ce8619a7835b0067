"""How far a review is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.messages.reasons import words_of
from hnreader.reasons import Reason
from hnreader.research.review import Status, least_certain

if TYPE_CHECKING:
    from hnreader.messages.translator import Translator
    from hnreader.model import Article
    from hnreader.research.review import Expected, ReviewProgress, Tally


def say_doubt(article: Article, status: Status, tr: Translator) -> str:
    """Return why an article is to be looked at, in one line."""
    least = least_certain(article)
    parts = [tr("Was right before, and has changed since")] if status is Status.CHANGED else []
    if least and least.message.reason is not Reason.TEXT:
        parts.append(tr("Least certain: whether the title is that of this text"))
    elif least and least.doubt:
        parts.append(words_of(least.doubt, tr))
    if article.truncated:
        parts.append(tr("The text breaks off"))
    return tr(". ").join(parts) or tr("No decision stands out as uncertain")


def say_looked_at(tally: Tally, tr: Translator) -> str:
    """Return how many of some articles have been looked at."""
    return tr("{done:,} of {all:,} looked at", done=tally.looked_at, all=tally.articles)


def say_expected(tally: Tally, tr: Translator) -> str:
    """Return how many articles are expected to be wrong among those that nobody has looked at."""
    if tally.complete:
        return tr("all have been looked at")
    return tr(
        "of the other {left:,}, {expected} expected to be wrong",
        left=tally.articles - tally.looked_at,
        expected=say_number(tally.expected, tr),
    )


def say_number(expected: Expected, tr: Translator) -> str:
    """Return an expected number with its interval."""
    wrong, low, high = (f"{round(value):,}" for value in expected)
    return tr("about {wrong} ({low} to {high})", wrong=wrong, low=low, high=high)


def say_progress(progress: ReviewProgress, tr: Translator) -> str:
    """Return how many of some pages or issues have been looked at as a whole."""
    return tr("{done:,} of {all:,}", done=progress.complete, all=progress.count)
