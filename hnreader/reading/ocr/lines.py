"""Lines in an image, looked for in strips of a smaller one, and each read once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from hnreader.reading.formats.printed_page import VERTICAL
from hnreader.reading.ocr.gutters import gutters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from hnreader.reading.xy_cut import Box

    Pixels = NDArray[np.uint8]
    Corners = NDArray[np.float32]

UNSURE: Final = 0.5  # RapidOCR's own `text_score`: what it is less sure of is taken for no text
FINDING: Final = 4_000_000  # pixels of a page in which its lines are looked for: more find no more of them
STRIP: Final = 400_000  # pixels in which lines are looked for at once: memory grows with them
SHARED: Final = 96  # pixels that a strip has of the one before; type that is higher is put together of its parts
SAME: Final = 0.5  # share of a line's box that another covers which is the same line
GROWN: Final = 1.1  # times that both are as large as the larger one where each is a part


class OcrLine(NamedTuple):
    """A line as it was read, and where it stands, in pixels."""

    text: str
    box: Box
    confidence: float


class Engine(Protocol):
    """What finds and reads lines in grey images."""

    def find(self, image: Pixels) -> Sequence[Corners]:
        """Return the four corners of each line, from the top left one clockwise."""

    def read(self, image: Pixels, lines: Sequence[Corners]) -> Sequence[tuple[str, float]]:
        """Return what stands on lines, and how sure that is, from 0 to 1."""


def lines_of(image: Pixels, engine: Engine) -> list[OcrLine]:
    """Return the lines in a grey image, without those that the engine is unsure of."""
    found = _found(image, engine)
    return [
        OcrLine(text, _box(corners), confidence)
        for corners, (text, confidence) in zip(found, engine.read(image, found), strict=True)
        if confidence >= UNSURE
    ]


def scaled_down(image: Pixels, most: int) -> tuple[Pixels, float]:
    """Return an image of no more than so many pixels, and how large it is of the one that was given."""
    scale = (most / image.size) ** 0.5
    if scale >= 1:
        return image, 1.0
    from PIL import Image  # noqa: PLC0415 an extra

    height, width = (max(round(scale * side), 1) for side in image.shape)
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.BILINEAR)), scale


def _found(image: Pixels, engine: Engine) -> list[Corners]:
    """Return the corners of the lines in an image, looked for in strips of a smaller one."""
    small, scale = scaled_down(image, FINDING)
    found = [
        (corners + np.array((0, top), np.float32)) / scale
        for top, bottom in strips(*small.shape)
        for corners in engine.find(small[top:bottom])
    ]
    return _parted(each_once(found), image)


def strips(height: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield where strips of an image begin and end that each share some of their height with the one before."""
    step = max(STRIP // width - SHARED, SHARED)
    for top in range(0, max(height - SHARED, 1), step):
        yield top, min(top + step + SHARED, height)


def each_once(found: Sequence[Corners]) -> list[Corners]:
    """Return lines, each once, of which two strips have the whole or parts: what a larger one covers is of it."""
    lines: list[Corners] = []
    boxes: list[Box] = []
    for corners in sorted(found, key=lambda corners: _area(_box(corners)), reverse=True):
        box = _box(corners)
        covered = [_covered(box, other) for other in boxes]
        number = max(range(len(boxes)), key=covered.__getitem__, default=0)
        if not boxes or covered[number] <= SAME:
            lines.append(corners)
            boxes.append(box)
            continue
        whole = _around(boxes[number], box)
        if _area(whole) > GROWN * _area(boxes[number]):
            boxes[number], lines[number] = whole, _corners(whole)
    return lines


def _parted(lines: Sequence[Corners], image: Pixels) -> list[Corners]:
    """Return lines parted at gutters."""
    boxes = [_box(corners) for corners in lines]
    parts: list[Corners] = []
    for corners, box in zip(lines, boxes, strict=True):
        found = gutters(box, boxes, image)
        edges = (box[0], *found, box[2])
        parts += [_corners((start, box[1], end, box[3])) for start, end in pairwise(edges)] if found else [corners]
    return parts


def _corners(box: Box) -> Corners:
    left, top, right, bottom = box
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _covered(box: Box, other: Box) -> float:
    """Return how much of a box another covers; all where they are of one line that is set vertically."""
    across, down = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    narrower = min(box[2] - box[0], other[2] - other[0])
    if _is_vertical(box) and _is_vertical(other) and across > SAME * narrower and down > narrower * SAME:
        return 1.0
    return across * down / _area(box)


def _is_vertical(box: Box) -> bool:
    return box[3] - box[1] > VERTICAL * (box[2] - box[0])


def _around(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])


def _box(corners: Corners) -> Box:
    left, top = corners.min(axis=0)
    right, bottom = corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)
