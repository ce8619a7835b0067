"""Matches of a search in one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.segments import layered_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.segment import Segment
    from rich.style import Style

    from hnreader.app.rendering.segments import Ranges
    from hnreader.model import Reading


def find_matches(text: str, words: tuple[str, ...], readings: Sequence[Reading] = (), *, body: bool = True) -> Ranges:
    """Return the ranges of a text that match words which a search has found, as printed or by what people read.

    In a text that is no part of the `body`, what was asked of bodies alone does not count.
    """
    if not words:
        return ()
    from hnreader.search import highlight_ranges, words_outside  # noqa: PLC0415 searching is loaded when it is first needed

    return highlight_ranges(text, words if body else words_outside(words), readings)


def highlighted(text: str, ranges: Ranges, base: Style, highlight: Style, start: int = 0) -> list[Segment]:
    """Draw a text with ranges highlighted. They count from the beginning of a text of which this begins at `start`."""
    shifted = tuple((range_start - start, range_end - start) for range_start, range_end in ranges)
    return layered_segments(text, 0, len(text), base, [(shifted, highlight)])
