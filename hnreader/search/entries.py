"""What is looked up of an article: its texts folded, in one string, fields one behind the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from hnreader.search.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Article, Text

Field = Literal["headline", "title", "body"]
TextName = Literal["headline", "kicker", "subhead", "column", "byline", "paragraph", "caption", "maker"]
"""`maker` is somebody named as having made an article whose name stands in no text of it as it is spelt."""

EDGE: Final = "\n"
"""Stands between two texts; folded texts and terms do not have it, so that nothing is found over an edge."""

_PAGE: Final = 12  # bits for the place on a page, and as many for the page
_MOST: Final = (1 << _PAGE) - 1


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of an article, and the part that it stands in."""

    field: Field
    part: Article
    text: str
    name: TextName
    number: int = 0
    """Which of the part's paragraphs, captions or makers, from 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with all its parts, as it is looked up."""

    parts: tuple[Article, ...]
    folded: str
    """Headlines, then other titles, then the rest, `EDGE` between any two texts."""
    ends: tuple[int, int]
    """Where the headlines end in `folded`, and where the titles do, with the edges behind them."""
    order: int
    """Higher is newer, and of one issue what stands before."""

    def field(self, at: int) -> Field:
        """Return the field that a place of `folded` lies in."""
        headlines, titles = self.ends
        return "headline" if at < headlines else "title" if at < titles else "body"

    @property
    def headlines(self) -> str:
        """The folded headlines."""
        return self.folded[: self.ends[0]]

    @property
    def titles(self) -> str:
        """The folded titles beside the headlines: kickers, subheads, columns."""
        return self.folded[self.ends[0] : self.ends[1]]

    @property
    def texts(self) -> Iterator[tuple[Piece, int, str]]:
        """Each text, where it begins in `folded`, and what stands there."""
        start = 0
        for piece, folded in zip(pieces(self.parts), self.folded.split(EDGE), strict=False):
            yield piece, start, folded
            start += len(folded) + len(EDGE)

    @property
    def names(self) -> list[str]:
        """All who are named as having made it, folded."""
        return [fold(name) for part in self.parts for name in _names(part)]

    @property
    def columns(self) -> list[str]:
        """The standing columns that it is printed under, folded."""
        return [fold(part.column.text) for part in self.parts if part.column]


def enter(parts: tuple[Article, ...], position: int) -> Entry:
    """Return what is looked up of an article; `position` is its place on its page, from 0."""
    folded: list[str] = []
    ends = {"headline": 0, "title": 0, "body": 0}
    size = 0
    for piece in pieces(parts):
        folded.append(fold(piece.text))
        size += len(folded[-1]) + len(EDGE)
        ends[piece.field] = size
    first = ends["headline"]
    return Entry(parts, EDGE.join(folded), (first, max(first, ends["title"])), _order(parts[0], position))


def pieces(parts: Sequence[Article]) -> Iterator[Piece]:
    """Yield the texts in the order of `Entry.folded`: titles are looked at before bodies, whatever part they are of."""
    for part in parts:
        if part.headline:
            yield Piece("headline", part, part.headline.text, "headline")
    for part in parts:
        titles: tuple[tuple[TextName, Text | None], ...] = (
            ("kicker", part.kicker),
            ("subhead", part.subhead),
            ("column", part.column),
        )
        yield from (Piece("title", part, title.text, name) for name, title in titles if title)
    for part in parts:
        body = [*_body(part)]
        yield from body
        bare = "".join("".join(one.text for one in body).split())
        # Most names stand in the text as well; one place is one hit.
        makers = (name for name in _names(part) if "".join(name.split()) not in bare)
        yield from (Piece("body", part, name, "maker", number) for number, name in enumerate(makers))


def _body(part: Article) -> Iterator[Piece]:
    if part.byline:
        yield Piece("body", part, part.byline.text, "byline")
    for number, paragraph in enumerate(part.paragraphs):
        yield Piece("body", part, paragraph.text.text, "paragraph", number)
    for number, caption in enumerate(part.captions):
        yield Piece("body", part, caption.text, "caption", number)


def _names(part: Article) -> tuple[str, ...]:
    people = part.people
    return tuple(
        dict.fromkeys(chain(people.reporters, people.correspondents, people.photographers, people.commentators))
    )


def _order(first: Article, position: int) -> int:
    day = first.date.toordinal() if first.date else 0
    page = min(first.page_no or _MOST, _MOST)
    return (day << 2 * _PAGE) | ((_MOST - page) << _PAGE) | (_MOST - min(position, _MOST))
