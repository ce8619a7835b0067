"""The hits of a search in a story, in reading order, of which one is the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.lighting import Ranges, find_hits
from hnreader.app.story import Block, Role

if TYPE_CHECKING:
    from hnreader.app.laid import Place

_UNLIT: Final = frozenset({Role.META, Role.NOTE, Role.TURN, Role.UNTITLED, Role.RULE})  # words of our own


class Hits:
    """What is lit for the words wanted; worked out once for a story."""

    def __init__(self, blocks: tuple[Block, ...] = (), wanted: tuple[str, ...] = ()) -> None:
        self._blocks = blocks
        self._ranges: list[Ranges] = [
            () if block.role in _UNLIT else find_hits(block.text, wanted) for block in blocks if wanted
        ]
        self.places: list[tuple[int, int, int]] = [
            (number, *one) for number, ranges in enumerate(self._ranges) for one in ranges
        ]
        """The block, and the first character and the end of each."""
        self.current = 0

    def of(self, number: int) -> Ranges:
        """Return the ranges of a block."""
        return self._ranges[number] if number < len(self._ranges) else ()

    def current_of(self, number: int) -> Ranges:
        """Return the current hit, if it is in the block."""
        place = self.at
        return (self.places[self.current][1:],) if place is not None and place[0] == number else ()

    @property
    def at(self) -> Place | None:
        """The place of the current hit."""
        return self.places[self.current][:2] if self.places else None

    @property
    def told(self) -> tuple[int, int] | None:
        """The number of the current hit, counted from 1, and how many there are."""
        return (self.current + 1, len(self.places)) if self.places else None

    def step(self, way: int) -> bool:
        """Go to the next hit or the one before; tell whether that led round an end."""
        there = self.current + way
        self.current = there % len(self.places)
        return there != self.current

    def turn_to(self, place: Place) -> bool:
        """Make the hit at a place, or else the first one behind it, the current one; tell whether there is any."""
        found = next((at for at, hit in enumerate(self.places) if (hit[0], hit[2] - 1) >= place), None)
        self.current = found or 0
        return found is not None

    def turn_to_passage(self, begins: int, passage: str) -> bool:
        """Make the first hit that lies in the passage current, from block `begins` on; tell whether there is one."""
        for at, (number, _, end) in enumerate(self.places):
            within = self._blocks[number].text.find(passage) if number >= begins else -1
            if 0 <= within < end:
                self.current = at
                return True
        return False
