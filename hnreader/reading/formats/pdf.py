"""The text layer of a PDF → pages, by PDFium, and an OCR where there is none.

The order of a PDF's text is that in which its objects were drawn, and its blanks are PDFium's guess; places are
certain. So the text is taken in words, each with its box, and lines are made of what stands on them. PDFium is asked
where the first and the last character of a word stand: asking for all takes longer than reading the page.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from math import atan2, hypot, pi
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
from pypdfium2 import raw as pdfium

from hnreader.reading.formats.pdf_drawings import drawn_boxes
from hnreader.reading.formats.pdf_fonts import use_last_resort
from hnreader.reading.formats.printed_page import PrintedPage
from hnreader.reading.formats.scan import LARGEST_COLOURED, PIXELS, Scan, scanned_page
from hnreader.reading.layout import SAME_SIZE
from hnreader.reading.ocr import is_installed
from hnreader.reading.placed_text import PlacedText, printed_lines
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

UNITS: Final = 10
"""To a point: places are kept as whole numbers."""
RESOLUTION: Final = 200 / 72
"""Pixels to a point, of a page that an OCR reads."""
_WORD: Final = re.compile(r"\S+")
_UNKNOWN: Final = "\ufffd"
_MEANT: Final = {0: _UNKNOWN, 2: "-"}
"""What PDFium has where it knows no character, and for a hyphen at the end of a line."""
_AT_ONCE: Final = 16
"""Pages after which a document is opened anew: PDFium keeps all that it has read of it, some two megabytes a page."""
_LOCK: Final = Lock()  # PDFium is not made for threads


def pdf_pages(data: bytes) -> Iterator[PrintedPage | Message]:
    """Yield what is printed on the pages of a PDF, or why one cannot be read; one reason where it cannot be opened."""
    start, count = 0, 1
    while start < count:
        with _LOCK:
            try:
                document = _opened(data)
            except pypdfium2.PdfiumError as error:
                yield _reason(error)
                return
        try:
            count = len(document)
            for number in range(start, min(start + _AT_ONCE, count)):
                with _LOCK:
                    page = _page(document, number)
                yield scanned_page(page) if isinstance(page, Scan) else page
        finally:
            with _LOCK:
                document.close()
        start += _AT_ONCE


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has, as `pdf_pages` counts them: one that cannot be opened is one."""
    with _LOCK:
        try:
            document = _opened(data)
        except pypdfium2.PdfiumError:
            return 1
        count = len(document)
        document.close()
        return max(1, count)


def picture_of_page(data: bytes, number: int, width: int, height: int) -> Picture | Message:
    """Return the page of a PDF drawn, by its number from 0, within so many pixels, or why it cannot be.

    It is held as it is read: its places are those that `pdf_pages` gives.
    """
    with _LOCK:
        try:
            document = _opened(data)
        except pypdfium2.PdfiumError as error:
            return _reason(error)
        try:
            return _drawn(document[number], width, height)
        except pypdfium2.PdfiumError:
            return Message(Reason.PDF_DAMAGED)
        finally:
            document.close()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF, while nothing else uses PDFium. Raises `PdfiumError`."""
    use_last_resort()
    return pypdfium2.PdfDocument(data)


def _drawn(page: pypdfium2.PdfPage, width: int, height: int) -> Picture | Message:
    from PIL import Image  # noqa: PLC0415 an extra

    if (why := _beyond_memory(page)) is not None:
        return why
    text = page.get_textpage()
    words = list(_words(text, _Sheet(*page.get_bbox())))
    text.close()
    direction = _main_direction(words) if words else 0
    if words:
        page.set_rotation(0)  # how it is to be held, its text says
    across, down = page.get_size()[:: -1 if direction % 2 else 1]
    scale = 0.9999 * min(width / across, height / down)  # pixels are rounded up
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture: Picture = bitmap.to_pil().convert("RGB")  # a copy
    bitmap.close()
    turn = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[direction]
    return picture if turn is None else picture.transpose(turn)


def _beyond_memory(page: pypdfium2.PdfPage) -> Message | None:
    """Return what is to be said of a page on which there is an image too large to be decoded.

    Raises `PdfiumError`.
    """
    for image in page.get_objects((pdfium.FPDF_PAGEOBJ_IMAGE,)):
        width, height = image.get_px_size()
        if width * height > LARGEST_COLOURED:
            return Message(Reason.IMAGE_TOO_LARGE, megapixels=LARGEST_COLOURED // 1_000_000)
    return None


def _reason(error: pypdfium2.PdfiumError) -> Message:
    locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
    return Message(Reason.PDF_LOCKED if locked else Reason.PDF_DAMAGED)


def _page(document: pypdfium2.PdfDocument, number: int) -> PrintedPage | Scan | Message:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Message(Reason.PDF_DAMAGED)
    try:
        sheet = _Sheet(*page.get_bbox())
        words = list(_words(text, sheet))
        if not words:
            return _scan(page)
        printed = _printed(words, sheet.width, sheet.height)
        upright = not page.get_rotation() and printed.width == UNITS * sheet.width
        return printed._replace(drawn=list(drawn_boxes(page, sheet.left, sheet.top, UNITS))) if upright else printed
    except pypdfium2.PdfiumError:
        return Message(Reason.PDF_DAMAGED)
    finally:
        text.close()
        page.close()


def _scan(page: pypdfium2.PdfPage) -> Scan | Message:
    """Return the picture of a page without text, with places as those of text are given, or why there is none.

    Raises `PdfiumError`.
    """
    if not pdfium.FPDFPage_CountObjects(page):
        return Message(Reason.OCR_NOTHING)
    if not is_installed():
        return Message(Reason.OCR_EXTRA)
    if (why := _beyond_memory(page)) is not None:
        return why
    width, height = page.get_size()
    scale = min(RESOLUTION, (PIXELS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return Scan(bitmap.to_numpy().copy(), UNITS / scale)
    finally:
        bitmap.close()


class _Sheet(NamedTuple):
    """What is seen of a page, in points: it may begin anywhere, where margins were cut off."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


