"""The pages of an issue side by side in small: how large each is drawn, and the lines of each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.map_drawing import MapDrawing, frame
from hnreader.app.rendering.map_grid import MapGrid, SheetSize, sheet_size
from hnreader.app.rendering.map_layout import MapPart, map_layout
from hnreader.messages.counts import count_articles
from hnreader.messages.page_labels import say_page
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from hnreader.app.rendering.map_layout import MapLayout
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.archive import View
    from hnreader.messages import Translator
    from hnreader.model import PageArticles

_KEPT: Final = 64  # pages of which it is kept where their texts stand
_LEADS: Final = 3  # stories of a page whose headlines are set, or one in so many rows:
_ROWS_OF_A_LEAD: Final = 6
_USUAL: Final = 1.4  # columns to a row, of a page of which that is not known
_GAP: Final = 2  # cells between two pages
_AROUND: Final = 4  # lines of a page beside its rows: the frame, its label, a blank one
_FEWEST_ROWS: Final = 10
"""Of a page: where not all pages fit in so many, they scroll."""


class IssuePages:
    """The pages of an issue, each fetched when it is looked at."""

    def __init__(self, view: View, issue: int) -> None:
        self._view = view
        self._issue = issue
        self.layout = lru_cache(_KEPT)(lambda number: map_layout(self.page(number)))
        """Where the texts of a page stand, by its number from 0; None where its file does not say so."""

    def __len__(self) -> int:
        return len(self._view.open(self._issue).pages)

    def page(self, number: int) -> PageArticles:
        """Return a page by its number, from 0."""
        return self._view.page(self._issue, number)

    def label(self, tr: Translator, number: int) -> str:
        """Return what a page is called: its number in the issue, or the name of its file."""
        outlined = self._view.open(self._issue).pages[number]
        return say_page(tr, outlined.printed) if outlined.printed is not None else printable(outlined.source)

    def articles(self, number: int) -> int:
        """Return how many articles a page has."""
        return len(self._view.open(self._issue).pages[number].ids)


class TileGrid(NamedTuple):
    """How the pages of an issue are arranged."""

    across: int
    """Pages beside each other."""
    sheet: SheetSize
    """Cells of a page within its frame."""

    @classmethod
    def of(cls, pages: int, ratio: float, width: int, height: int) -> TileGrid:
        """Return that in which pages of so many columns to a row are the largest, all in sight if that is possible."""
        for rows in range(height - _AROUND + 1, _FEWEST_ROWS, -1):
            tiles = cls._across(rows, ratio, width)
            if -(-pages // tiles.across) * (tiles.sheet.rows + _AROUND) - 1 <= height and tiles.sheet.rows == rows:
                return tiles
        return cls._across(max(1, min(_FEWEST_ROWS, height - _AROUND + 1)), ratio, width)

    @classmethod
    def _across(cls, rows: int, ratio: float, width: int) -> TileGrid:
        columns = max(1, round(rows * ratio))
        if columns + 2 > width:
            columns = max(1, width - 2)
            rows = max(1, round(columns / ratio))
        return cls(max(1, (width + _GAP) // (columns + 2 + _GAP)), SheetSize(columns, rows))

    @property
    def width(self) -> int:
        """Cells of a page with its frame, and of the white behind it."""
        return self.sheet.columns + 2 + _GAP

    @property
    def height(self) -> int:
        """Lines of a page with its frame and its label, and of the white below it."""
        return self.sheet.rows + _AROUND


class IssueTiles:
    """Draws the pages of an issue in a size."""

    def __init__(self, tr: Translator, pages: IssuePages, width: int, height: int) -> None:
        self._tr = tr
        self._pages = pages
        ratios = (
            2 * layout.width / layout.height for layout in map(pages.layout, range(min(len(pages), _KEPT))) if layout
        )
        self.grid = TileGrid.of(len(pages), min(max(next(ratios, _USUAL), 0.2), 6.0), width, height)
        self._drawn = lru_cache(_KEPT)(self._draw)

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return -(-len(self._pages) // self.grid.across) * self.grid.height - 1

    def line(self, number: int, selected: int) -> StyledLine:
        """Return a line of all pages, by its number."""
        row, part = divmod(number, self.grid.height)
        first = row * self.grid.across
        line: StyledLine = []
        for page in range(first, min(first + self.grid.across, len(self._pages))):
            line += [(" " * _GAP, "")] if line else []
            line += self._tile(page, part, selected == page)
        return line

    def page_at(self, number: int, column: int) -> int | None:
        """Return the page at a line and a column."""
        row, part = divmod(number, self.grid.height)
        place, cell = divmod(column, self.grid.width)
        page = row * self.grid.across + place
        inside = (
            column >= 0 and place < self.grid.across and part < self.grid.height - 1 and cell < self.grid.width - _GAP
        )
        return page if inside and page < len(self._pages) else None

    def _tile(self, page: int, part: int, selected: bool) -> StyledLine:
        columns, rows = self.grid.sheet
        above, side, below = frame(columns, heavy=selected)
        style = "chosen" if selected else "frame"
        if part == 0:
            return [(above, style)]
        if part <= rows:
            return [(side, style), *self._row(page, part - 1), (side, style)]
        if part == rows + 1:
            return [(below, style)]
        if part == rows + 2:
            return [(self._label(page), "chosen-label" if selected else "label")]
        return [(" " * (columns + 2), "")]

    def _label(self, page: int) -> str:
        width = self.grid.sheet.columns + 2
        label = self._pages.label(self._tr, page)
        full = label + DOT + count_articles(self._tr, self._pages.articles(page))
        return _centred(full if cells(full) <= width else label, width)

    def _row(self, page: int, row: int) -> StyledLine:
        """Return a row of a page, which may be smaller than others; of one without places, words that say so."""
        columns, rows = self.grid.sheet
        drawing = self._drawn(page)
        if drawing is None:
            words = (self._tr("no positions"), count_articles(self._tr, self._pages.articles(page)))
            at = row - max(0, rows // 2 - 1)
            return [(_centred(words[at] if 0 <= at < len(words) else "", columns), "note")]
        top, left = (rows - drawing.size.rows) // 2, (columns - drawing.size.columns) // 2
        if not top <= row < top + drawing.size.rows:
            return [(" " * columns, "sheet")]
        behind = columns - drawing.size.columns - left
        return [(" " * left, "sheet"), *drawing.line(row - top, None), (" " * behind, "sheet")]

    def _draw(self, page: int) -> MapDrawing | None:
        layout = self._pages.layout(page)
        if layout is None:
            return None
        grid = MapGrid(layout, sheet_size(layout, *self.grid.sheet))
        return MapDrawing(layout, grid, titled=_leads(layout, max(_LEADS, grid.size.rows // _ROWS_OF_A_LEAD)))


def _leads(layout: MapLayout, count: int) -> set[int]:
    """Return so many stories, those with the largest type in their headlines."""
    sizes = {
        number: max(min(box.right - box.left, box.bottom - box.top) for box in text.boxes)
        for number, item in enumerate(layout.items[: layout.stories])
        for text in item.texts
        if text.part is MapPart.HEADLINE
    }
    return set(sorted(sizes, key=lambda number: -sizes[number])[:count])


def _centred(text: str, width: int) -> str:
    """Return a text in the middle of `width` cells."""
    shown = clip(text, width)
    before = (width - cells(shown)) // 2
    return " " * before + shown + " " * (width - cells(shown) - before)
