"""The text layer of a PDF → pages, by PDFium, and an OCR where there is none.

The order of a PDF's text is that in which its objects were drawn, and its blanks are PDFium's guess; places are
certain. So the text is taken in words, each with its box, and lines are made of what stands on them.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import compress
from threading import Lock
from typing import TYPE_CHECKING, Final

import pypdfium2
from pypdfium2 import raw as pdfium

from hnreader.reading.formats.pdf_drawings import drawn_boxes
from hnreader.reading.formats.pdf_fonts import use_last_resort
from hnreader.reading.formats.pdf_words import UNITS, UNKNOWN, PageBounds, turned, words_of
from hnreader.reading.formats.printed_page import PrintedPage
from hnreader.reading.formats.scan import LARGEST_COLOURED, PIXELS, Scan, scanned_page
from hnreader.reading.layout import SAME_SIZE
from hnreader.reading.limits import decoding
from hnreader.reading.ocr import is_installed
from hnreader.reading.placed_text import PlacedText, printed_lines
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture

    from hnreader.reading.formats.pdf_words import Words

RESOLUTION: Final = 200 / 72
"""Pixels to a point, of a page that an OCR reads."""
MOST: Final = 10 * LARGEST_COLOURED
"""Pixels of all images that are drawn on a page."""
_AT_ONCE: Final = 16
"""Pages after which a document is opened anew: PDFium keeps all that it has read of it, some two megabytes a page."""
_LOCK: Final = Lock()  # PDFium is not made for threads


def pdf_pages(data: bytes, before: int = 0) -> Iterator[PrintedPage | Message]:
    """Yield what is printed on the pages of a PDF, or why one cannot be read; one reason where it cannot be opened.

    So many as come `before` those wanted are not read.
    """
    start, count = before, before + 1
    while start < count:
        with _using(data):
            try:
                document = _opened(data)
            except pypdfium2.PdfiumError as error:
                yield _reason(error)
                return
        scan = None
        try:
            count = len(document)
            for number in range(start, min(start + _AT_ONCE, count)):
                with _using(data):
                    page = _page(document, number)
                start += 1
                if isinstance(page, Scan):
                    scan = page
                    break
                yield page
        finally:
            with _using(data):
                document.close()
        if scan:  # the OCR needs the memory in which PDFium has what the page is drawn of
            yield scanned_page(scan)


def page_count(data: bytes) -> int:
    """Return how many pages a PDF has, as `pdf_pages` counts them: one that cannot be opened is one."""
    with _using(data):
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
    with _using(data):
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


@contextmanager
def _using(data: bytes) -> Iterator[None]:
    """Use PDFium on a file, within the limits of a step, while no other thread does."""
    with _LOCK, decoding(len(data)):
        yield


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF, while nothing else uses PDFium. Raises `PdfiumError`."""
    use_last_resort()
    return pypdfium2.PdfDocument(data)


def _drawn(page: pypdfium2.PdfPage, width: int, height: int) -> Picture | Message:
    from PIL import Image  # noqa: PLC0415 an extra

    if (why := _beyond_memory(page)) is not None:
        return why
    text = page.get_textpage()
    words = words_of(text, PageBounds(*page.get_bbox()))
    text.close()
    direction = _main_direction(words) if words.placed else 0
    if words.placed:
        page.set_rotation(0)  # how it is to be held, its text says
    across, down = page.get_size()[:: -1 if direction % 2 else 1]
    scale = 0.9999 * min(width / across, height / down)  # pixels are rounded up
    bitmap = page.render(scale=scale, rev_byteorder=True)
    picture: Picture = bitmap.to_pil().convert("RGB")  # a copy
    bitmap.close()
    turn = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[direction]
    return picture if turn is None else picture.transpose(turn)


def _beyond_memory(page: pypdfium2.PdfPage) -> Message | None:
    """Return what is to be said of a page on which there is an image too large to be decoded, or too many are drawn.

    Raises `PdfiumError`.
    """
    drawn = 0
    for image in page.get_objects((pdfium.FPDF_PAGEOBJ_IMAGE,)):
        width, height = image.get_px_size()
        drawn += width * height
        for pixels, most in ((width * height, LARGEST_COLOURED), (drawn, MOST)):
            if pixels > most:
                return Message(Reason.IMAGE_TOO_LARGE, megapixels=most // 1_000_000)
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
        sheet = PageBounds(*page.get_bbox())
        words = words_of(text, sheet)
        if not words.placed:
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


def _printed(words: Words, width: float, height: float) -> PrintedPage:
    """Return the page as it is held when most of its text is read; what runs otherwise keeps its place on it."""
    most = _main_direction(words)
    lines = [
        _as_held(line, direction, most, UNITS * width, UNITS * height)
        for direction in sorted(set(words.directions))
        for line in printed_lines(compress(words.placed, [each == direction for each in words.directions]))
    ]
    if most % 2:
        width, height = height, width
    unknown = sum(line.text.count(UNKNOWN) for line in lines)
    placed = sorted(lines, key=lambda line: line.baseline)
    return PrintedPage(placed, UNITS * width, UNITS * height, unknown, SAME_SIZE)


def _main_direction(words: Words) -> int:
    """Return the direction in which most words run."""
    ((direction, _),) = Counter(words.directions).most_common(1)
    return direction


def _as_held(line: PlacedText, direction: int, most: int, width: float, height: float) -> PlacedText:
    """Return a line as it stands on a page that is held so that the direction `most` runs to the right."""
    if direction == most:
        return line
    corners = (
        _point(line.left, line.top, direction, width, height),
        _point(line.right, line.bottom, direction, width, height),
    )
    across, down = zip(*(turned(*corner, width, height)[most] for corner in corners), strict=True)
    box = min(across), min(down), max(across), max(down)
    return PlacedText(line.text, *box, box[3], line.size)


def _point(along: float, down: float, direction: int, width: float, height: float) -> tuple[float, float]:
    """Return the point that `turned` turns into this one, of a direction."""
    return ((along, height - down), (down, along), (width - along, down), (width - down, height - along))[direction]
