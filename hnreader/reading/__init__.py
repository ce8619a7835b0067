"""Files become pages of numbered lines: found, decoded, cleaned; nothing is repaired yet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.model import Failure
from hnreader.reading.cleaning import clean
from hnreader.reading.columns import raw_spans, raw_text
from hnreader.reading.contents import (
    FileContents,
    corrections_status,
    digest_of,
    digest_of_statements,
    read_file,
)
from hnreader.reading.file_names import SUFFIXES, concerns_pages, is_small_image
from hnreader.reading.finding import PageFile, find, is_steady, with_mets_folders
from hnreader.reading.formats import has_several_pages, is_read_apart, pages_of
from hnreader.reading.mets import with_statements
from hnreader.reading.page_names import named, page_failure, page_name, page_place
from hnreader.reasons import Message, Reason
from hnreader.userdata.correction_places import corrected_page, user_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Page
    from hnreader.page_statement import PageStatement

__all__ = [
    "STDIN",
    "SUFFIXES",
    "FileContents",
    "PageFile",
    "clean",
    "concerns_pages",
    "corrected_page",
    "corrections_status",
    "digest_of",
    "digest_of_statements",
    "find_files",
    "is_read_apart",
    "is_small_image",
    "is_steady",
    "page_failure",
    "page_name",
    "page_place",
    "pages_from",
    "raw_spans",
    "raw_text",
    "read",
    "read_file",
    "user_folder",
    "with_mets_folders",
]

STDIN = "-"  # as a path it means standard input; a file of this name is `./-`


def read(*paths: str | os.PathLike[str]) -> Iterator[Page | Failure]:
    """Yield the pages of files and folders one by one, in the order of the paths; folders are walked in order of name.

    A `Failure` stands in the place of what cannot be read. Files are opened one by one, as pages are taken. Names are
    cleaned as texts are, since they are shown as well.
    """
    for found in find_files(*paths):
        contents = found if isinstance(found, Failure) else read_file(found)
        if isinstance(contents, Failure):
            yield contents
        else:
            yield from pages_from(contents.data, contents.name, contents.path, contents.stated)


def find_files(*paths: str | os.PathLike[str], within: Path | None = None) -> Iterator[PageFile | Failure | None]:
    """Yield the files that the paths mean, in their order, for `read_file`; None is standard input.

    `within` is the folder to be opened in which they lie, if they do.
    """
    for path in (os.fspath(given) for given in paths):
        if path == STDIN:
            yield None
        elif not path:  # from an empty shell variable; it must not mean the current folder
            yield Failure(path, Message(Reason.MISSING))
        else:
            yield from find(Path(path), within)


def pages_from(
    data: bytes, source: str, path: Path | None = None, stated: Sequence[PageStatement] = (), before: int = 0
) -> Iterator[Page | Failure]:
    """Yield the pages in the bytes of a file, at least one, as they are asked for; a `Failure` in the place of a page.

    Where there are several, `page_name` tells by which names they go. `stated` is what METS says of the first ones. Of
    PDFs and images so many as come `before` those wanted are not read; of other files they are left out.
    """
    pages = with_statements(pages_of(data, source, path, before), stated[before:])
    return named(pages, before, several=has_several_pages(data, source))
