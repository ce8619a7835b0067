"""Files become pages of numbered lines: found, decoded, cleaned; nothing is repaired yet."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.model import Failure, Page
from hnreader.reading.cleaning import clean, clean_line
from hnreader.reading.columns import raw_spans, raw_text
from hnreader.reading.contents import FileContents, read_file
from hnreader.reading.decoding import decode
from hnreader.reading.finding import SUFFIXES, find, is_page_name
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "STDIN",
    "SUFFIXES",
    "FileContents",
    "clean",
    "find_files",
    "is_page_name",
    "page_from",
    "raw_spans",
    "raw_text",
    "read",
    "read_file",
]

STDIN = "-"  # as a path it means standard input; a file of this name is `./-`


def read(*paths: str | os.PathLike[str]) -> Iterator[Page | Failure]:
    """Yield the pages of files and folders one by one, in the order of the paths; folders are walked in order of name.

    A `Failure` stands in the place of what cannot be read. Files are opened one by one, as pages are taken. Names are
    cleaned as texts are, since they are shown as well.
    """
    for found in find_files(*paths):
        contents = found if isinstance(found, Failure) else read_file(found)
        yield contents if isinstance(contents, Failure) else page_from(contents.data, contents.name, contents.path)


def find_files(*paths: str | os.PathLike[str]) -> Iterator[Path | Failure | None]:
    """Yield the files that the paths mean, in their order, for `read_file`; None is standard input."""
    for path in (os.fspath(given) for given in paths):
        if path == STDIN:
            yield None
        elif not path:  # from an empty shell variable; it must not mean the current folder
            yield Failure(path, Message(Reason.MISSING))
        else:
            yield from find(Path(path))


def page_from(data: bytes, source: str, path: Path | None = None) -> Page | Failure:
    """Return the page in the bytes of a file. Lines end at CR LF, CR and LF and nowhere else."""
    name = clean(str(path or source))
    decoded = decode(data)
    if decoded is None:
        return Failure(name, Message(Reason.BINARY))
    raw = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    lines = tuple(clean_line(number, line) for number, line in enumerate(raw, 1))
    if not any(line.text.strip() for line in lines):
        return Failure(name, Message(Reason.EMPTY))
    return Page(clean(source), lines, decoded.encoding, decoded.damaged, path)
