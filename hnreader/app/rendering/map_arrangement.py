"""What is beside the map of a page: its picture, and a panel with the selected story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.map_grid import sheet_size

if TYPE_CHECKING:
    from hnreader.app.rendering.map_layout import MapLayout

_AROUND: Final = 4  # cells and lines beside a sheet: its frame; title, footer, scrollbar
_PANEL: Final = (34, 60)
"""Fewest and most cells of the panel beside the map; where there are fewer, it is below."""
_BELOW: Final = 2  # lines of the panel below the map
_FEWEST_ROWS: Final = 14
"""Of a page that is shown as a whole: in fewer, nothing can be made out, and it is shown as wide as the screen."""
_GAP: Final = 2  # cells beside a picture
_LEGIBLE: Final = 300
"""Pixels across of a picture on which headlines can be read: one that is smaller is shown if the user wants it."""
_LEAST: Final = 16  # cells across of any picture


class MapArrangement(NamedTuple):
    """How the map of a page is shown."""

    zoomed: bool
    """As wide as the screen, with nothing beside it."""
    picture: int
    """Cells across of the page's picture beside it, with white; 0: none is shown."""
    panel: int
    """Cells across of the panel beside it; 0: the panel is below."""


def map_arrangement(
    layout: MapLayout, width: int, height: int, *, zoomed: bool | None, picture: bool | None, cell: int
) -> MapArrangement:
    """Return what a screen has room for.

    `zoomed` and `picture` are what the user wants, None: not chosen yet. A cell is `cell` pixels wide.
    """
    width, height = max(1, width - _AROUND), height - _AROUND
    sheet = sheet_size(layout, width, max(1, height))
    room = width - sheet.columns
    if picture is not False and not zoomed:
        smallest = _LEAST if picture else max(_LEAST, _LEGIBLE // cell)
        panel = room - sheet.columns - _GAP
        if sheet.columns >= smallest and panel >= _PANEL[0]:
            return MapArrangement(zoomed=False, picture=sheet.columns + _GAP, panel=min(panel, _PANEL[1]))
        lower = sheet_size(layout, width, max(1, height - _BELOW))
        across = min(lower.columns, width - lower.columns - _GAP)
        if across >= smallest:
            return MapArrangement(zoomed=False, picture=across + _GAP, panel=0)
    if zoomed is None:
        zoomed = room < _PANEL[0] and height - _BELOW < _FEWEST_ROWS
    beside = room >= _PANEL[0] and not zoomed
    return MapArrangement(zoomed, picture=0, panel=min(room, _PANEL[1]) if beside else 0)
