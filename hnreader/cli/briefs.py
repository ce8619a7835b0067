"""Which article an id means; what tells it from others, as plain data; how data are printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hnreader.cli.streams import complain
from hnreader.errors import AmbiguousArticleError, UnknownArticleError
from hnreader.reading import clean

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article


def print_json(value: Any) -> None:
    """Print a value on one line."""
    print(json.dumps(value, ensure_ascii=False))


def find_article(archive: Archive, written: str, voice: Voice) -> Article | None:
    """Return the article that an id names, or None once it has been told that none does, or several."""
    try:
        return archive.find(written)
    except UnknownArticleError as error:
        complain(voice(error.code, clean(written)))
    except AmbiguousArticleError as error:
        complain(voice(error.code, clean(written), error.candidates))
    return None


def brief(article: Article, archive: Archive) -> dict[str, Any]:
    """Return what tells an article from others; `parts` are its ids from page to page."""
    return {
        "id": article.id,
        "headline": article.headline.text if article.headline else None,
        "date": article.date.isoformat() if article.date else None,
        "page": article.page_no,
        "kind": str(article.kind),
        "source": article.source,
        "parts": [part.id for part in archive.parts(article)],
    }