class _Word(NamedTuple):
    """A word as it stands in the direction in which it is read."""

    placed: PlacedText
    direction: int
    """In which the line runs: 0 to the right, 1 up, 2 to the left, 3 down."""


def _words(text: pypdfium2.PdfTextPage, sheet: _Sheet) -> Iterator[_Word]:
    """Yield the words of a page in the order of the file."""
    probe = _Probe(text, sheet)
    for found in _WORD.finditer(_characters(text)):
        yield probe.placed(found[0], found.start(), found.end() - 1)


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """Return the characters of a page, so that the place of each is its number."""
    count = text.count_chars()
    characters = text.get_text_range()
    if len(characters) != count:  # some are left out, or two in UTF-16
        characters = "".join(chr(pdfium.FPDFText_GetUnicode(text, number)) for number in range(count))
    return str(characters).translate(_MEANT)


class _Probe:
    """Asks where characters stand, a thousand times a page, and has each answer written to the same place."""

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: _Sheet) -> None:
        self._text, self._sheet = text.raw, sheet
        self._matrix, self._begin, self._end = pdfium.FS_MATRIX(), pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def placed(self, word: str, first: int, last: int) -> _Word:
        """Return a word with its place: what is asked of the first and the last of its characters."""
        text, matrix, begin, end = self._text, self._matrix, self._begin, self._end
        pdfium.FPDFText_GetMatrix(text, first, matrix)
        pdfium.FPDFText_GetLooseCharBox(text, first, begin)
        pdfium.FPDFText_GetLooseCharBox(text, last, end)
        pdfium.FPDFText_GetCharOrigin(text, first, self._x, self._y)
        blank = first > 0 and not pdfium.FPDFText_IsGenerated(text, first - 1)
        size = UNITS * pdfium.FPDFText_GetFontSize(text, first) * hypot(matrix.c, matrix.d)
        direction = round(2 * atan2(matrix.b, matrix.a) / pi) % 4
        begun = self._turned(begin.left, begin.bottom, direction), self._turned(begin.right, begin.top, direction)
        ended = self._turned(end.left, end.bottom, direction), self._turned(end.right, end.top, direction)
        across, down = zip(*begun, *ended, strict=True)
        _, baseline = self._turned(self._x.value, self._y.value, direction)
        size = max(size, 1.0)  # of a damaged font
        return _Word(PlacedText(word, min(across), min(down), max(across), max(down), baseline, size, blank), direction)

    def _turned(self, x: float, y: float, direction: int) -> tuple[float, float]:
        sheet = self._sheet
        x, y = x - sheet.left, y - sheet.bottom
        return _turned(UNITS * x, UNITS * y, direction, UNITS * sheet.width, UNITS * sheet.height)


def _turned(x: float, y: float, direction: int, width: float, height: float) -> tuple[float, float]:
    """Return how far a point is along the lines of a direction, and how far down it is across them."""
    return ((x, height - y), (y, x), (width - x, y), (height - y, width - x))[direction]


def _printed(words: list[_Word], width: float, height: float) -> PrintedPage:
    """Return the page as it is held when most of its text is read; what runs otherwise keeps its place on it."""
    most = _main_direction(words)
    lines = [
        _as_held(line, direction, most, UNITS * width, UNITS * height)
        for direction in range(4)
        for line in printed_lines(word.placed for word in words if word.direction == direction)
    ]
    if most % 2:
        width, height = height, width
    unknown = sum(line.text.count(_UNKNOWN) for line in lines)
    placed = sorted(lines, key=lambda line: line.baseline)
    return PrintedPage(placed, UNITS * width, UNITS * height, unknown, SAME_SIZE)


def _main_direction(words: list[_Word]) -> int:
    """Return the direction in which most words run."""
    ((direction, _),) = Counter(word.direction for word in words).most_common(1)
    return direction


def _as_held(line: PlacedText, direction: int, most: int, width: float, height: float) -> PlacedText:
    """Return a line as it stands on a page that is held so that the direction `most` runs to the right."""
    if direction == most:
        return line
    corners = (
        _point(line.left, line.top, direction, width, height),
        _point(line.right, line.bottom, direction, width, height),
    )
    across, down = zip(*(_turned(*corner, most, width, height) for corner in corners), strict=True)
    box = min(across), min(down), max(across), max(down)
    return PlacedText(line.text, *box, box[3], line.size)


def _point(along: float, down: float, direction: int, width: float, height: float) -> tuple[float, float]:
    """Return the point that `_turned` turns into this one."""
    return ((along, height - down), (down, along), (width - along, down), (width - down, height - along))[direction]
