"""The pieces of a text that show hits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hnreader.search.entries import Entry, Piece, pieces
from hnreader.search.lighting import merged, spots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Article
    from hnreader.search.entries import Field
    from hnreader.search.matching import Range

_WIDTH: Final = 40  # characters: a line of a list, or of a terminal beside the headline
_GIVE: Final = 10  # so many fewer or more, if the passage then ends with a mark of sense
_BEFORE: Final = 12  # at most so many lead up to the hit
_SENSE: Final = re.compile(r"[。！？；：，,;!?…]+[”’」』）》]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one text of an article, as printed, and what is to be lit in it."""

    part: Article
    field: Field
    text: str
    hits: tuple[Range, ...] = ()


def passages(entry: Entry, words: Sequence[str], context: int | None = None) -> tuple[Passage, ...]:
    """Return the passages of an article in which folded words stand: the best one first, then in the order of print.

    The best one has the most different words; of those the first, a body before a title, for titles are shown anyway.
    `context` characters stand on either side of a hit; by default some 40 in all, to marks of sense if near.
    """
    texts = (_Text(piece, text, words, context) for piece, _, text in entry.texts if any(map(text.__contains__, words)))
    hit = [text for text in texts if text.found]
    if not hit:
        return ()
    best = max(hit, key=lambda text: (text.company(text.lead), text.piece.field == "body"))
    lead = best.around(best.lead)
    rest = (one for text in hit for one in text.windows(lead if text is best else None))
    return best.passage(lead), *rest


class _Text:
    """One text of an article, and where words stand in it."""

    def __init__(self, piece: Piece, folded: str, words: Sequence[str], context: int | None) -> None:
        self.piece = piece
        self._context = context
        self._reach = 2 * context if context is not None else _WIDTH - _BEFORE
        self._words = spots(piece.text, folded, words)
        self.found = merged((start, end) for start, end, _ in self._words)

    @property
    def lead(self) -> Range:
        """The first hit that has the most different ones behind it within what a passage can show."""
        return max(self.found, key=self.company)

    def company(self, hit: Range) -> int:
        """How many different words stand from a hit on within what a passage can show."""
        return len({word for a, b, word in self._words if hit[0] <= a and b <= max(hit[1], hit[0] + self._reach)})

    def around(self, hit: Range) -> Range:
        """Return a piece of the text that shows a hit whole: by marks of sense, or by the context asked for."""
        if self._context is None:
            start = _begin(self.piece.text, hit[0])
            return start, _end(self.piece.text, start, hit[1])
        return max(0, hit[0] - self._context), min(len(self.piece.text), hit[1] + self._context)

    def windows(self, shown: Range | None) -> Iterator[Passage]:
        """Yield pieces that show the hits in their order, none that another piece or `shown` shows already."""
        reached = 0
        for hit in self.found:
            if hit[0] < reached or (shown and shown[0] <= hit[0] < shown[1]):
                continue
            window = self.around(hit)
            reached = window[1]
            yield self.passage(window)

    def passage(self, window: Range) -> Passage:
        """Return a piece with what is to be lit in it."""
        start, end = window
        lit = tuple((max(a, start) - start, min(b, end) - start) for a, b in self.found if start < b and a < end)
        return Passage(self.piece.part, self.piece.field, self.piece.text[start:end], lit)


def whole(parts: Sequence[Article]) -> Passage:
    """Return the beginning of an article, with nothing lit."""
    texts = list(pieces(parts))
    first = next((one for one in texts if one.field == "body"), None) or next(iter(texts), None)
    if first is None:
        return Passage(parts[0], "body", "")
    return Passage(first.part, first.field, first.text[: _end(first.text, 0, 0)])


def _begin(text: str, first: int) -> int:
    """Behind the first mark that is near enough, so that as much as possible leads up to the hit."""
    if first <= _BEFORE:
        return 0
    mark = _SENSE.search(text, first - _BEFORE - 1, first)
    return mark.end() if mark else first - _BEFORE


def _end(text: str, start: int, last: int) -> int:
    """Behind the last mark that is near enough to the full width."""
    full = max(last, start + _WIDTH)
    if full + _GIVE >= len(text):
        return len(text)
    ends = [mark.end() for mark in _SENSE.finditer(text, max(last, full - _GIVE), full + _GIVE)]
    return ends[-1] if ends else full
