"""The first law, checked on a segmented page: every non-blank character is in exactly one place, and unaltered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from hnreader.reading import raw_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Line, PageArticles, Text

MANY: Final = 20  # violations are listed up to this number; one is a defect as much as a thousand


@dataclass(frozen=True, slots=True)
class Violation:
    """A character of the page that is in no text, in two, or in one that does not say what the page says."""

    line: int
    start: int
    what: Literal["lost", "twice", "altered"]


def texts_of(page: PageArticles) -> Iterator[Text]:
    """Yield every text that the page was made into."""
    for article in page.articles:
        yield from (text.text for text in article.texts)
    for piece in page.furniture:
        yield piece.text
    for passage in page.duplicates:
        yield passage.text


def violations(page: PageArticles) -> tuple[Violation, ...]:
    """Return what breaks the law on this page, at most `MANY` places of it; nothing where it holds."""
    found: list[Violation] = []
    raw = {line.number: raw_text(line) for line in page.page.lines}
    placed: dict[int, bytearray] = {number: bytearray(len(text)) for number, text in raw.items()}
    for text in texts_of(page):
        printed = "".join(raw[span.line][span.start : span.end] for span in text.spans if span.line in raw)
        if _compact(printed) != _compact(text.text):
            where = text.spans[0] if text.spans else None
            found.append(Violation(where.line if where else 0, where.start if where else 0, "altered"))
        for span in text.spans:
            cells = placed.get(span.line)
            if cells is None:
                found.append(Violation(span.line, span.start, "altered"))
                continue
            twice = cells.find(1, span.start, span.end)
            if twice >= 0:
                found.append(Violation(span.line, twice, "twice"))
            cells[span.start : span.end] = b"\x01" * (min(span.end, len(cells)) - span.start)
        if len(found) >= MANY:
            return tuple(found[:MANY])
    for line in page.page.lines:
        found += _lost(line, raw[line.number], placed[line.number])
        if len(found) >= MANY:
            break
    return tuple(found[:MANY])


def _lost(line: Line, raw: str, placed: bytearray) -> Iterator[Violation]:
    """Yield the first character of the line that was neither placed nor removed by cleaning."""
    for start, chars in line.removed:
        placed[start : start + len(chars)] = b"\x01" * len(chars)
    lost = next((column for column, char in enumerate(raw) if not placed[column] and not char.isspace()), None)
    if lost is not None:
        yield Violation(line.number, lost, "lost")


def _compact(text: str) -> str:
    return "".join(text.split())
