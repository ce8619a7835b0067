"""The ids of a page's articles: the issue's date, and six characters that follow what the article says.

An id stands in citations, notes and the shell's history, so it must outlast a better segmenter and a corrected file.
Titles are reassigned, seams move, later paragraphs come and go; the opening of the body changes least. So the digest is
of that and of the page, and of nothing else on it.
"""

from __future__ import annotations

from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.model import HEAD_ROLES, JUMP_ROLES, TextRole

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from hnreader.model import Article, Dating, Page

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # D. Crockford's base 32: no i, l, o, u to misread
_SHORT: Final = 6  # characters of an id's short part: among a day's 200 articles two agree once in 50,000 days

OPENING: Final = 48
"""Non-blank characters that tell an article. Of 13,458 articles of a paper, three open with the same 48 as another one
of their page that goes on otherwise, 15 with the same 32; the longer the opening, the more often it is misread."""

_OPENINGS: Final = (
    frozenset({TextRole.PARAGRAPH}),  # without headings, which are taken for titles and back
    frozenset({TextRole.CAPTION}),
    frozenset({TextRole.HEADING, *HEAD_ROLES}),
    JUMP_ROLES,
)
"""What an article opens with: the first of these roles of which it has a text."""


def with_ids(articles: Iterable[Article], page: Page, dating: Dating) -> Iterator[Article]:
    """Yield the articles of a page with ids, each of which stands once on the page.

    The running number is what tells articles apart that open alike, or whose digests happen to agree.
    """
    which = _page_key(page, dating)
    seen: Counter[str] = Counter()
    used: set[str] = set()
    for article in articles:
        start = opening(article)
        name = _id(dating.date, which, start, seen[start])
        while name in used:
            seen[start] += 1
            name = _id(dating.date, which, start, seen[start])
        seen[start] += 1
        used.add(name)
        yield replace(article, id=name)


def opening(article: Article) -> str:
    """Return the first non-blank characters of an article's body, or of what it has instead."""
    texts = list(article.texts)
    for roles in _OPENINGS:
        if start := _first_characters(text.text.text for text in texts if text.role in roles):
            return start
    return ""


def _page_key(page: Page, dating: Dating) -> str:
    """Tell the page from others that may have an article that opens alike: by its number in its issue.

    Without a number or a date it may be any of many pages, and its own beginning tells it.
    """
    if dating.date and dating.page_no is not None:
        return str(dating.page_no)
    return _first_characters(line.text for line in page.lines)


def _first_characters(texts: Iterable[str]) -> str:
    start = ""
    for text in texts:
        start += "".join(text.split())
        if len(start) >= OPENING:
            break
    return start[:OPENING]


def _id(date: datetime.date | None, *parts: str | int) -> str:
    mixed = "\n".join(map(str, parts)).encode("utf-8", "surrogatepass")  # no part has a line break
    number = int.from_bytes(blake2b(mixed, digest_size=8).digest())
    short = "".join(_ALPHABET[number >> (5 * k) & 31] for k in range(_SHORT))
    return f"{date:%Y%m%d}-{short}" if date else f"undated-{short}"
