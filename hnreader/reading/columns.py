"""From columns of a cleaned line back to columns of the file's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Span

if TYPE_CHECKING:
    from hnreader.model import Line


def raw_spans(line: Line, start: int, end: int) -> tuple[Span, ...]:
    """Return the places of the file that hold characters `start` to `end` (exclusive) of the cleaned line.

    One span where cleaning took nothing out from between them, else one for each stretch between removed pieces, so
    that the spans together hold exactly the characters asked for. An empty range has no spans.
    """
    if start >= end:
        return ()
    if not line.removed:
        return (Span(line.number, start, end),)
    spans: list[Span] = []
    gone = 0  # characters removed so far: how far the file's columns run ahead of the cleaned ones
    for column, chars in line.removed:
        here = column - gone  # the cleaned column before which this piece stood
        if here >= end:
            break
        if here > start:
            spans.append(Span(line.number, start + gone, here + gone))
            start = here
        gone += len(chars)
    spans.append(Span(line.number, start + gone, end + gone))
    return tuple(spans)
