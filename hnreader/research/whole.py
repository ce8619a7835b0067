"""An article as it is read: from its first page to its last, each text in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hnreader.titling import makers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article, Tie

Role = Literal["column", "kicker", "headline", "subhead", "byline", "heading", "paragraph", "caption"]

TITLES: tuple[Role, ...] = ("column", "kicker", "headline", "subhead", "byline")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and what it is. What heads a later part of a story (its own headline, say) is a `heading` inside it."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Whole:
    """All parts of an article, which goes on by `ties`; `inferred`: no masthead or file name states its date."""

    parts: tuple[Article, ...]
    ties: tuple[Tie, ...] = ()
    inferred: bool = False

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of its pages; where a page does not tell its own, the turns do."""
        printed = (self.ties[0].pages[0], *(tie.pages[1] for tie in self.ties)) if self.ties else (None,)
        told = (part.page_no or number for part, number in zip(self.parts, printed, strict=True))
        return tuple(dict.fromkeys(number for number in told if number is not None))

    @property
    def truncated(self) -> bool:
        """Whether a sentence breaks off at the end of a part and goes on nowhere."""
        goes_on = (*(tie.cut for tie in self.ties), False)
        return any(part.truncated and not cut for part, cut in zip(self.parts, goes_on, strict=True))

    def named(self, role: str) -> tuple[str, ...]:
        """Return who made it in a role of `People`, each once, in the order of print."""
        return makers(self.parts, role)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Its texts in the order of reading, the pictures' last. A sentence cut by a turn of the page is one again."""
        first = self.parts[0]
        made = [Piece(role, text.text) for role in TITLES if (text := getattr(first, role))]
        cuts = (False, *(tie.cut for tie in self.ties))
        for part, cut in zip(self.parts, cuts, strict=True):
            inner = list(_inner_titles(part)) if part is not first else []
            text = [
                *inner,
                *(Piece("heading" if one.heading else "paragraph", one.text.text) for one in part.paragraphs),
            ]
            if cut and not inner and part.paragraphs and made[-1:] and made[-1].role == text[0].role == "paragraph":
                made[-1] = Piece("paragraph", made[-1].text.rstrip() + text.pop(0).text.lstrip())
            made += text
        made += (Piece("caption", caption.text) for part in self.parts for caption in part.captions)
        return tuple(Piece(one.role, text) for one in made if (text := one.text.strip()))

    @property
    def text(self) -> str:
        """Its texts, each on a line of its own."""
        return "\n".join(one.text for one in self.pieces)


def whole(archive: Archive, article: Article) -> Whole:
    """Return what an article is a part of. Raises `UnknownArticleError` for one that is not held."""
    parts = archive.parts(article)
    return Whole(parts, archive.chain(article), archive.page_of(parts[0]).dating.inferred)


def _inner_titles(part: Article) -> Iterator[Piece]:
    for text in (part.kicker, part.headline, part.subhead):
        if text is not None:
            yield Piece("heading", text.text)
    if part.byline is not None:
        yield Piece("paragraph", part.byline.text)
