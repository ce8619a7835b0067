"""Plain text, in any encoding: one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Failure, Page
from hnreader.reading.cleaning import clean, clean_line
from hnreader.reading.decoding import decode
from hnreader.reading.limits import MOST_LINES
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from pathlib import Path


def text_page(data: bytes, source: str, path: Path | None) -> Page | Failure:
    """Return the page in the bytes of a file. Lines end at CR LF, CR and LF and nowhere else."""
    name = clean(str(path or source))
    decoded = decode(data)
    if decoded is None:
        return Failure(name, Message(Reason.BINARY))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if text.count("\n") >= MOST_LINES:
        return Failure(name, Message(Reason.TOO_MANY_LINES, lines=MOST_LINES))
    raw = text.split("\n")
    lines = tuple(clean_line(number, line) for number, line in enumerate(raw, 1))
    if not any(line.text.strip() for line in lines):
        return Failure(name, Message(Reason.EMPTY))
    return Page(clean(source), lines, decoded.encoding, decoded.damaged, path)
