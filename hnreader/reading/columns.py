"""Between a cleaned line and the file's line: the text that cleaning removed, and the columns that it shifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Span

if TYPE_CHECKING:
    from hnreader.model import Line


def raw_text(line: Line) -> str:
    r"""Return the file's line: the cleaned text with the removed pieces put back.

    >>> from hnreader.model import Line
    >>> raw_text(Line(1, "abc", ((1, "\x1b[m"),)))
    'a\x1b[mbc'
    """
    if not line.removed:
        return line.text
    pieces: list[str] = []
    kept = removed = 0  # characters of the cleaned text and of the removed pieces, so far
    for column, chars in line.removed:
        pieces += [line.text[kept : column - removed], chars]
        kept = column - removed
        removed += len(chars)
    return "".join([*pieces, line.text[kept:]])


def raw_spans(line: Line, start: int, end: int) -> tuple[Span, ...]:
    r"""Return the spans of the file that hold characters `start` to `end` (exclusive) of the cleaned line.

    There is one span for each stretch between removed pieces, so that together they hold exactly those characters; an
    empty range has none.

    >>> from hnreader.model import Line
    >>> [(span.start, span.end) for span in raw_spans(Line(1, "abc", ((1, "\x1b[m"),)), 0, 3)]
    [(0, 1), (4, 6)]
    """
    if start >= end:
        return ()
    if not line.removed:
        return (Span(line.number, start, end),)
    spans: list[Span] = []
    shift = 0  # characters removed so far: the file's column minus the cleaned one
    for column, chars in line.removed:
        cleaned = column - shift  # the cleaned column before which this piece stood
        if cleaned >= end:
            break
        if cleaned > start:
            spans.append(Span(line.number, start + shift, cleaned + shift))
            start = cleaned
        shift += len(chars)
    spans.append(Span(line.number, start + shift, end + shift))
    return tuple(spans)
