"""A page's original lines, broken into rows of the screen."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.app.rendering.formatting import printable
from hnreader.typesetting import cells, set_lines

if TYPE_CHECKING:
    from hnreader.model import Line

LARGE: Final = 200_000
"""Characters of a page: a longer one, which is no newspaper page, is cut into rows without the rules of typesetting."""


class PageRow(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of a line (from 0) after cleaning, and their printable text."""

    line: int
    start: int
    end: int
    text: str
    first: bool


class PageLines:
    """The lines of a page in rows of at most `width` cells; a row's text is made when it is asked for."""

    def __init__(self, lines: tuple[Line, ...], width: int) -> None:
        self._lines = lines
        self._width = max(2, width)
        self._cut = self._width // 2  # characters that surely fit: none is wider than two cells
        self._large = sum(len(line.text) for line in lines) > LARGE
        self._breaks = lru_cache(4096)(self._set)
        self._tops = [0, *accumulate(self._height(line) for line in range(len(lines)))]

    def __len__(self) -> int:
        return self._tops[-1]

    def row(self, number: int) -> PageRow:
        """Return a row by its number."""
        line = bisect_right(self._tops, number) - 1
        nth = number - self._tops[line]
        text = self._lines[line].text
        if self._large:
            start, end = nth * self._cut, min(len(text), (nth + 1) * self._cut)
        else:
            start, end = self._breaks(line)[nth]
        return PageRow(line, start, end, printable(text[start:end]), not nth)

    def row_at(self, line: int, column: int = 0) -> int:
        """Return the number of the row that holds a character of a line."""
        top, below = self._tops[line], self._tops[line + 1]
        if self._large:
            nth = column // self._cut
        else:
            nth = bisect_right([start for start, _ in self._breaks(line)], column) - 1
        return max(top, min(top + nth, below - 1))

    def _height(self, line: int) -> int:
        length = len(self._lines[line].text)
        if length <= self._cut:
            return 1
        return -(-length // self._cut) if self._large else len(self._breaks(line))

    def _set(self, line: int) -> list[tuple[int, int]]:
        """Break a line by the rules of typesetting; the blanks that it begins with are kept if they fit."""
        text = printable(self._lines[line].text)
        if cells(text) <= self._width:
            return [(0, len(text))]
        lead = cells(text[: len(text) - len(text.lstrip())])
        rows = [(row.start, row.end) for row in set_lines(text, self._width, lead)] or [(0, 0)]
        if lead + 2 <= self._width:
            rows[0] = (0, rows[0][1])
        return rows
