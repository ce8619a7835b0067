"""What stands on a page by recursive XY-cut (Nagy and Seth 1984): along the white that runs across it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Box = tuple[float, float, float, float]


class Boxed(Protocol):
    """What has a place on the page."""

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""


Placed = TypeVar("Placed", bound=Boxed)
Tied = tuple[Box, Box]

DEEPEST: Final = 64
"""Cuts within cuts. A page has a dozen; what has more is cut no further, or each of its boxes might be a cut itself."""


def by_cuts(blocks: Sequence[Placed], gap_x: float, gap_y: float, *, rows_first: bool) -> list[Placed]:
    """Return blocks by recursive XY-cut: along white rows and columns so wide, else narrower ones."""
    boxes = [(block.box, block) for block in blocks]
    return [block for _, block in _cut(boxes, (gap_x, gap_y), 1 if rows_first else 0, DEEPEST)]


def by_widest_cuts(blocks: Sequence[Placed], least: float, tied: Sequence[tuple[Placed, Placed]] = ()) -> list[Placed]:
    """Return blocks by recursive XY-cut along the widest white, rows or columns, that is at least so wide.

    `tied` are blocks of which the second goes on under the first, as a text does under its title. A row parts them only
    where nothing else can be parted: else the titles of stories side by side would be read before any of their texts.
    """
    boxes = [(block.box, block) for block in blocks]
    pairs = [(above.box, below.box) for above, below in tied]
    return [block for _, block in _cut_widest(boxes, least, pairs, DEEPEST)]


def _cut_widest(
    boxes: list[tuple[Box, Placed]], least: float, tied: Sequence[Tied], deeper: int
) -> list[tuple[Box, Placed]]:
    """Return boxes, of which some are tied, by cuts; within these there may be others, so many `deeper`."""
    if not deeper:
        return _by_rows(boxes, least / 2)
    strips = {axis: [strip for strip in _strips(boxes, axis) if strip[1] - strip[0] >= least] for axis in (1, 0)}
    free = _between_no_tied(strips[1], tied)
    for rows, columns in ((free, strips[0]), (strips[1], [])):
        widest = max((bottom - top for top, bottom in (*rows, *columns)), default=0.0)
        if widest:
            axis = 1 if any(bottom - top == widest for top, bottom in rows) else 0
            wide = [strip for strip in (rows if axis else columns) if strip[1] - strip[0] >= _AS_WIDE * widest]
            parts = _parted(boxes, axis, wide)
            within = _tied_within(parts, tied)
            return [
                item
                for part, pairs in zip(parts, within, strict=True)
                for item in _cut_widest(part, least, pairs, deeper - 1)
            ]
    return _by_rows(boxes, least / 2)


def _tied_within(parts: Sequence[Sequence[tuple[Box, Placed]]], tied: Iterable[Tied]) -> list[list[Tied]]:
    """Return for each part of boxes the pairs of which it has both."""
    within: list[list[Tied]] = [[] for _ in parts]
    number = {box: at for at, part in enumerate(parts) for box, _ in part}
    for above, below in tied:
        if number[above] == number[below]:
            within[number[above]].append((above, below))
    return within


def _by_rows(boxes: list[tuple[Box, Placed]], level: float) -> list[tuple[Box, Placed]]:
    """Return boxes from top to bottom, those from left to right that begin at one level, no further apart."""
    rows: list[list[tuple[Box, Placed]]] = []
    for item in sorted(boxes, key=lambda item: (item[0][1], item[0][0])):
        if not rows or item[0][1] - rows[-1][0][0][1] > level:
            rows.append([])
        rows[-1].append(item)
    return [item for row in rows for item in sorted(row, key=lambda item: item[0][0])]


_AS_WIDE: Final = 0.8
"""Share of the widest white from which other white is as good."""


def _strips(boxes: list[tuple[Box, Placed]], axis: int) -> list[tuple[float, float]]:
    """Return the white that runs across all boxes, from where to where."""
    strips: list[tuple[float, float]] = []
    edge: float | None = None
    for box in sorted((box for box, _ in boxes), key=lambda box: box[axis]):
        if edge is not None and box[axis] > edge:
            strips.append((edge, box[axis]))
        edge = box[axis + 2] if edge is None else max(edge, box[axis + 2])
    return strips


def _between_no_tied(rows: Sequence[tuple[float, float]], tied: Sequence[Tied]) -> list[tuple[float, float]]:
    """Return the white rows that run between no two boxes that are tied."""
    spans = sorted((above[3], below[1]) for above, below in tied)
    tops = [top for top, _ in spans]
    furthest = [float("-inf"), *accumulate((bottom for _, bottom in spans), max)]
    return [(top, bottom) for top, bottom in rows if furthest[bisect_right(tops, top)] < bottom]


def _parted(
    boxes: list[tuple[Box, Placed]], axis: int, strips: Sequence[tuple[float, float]]
) -> list[list[tuple[Box, Placed]]]:
    """Part boxes along strips, which come in order."""
    parts: list[list[tuple[Box, Placed]]] = [[] for _ in range(len(strips) + 1)]
    ends = [end for _, end in strips]
    for item in boxes:
        parts[bisect_right(ends, item[0][axis])].append(item)
    return parts


def _cut(
    boxes: list[tuple[Box, Placed]], gaps: tuple[float, float], axis: int, deeper: int
) -> list[tuple[Box, Placed]]:
    if len(boxes) < 2:
        return boxes
    for share in (1.0, 0.2) if deeper else ():
        for along in (axis, 1 - axis):
            groups = _groups(boxes, along, gaps[along] * share)
            if len(groups) > 1:
                return [item for group in groups for item in _cut(group, gaps, 1 - along, deeper - 1)]
    return sorted(boxes, key=lambda item: (item[0][1], item[0][0]))


def _groups(boxes: list[tuple[Box, Placed]], axis: int, gap: float) -> list[list[tuple[Box, Placed]]]:
    """Part boxes where white runs across all of them; `axis` 0 parts left from right."""
    groups: list[list[tuple[Box, Placed]]] = []
    edge = float("-inf")
    for item in sorted(boxes, key=lambda item: item[0][axis]):
        if not groups or item[0][axis] - edge >= gap:
            groups.append([])
        groups[-1].append(item)
        edge = max(edge, item[0][axis + 2])
    return groups
