"""From a character of a text to the line of the page's file that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Line, Span, Text


def span_of(text: Text, char: int, lines: Sequence[Line]) -> Span | None:
    """Return the span that holds a character of the text, the next non-blank one if it is blank; None without spans.

    The non-blank characters of a text are those of its spans, one for one: they are counted off on the page's lines.
    """
    before = sum(not one.isspace() for one in text.text[:char])
    for span in text.spans:
        before -= _inked(span, lines)
        if before < 0:
            return span
    return text.spans[-1] if text.spans else None


def _inked(span: Span, lines: Sequence[Line]) -> int:
    """Count the non-blank characters of a span; of a line that is not there, all count."""
    if not 0 < span.line <= len(lines):
        return span.end - span.start
    return sum(not one.isspace() for one in _as_filed(lines[span.line - 1])[span.start : span.end])


def _as_filed(line: Line) -> str:
    """Return a line as the file has it, with what cleaning took out."""
    text = line.text
    for column, chars in line.removed:
        text = text[:column] + chars + text[column:]
    return text
