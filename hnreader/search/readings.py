"""Texts with what people say that their misread characters are: an article is found by these words as well."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import ArticleText, Reading


class _Piece(NamedTuple):
    """Where characters stand that are meant, and those that are printed in their place."""

    start: int
    end: int
    printed_start: int
    printed_end: int


_end: Final = attrgetter("end")


class MeantText:
    """A text as it is meant, and where the columns of it are in the text as printed."""

    def __init__(self, printed: str, readings: Sequence[Reading]) -> None:
        self.printed = printed
        self._pieces: list[_Piece] = []
        texts: list[str] = []
        at = size = 0
        for reading in readings:
            texts += printed[at : reading.start], reading.meant
            start = size + len(texts[-2])
            size = start + len(reading.meant)
            self._pieces.append(_Piece(start, size, reading.start, reading.end))
            at = reading.end
        self.text = "".join((*texts, printed[at:]))

    def differs(self, start: int, end: int) -> bool:
        """Tell whether something else is printed in a range of columns."""
        first = bisect_right(self._pieces, start, key=_end)
        return first < len(self._pieces) and self._pieces[first].start < end

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Return the columns of a range in the text as printed; misread characters are in it whole."""
        return self._column(start, whole=0), self._column(end, whole=1)

    def _column(self, edge: int, *, whole: int) -> int:
        """Return the printed column of an edge: 0 of a range's beginning, 1 of its end."""
        following = bisect_right(self._pieces, edge, key=_end)
        if following < len(self._pieces):
            piece = self._pieces[following]
            if edge > piece.start or (edge == piece.start and not whole):
                return piece[2 + whole]
        before = self._pieces[following - 1] if following else _Piece(0, 0, 0, 0)
        return edge - before.end + before.printed_end


def meant_text(text: ArticleText) -> MeantText | None:
    """Return a text as it is meant; None where nobody says that it is not what is printed."""
    return MeantText(text.text.text, text.readings) if text.readings else None
