"""Articles to set pages from: JSON lines, such as `hnreader export --format jsonl` writes, `.xz` or plain."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_COLUMN_BEHIND: Final = re.compile(r"(?P<headline>.{4,}?)\s*[（(](?P<column>[^（）()]+(?:[（(][^（）()]*[）)])?)[）)]")
"""A column's name as some collections have it: in brackets behind the headline."""

OLD_DATELINE: Final = re.compile(
    r"^(?:据?(?:本报|新华社|中新社)[^，。（）]{0,12}(?:电|讯)\s*(?:（[^（）]{0,40}）)?"
    r"|[\u4e00-\u9fff]{2,8}日报\s*\d+\s*月\s*\d+\s*日讯\s*（[^（）]{0,40}）)\s*"
)
"""A dateline as articles bring it, at the head of their text."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph, or a 小标题 above the next ones."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SourceArticle:
    """An article as it is given. It equals itself alone, so that sets of articles need not read their texts."""

    identity: str
    date: str
    page: int
    kind: str
    headline: str
    passages: tuple[SourceParagraph, ...]
    column: str = ""
    kicker: str = ""
    subhead: str = ""
    byline: str = ""
    signature: str = ""
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    dateline: str | None = None
    """The day that its dateline states."""

    @property
    def characters(self) -> int:
        """Return the length of the body."""
        return sum(len(passage.text) for passage in self.passages)


def read_articles(path: Path) -> list[SourceArticle]:
    """Return the articles of a file that have a text, in its order."""
    with _open(path) as lines:
        articles = [from_row(json.loads(line)) for line in lines if line.strip()]
    return [article for article in articles if article.passages]


def part(articles: Iterable[SourceArticle], number: int, parts: int) -> list[SourceArticle]:
    """Return part `number` (from 0) of `parts`. Articles of one page stay together, so no two parts share a page."""
    return [article for article in articles if _page_hash(article) % parts == number]


def by_page(articles: Iterable[SourceArticle]) -> list[list[SourceArticle]]:
    """Return the articles that stood on one page together, page after page."""
    pages: dict[tuple[str, int], list[SourceArticle]] = defaultdict(list)
    for article in articles:
        pages[article.date, article.page].append(article)
    return list(pages.values())


def _open(path: Path) -> IO[str]:
    if path.suffix == ".xz":
        return cast("IO[str]", lzma.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def _page_hash(article: SourceArticle) -> int:
    return zlib.crc32(f"{article.date} {article.page}".encode())


def from_row(row: dict[str, Any]) -> SourceArticle:
    """Return the article of a row of an export."""
    page = row.get("page") or next(iter(row.get("pages") or ()), None) or 0
    headline = _plain(row.get("headline"))
    bracketed = _COLUMN_BEHIND.fullmatch(headline)
    fields = ("column", "kicker", "subhead", "byline", "signature")
    article = SourceArticle(
        identity=row.get("id") or f"{row.get('date')}-{page}-{row.get('no')}",
        date=row.get("date") or "",
        page=page,
        kind=row.get("kind") or "news",
        headline=bracketed["headline"] if bracketed else headline,
        passages=tuple(_passages(row.get("paragraphs") or ())),
        captions=_texts(row.get("captions")),
        credits=_texts(row.get("credits")),
        reporters=_texts(row.get("reporters")),
        dateline=row.get("dateline") or None,
        **{field: _plain(row.get(field)) for field in fields},
    )
    return replace(article, column=bracketed["column"]) if bracketed and not article.column else article


def _passages(paragraphs: Sequence[dict[str, Any]]) -> Iterable[SourceParagraph]:
    for paragraph in paragraphs:
        if text := _plain(paragraph.get("text")):
            yield SourceParagraph(text, heading=bool(paragraph.get("heading")))


def _texts(values: Iterable[str] | None) -> tuple[str, ...]:
    return tuple(text for value in values or () if (text := _plain(value)))


def _plain(text: str | None) -> str:
    """Return a text with single blanks for runs of white space."""
    return " ".join((text or "").split())
