"""Texts with what people say that their misread characters are: an article is found by these words as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import ArticleText, Reading


class _Piece(NamedTuple):
    """Where characters stand that are meant, and those that are printed in their place."""

    start: int
    end: int
    printed_start: int
    printed_end: int


class MeantText:
    """A text as it is meant, and where the columns of it are in the text as printed."""

    def __init__(self, printed: str, readings: Sequence[Reading]) -> None:
        self.text = ""
        self.printed = printed
        self._pieces: list[_Piece] = []
        at = 0
        for reading in readings:
            self.text += printed[at : reading.start]
            start = len(self.text)
            self.text += reading.meant
            self._pieces.append(_Piece(start, len(self.text), reading.start, reading.end))
            at = reading.end
        self.text += printed[at:]

    def differs(self, start: int, end: int) -> bool:
        """Tell whether something else is printed in a range of columns."""
        return any(piece.start < end and start < piece.end for piece in self._pieces)

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Return the columns of a range in the text as printed; misread characters are in it whole."""
        return self._column(start, whole=0), self._column(end, whole=1)

    def _column(self, edge: int, *, whole: int) -> int:
        """Return the printed column of an edge: 0 of a range's beginning, 1 of its end."""
        column = edge
        for piece in self._pieces:
            if edge < piece.end and (edge > piece.start or (edge == piece.start and not whole)):
                return piece[2 + whole]
            if edge >= piece.end:
                column = edge - piece.end + piece.printed_end
        return column


def meant_text(text: ArticleText) -> MeantText | None:
    """Return a text as it is meant; None where nobody says that it is not what is printed."""
    return MeantText(text.text.text, text.readings) if text.readings else None
