"""Files of several pages: what stands for a format that has such, text in which form feeds part the pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from page_files import OLD, TEXT

from hnreader.reading.formats.text import text_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hnreader.model import Failure, Page

BROKEN = "\0\1\2\3" * 9  # a page that cannot be read
FORM_FEED = "\f"

# What Python runs in each worker before anything else: it reads such files.
STARTING = """
import os
if os.environ.get("PARTED"):
    import parted_files
    from hnreader import reading
    reading.pages_of = parted_files.pages_from
    reading.has_several_pages = lambda data, _name: parted_files.FORM_FEED.encode() in data
"""


def pages_from(data: bytes, source: str, path: Path | None, before: int = 0) -> Iterator[Page | Failure]:
    """What takes the place of the function that knows the formats."""
    for part in data.split(FORM_FEED.encode())[before:]:
        yield text_page(part, source, path)


def page_text(number: int) -> str:
    return TEXT.replace("韩松年", f"韩松{number}").replace("渠道", f"渠道{number}")


def write_pages(path: Path, *pages: int | str, seconds: float = OLD) -> Path:
    """Write a file of pages, by their numbers or as texts."""
    texts = [page_text(page) if isinstance(page, int) else page for page in pages]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FORM_FEED.join(texts), "utf-8")
    os.utime(path, (seconds, seconds))
    return path
