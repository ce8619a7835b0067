"""What the use of a query comes to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.messages.counts import count_articles, count_occurrences
from hnreader.reading import clean

if TYPE_CHECKING:
    from hnreader.messages import Translator
    from hnreader.research.trends import Curve


def say_total(tr: Translator, curve: Curve) -> str:
    """Say in how many places and articles a query is used, and where first and last."""
    total = tr(
        "{query}: {occurrences} in {articles}",
        query=clean(curve.query),
        occurrences=count_occurrences(tr, curve.counts.occurrences),
        articles=count_articles(tr, curve.counts.articles),
    )
    first, last = curve.first, curve.last
    if first is None or last is None:
        return total
    return total + tr(
        "; first on {first} ({first_id}), last on {last} ({last_id})",
        first=first.article.date,
        first_id=first.article.id,
        last=last.article.date,
        last_id=last.article.id,
    )
