"""The data of a citation: authors, title, newspaper, date and pages, and which of them are inferred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.display_title import title
from hnreader.model import AUTHOR_ROLES, PICTURE_ROLES
from hnreader.papers import known_papers

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from hnreader.archive import Archive
    from hnreader.model import Article, PageNumber, Story

_BEGINNING: Final = 20  # characters of the text that replaces a missing headline


class Reference(Struct, frozen=True):
    """A story as it is cited. Texts have no line ends; what is not known is None or empty."""

    id: str
    title: str
    """The headline, or the beginning of the first text of an article without one."""
    titled: bool = True
    """The title is printed as a headline."""
    authors: tuple[str, ...] = ()
    """The names in `AUTHOR_ROLES`, or if there are none those in `PICTURE_ROLES`; each once."""
    column: str = ""
    paper: str = ""
    """The newspaper's name; empty where it is not known which newspaper the page is of."""
    date: datetime.date | None = None
    date_inferred: bool = False
    """No masthead or file name states the date."""
    pages: tuple[PageNumber, ...] = ()
    """In reading order."""


def reference(archive: Archive, article: Article) -> Reference:
    """Return the reference to an article's story; any part of it may be given.

    Raises `UnknownArticleError` for an article that the archive does not have.
    """
    story = archive.story(article)
    text, titled = title(story.first)
    return Reference(
        story.first.id,
        _one_line(text) if titled else _beginning(_one_line(text)),
        titled,
        _names(story, AUTHOR_ROLES) or _names(story, PICTURE_ROLES),
        next((_one_line(part.column.text) for part in story.parts if part.column), ""),
        known_papers().name(story.paper) if story.paper else "",
        date=story.first.date,
        date_inferred=story.date_inferred,
        pages=story.pages,
    )


def _names(story: Story, roles: Sequence[str]) -> tuple[str, ...]:
    names = (_one_line(name) for role in roles for name in story.contributors(role))
    return tuple(dict.fromkeys(filter(None, names)))


def _one_line(text: str) -> str:
    """Return a text with a single blank for each run of white space."""
    return " ".join(text.split())


def _beginning(text: str) -> str:
    return f"{text[:_BEGINNING]}…" if len(text) > _BEGINNING else text
