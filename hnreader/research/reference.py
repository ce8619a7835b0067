"""What a citation tells of an article: who, what, where, when, and what of it the page does not state itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.titling import makers, title

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article

PAPER: Final = "湖南日报"
AUTHORS: Final = ("reporters", "correspondents", "commentators")  # roles, in the order in which they are named
SEERS: Final = ("photographers",)  # of a picture, where nobody else is named
_BEGINNING: Final = 20  # characters of a text that stands in for a headline


@dataclass(frozen=True, slots=True)
class Folio:
    """The number of a page 版次."""

    number: int
    inferred: bool = False
    """Only a turn on another page tells it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An article as it is cited. Texts are of one line; what is not known is None or empty."""

    id: str
    title: str
    """The headline, or the beginning of what stands in for it."""
    titled: bool = True
    """The title is the article's own."""
    authors: tuple[str, ...] = ()
    """Reporters of all parts, then correspondents, then commentators, or else photographers; each once."""
    column: str = ""
    paper: str = PAPER
    date: datetime.date | None = None
    date_inferred: bool = False
    """The date was put together from evidence; no masthead or file name states it."""
    pages: tuple[Folio, ...] = ()
    """In the order in which the article goes on over them."""


def reference(archive: Archive, article: Article) -> Reference:
    """Return how an article is cited, with all parts of it; any of them may be given.

    Raises `UnknownArticleError` for one that the archive does not hold.
    """
    parts = archive.parts(article)
    first = parts[0]
    called, titled = title(first)
    return Reference(
        first.id,
        _line(called) if titled else _beginning(_line(called)),
        titled,
        _authors(parts),
        next((_line(part.column.text) for part in parts if part.column), ""),
        date=first.date,
        date_inferred=all(archive.page_of(part).dating.inferred for part in parts),
        pages=_pages(archive, parts),
    )


def _authors(parts: Sequence[Article]) -> tuple[str, ...]:
    return _named(parts, AUTHORS) or _named(parts, SEERS)


def _named(parts: Sequence[Article], roles: Sequence[str]) -> tuple[str, ...]:
    names = (_line(name) for role in roles for name in makers(parts, role))
    return tuple(dict.fromkeys(filter(None, names)))


def _pages(archive: Archive, parts: Sequence[Article]) -> tuple[Folio, ...]:
    """Return the pages of the parts. Where a page does not tell its number, the turn to it or from it does."""
    turns = [tie.pages for tie in archive.chain(parts[0])]
    told = [turns[0][0], *(pages[1] for pages in turns)] if turns else [None]
    folios: dict[int, Folio] = {}
    for part, number in zip(parts, told, strict=True):
        printed = part.page_no is not None
        page = part.page_no if printed else number
        if page is not None and (printed or page not in folios):
            folios[page] = Folio(page, not printed)
    return tuple(folios.values())


def _line(text: str) -> str:
    """Return a text in one line, blanks of any kind as one."""
    return " ".join(text.split())


def _beginning(text: str) -> str:
    return f"{text[:_BEGINNING]}…" if len(text) > _BEGINNING else text
