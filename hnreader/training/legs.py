"""Legs of type around what stands among them: a head, a picture, another story."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.training.typeset import TypeBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.training.typeset import TypeLine

PITCH: Final = 1.4
"""From one line of body type to the next, in ems."""
_CLEARANCE: Final = 1.0
"""Between an obstacle and the type around it."""
_FRAME: Final = 0.4
"""From a frame to what it is around."""


class Parting(Enum):
    """What may be drawn to part what stands on a page."""

    STORIES = auto()
    """A rule between two boxes of stories."""
    INSET = auto()
    """The frame of what stands within another story."""
    STORY = auto()
    """The frame of a story beside others."""
    LEGS = auto()
    """A rule between two legs of one text."""


class Drawing(NamedTuple):
    """A rule or a frame that may be drawn."""

    parting: Parting
    left: float
    top: float
    right: float
    bottom: float

    def moved(self, x: float, y: float) -> Drawing:
        """Return it at another place."""
        return Drawing(self.parting, self.left + x, self.top + y, self.right + x, self.bottom + y)


@dataclass(slots=True)
class Frame:
    """A box with what stands in it, its own left top corner at 0."""

    width: float
    height: float
    blocks: list[TypeBlock] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)

    def place(self, other: Frame, x: float, y: float) -> None:
        """Put what stands in another frame at a place in this one."""
        self.blocks.extend(block.moved(x, y) for block in other.blocks)
        self.drawings.extend(drawing.moved(x, y) for drawing in other.drawings)

    def framed(self, parting: Parting) -> None:
        """Note that a frame may be drawn around it."""
        self.drawings.append(Drawing(parting, -_FRAME, -_FRAME, self.width + _FRAME, self.height + _FRAME))


class Legs(NamedTuple):
    """Legs of equal width side by side."""

    number: int
    measure: float
    gutter: float

    @classmethod
    def of_width(cls, width: float, number: int, gutter: float) -> Legs:
        """Return so many legs that fill a width together."""
        return cls(number, (width + gutter) / number - gutter, gutter)

    def left(self, leg: int) -> float:
        """Return where a leg begins."""
        return leg * (self.measure + self.gutter)

    def span(self, legs: int) -> float:
        """Return the width of several legs."""
        return self.left(legs) - self.gutter


class Obstacle(NamedTuple):
    """What stands among the legs: the first at the top, others at a share (0 to 1) of the height below it."""

    frame: Frame
    x: float
    share: float = 0.0


class _Placed(NamedTuple):
    left: float
    right: float
    top: float
    bottom: float


def fill(
    texts: Sequence[list[TypeLine]], legs: Legs, obstacles: Sequence[Obstacle], next_frame: Callable[[], int]
) -> Frame:
    """Return a frame with the obstacles, and the paragraphs' lines in legs as short as they can be around them."""
    needed = sum(map(len, texts))
    height = max(obstacle.frame.height for obstacle in obstacles) + needed * PITCH / legs.number
    while True:
        placed = _place(obstacles, height)
        height = max([height, *(place.bottom for place in placed)])
        rooms = list(_rooms(legs, placed, height))
        missing = needed - sum(count for _, _, count in rooms)
        if missing <= 0:
            break
        height += max(PITCH, missing * PITCH / legs.number)
    whole = Frame(legs.span(legs.number), height)
    for obstacle, place in zip(obstacles, placed, strict=True):
        whole.place(obstacle.frame, place.left, place.top)
    whole.blocks.extend(_blocks(texts, rooms, next_frame))
    between = legs.gutter / 2
    whole.drawings += [
        Drawing(Parting.LEGS, left - between, top, left - between, top + count * PITCH)
        for left, top, count in rooms
        if left
    ]
    return whole


def _place(obstacles: Sequence[Obstacle], height: float) -> list[_Placed]:
    """Return where the obstacles stand in a box of a height; the last may stand out below."""
    placed: list[_Placed] = []
    for frame, x, share in obstacles:
        first = placed[0].bottom if placed else 0.0
        top = first + max(0.0, share * (height - first - frame.height))
        right = x + frame.width
        for other in sorted(placed, key=lambda place: place.top):
            if x < other.right and other.left < right and top < other.bottom and other.top < top + frame.height:
                top = other.bottom
        bottom = top + frame.height + (_CLEARANCE if frame.blocks else 0.0)
        placed.append(_Placed(x, right, top, bottom))
    return placed


def _rooms(legs: Legs, placed: Sequence[_Placed], height: float) -> Iterator[tuple[float, float, int]]:
    """Yield left, top and number of lines of each free stretch of each leg, in reading order."""
    for leg in range(legs.number):
        left = legs.left(leg)
        top = 0.0
        within = [place for place in placed if place.left < left + legs.measure and left < place.right]
        for place in sorted(within, key=lambda place: place.top):
            if (count := int((place.top - _CLEARANCE - top) / PITCH)) > 0:
                yield left, top, count
            top = max(top, place.bottom)
        if (count := int((height - top) / PITCH + 0.01)) > 0:
            yield left, top, count


def _blocks(
    texts: Sequence[list[TypeLine]], rooms: Sequence[tuple[float, float, int]], next_frame: Callable[[], int]
) -> Iterator[TypeBlock]:
    """Yield the paragraphs' lines in the rooms, a block for each paragraph in each room."""
    stretches = iter(rooms)
    x, y, room = next(stretches, (0.0, 0.0, 0))
    frame, row = next_frame(), 0
    for lines in texts:
        start = 0
        while start < len(lines):
            if row == room:
                (x, y, room), row, frame = next(stretches), 0, next_frame()
                continue
            count = min(room - row, len(lines) - start)
            yield TypeBlock(tuple(lines[start : start + count]), frame, x, y + row * PITCH, PITCH)
            start, row = start + count, row + count
