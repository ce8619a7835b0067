"""What is drawn on a page → rules: straight lines, and the edges of frames around text."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Final

from hnreader.page_layout import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.reading.placed_text import PlacedText
    from hnreader.reading.xy_cut import Box

THIN: Final = 0.5  # ems; what is drawn is no thicker than that, or it is a box
SHORTEST: Final = 3.0  # ems; what is shorter is an ornament, or a part of a character
FRAMES: Final = 500
"""Frames of a page that are looked at, the largest."""
MOST: Final = 120
"""Rules of a page that are looked at, the longest."""


def rules_of(drawn: Iterable[Box], lines: Sequence[PlacedText], em: float) -> tuple[Rule, ...]:
    """Return the rules that boxes come to, the longest first; `lines` are the text, of which the size is `em`.

    A box without text in it is a picture. One around all text is the page's edge, and parts nothing.
    """
    middles = [((line.left + line.right) / 2, (line.top + line.bottom) / 2) for line in lines]
    rules: set[Rule] = set()
    frames: set[Rule] = set()
    for box in drawn:
        left, top, right, bottom = map(round, box)
        thin, long = sorted((right - left, bottom - top))
        if long >= SHORTEST * em:
            (rules if thin < THIN * em else frames).add(Rule(left, top, right, bottom))
    largest = nlargest(FRAMES, frames, key=lambda box: (box.right - box.left + box.bottom - box.top, box.top, box.left))
    found = rules.union(*(_edges(frame, middles) for frame in largest))
    longest = sorted(found, key=lambda rule: (rule.left - rule.right + rule.top - rule.bottom, rule.top, rule.left))
    return tuple(longest[:MOST])


def _edges(frame: Rule, middles: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    """Yield the edges of a frame around some of the text."""
    left, top, right, bottom = frame.left, frame.top, frame.right, frame.bottom
    within = sum(left < across < right and top < down < bottom for across, down in middles)
    if 0 < within < len(middles):
        yield from (Rule(left, top, right, top), Rule(left, bottom, right, bottom))
        yield from (Rule(left, top, left, bottom), Rule(right, top, right, bottom))
