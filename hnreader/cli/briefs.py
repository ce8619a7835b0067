"""What tells an article from others, as plain data, and how data are printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.model import Article


def print_json(value: Any) -> None:
    """Print a value on one line."""
    print(json.dumps(value, ensure_ascii=False))


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
