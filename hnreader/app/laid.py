"""A story laid at a measure: from lines on the screen to places in the text, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.story import Block, Role, StoryLine, lay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = tuple[int, int]
"""A block's number in its story, and a character of its text; unlike a line, it outlives a change of the measure."""


class Laid:
    """Blocks, and the lines that they make at a measure, with a blank line above and below."""

    def __init__(self, blocks: tuple[Block, ...] = (), measure: int = 2) -> None:
        self.blocks = blocks
        self.measure = measure
        self.lines: Sequence[StoryLine | None] = [None, *lay(blocks, measure), None] if blocks else []
        self._begins: list[int] = []
        at = len(self.lines)
        begins = {line.number: at for at, line in reversed(list(enumerate(self.lines))) if line is not None}
        for number in reversed(range(len(blocks))):  # a blank text has no line: it is found at what comes next
            at = begins.get(number, at)
            self._begins.append(at)
        self._begins.reverse()

    def text_line(self, at: int) -> int | None:
        """Return the first line with text from line `at` on; where none is left, the last one before it."""
        below = range(max(0, at), len(self.lines))
        above = range(min(at, len(self.lines)) - 1, -1, -1)
        return next((one for span in (below, above) for one in span if self._has_text(one)), None)

    def _has_text(self, at: int) -> bool:
        line = self.lines[at]
        return line is not None and line.block.role is not Role.RULE

    def place(self, at: int) -> Place:
        """Return the place of the first text from line `at` on."""
        found = self.text_line(at)
        line = self.lines[found] if found is not None else None
        return (line.number, line.line.start) if line is not None else (0, 0)

    def line_of(self, place: Place) -> int:
        """Return the line that holds a place, or the nearest to it."""
        number, char = place
        if not self._begins or number < 0:
            return 0
        if number >= len(self._begins):
            return len(self.lines) - 1
        at = self._begins[number]
        while at + 1 < len(self.lines):
            following = self.lines[at + 1]
            if following is None or following.number != number or following.line.start > char:
                break
            at += 1
        return min(at, len(self.lines) - 1)

    def turns(self) -> Iterator[int]:
        """Yield the lines at which the story turns to another page."""
        return (at for at, line in enumerate(self.lines) if line and line.first and line.block.role is Role.TURN)

    def moved(self, place: Place, other: Laid) -> Place | None:
        """Return where a place of this story stands in another one that has the same text, None if it has not."""
        number, char = place
        source = self.blocks[number].source if number < len(self.blocks) else None
        found = (at for at, block in enumerate(other.blocks) if source is not None and block.source is source)
        return next(((at, char) for at in found), None)
