"""The texts of a segmented page as they stand on it: each in as many pieces as it has runs of characters."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.messages import N_
from hnreader.model import Article, Duplicate, Furniture, TextRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import PageArticles, Text
    from hnreader.segment import PageCharacters

LABELS = {
    TextRole.COLUMN: N_("column"),
    TextRole.KICKER: N_("kicker"),
    TextRole.HEADLINE: N_("headline"),
    TextRole.SUBHEAD: N_("subhead"),
    TextRole.BYLINE: N_("byline"),
    TextRole.HEADING: N_("heading"),
    TextRole.PARAGRAPH: N_("body"),
    TextRole.CAPTION: N_("caption"),
    TextRole.JUMP_FROM: N_("jump"),
    TextRole.JUMP_TO: N_("jump"),
    None: N_("–"),
}
"""What a text is called beside its lines; None: it is of no article."""


class TextPiece(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of a page, which are a text or a run of it."""

    start: int
    end: int
    owner: Article | Furniture | Duplicate
    role: TextRole | None
    """None where it is of no article."""
    begins: bool
    """The text begins with it."""

    @property
    def run(self) -> range:
        """Its characters."""
        return range(self.start, self.end)

    @property
    def article(self) -> Article | None:
        """The article that it is of."""
        return self.owner if isinstance(self.owner, Article) else None


class PagePieces:
    """The pieces of a page in the order of its file."""

    def __init__(self, page: PageArticles, characters: PageCharacters) -> None:
        self.pieces = sorted(_pieces(page, characters), key=lambda piece: piece.start)
        self._starts = [piece.start for piece in self.pieces]

    def at(self, character: int) -> TextPiece | None:
        """Return the piece of a character; None on a page without any."""
        if not self.pieces:
            return None
        return self.pieces[max(0, bisect_right(self._starts, character) - 1)]

    def within(self, characters: range) -> Iterator[TextPiece]:
        """Yield the pieces of some characters that stand behind each other."""
        first = max(0, bisect_right(self._starts, characters.start) - 1)
        last = bisect_right(self._starts, characters.stop - 1)
        return (piece for piece in self.pieces[first:last] if characters.start < piece.end)

    def step(self, character: int, step: int) -> TextPiece | None:
        """Return the next piece behind that of a character (1), or the one before it (-1); None where there is none."""
        number = bisect_right(self._starts, character) - 1 + step
        return self.pieces[number] if 0 <= number < len(self.pieces) else None

    def story(self, character: int, step: int) -> TextPiece | None:
        """Return the first piece, in the order of the file, of the next article (1) or the one before (-1).

        Articles are in the order of their first pieces. None where there is no more.
        """
        first: dict[str, TextPiece] = {}
        for piece in self.pieces:
            if piece.article is not None:
                first.setdefault(piece.article.id, piece)
        here = self.at(character)
        starts = [piece.start for piece in first.values()]
        if here is not None and here.article is not None:
            number = starts.index(first[here.article.id].start) + step
        else:
            number = bisect_right(starts, character) + (0 if step > 0 else -1)
        return [*first.values()][number] if 0 <= number < len(starts) else None


def _pieces(page: PageArticles, characters: PageCharacters) -> Iterator[TextPiece]:
    for article in page.articles:
        for text in article.texts:
            yield from _runs(text.text, article, text.role, characters)
    others: tuple[Furniture | Duplicate, ...] = (*page.furniture, *page.duplicates)
    for other in others:
        yield from _runs(other.text, other, None, characters)


def _runs(
    text: Text, owner: Article | Furniture | Duplicate, role: TextRole | None, characters: PageCharacters
) -> Iterator[TextPiece]:
    for number, run in enumerate(characters.runs(text.spans)):
        yield TextPiece(run.start, run.stop, owner, role, begins=not number)
