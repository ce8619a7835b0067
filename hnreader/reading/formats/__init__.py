"""The formats in which pages come, a module each: the bytes of a file become its pages.

What a file is, its first bytes say, not its name. A format that knows where its text stands has lines with places, and
`printed_page` makes pages of these; all the rest of the program sees pages of numbered lines.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from hnreader.model import Failure, Page
from hnreader.reading.cleaning import clean
from hnreader.reading.formats.text import text_page
from hnreader.reading.mets import HEAD, is_mets, with_statements
from hnreader.reading.page_names import named
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hnreader.reading.formats.compressed import Inner, Room
    from hnreader.reading.formats.printed_page import PrintedPage

_PDF: Final = re.compile(rb"[\s\S]{0,1019}%PDF-")  # ISO 32000-1, H.3.4.1
_MARK: Final = rb"(?:\xef\xbb\xbf)?\s*"
_MARKUP: Final = re.compile(_MARK + rb"<")  # XML and HTML
_OCR_XML: Final = re.compile(_MARK + rb"<(?:[\s\S]*?<)?(?:\w+:)?(?:alto|PcGts)[\s>]")
_HOCR: Final = re.compile(_MARK + rb"<[\s\S]*?(?:ocr-system|ocr_page)")
_OTHER_XML: Final = re.compile(_MARK + rb"<\?xml\s")
_HTML: Final = re.compile(
    _MARK + rb"(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body)\b", re.IGNORECASE
)
_IMAGE: Final = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|II[*+]\0|MM\0[*+]")  # JPEG, PNG, TIFF
_JSON: Final = re.compile(rb"\s*[\[{]")
_PACKED: Final = re.compile(rb"PK\x03\x04|PK\x05\x06|\x1f\x8b\x08|\xfd7zXZ\x00")
_DEEPEST: Final = 3  # files in files: a compressed page in a ZIP in a ZIP


def pages_of(data: bytes, source: str, path: Path | None = None, before: int = 0) -> Iterator[Page | Failure]:
    """Yield the pages in the bytes of a file, at least one, as they are asked for; a `Failure` in the place of a page.

    `source` is the file's name, by which all go. Without the first ones, so many as come `before` those wanted: where
    these are pictures they are not read.
    """
    if _PACKED.match(data):
        yield from _pages_within(data, source, path, before)
    elif picture_form(data) is not None:
        yield from _drawn_pages(data, source, path, before)
    else:
        yield from islice(_text_pages(data, source, path), before, None)


def _drawn_pages(data: bytes, source: str, path: Path | None, before: int) -> Iterator[Page | Failure]:
    """Yield the pages of a file that is drawn."""
    from hnreader.reading.formats.printed_page import pages_from_print  # noqa: PLC0415 as below

    if _PDF.match(data[:HEAD]):
        from hnreader.reading.formats.pdf import pdf_pages  # noqa: PLC0415

        yield from pages_from_print(pdf_pages(data, before), source, path, "pdf", before)
    else:
        from hnreader.reading.formats.scan import image_pages  # noqa: PLC0415

        yield from pages_from_print(image_pages(data, before), source, path, "image", before)


def _text_pages(data: bytes, source: str, path: Path | None) -> Iterator[Page | Failure]:
    """Yield the pages of a file that is text of some kind."""
    if _is_web_page(data[:HEAD]):
        from hnreader.reading.formats.web import web_page  # noqa: PLC0415 as below

        yield web_page(data, source, path)
        return
    printed = _printed_pages(data)
    if printed is None:
        yield text_page(data, source, path)
        return
    from hnreader.reading.formats.printed_page import pages_from_print  # noqa: PLC0415 needed for few files

    form, found = printed
    yield from pages_from_print(found, source, path, form)


def _pages_within(data: bytes, source: str, path: Path | None, before: int) -> Iterator[Page | Failure]:
    """Yield the pages of the files in one."""
    where = clean(str(path or source))
    for inner in innermost(data, source):
        if before and before >= (count := 1 if isinstance(inner, Message) else page_count(inner)):
            before -= count
            continue
        if isinstance(inner, Message):
            yield Failure(where, inner)
            continue
        pages = with_statements(pages_of(inner.data, inner.name, path, before), inner.stated[before:])
        for page in named(pages, before, several=has_several_pages(inner.data, inner.name)):
            if isinstance(page, Page):
                yield replace(page, source=clean(source), inner=page.source)
            else:
                yield replace(page, path=where)
        before = 0


def has_several_pages(data: bytes, name: str) -> bool:
    """Tell whether a file of a name is known to have several pages; none is read."""
    files = list(islice(innermost(data, name), 2)) if may_have_pictures(data) else []
    return len(files) > 1 or any(
        not isinstance(file, Message) and picture_form(file.data) is not None and page_count(file) > 1 for file in files
    )


def page_count(file: Inner) -> int:
    """Return how many pages a file has that is no archive, read or not."""
    form = picture_form(file.data)
    if form == "pdf":
        from hnreader.reading.formats import pdf  # noqa: PLC0415 slow to load, as below

        return pdf.page_count(file.data)
    if form == "image":
        from hnreader.reading.formats.scan import image_count  # noqa: PLC0415

        return image_count(file.data)
    return sum(1 for _ in pages_of(file.data, file.name))


def innermost(data: bytes, name: str) -> Iterator[Inner | Message]:
    """Yield a file, or the files in it where it is an archive or compressed, or why one cannot be read."""
    from hnreader.reading.formats.compressed import Inner, Room  # noqa: PLC0415 as below

    yield from _unpacked(Inner(name, data), Room(len(data)), 0)


def _unpacked(file: Inner, room: Room, depth: int) -> Iterator[Inner | Message]:
    """Yield the files in one that is in `depth` others; `room` is what may come of all."""
    from hnreader.reading.formats.compressed import unpacked  # noqa: PLC0415 as below

    if not _PACKED.match(file.data):
        yield file
    elif depth == _DEEPEST:
        yield Message(Reason.PACKED_DEEP)
    else:
        for inner in unpacked(file.data, file.name, room):
            if isinstance(inner, Message):
                yield inner
            else:
                yield from _unpacked(inner._replace(stated=inner.stated or file.stated), room, depth + 1)


def picture_form(data: bytes) -> Literal["pdf", "image"] | None:
    """Return of which form a file is that is a picture of its pages, or is drawn as one; None for any other."""
    head = data[:HEAD]
    if _is_web_page(head):
        return None
    return "pdf" if _PDF.match(head) else "image" if _IMAGE.match(head) else None


def is_read_apart(data: bytes) -> bool:
    """Tell whether a file, or one that begins so, is to be read by a process that may end: its readers are C."""
    return may_have_pictures(data) or _MARKUP.match(data) is not None


def may_have_pictures(data: bytes) -> bool:
    """Tell whether a file, or one that begins so, is a PDF or an image, or may have some in it."""
    return _PACKED.match(data) is not None or picture_form(data) is not None


def _is_web_page(head: bytes) -> bool:
    return _HTML.match(head) is not None and not _HOCR.match(head)


def _printed_pages(data: bytes) -> tuple[str, Iterable[PrintedPage | Message]] | None:
    """Return the format of a file that says where its text stands, and its pages; their readers are slow to load."""
    head = data[:HEAD]
    if is_mets(head):
        return "xml", [Message(Reason.METS_ALONE)]
    if _OCR_XML.match(head):
        from hnreader.reading.formats.ocr_xml import xml_pages  # noqa: PLC0415

        return "xml", xml_pages(data)
    if _HOCR.match(head):
        from hnreader.reading.formats.ocr_xml import hocr_pages  # noqa: PLC0415

        return "hocr", hocr_pages(data)
    if _OTHER_XML.match(head):
        return "xml", [Message(Reason.XML_OTHER)]
    if _JSON.match(head):
        from hnreader.reading.formats.ocr_json import ocr_json_pages  # noqa: PLC0415

        found = ocr_json_pages(data)
        return ("json", found) if found is not None else None
    return None
