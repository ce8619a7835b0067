"""From a character of a text to the line of the page's file that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.reading import raw_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Line, Span, Text


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


def _non_blank(span: Span, lines: Sequence[Line]) -> int:
    """Count the non-blank characters of a span; if the page has no such line, all of them."""
    if not 0 < span.line <= len(lines):
        return span.end - span.start
    return sum(not character.isspace() for character in raw_text(lines[span.line - 1])[span.start : span.end])
