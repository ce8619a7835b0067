"""What an article is called where it is listed, saved or cited, and who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.model import Article


def title(article: Article) -> tuple[str, bool]:
    """Return the headline and True; where none is printed, what stands in for it and False.

    In its stead stands what is printed first of kicker, subhead, text and captions; nothing where all are missing.
    """
    if article.headline is not None:
        return article.headline.text, True
    texts = (article.kicker, article.subhead, *(one.text for one in article.paragraphs), *article.captions)
    return next((one.text for one in texts if one is not None and one.text.strip()), ""), False


def makers(parts: Iterable[Article], role: str) -> tuple[str, ...]:
    """Return who made a story in a role of `People`, each once, in the order of print over all its parts."""
    return tuple(dict.fromkeys(name for part in parts for name in getattr(part.people, role)))
