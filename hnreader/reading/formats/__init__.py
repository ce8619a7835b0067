"""The formats in which pages come, a module each: the bytes of a file become its pages.

What a file is, its first bytes say, not its name. A format that knows where its text stands has lines with places, and
`layout` puts these in order; all the rest of the program sees pages of numbered lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.reading.formats.text import text_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.model import Failure, Page

_PDF: Final = b"%PDF-"
_HEAD: Final = 1024  # bytes in which a PDF's first line stands, perhaps behind something else (ISO 32000-1, H.3.4.1)


def pages_of(data: bytes, source: str, path: Path | None = None) -> Iterator[Page | Failure]:
    """Yield the pages in the bytes of a file, at least one, as they are asked for; a `Failure` in the place of a page.

    `source` is the file's name, by which all go.
    """
    if _PDF in data[:_HEAD]:
        from hnreader.reading.formats.pdf import pdf_pages  # noqa: PLC0415 loaded with the first PDF

        yield from pdf_pages(data, source, path)
    else:
        yield text_page(data, source, path)
