"""What a PDF draws on a page beside text and pictures: lines and boxes, among which are rules and frames."""

from __future__ import annotations

import ctypes
import re
from itertools import repeat
from typing import TYPE_CHECKING, Final

from pypdfium2 import raw as pdfium

from hnreader.reading.formats.pdf_calls import address_of, by_address, untyped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

    from hnreader.reading.xy_cut import Box

_object: Final = untyped(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_type_of: Final = by_address(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_PATH: Final = re.compile(re.escape(bytes([pdfium.FPDF_PAGEOBJ_PATH])))
MOST_OBJECTS: Final = 50_000
MOST_BOXES: Final = 2000
SIMPLE: Final = 6
"""Segments of a path at the most: five make a box. Longer ones are drawings, or characters as outlines."""


def drawn_boxes(page: PdfPage, west: float, north: float, units: float) -> Iterator[Box]:
    """Yield the boxes of a page's lines and rectangles, from its top left corner, `units` to a point.

    `west` and `north` are where in the file that corner is, in points. Objects that stand in forms are left out.
    """
    edges = [ctypes.c_float() for _ in range(4)]
    found = 0
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    kinds = bytes(map(_type_of, map(_object, repeat(address_of(page.raw)), range(count))))
    for path in _PATH.finditer(kinds):
        drawn = pdfium.FPDFPage_GetObject(page, path.start())
        if pdfium.FPDFPath_CountSegments(drawn) > SIMPLE or not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        yield units * (left - west), units * (north - top), units * (right - west), units * (north - bottom)
        found += 1
        if found == MOST_BOXES:
            return
