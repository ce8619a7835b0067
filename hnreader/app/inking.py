"""A line of a story drawn: its text with what is lit, current and selected laid over each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment

from hnreader.app.words import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Ranges = tuple[tuple[int, int], ...]
Layer = tuple[Ranges, "Style"]


def inked(text: str, start: int, end: int, plain: Style, layers: Sequence[Layer]) -> list[Segment]:
    """Cut characters `start` to `end` of a text into segments; later layers lie over earlier ones."""
    shown = printable(text[start:end])
    here = [
        (max(begin, start), min(stop, end), style)
        for ranges, style in layers
        for begin, stop in ranges
        if begin < end and stop > start
    ]
    if not here:
        return [Segment(shown, plain)] if shown else []
    cuts = sorted({start, end, *(cut for begin, stop, _ in here for cut in (begin, stop))})
    segments = []
    for left, right in pairwise(cuts):
        style = plain
        for begin, stop, over in here:
            if begin <= left and right <= stop:
                style += over
        segments.append(Segment(shown[left - start : right - start], style))
    return segments
