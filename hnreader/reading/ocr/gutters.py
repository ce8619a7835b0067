"""Lines that an OCR takes for one across the gutter of two legs: parted where lines next to them are two.

White within a line tells little, for headlines and marks have as much. That the lines above or below end and begin
there tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.reading.xy_cut import Box

NEAR: Final = 2.5  # heights of a line within which lines stand above and below it
ALIKE: Final = 1.4  # times that their height may be another
WIDEST: Final = 3.0  # heights: what is wider between two lines is no gutter
LEVEL: Final = 0.5  # heights by which two lines side by side may be off
INNER: Final = 0.15  # share of a line's height above and below, in which there may be ink of others
INK: Final = 0.4  # share of a line's contrast by which ink differs from paper
SPECKS: Final = 0.005  # share of ink that white may have


def gutters(box: Box, boxes: Sequence[Box], image: NDArray[np.uint8]) -> list[float]:
    """Return where a line has gutters, from left to right; `boxes` are those of all lines of a page."""
    left, top, right, bottom = box
    height = bottom - top
    found: list[float] = []
    near = [other for other in boxes if _is_near(other, box)]
    for start, end in sorted(_whites(near, height)):
        middle = (start + end) / 2
        if left + height / 2 < middle < right - height / 2 and middle - (found[-1] if found else left) > height / 2:
            rows = slice(round(top + INNER * height), round(bottom - INNER * height))
            if _is_white(image[rows, round(left) : round(right)], image[rows, round(start) : round(end)]):
                found.append(middle)
    return found


def _is_near(other: Box, box: Box) -> bool:
    height, other_height = box[3] - box[1], other[3] - other[1]
    off = abs(other[1] + other[3] - box[1] - box[3]) / 2
    alike = max(height, other_height) < ALIKE * min(height, other_height)
    return alike and height / 2 < off < NEAR * height and min(box[2], other[2]) > max(box[0], other[0])


def _whites(boxes: Sequence[Box], height: float) -> Iterator[tuple[float, float]]:
    """Yield where white between lines side by side begins and ends."""
    for box in boxes:
        for other in boxes:
            off = abs(box[1] + box[3] - other[1] - other[3]) / 2
            if off < LEVEL * height and 0 < other[0] - box[2] < WIDEST * height:
                yield box[2], other[0]


def _is_white(line: NDArray[np.uint8], part: NDArray[np.uint8]) -> bool:
    if not line.size or not part.size:
        return False
    paper, contrast = float(np.median(line)), float(np.ptp(line))
    return bool((np.abs(part - paper) > INK * contrast).mean() <= SPECKS)
