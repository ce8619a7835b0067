"""Lines of text of which each part names its style."""

from __future__ import annotations

from hnreader.typesetting import cells, clip

StyledLine = list[tuple[str, str]]
"""Texts from left to right, each with the name of its style: a component class of the widget, "" for its own style."""


def clip_line(line: StyledLine, width: int) -> StyledLine:
    """Return the beginning of a line that fits into `width` cells."""
    clipped: StyledLine = []
    for text, style in line:
        shown = clip(text, width)
        clipped.append((shown, style))
        width -= cells(shown)
        if shown != text:
            break
    return clipped
