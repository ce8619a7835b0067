"""Counted things in words, for messages that count several."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.messages.translator import Translator
    from hnreader.model import ArticleText


def characters_in(texts: Iterable[ArticleText]) -> int:
    """Return how many characters that are not blank texts have: the length of an article, wherever it is shown."""
    return sum(len("".join(text.text.text.split())) for text in texts)


def count_articles(tr: Translator, count: int) -> str:
    """Return a number of articles."""
    return tr.plural("{count:,} article", "{count:,} articles", count)


def count_issues(tr: Translator, count: int) -> str:
    """Return a number of issues."""
    return tr.plural("{count:,} issue", "{count:,} issues", count)


def count_characters(tr: Translator, count: int) -> str:
    """Return a number of characters of text."""
    return tr.plural("{count:,} character", "{count:,} characters", count)


def count_matches(tr: Translator, count: int) -> str:
    """Return a number of matches of a search."""
    return tr.plural("{count:,} match", "{count:,} matches", count)


def count_occurrences(tr: Translator, count: int) -> str:
    """Return a number of occurrences of a query."""
    return tr.plural("{count:,} occurrence", "{count:,} occurrences", count)


def say_so_far(tr: Translator, count: str) -> str:
    """Say of what was counted that there may be more: pages are still being read."""
    return tr("{count} so far", count=count)
