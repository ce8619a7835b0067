"""Articles in traditional characters."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from opencc import OpenCC

if TYPE_CHECKING:
    from hnreader.training.articles import Article


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def in_traditional(article: Article) -> Article:
    """Return an article as a paper in traditional characters prints it."""
    convert = _converter().convert
    return replace(
        article,
        column=convert(article.column),
        kicker=convert(article.kicker),
        headline=convert(article.headline),
        subhead=convert(article.subhead),
        byline=convert(article.byline),
        signature=convert(article.signature),
        passages=tuple(replace(passage, text=convert(passage.text)) for passage in article.passages),
        captions=tuple(map(convert, article.captions)),
    )
