"""What an article is called where it is listed, saved or cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import CONTENT_ROLES

if TYPE_CHECKING:
    from hnreader.model import Article


def title(article: Article) -> tuple[str, bool]:
    """Return the headline and True; of an article without one the first text of its content and False.

    That text is empty where the article has no content.
    """
    if article.headline is not None:
        return article.headline.text, True
    content = (text.text.text for text in article.texts if text.role in CONTENT_ROLES)
    return next(filter(str.strip, content), ""), False
