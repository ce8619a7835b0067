"""What is selected in a story: by sentences from the keyboard, by characters with the mouse; one stretch at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.app.copying import APART, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.laid import Laid, Place
    from hnreader.app.lighting import Ranges
    from hnreader.app.story import Block

_SENTENCE: Final = re.compile(r"""[^。！？!?]*[。！？!?…]+[”’」』）)〕》"]*|[^。！？!?]+""")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text's sentences; together they hold all its characters."""
    return [one.span() for one in _SENTENCE.finditer(text)]


class Selecting:
    """A stretch of a story between two places, and the sentences by which the keyboard moves its ends."""

    def __init__(self) -> None:
        self._blocks: Sequence[Block] = ()
        self._sentences: list[tuple[Place, Place]] | None = None
        self._anchor: int | None = None
        self._cursor = 0
        self.start: Place = (0, 0)
        self.end: Place = (0, 0)

    def __bool__(self) -> bool:
        return self.start < self.end

    @property
    def by_keys(self) -> bool:
        """Whether keys extend it."""
        return bool(self) and self._anchor is not None

    @property
    def text(self) -> str:
        """What is selected, as it is copied."""
        return taken(self._blocks, self.start, self.end) if self else ""

    def of(self, number: int) -> Ranges:
        """Return the selected range of a block."""
        if not self.start[0] <= number <= self.end[0] or not self:
            return ()
        begins = self.start[1] if number == self.start[0] else 0
        ends = self.end[1] if number == self.end[0] else len(self._blocks[number].text)
        return ((begins, ends),) if begins < ends else ()

    def follow(self, before: Laid, after: Laid) -> None:
        """Hold on to the same text in a story that has grown, or give up."""
        last = (self.end[0], self.end[1] - 1)  # a block's end is no place of its text
        start, end = before.moved(self.start, after), before.moved(last, after)
        keys, forward = self.by_keys, self._anchor is not None and self._cursor >= self._anchor
        self.show(after.blocks)
        if start is None or end is None or start > end:
            return
        if keys:
            ends = [self._at(start), self._at(end)]
            self._anchor, self._cursor = ends if forward else reversed(ends)
            self._stretch()
        else:
            self.take(start, (end[0], end[1] + 1))

    def show(self, blocks: Sequence[Block]) -> None:
        """Give up the selection; another story is shown."""
        self._blocks = blocks
        self._sentences = None
        self.drop()

    def drop(self) -> None:
        """Select nothing."""
        self.start = self.end = (0, 0)
        self._anchor = None

    def take(self, start: Place, end: Place) -> None:
        """Select the characters from one place to another."""
        self.start, self.end, self._anchor = start, end, None

    def begin(self, place: Place) -> bool:
        """Select the sentence at a place, or the next one; tell whether there is any."""
        if not self._units:
            return False
        self._anchor = self._cursor = self._at(place)
        self._stretch()
        return True

    def begin_anew(self) -> None:
        """Select only the sentence at the end that moves."""
        self._anchor = self._cursor
        self._stretch()

    def extend(self, sentences: int) -> None:
        """Move the end that moves by sentences, down is positive."""
        self._cursor = max(0, min(self._cursor + sentences, len(self._units) - 1))
        self._stretch()

    def extend_to(self, place: Place) -> None:
        """Move the end that moves to the sentence at a place."""
        self._cursor = self._at(place)
        self._stretch()

    @property
    def cursor(self) -> tuple[Place, Place]:
        """The sentence at the end that moves."""
        return self._units[self._cursor]

    @property
    def _units(self) -> list[tuple[Place, Place]]:
        if self._sentences is None:
            self._sentences = [
                ((number, begin), (number, end))
                for number, block in enumerate(self._blocks)
                if block.role not in APART
                for begin, end in sentences(block.text)
                if not block.text[begin:end].isspace()
            ]
        return self._sentences

    def _at(self, place: Place) -> int:
        """Return the number of the sentence that ends behind a place; of the last one if none does."""
        return next((at for at, unit in enumerate(self._units) if unit[1] > place), len(self._units) - 1)

    def _stretch(self) -> None:
        ends = sorted((self._anchor if self._anchor is not None else self._cursor, self._cursor))
        self.start, self.end = self._units[ends[0]][0], self._units[ends[1]][1]
