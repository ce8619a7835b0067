"""A page in cells: which of its texts has which cell, with white between legs and between stories.

A cell is about twice as high as wide, and holds several lines of the page. In each row of cells the lines of a text
that overlap are a run; where runs of two texts meet in a cell, that has it which has more of the row. White that would
vanish in a cell is put back: a run ends a cell before the next, and a story, if it has rows to spare, a row above the
next.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.map_layout import MapPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.app.rendering.map_layout import Box, MapLayout

_COVERED: Final = 0.3
"""Share of a row's height that a text has at least where it is drawn. The row of a line's middle counts as covered."""
_WEIGHTS: Final = {MapPart.HEADLINE: 2.0, MapPart.MASTHEAD: 1.5, MapPart.FURNITURE: 0.9}
"""Of what stands in a row, in comparison to a body."""
_SPARE: Final = 3  # rows of a story above each other from which on its last may be white
_MOST_ROWS: Final = 500
"""Of a page that is as wide as its pane; one that is narrower than a tape is drawn shorter."""


class SheetSize(NamedTuple):
    """The size of a page in cells."""

    columns: int
    rows: int


def sheet_size(layout: MapLayout, columns: int, rows: int | None) -> SheetSize:
    """Return the largest size in true proportions within so many cells; rows may be without limit (None)."""
    ratio = 2 * layout.width / layout.height  # columns to a row
    if rows is not None and rows * ratio <= columns:
        return SheetSize(max(1, round(rows * ratio)), max(1, rows))
    return SheetSize(max(1, columns), max(1, min(round(columns / ratio), rows or _MOST_ROWS)))


class Cell(NamedTuple):
    """A cell of a sheet, from its top left corner."""

    row: int
    column: int


class Run(NamedTuple):
    """Cells `start` to `end` (exclusive) of a row, and the text that stands there, by the numbers of item and text."""

    item: int
    text: int
    row: int
    start: int
    end: int
    weight: float
    """How much of the row's height it has."""
    left: float
    right: float
    """Where it begins and ends, to a fraction of a cell."""


