"""From a character of a text to the line of the page's file that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Span
from hnreader.reading import raw_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.model import Line, Text


def span_at(text: Text, char: int, lines: Sequence[Line]) -> Span | None:
    """Return the span of a character, of the next non-blank one if it is blank; None for a text without spans.

    `lines` are the lines of the page. The non-blank characters of a text are those of its spans, one for one.
    """
    remaining = sum(not character.isspace() for character in text.text[:char])
    for span in text.spans:
        remaining -= _non_blank(span, lines)
        if remaining < 0:
            return span
    return text.spans[-1] if text.spans else None


def spans_of(text: Text, start: int, end: int, lines: Sequence[Line]) -> Iterator[Span]:
    """Yield the spans of characters `start` to `end` (exclusive) of a text. `lines` are the lines of the page."""
    skipped, wanted = (len("".join(part.split())) for part in (text.text[:start], text.text[start:end]))
    for span in text.spans:
        printed = raw_text(lines[span.line - 1])[span.start : span.end] if 0 < span.line <= len(lines) else ""
        columns = [span.start + column for column, char in enumerate(printed) if not char.isspace()]
        taken = columns[skipped : skipped + wanted]
        skipped, wanted = max(0, skipped - len(columns)), wanted - len(taken)
        if taken:
            yield Span(span.line, taken[0], taken[-1] + 1)


def _non_blank(span: Span, lines: Sequence[Line]) -> int:
    """Count the non-blank characters of a span; if the page has no such line, all of them."""
    if not 0 < span.line <= len(lines):
        return span.end - span.start
    return sum(not character.isspace() for character in raw_text(lines[span.line - 1])[span.start : span.end])
