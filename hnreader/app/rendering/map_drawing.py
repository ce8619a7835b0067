"""The map of a page in lines: headlines set in their places, bodies hinted at by marks, white as it is printed."""

from __future__ import annotations

from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.map_grid import Cell
from hnreader.app.rendering.map_layout import MapPart
from hnreader.typesetting import balanced, cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from hnreader.app.rendering.map_grid import MapGrid
    from hnreader.app.rendering.map_layout import Box, MapLayout
    from hnreader.app.rendering.styled_text import StyledLine

# Marks that every font has, or that take one cell in every terminal: ─ ▒ · and their like take two in some.
_BODY: Final = "="
_HEADLINE: Final = "╍"
OPEN: Final = "▸"
"""Before the story that is open in the reader."""
LIT: Final = "lit-"
"""Before the style of what is selected."""
_SMALLEST_TEXT: Final = 8  # cells of a caption or of furniture: in fewer, marks say as much
_WIDEST_GAP: Final = 2  # cells between two characters of large type
_FEW_ROWS: Final = 3  # that a headline may take if a row is left for the body; of more, half of the story
_ROWS_FOR_TITLES: Final = 5  # of a story that has room for more than its headline
_LARGE: Final = (MapPart.MASTHEAD, MapPart.FURNITURE)
_FRAMES: Final = {False: tuple("┌─┐│└┘"), True: tuple("┏━┓┃┗┛")}


def frame(columns: int, *, heavy: bool) -> tuple[str, str, str]:
    """Return the line above a sheet, what is beside each of its rows, and the line below it.

    They are blank where the terminal takes two cells for such signs.
    """
    left, line, right, side, below_left, below_right = _FRAMES[heavy] if cells("─") == 1 else (" ",) * 6
    return left + line * columns + right, side, below_left + line * columns + below_right


class _Area(NamedTuple):
    """Cells for a text: `rows` rows from `top` on, columns `start` to `end` (exclusive)."""

    top: int
    rows: int
    start: int
    end: int
    middle: float
    """The column about which its lines are set."""
    printed: int
    """The columns that the text has on the page."""


