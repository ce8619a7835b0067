"""Text drawn as segments, with styles laid over ranges of its characters."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment

from hnreader.app.rendering.formatting import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

Ranges = tuple[tuple[int, int], ...]
"""Characters of a text, from a start to an end (exclusive) each."""
Layer = tuple[Ranges, "Style"]
"""Ranges of a text, and the style that is laid over them."""


def layered_segments(text: str, start: int, end: int, base: Style, layers: Sequence[Layer]) -> list[Segment]:
    """Draw characters `start` to `end` of a text. Ranges count from its first one; later layers cover earlier ones."""
    shown = printable(text[start:end])
    visible = [
        (max(range_start, start), min(range_end, end), style)
        for ranges, style in layers
        for range_start, range_end in ranges
        if range_start < end and range_end > start
    ]
    if not visible:
        return [Segment(shown, base)] if shown else []
    cuts = sorted({start, end, *(cut for range_start, range_end, _ in visible for cut in (range_start, range_end))})
    segments = []
    for left, right in pairwise(cuts):
        style = base
        for range_start, range_end, over in visible:
            if range_start <= left and right <= range_end:
                style += over
        segments.append(Segment(shown[left - start : right - start], style))
    return segments
