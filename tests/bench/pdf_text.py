"""PDFs with a text layer: how long their lines with places take, against PDFium's own text of the same pages.

    python tests/bench/pdf_text.py FOLDER [ROUNDS]

Printed are milliseconds of a processor for a page, the mean over the PDFs of a folder of the least that each took in
some rounds (6), in which both are read by turns.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pypdfium2

from hnreader.reading.formats.pdf import pdf_pages

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 6


def text_of(data: bytes) -> list[str]:
    """Return the text of each page as PDFium has it."""
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def lines_of(data: bytes) -> int:
    """Read the pages, and return how many there are."""
    return len(list(pdf_pages(data)))


def taken(read: Callable[[bytes], object], data: bytes) -> float:
    """Return the milliseconds that reading takes."""
    begun = time.process_time()
    read(data)
    return 1000 * (time.process_time() - begun)


def main() -> None:
    """Measure and print."""
    files = [path.read_bytes() for path in sorted(Path(sys.argv[1]).glob("*.pdf"))]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    pages = sum(map(lines_of, files))
    every = [[[taken(read, data) for read in (lines_of, text_of)] for data in files] for _ in range(rounds)]
    ours, theirs = (
        sum(min(each[file][read] for each in every) for file in range(len(files))) / pages for read in (0, 1)
    )
    print(f"{pages} pages: lines {ours:.1f} ms a page, PDFium's text {theirs:.1f}, {ours / theirs:.2f} times")


if __name__ == "__main__":
    main()