class MapDrawing:
    """A page drawn in the cells of a grid. `opened`: items open in the reader; `titled`: those with their titles."""

    def __init__(
        self,
        layout: MapLayout,
        grid: MapGrid,
        opened: Collection[int] = (),
        titled: Collection[int] | None = None,
    ) -> None:
        self.size = grid.size
        self._layout = layout
        self._grid = grid
        self._ground = [list(row) for row in grid.ground]
        self._chars = [[" "] * grid.size.columns for _ in range(grid.size.rows)]
        self._parts = [["sheet"] * grid.size.columns for _ in range(grid.size.rows)]
        self._written: set[Cell] = set()
        self._headed: set[int] = set()
        self._cells = self._mark()
        for number, item in enumerate(layout.items):
            if titled is None or number in titled or item.article is None:
                self._set_item(number, OPEN if number in opened else "")
        for number in opened:
            if number not in self._headed:
                self._mark_open(number)

    def line(self, row: int, selected: int | None) -> StyledLine:
        """Return a row; the styles of what is selected begin with `LIT`."""
        own = self._grid.regions[selected] if selected is not None else ()
        columns = {cell.column for cell in own if cell.row == row}
        styles = (
            LIT + part if ground == selected or column in columns else part
            for column, (part, ground) in enumerate(zip(self._parts[row], self._ground[row], strict=True))
        )
        runs = groupby(zip(self._chars[row], styles, strict=True), key=lambda cell: cell[1])
        return [("".join(char for char, _ in run), style) for style, run in runs]

    def story_at(self, row: int, column: int) -> int | None:
        """Return the story on whose ground a cell is, be it of the page or not."""
        if 0 <= row < self.size.rows and 0 <= column < self.size.columns:
            item = self._ground[row][column]
            return item if 0 <= item < self._layout.stories else None
        return None

    def _mark(self) -> dict[tuple[int, int], list[Cell]]:
        """Put a mark into every cell that has text, and return the cells of each text."""
        found: dict[tuple[int, int], list[Cell]] = {}
        for cell, item, text in self._grid.texts():
            found.setdefault((item, text), []).append(cell)
            large = self._layout.items[item].texts[text].part is MapPart.HEADLINE
            self._chars[cell.row][cell.column] = _HEADLINE if large else _BODY
            self._parts[cell.row][cell.column] = MapPart.HEADLINE if large else MapPart.BODY
        return found

    def _set_item(self, number: int, lead: str) -> None:
        """Set the texts of an item: the headline first, for which the others make room."""
        texts = self._layout.items[number].texts
        for index, text in sorted(enumerate(texts), key=lambda pair: pair[1].part is not MapPart.HEADLINE):
            own = self._cells.get((number, index), [])
            if text.part is MapPart.HEADLINE:
                area = self._upright if _is_upright(text.boxes) else self._level
                title, part = lead + text.text, "open" if lead else MapPart.HEADLINE
                if self._set(number, title, area(number, own or self._grid.regions[number], title), part):
                    self._clear(own)
            elif own and text.part is MapPart.TITLE:
                self._set_title(number, own, text.text)
            elif own and text.part is not MapPart.BODY:
                self._set_small(number, own, text.text, text.part)
                self._clear(own if text.part in _LARGE else ())

    def _clear(self, own: Iterable[Cell]) -> None:
        """Make white what large type leaves free of its cells."""
        for cell in own:
            if cell not in self._written:
                self._chars[cell.row][cell.column] = " "

    def _level(self, number: int, own: Sequence[Cell], text: str) -> _Area:
        """Return where a headline is set: where it is printed, and in rows below, up to half of the story."""
        top, start, end = _first_row(own)
        depth = self._grid.regions[number][-1].row - top + 1
        most = max(own[-1].row - top + 1, min(depth - 1, _FEW_ROWS), (depth + 1) // 2)
        span = self._free(number, top, start, end)
        rows = 1
        while rows < most and span[1] - span[0] > 1 and len(set_lines(text, span[1] - span[0])) > rows:
            below = self._free(number, top + rows, start, end)
            both = max(span[0], below[0]), min(span[1], below[1])
            if both[1] - both[0] < end - start:
                break
            span = both
            rows += 1
        return _Area(top, rows, *span, (start + end) / 2, end - start)

    def _upright(self, number: int, own: Sequence[Cell], text: str) -> _Area:
        """Return where a headline is set that runs down the page: it needs two columns, and rows for its characters."""
        top, start, end = _first_row(own)
        if end - start < 2:
            end = min(start + 2, self.size.columns)
        most = max(own[-1].row - top + 1, len(set_lines(text, max(2, end - start))))
        rows = 0
        while (
            rows < most
            and top + rows < self.size.rows
            and all(self._is_free(number, Cell(top + rows, column)) for column in range(start, end))
        ):
            rows += 1
        return _Area(top, rows, start, end, (start + end) / 2, end - start)

    def _set_title(self, number: int, own: Sequence[Cell], text: str) -> None:
        """Set a kicker, subhead or byline if it has room in a row as a whole."""
        region = self._grid.regions[number]
        top, start, end = _first_row(own)
        span = self._free(number, top, start, end)
        if region[-1].row - region[0].row + 1 >= _ROWS_FOR_TITLES and cells(text) <= span[1] - span[0]:
            self._set(number, text, _Area(top, 1, *span, (start + end) / 2, 0), MapPart.TITLE)

    def _set_small(self, number: int, own: Sequence[Cell], text: str, part: MapPart) -> None:
        """Set a caption, or what belongs to no story, in its own cells."""
        top, start, end = _first_row(own)
        if end - start < _SMALLEST_TEXT and cells(text) > end - start:
            return
        rows = 0
        while top + rows <= own[-1].row and all(
            cell not in self._written and self._grid.item_at(cell) == number
            for cell in (Cell(top + rows, column) for column in range(start, end))
        ):
            rows += 1
        self._set(number, text, _Area(top, rows, start, end, (start + end) / 2, end - start), part)

    def _free(self, number: int, row: int, start: int, end: int) -> tuple[int, int]:
        """Return the columns around the middle of some that a title may take: its story's, and white beside them."""
        left, right = _extent(self._grid.regions[number])
        first = last = (start + end) // 2
        while first > left and self._is_free(number, Cell(row, first - 1)):
            first -= 1
        while last < right and self._is_free(number, Cell(row, last)):
            last += 1
        return first, last

    def _is_free(self, number: int, cell: Cell) -> bool:
        """Tell whether a title may take a cell: its story's, or white that does not part it from another."""
        if self._grid.item_at(cell) == number:
            return cell not in self._written
        beside = range(max(0, cell.column - 1), min(cell.column + 2, self.size.columns))
        around = [Cell(cell.row, column) for column in beside]
        return all(self._grid.item_at(each) in {-1, number} and each not in self._written for each in around)

    def _set(self, number: int, text: str, area: _Area, part: str) -> bool:
        """Set a text of an item in an area, its lines about the middle if they have room; tell whether it has any."""
        width = area.end - area.start
        if width < 2 or not area.rows or not text.strip():
            return False
        lines = lines_within(text, width, area.rows)
        if lines == [clip("…", width)]:  # there is room for none of its characters
            return False
        if part != MapPart.TITLE:
            self._headed.add(number)
        if len(lines) == 1:
            lines = [_spaced(lines[0], min(width, area.printed))]
        for row, line in enumerate(lines, area.top):
            room = width - cells(line)
            at = area.start + min(max(0, round(area.middle - cells(line) / 2) - area.start), room)
            self._write(row, area, at, line, part)
            self._ground[row][area.start : area.end] = [number] * width
            self._clear(self._beside(number, row, area))
        return True

    def _beside(self, number: int, row: int, area: _Area) -> Iterator[Cell]:
        """Yield what is left of an item's legs beside a text that was set into them."""
        for columns in (range(area.start - 1, -1, -1), range(area.end, self.size.columns)):
            cells_there = (Cell(row, column) for column in columns)
            yield from takewhile(lambda cell: self._grid.item_at(cell) == number, cells_there)

    def _write(self, row: int, area: _Area, at: int, line: str, part: str) -> None:
        """Write a line from a column on; what is beside it in the area becomes white."""
        chars, width = self._chars[row], area.end - area.start
        chars[area.start : area.end] = [" "] * width
        self._parts[row][area.start : area.end] = [part] * width
        self._written.update(Cell(row, column) for column in range(area.start, area.end))
        for cluster in _clusters(line):
            taken = cells(cluster)
            chars[at : at + taken] = [cluster, *[""] * (taken - 1)][:taken]
            at += taken

    def _mark_open(self, number: int) -> None:
        """Mark the story that is open in its first cell, where its headline does not do so."""
        for cell in [cell for cell in self._grid.regions[number] if cell not in self._written][:1]:
            self._chars[cell.row][cell.column] = OPEN
            self._parts[cell.row][cell.column] = "open"


def _is_upright(boxes: Iterable[Box]) -> bool:
    """Tell whether the first line of a text runs down the page."""
    return any(box.bottom - box.top > box.right - box.left for box in islice(boxes, 1))


def _first_row(own: Sequence[Cell]) -> tuple[int, int, int]:
    """Return the first row of some cells, and its columns: the first, and the one behind the last."""
    top = own[0].row
    return top, *_extent(cell for cell in own if cell.row == top)


def _extent(own: Iterable[Cell]) -> tuple[int, int]:
    columns = [cell.column for cell in own]
    return min(columns), max(columns) + 1


def lines_within(text: str, width: int, rows: int) -> list[str]:
    """Return a text in at most so many lines of at most so many cells, two or more; what has no room is cut with …."""
    lines = balanced(text, width)
    if len(lines) <= rows:
        return [text[line.start : line.end] for line in lines]
    *whole, last = set_lines(text, width)[:rows]
    return [*(text[line.start : line.end] for line in whole), clip(text[last.start :], width)]


def _spaced(line: str, width: int) -> str:
    """Return a line with blanks between its characters where it is printed so large that they have room."""
    clusters = list(_clusters(line))
    gap = (width - cells(line)) // max(1, len(clusters) - 1)
    return (" " * min(max(0, gap), _WIDEST_GAP)).join(clusters)


def _clusters(line: str) -> Iterator[str]:
    """Yield the characters of a line, each with the marks that take no cell of their own."""
    cluster = ""
    for char in line:
        if cluster and cells(char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster
