"""What the use of a query comes to, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.reading import clean

if TYPE_CHECKING:
    from hnreader.messages import Voice
    from hnreader.research.trends import Curve


def say_total(voice: Voice, curve: Curve) -> str:
    """Say in how many places and articles a query is used, and where first and last."""
    told = voice("trend.total", clean(curve.query), len(curve.places), len(curve.places.articles))
    first, last = curve.first, curve.last
    if first is None or last is None:
        return told
    days = [(one.article.date, one.article.id) for one in (first, last)]
    return told + voice("trend.span", *days[0], *days[1])
