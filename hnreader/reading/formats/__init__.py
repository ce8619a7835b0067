"""The formats in which pages come, a module each: the bytes of a file become its pages.

What a file is, its first bytes say, not its name. A format that knows where its text stands has lines with places, and
`printed_page` makes pages of these; all the rest of the program sees pages of numbered lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from hnreader.reading.formats.text import text_page
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hnreader.model import Failure, Page
    from hnreader.reading.formats.printed_page import PrintedPage

_HEAD: Final = 4096  # bytes in which a file says what it is; a PDF in the first 1024 (ISO 32000-1, H.3.4.1)
_PDF: Final = re.compile(rb"[\s\S]{0,1019}%PDF-")
_MARK: Final = rb"(?:\xef\xbb\xbf)?\s*"
_OCR_XML: Final = re.compile(_MARK + rb"<(?:[\s\S]*?<)?(?:\w+:)?(?:alto|PcGts)[\s>]")
_HOCR: Final = re.compile(_MARK + rb"<[\s\S]*?(?:ocr-system|ocr_page)")
_OTHER_XML: Final = re.compile(_MARK + rb"<\?xml\s")
_JSON: Final = re.compile(rb"\s*[\[{]")


def pages_of(data: bytes, source: str, path: Path | None = None) -> Iterator[Page | Failure]:
    """Yield the pages in the bytes of a file, at least one, as they are asked for; a `Failure` in the place of a page.

    `source` is the file's name, by which all go.
    """
    printed = _printed_pages(data)
    if printed is None:
        yield text_page(data, source, path)
        return
    from hnreader.reading.formats.printed_page import pages_from_print  # noqa: PLC0415 needed for few files

    form, found = printed
    yield from pages_from_print(found, source, path, form)


def _printed_pages(data: bytes) -> tuple[str, Iterable[PrintedPage | Message]] | None:
    """Return the format of a file that says where its text stands, and its pages; their readers are slow to load."""
    head = data[:_HEAD]
    if _PDF.match(head):
        from hnreader.reading.formats.pdf import pdf_pages  # noqa: PLC0415

        return "pdf", pdf_pages(data)
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
