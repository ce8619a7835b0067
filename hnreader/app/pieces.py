"""Lines that a widget draws, put together of texts, each with the part that it plays."""

from __future__ import annotations

from hnreader.typesetting import cells, clip

Pieces = list[tuple[str, str]]
"""A line: texts, each with its part, which is a component class of the widget that draws it; "" is plain."""


def fitted(pieces: Pieces, width: int) -> Pieces:
    """Return as much of a line as has room in `width` cells."""
    fit: Pieces = []
    for text, part in pieces:
        kept = clip(text, width)
        fit.append((kept, part))
        width -= cells(kept)
        if kept != text:
            break
    return fit
