"""The JSON that RapidOCR and PaddleOCR write: texts, and the corners or boxes of each.

Known are lists of `[corners, text, score]` and `[corners, [text, score]]`, and objects with lists of texts and of boxes
side by side, under the names that the versions gave them; any of these, several times, are several pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from hnreader.reading.formats.printed_page import measured_page
from hnreader.reading.limits import MOST_LINES
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from hnreader.reading.formats.printed_page import PrintedPage
    from hnreader.reading.xy_cut import Box

_TEXTS: Final = ("txts", "rec_texts", "texts")
_LISTS: Final = 3
"""Lists a line, of some 60 bytes each: it has six, but larger files than are read would have so many lines."""
_BOXES: Final = ("boxes", "rec_boxes", "rec_polys", "dt_polys")


def ocr_json_pages(data: bytes) -> list[PrintedPage | Message] | None:
    """Return the pages of a file; None where it is no JSON of these programs."""
    if data.count(b"[") + data.count(b"{") > _LISTS * MOST_LINES:
        return [Message(Reason.TOO_MANY_LINES, lines=MOST_LINES)]
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    lines = _lines(value)
    if lines is not None:
        return [measured_page(lines)]
    several = [_lines(each) for each in value] if isinstance(value, list) else [None]
    pages = [measured_page(each) for each in several if each is not None]
    return pages if pages and len(pages) == len(several) else None


def _lines(value: Any) -> list[tuple[str, Box]] | None:
    """Return the lines of a page; None where the value is none."""
    if isinstance(value, dict):
        inner = value.get("res", value)
        pairs = _side_by_side(inner) if isinstance(inner, dict) else None
    else:
        pairs = [_pair(each) for each in value] if isinstance(value, list) else None
    if not pairs or None in pairs:
        return None
    return [pair for pair in pairs if pair]


def _side_by_side(value: dict[str, Any]) -> list[tuple[str, Box] | None] | None:
    texts = next((value[name] for name in _TEXTS if isinstance(value.get(name), list)), None)
    boxes = next((value[name] for name in _BOXES if isinstance(value.get(name), list)), None)
    if texts is None or boxes is None or len(texts) != len(boxes):
        return None
    return [_pair([box, text]) for box, text in zip(boxes, texts, strict=True)]


def _pair(value: Any) -> tuple[str, Box] | None:
    if not isinstance(value, list) or len(value) < 2:
        return None
    corners, text = value[0], value[1]
    if isinstance(text, list) and text:
        text = text[0]
    box = _box(corners)
    return (text, box) if isinstance(text, str) and box else None


def _box(corners: Any) -> Box | None:
    """Return left, top, right and bottom, of four numbers or of points."""
    if not isinstance(corners, list):
        return None
    points = corners
    if len(corners) == 4 and all(isinstance(each, int | float) for each in corners):
        points = [corners[:2], corners[2:]]
    if not points or not all(isinstance(point, list) and len(point) == 2 for point in points):
        return None
    numbers = [number for point in points for number in point]
    if not all(isinstance(number, int | float) and abs(number) < 1e6 for number in numbers):
        return None
    across, down = numbers[::2], numbers[1::2]
    return float(min(across)), float(min(down)), float(max(across)), float(max(down))
