"""How an article is cited, by GB/T 7714—2015, the standard of Chinese references, as a newspaper's article [N]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Article

PAPER: Final = "湖南日报"
NAMED: Final = 3  # §8.1.2: of four authors and more the first three are named, then 等


def gb7714(parts: Sequence[Article], *, inferred: bool = False) -> str:
    """Return `作者. 题名[N]. 报名, YYYY-MM-DD(版次).` for an article, which `parts` are from page to page.

    Authors are the reporters, then the correspondents, or the commentator; without any it begins with the title
    (§8.1.4). The pages are left out where they are not known. An estimated date stands in brackets (§8.4.3), so does a
    title that the article does not bear, taken from its beginning.
    """
    article = parts[0]
    authors = _authors(parts)
    day = article.date.isoformat() if article.date else ""
    date = f"[{day}]" if inferred and day else day
    pages = ", ".join(dict.fromkeys(str(part.page_no) for part in parts if part.page_no is not None))
    issued = f"{PAPER}{', ' if date else ''}{date}{f'({pages})' if pages else ''}"
    return ". ".join(filter(None, (authors, f"{_title(article)}[N]", issued))) + "."


def _authors(parts: Sequence[Article]) -> str:
    roles = ("reporters", "correspondents", "commentators")
    names = list(dict.fromkeys(name for role in roles for part in parts for name in getattr(part.people, role)))
    return ", ".join([*names[:NAMED], *(["等"] if len(names) > NAMED else [])])


def _title(article: Article) -> str:
    if article.headline is not None:
        return " ".join(article.headline.text.split())
    texts = (article.kicker, *(one.text for one in article.paragraphs), *article.captions)
    start = next((" ".join(text.text.split()) for text in texts if text is not None), "")
    return f"[{start[:20]}…]"
