"""The pages of an article, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.messages import Voice
    from hnreader.model import Article, Tie


def say_page(voice: Voice, number: int | None) -> str:
    """Say the number of a page."""
    return voice("page.unknown") if number is None else voice("page.number", number)


def say_pages(voice: Voice, article: Article, ties: Sequence[Tie] = ()) -> str:
    """Say on which pages an article stands that goes on by `ties`; a number that only a turn tells is marked."""
    if not ties:
        return say_page(voice, article.page_no)
    told = [(article.page_no, ties[0].pages[0]), *((tie.second.page_no, tie.pages[1]) for tie in ties)]
    said = [
        say_page(voice, number) if printed is not None else voice("page.inferred", say_page(voice, number))
        for printed, number in told
    ]
    return voice("page.several").join(said)
