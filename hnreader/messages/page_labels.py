"""The pages of a story, and what became of an id, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hnreader.messages import Translator
    from hnreader.model import Article, Story


def say_page(tr: Translator, number: int | None) -> str:
    """Say the number of a page."""
    return tr("page unknown") if number is None else tr("page {number}", number=number)


def say_pages(tr: Translator, story: Story) -> str:
    """Say on which pages a story is; a number that only a jump states is marked."""
    labels = (
        tr("{page} (inferred)", page=say_page(tr, page.number)) if page.inferred else say_page(tr, page.number)
        for page in story.pages
    )
    return tr(", ").join(labels) or say_page(tr, None)


def say_new_id(tr: Translator, old: str, article: Article) -> str:
    """Say which article an id leads to that no article has any more."""
    return tr("{old} is {new} now (merged, or under another ID)", old=old.strip(), new=article.id)
