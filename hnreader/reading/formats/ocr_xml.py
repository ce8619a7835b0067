"""What an OCR read, with the places of lines: ALTO (versions 1 to 4), PAGE XML and hOCR.

Each says what stands on a line and where; which line is read after which, places tell better than blocks do. Nothing
that such a file refers to is fetched, and entities of its own are not expanded.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from lxml import etree, html

from hnreader.language.characters import is_han
from hnreader.reading.formats.printed_page import measured_page
from hnreader.reading.limits import parsing
from hnreader.reading.safe_xml import damage, local_name, parsed_xml
from hnreader.reasons import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.reading.formats.printed_page import PrintedPage
    from hnreader.reading.xy_cut import Box

_BOX: Final = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")


def xml_pages(data: bytes) -> Iterator[PrintedPage | Message]:
    """Yield the pages of an ALTO or PAGE file, or why there is none."""
    root = parsed_xml(data)
    if isinstance(root, Message):
        yield root
        return
    for page in root.iter("{*}Page"):
        if local_name(root) == "PcGts":
            lines, size = map(_page_line, page.iter("{*}TextLine")), ("imageWidth", "imageHeight")
            drawn = map(_coords, page.iter("{*}SeparatorRegion"))
        else:
            lines, size = map(_alto_line, page.iter("{*}TextLine")), ("WIDTH", "HEIGHT")
            drawn = map(_alto_box, page.iter("{*}GraphicalElement"))
        width, height = (_number(page, name) for name in size)
        yield measured_page(lines, width, height, drawn)


def hocr_pages(data: bytes) -> Iterator[PrintedPage | Message]:
    """Yield the pages of an hOCR file (its specification 1.2: `ocr_page`, `ocr_line`), or why there is none."""
    try:
        with parsing(len(data)):
            root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, ValueError) as error:
        yield damage(error)
        return
    for page in root.iter("{*}div", "div"):
        if "ocr_page" in page.get("class", "").split():
            _, _, width, height = _bbox(page) or (0.0, 0.0, 0.0, 0.0)
            yield measured_page(_hocr_lines(page), width, height, _hocr_separators(page))


def _alto_line(line: etree._Element) -> tuple[str, Box]:
    """Return a line: blanks (SP) part its words, and its hyphen (HYP) is printed."""
    texts: list[str] = []
    for part in line:
        if local_name(part) in {"String", "HYP"}:
            texts.append(part.get("CONTENT", ""))
        elif local_name(part) == "SP":
            texts.append(" ")
    return "".join(texts), _alto_box(line)


def _alto_box(element: etree._Element) -> Box:
    left, top = _number(element, "HPOS"), _number(element, "VPOS")
    return left, top, left + _number(element, "WIDTH"), top + _number(element, "HEIGHT")


def _page_line(line: etree._Element) -> tuple[str, Box]:
    """Return a line: its own text, the first where there are several readings, not that of its words."""
    text = next((each.text or "" for each in line.iterfind("{*}TextEquiv/{*}Unicode")), "")
    return text, _coords(line)


def _coords(element: etree._Element) -> Box:
    """Return the box around the polygon of an element of a PAGE file."""
    coords = element.find("{*}Coords")
    pairs = [pair.split(",") for pair in (coords.get("points", "") if coords is not None else "").split()]
    points = [(_float(pair[0]), _float(pair[1])) for pair in pairs if len(pair) == 2]
    across, down = zip(*points, strict=True) if points else ((0.0,), (0.0,))
    return min(across), min(down), max(across), max(down)


_HOCR_LINES: Final = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocrx_line"})


def _hocr_lines(page: etree._Element) -> Iterator[tuple[str, Box]]:
    for part in page.iter():
        if isinstance(part.tag, str) and _HOCR_LINES & set(part.get("class", "").split()):
            words = "".join(part.itertext()).split()
            yield _spelt(words), _bbox(part) or (0.0, 0.0, 0.0, 0.0)


def _hocr_separators(page: etree._Element) -> Iterator[Box]:
    for part in page.iter():
        if isinstance(part.tag, str) and "ocr_separator" in part.get("class", "").split() and (box := _bbox(part)):
            yield box


def _spelt(words: list[str]) -> str:
    """Return words as a line: hOCR has white between any two, which between 汉字 means nothing."""
    texts = words[:1]
    for word, behind in pairwise(words):
        texts += [behind] if is_han(word[-1]) or is_han(behind[0]) else [" ", behind]
    return "".join(texts)


def _bbox(element: etree._Element) -> Box | None:
    found = _BOX.search(element.get("title", ""))
    return (_float(found[1]), _float(found[2]), _float(found[3]), _float(found[4])) if found else None


def _number(element: etree._Element, name: str) -> float:
    return _float(element.get(name, ""))


def _float(text: str) -> float:
    """Return a number from 0 to a million: 0 for what is none, and for NaN."""
    try:
        return min(max(0.0, float(text)), 1e6)
    except ValueError:
        return 0.0
