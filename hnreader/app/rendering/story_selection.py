"""What is selected in a story: one range at a time, made by the mouse or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.copying import copied_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.segments import Ranges
    from hnreader.app.rendering.story_layout import StoryLayout, TextPosition
    from hnreader.app.rendering.story_view import Block


class StorySelection:
    """A range between two positions. While keys select, it reaches from the character `anchor` to `cursor`."""

    def __init__(self) -> None:
        self._blocks: Sequence[Block] = ()
        self.start: TextPosition = (0, 0)
        self.end: TextPosition = (0, 0)
        self.by_keys: tuple[TextPosition, TextPosition] | None = None
        """The characters of anchor and cursor; None unless keys select."""

    def __bool__(self) -> bool:
        return self.start < self.end

    @property
    def text(self) -> str:
        """The selected text as it is copied."""
        return copied_text(self._blocks, self.start, self.end) if self else ""

    def ranges(self, block: int) -> Ranges:
        """Return the selected characters of a block."""
        if not self.start[0] <= block <= self.end[0] or not self:
            return ()
        first = self.start[1] if block == self.start[0] else 0
        end = self.end[1] if block == self.end[0] else len(self._blocks[block].text)
        return ((first, end),) if first < end else ()

    def cursor_range(self, block: int) -> Ranges:
        """Return the character of a block that the cursor is on."""
        if self.by_keys is None or self.by_keys[1][0] != block:
            return ()
        char = self.by_keys[1][1]
        return ((char, char + 1),)

    def follow(self, before: StoryLayout, after: StoryLayout) -> None:
        """Keep the same text selected in the layout of a story that has grown; without that text select nothing."""
        last = (self.end[0], self.end[1] - 1)  # the end of a block is no position in its text
        start, end = before.translate(self.start, after), before.translate(last, after)
        ends = [before.translate(position, after) for position in self.by_keys or ()]
        self.reset(after.blocks)
        if start is None or end is None or start > end:
            return
        self.select(start, (end[0], end[1] + 1))
        match ends:
            case [(int(), int()) as anchor, (int(), int()) as cursor]:
                self.by_keys = anchor, cursor

    def reset(self, blocks: Sequence[Block]) -> None:
        """Select nothing; other blocks are shown."""
        self._blocks = blocks
        self.clear()

    def clear(self) -> None:
        """Select nothing."""
        self.select((0, 0), (0, 0))

    def select(self, start: TextPosition, end: TextPosition) -> None:
        """Select the characters from one position to another. Keys do not select any more."""
        self.start, self.end, self.by_keys = start, end, None
