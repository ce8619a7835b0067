"""What stands on a page by recursive XY-cut (Nagy and Seth 1984): along the white that runs across it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Box = tuple[float, float, float, float]


class Boxed(Protocol):
    """What has a place on the page."""

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""


Placed = TypeVar("Placed", bound=Boxed)


def by_cuts(blocks: Sequence[Placed], gap_x: float, gap_y: float, *, rows_first: bool) -> list[Placed]:
    """Return blocks by recursive XY-cut: along white rows and columns so wide, else narrower ones."""
    boxes = [(block.box, block) for block in blocks]
    return [block for _, block in _cut(boxes, (gap_x, gap_y), 1 if rows_first else 0)]


def by_widest_cuts(blocks: Sequence[Placed], least: float) -> list[Placed]:
    """Return blocks by recursive XY-cut along the widest white, rows or columns, that is at least so wide.

    What stands side by side is parted before what stands in rows where its gutter is wider than the white below its
    titles: else the titles of two stories would be read before either text.
    """
    return [block for _, block in _cut_widest([(block.box, block) for block in blocks], least)]


def _cut_widest(boxes: list[tuple[Box, Placed]], least: float) -> list[tuple[Box, Placed]]:
    axis, widest = max(((axis, _widest(boxes, axis)) for axis in (1, 0)), key=lambda found: found[1])
    if widest < least:
        return sorted(boxes, key=lambda item: (item[0][1], item[0][0]))
    parts = _groups(boxes, axis, max(least, _AS_WIDE * widest))
    return [item for part in parts for item in _cut_widest(part, least)]


_AS_WIDE: Final = 0.8
"""Share of the widest white from which other white is as good."""


def _widest(boxes: list[tuple[Box, Placed]], axis: int) -> float:
    """Return the widest white that runs across all boxes; 0 where there is none."""
    widest, edge = 0.0, float("inf")
    for box in sorted((box for box, _ in boxes), key=lambda box: box[axis]):
        widest = max(widest, box[axis] - edge)
        edge = max(edge, box[axis + 2]) if edge != float("inf") else box[axis + 2]
    return widest


def _cut(boxes: list[tuple[Box, Placed]], gaps: tuple[float, float], axis: int) -> list[tuple[Box, Placed]]:
    if len(boxes) < 2:
        return boxes
    for share in (1.0, 0.2):
        for along in (axis, 1 - axis):
            groups = _groups(boxes, along, gaps[along] * share)
            if len(groups) > 1:
                return [item for group in groups for item in _cut(group, gaps, 1 - along)]
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
