"""Legs that stand side by side in the text, as `pdftotext -layout` and fixed-pitch OCR write them → one after another.

Such text keeps the place of each printed line in cells, so legs are told by where their lines begin and end.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from hnreader.reading.xy_cut import by_cuts
from hnreader.segment.rows import make_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.reading.xy_cut import Box
    from hnreader.segment.draft import Row

WHITE: Final = re.compile(r"\s{2,}|\u3000")
"""What parts two legs; a letter-spaced line has single blanks."""
SIDE_BY_SIDE: Final = 0.3
"""Share of lines that have text of two legs, from which a page is set so."""
FEWEST: Final = 12  # lines of which such a share says something
BREAK: Final = 3  # lines without text of a leg behind which another begins
FIRST_GAP: Final = 3  # blank lines that stand before the first line of a leg, as it were
CELLS: Final = (2, 1)
"""Cells that an extractor gives a 汉字: as a terminal does, or one as to any other character."""


@dataclass(slots=True)
class _Stretch:
    """A run of text within a line: characters `start` to `end` of the row's text, cells `left` to `right`."""

    row: Row
    start: int
    end: int
    left: int
    right: int


@dataclass(slots=True)
class _Leg:
    """Stretches under each other."""

    stretches: list[_Stretch] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """Its cells and lines: left, top, right, bottom."""
        lines = self.stretches[0].row.number, self.stretches[-1].row.number + 1
        left, right = min(part.left for part in self.stretches), max(part.right for part in self.stretches)
        return left, lines[0], right, lines[1]


def one_behind_the_other(rows: Sequence[Row]) -> list[Row]:
    """Return rows leg by leg where legs stand side by side, else as they are. No character is lost."""
    parted = sum(len(WHITE.split(row.text)) > 1 for row in rows)
    if len(rows) < FEWEST or parted < SIDE_BY_SIDE * len(rows):
        return list(rows)
    lines = max(([_stretches(row, cells) for row in rows] for cells in CELLS), key=_aligned)
    legs = by_cuts(_legs(lines), 1.0, 1.0, rows_first=False)
    return [row for leg in legs for row in _rows(leg)]


def _stretches(row: Row, cells: int) -> list[_Stretch]:
    """Return the runs of a row's text; a 汉字 takes so many cells."""
    places = [row.start]
    for char in row.text:
        places.append(places[-1] + (cells if east_asian_width(char) in "WF" else 1))
    found, start = [], 0
    for white in (*WHITE.finditer(row.text), None):
        end = white.start() if white else len(row.text)
        if end > start:
            found.append(_Stretch(row, start, end, places[start], places[end]))
        start = white.end() if white else end
    return found


def _aligned(lines: Sequence[Sequence[_Stretch]]) -> int:
    """Return how often a stretch begins in the cell in which one of the line before does."""
    starts = [{stretch.left for stretch in line} for line in lines]
    return sum(len(above & below) for above, below in pairwise(starts))


def _legs(lines: Iterable[Sequence[_Stretch]]) -> list[_Leg]:
    """Put under each other what stands over nothing else, and under nothing else."""
    legs: list[_Leg] = []
    near: list[_Leg] = []
    for line in lines:
        near = [leg for leg in near if line and line[0].row.number - leg.stretches[-1].row.number <= BREAK]
        under = _standing_over(near, line)
        over = Counter(id(leg) for above in under for leg in above)
        ended = {leg for leg, count in over.items() if count > 1}
        for stretch, above in zip(line, under, strict=True):
            if len(above) == 1 and over[id(above[0])] == 1:
                above[0].stretches.append(stretch)
                continue
            ended |= {id(leg) for leg in above}
            legs.append(_Leg([stretch]))
            near.append(legs[-1])
        near = [leg for leg in near if id(leg) not in ended]
    return legs


def _standing_over(near: Iterable[_Leg], line: Sequence[_Stretch]) -> list[list[_Leg]]:
    """Return for each stretch of a line, which stand from left to right, the legs that it stands under.

    Both are gone through once from left to right: at any cell there are as many legs as there are lines that are near.
    """
    coming = sorted(near, key=lambda leg: leg.stretches[-1].left, reverse=True)
    here: list[_Leg] = []
    under = []
    for stretch in line:
        while coming and coming[-1].stretches[-1].left < stretch.right:
            here.append(coming.pop())
        here = [leg for leg in here if leg.stretches[-1].right > stretch.left]
        under.append([leg for leg in here if _meet(leg.stretches[-1], stretch)])
    return under


def _meet(above: _Stretch, below: _Stretch) -> bool:
    """Tell whether half of the shorter of two stretches stands under the longer: wide lines drift into the next leg."""
    shared = min(above.right, below.right) - max(above.left, below.left)
    return 2 * shared > min(above.right - above.left, below.right - below.left)


def _rows(leg: _Leg) -> Iterator[Row]:
    last: int | None = None
    for stretch in leg.stretches:
        row = stretch.row
        gap = FIRST_GAP if last is None else row.number - last - 1
        yield make_row(row.number, row.start + stretch.start, row.text[stretch.start : stretch.end], gap, row.paper)
        last = row.number
