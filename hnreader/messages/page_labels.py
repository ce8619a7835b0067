"""The pages of an article, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.messages import Translator
    from hnreader.model import Article, Continuation


def say_page(tr: Translator, number: int | None) -> str:
    """Say the number of a page."""
    return tr("page unknown") if number is None else tr("page {number}", number=number)


def say_pages(tr: Translator, article: Article, continuations: Sequence[Continuation] = ()) -> str:
    """Say on which pages an article and its continuations are; a number that only a jump states is marked."""
    if not continuations:
        return say_page(tr, article.page_no)
    numbers = [
        (article.page_no, continuations[0].pages[0]),
        *((continuation.second.page_no, continuation.pages[1]) for continuation in continuations),
    ]
    labels = [
        say_page(tr, number) if printed is not None else tr("{page} (inferred)", page=say_page(tr, number))
        for printed, number in numbers
    ]
    return tr(", ").join(labels)