class MapGrid:
    """The cells of a page in a size."""

    def __init__(self, layout: MapLayout, size: SheetSize) -> None:
        self.size = size
        self._layout = layout
        runs = list(self._runs())
        self._cells: list[list[Run | None]] = [[None] * size.columns for _ in range(size.rows)]
        for run in sorted(self._below_headlines(runs), key=lambda run: run.weight):
            self._cells[run.row][run.start : run.end] = [run] * (run.end - run.start)
        self._drop_remnants()
        self._part_stories()
        self._part_legs()
        self.regions = self._regions(runs)
        """The cells of each item, row by row, at least one each."""
        self.ground = self._ground()
        """By row and column the item on whose ground a cell is, -1 for none: its cells, and white that they enclose."""

    def texts(self) -> Iterator[tuple[Cell, int, int]]:
        """Yield the cells that are not white, row by row, with the numbers of the item and of its text there."""
        for row, cells in enumerate(self._cells):
            for column, run in enumerate(cells):
                if run is not None:
                    yield Cell(row, column), run.item, run.text

    def item_at(self, cell: Cell) -> int:
        """Return the number of the item that has a cell, -1 for white."""
        run = self._cells[cell.row][cell.column]
        return run.item if run is not None else -1

    def _runs(self) -> Iterator[Run]:
        """Yield the runs of all texts, item by item."""
        across, down = self.size.columns / self._layout.width, self.size.rows / self._layout.height
        for number, item in enumerate(self._layout.items):
            for index, text in enumerate(item.texts):
                rows = _lines_by_row(text.boxes, across, down, self.size.rows)
                factor = _WEIGHTS.get(text.part, 1.0)
                for row, lines in rows.items():
                    for left, right, weight in _merged(lines):
                        start, end = _cells_of(left, right, self.size.columns)
                        if weight >= _COVERED:
                            yield Run(number, index, row, start, end, factor * weight, left, right)

    def _part(self, run: Run) -> MapPart:
        return self._layout.items[run.item].texts[run.text].part

    def _below_headlines(self, runs: Sequence[Run]) -> Iterator[Run]:
        """Yield the runs without the row of a body that its headline is in as well, so that all legs begin alike."""
        headlines: defaultdict[tuple[int, int], list[Run]] = defaultdict(list)
        bodies: defaultdict[tuple[int, int], list[Run]] = defaultdict(list)
        for run in runs:
            if self._part(run) is MapPart.HEADLINE:
                headlines[run.item, run.row].append(run)
            elif self._part(run) is MapPart.BODY:
                bodies[run.item, run.row].append(run)
        shared = {
            (item, row)
            for (item, row), own in headlines.items()
            for over, run in product(own, bodies.get((item, row), ()))
            if (item, row + 1) in bodies and over.weight >= run.weight and over.start < run.end and run.start < over.end
        }
        for run in runs:
            if (run.item, run.row) not in shared or self._part(run) is not MapPart.BODY:
                yield run

    def _drop_remnants(self) -> None:
        """Make white what is left of a run most of which other texts have, if its item has more."""
        left = Counter(run for cells in self._cells for run in cells if run is not None)
        owned = Counter({run.item: 0 for run in left})
        for run, count in left.items():
            owned[run.item] += count
        for run, count in left.items():
            if 2 * count < run.end - run.start and owned[run.item] > count:
                owned[run.item] -= count
                cells = self._cells[run.row]
                cells[run.start : run.end] = [None if cell is run else cell for cell in cells[run.start : run.end]]

    def _part_stories(self) -> None:
        """Make a story's last row white where another one begins right below, if it has rows to spare."""
        depths = [0] * self.size.columns
        white: list[Run | None] = [None] * self.size.columns
        for row, (cells, below) in enumerate(pairwise([*self._cells, white])):
            above = self._cells[row - 1] if row else white
            depths = [
                depth + 1 if cell and over and cell.item == over.item else 1
                for depth, cell, over in zip(depths, cells, above, strict=True)
            ]
            ends = [
                (cell, under is not None)
                for cell, under, depth in zip(cells, below, depths, strict=True)
                if cell is not None and depth >= _SPARE and (under is None or under.item != cell.item)
            ]
            touching = {cell.item for cell, touches in ends if touches}
            last = {cell for cell, _ in ends if cell.item in touching}
            self._cells[row] = [None if cell in last else cell for cell in cells]

    def _part_legs(self) -> None:
        """Make the last cell of a run white where another one begins right behind it, and so in all rows of its leg."""
        edges: set[tuple[int, int]] = set()
        for cells in self._cells:
            for at in range(len(cells) - 1):
                run, behind = cells[at], cells[at + 1]
                if run is None or behind is None or run is behind:
                    continue
                if run.item == behind.item and behind.left < run.right:
                    continue  # two texts of a story above each other
                if at and cells[at - 1] is run:
                    edges.add((run.item, at))
                elif at + 2 < len(cells) and cells[at + 2] is behind:
                    cells[at + 1] = None
        for item, at in edges:
            for cells in self._cells:
                run = cells[at]
                if run is not None and run.item == item and run is cells[at - 1] and run is not cells[at + 1]:
                    cells[at] = None

    def _regions(self, runs: Iterable[Run]) -> list[list[Cell]]:
        """Return the cells of each item, row by row; one that got none has the cell where most of it stands."""
        regions: list[list[Cell]] = [[] for _ in self._layout.items]
        for cell, item, _ in self.texts():
            regions[item].append(cell)
        crowded_out = [run for run in runs if not regions[run.item]]
        for item, own in groupby(crowded_out, key=lambda run: run.item):
            most = max(own, key=lambda run: run.weight)
            regions[item].append(Cell(most.row, most.start))
        return regions

    def _ground(self) -> list[list[int]]:
        grounds = [[run.item if run is not None else -1 for run in cells] for cells in self._cells]
        enclosed = [_filled(cells) for cells in grounds]
        columns = [_filled(list(column)) for column in zip(*grounds, strict=True)]
        for row, cells in enumerate(grounds):
            for column, item in enumerate(cells):
                if item < 0:
                    cells[column] = max(enclosed[row][column], columns[column][row])
        return grounds


def _lines_by_row(
    boxes: Iterable[Box], across: float, down: float, rows: int
) -> dict[int, list[tuple[float, float, float]]]:
    """Return for each row of cells the lines in it: from where to where, and how much of the row's height each has."""
    found: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for left, top, right, bottom in boxes:
        first, last = top * down, bottom * down
        middle = min(int((first + last) / 2), rows - 1)
        for row in range(min(int(first), rows - 1), min(int(last), rows - 1) + 1):
            weight = max(min(row + 1, last) - max(row, first), _COVERED if row == middle else 0.0)
            found[row].append((left * across, right * across, weight))
    return found


def _merged(lines: Iterable[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Yield the stretches of lines that overlap, and how much of a row's height each has, at most all."""
    stretch: tuple[float, float, float] | None = None
    for left, right, weight in sorted(lines):
        if stretch is not None and left < stretch[1]:
            stretch = stretch[0], max(stretch[1], right), min(1.0, stretch[2] + weight)
            continue
        if stretch is not None:
            yield stretch
        stretch = left, right, weight
    if stretch is not None:
        yield stretch


def _cells_of(left: float, right: float, columns: int) -> tuple[int, int]:
    start = min(round(left), columns - 1)
    return start, min(max(start + 1, round(right)), columns)


def _filled(items: list[int]) -> list[int]:
    """Return a row or column of cells in which white between two cells of one item is that item's."""
    filled = list(items)
    last = -1
    for at, item in enumerate(items):
        if item < 0:
            continue
        if last >= 0 and items[last] == item:
            filled[last + 1 : at] = [item] * (at - last - 1)
        last = at
    return filled
