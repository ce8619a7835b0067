"""The matches of a search in a story, in reading order, one of which is current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.highlighting import find_matches
from hnreader.app.rendering.story_view import BlockRole

if TYPE_CHECKING:
    from hnreader.app.rendering.segments import Ranges
    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_view import Block

_NOT_SEARCHED: Final = frozenset(
    {BlockRole.DETAILS, BlockRole.NOTE, BlockRole.PAGE_BREAK, BlockRole.UNTITLED, BlockRole.RULE}
)

_BODY: Final = frozenset({BlockRole.BODY, BlockRole.HEADING})


class Matches:
    """The places in blocks that match words."""

    def __init__(self, blocks: tuple[Block, ...] = (), words: tuple[str, ...] = ()) -> None:
        self._blocks = blocks
        self._ranges: list[Ranges] = [
            ()
            if block.role in _NOT_SEARCHED
            else find_matches(block.text, words, block.readings, body=block.role in _BODY)
            for block in blocks
            if words
        ]
        self._matches: list[tuple[int, int, int]] = [
            (index, *chars) for index, ranges in enumerate(self._ranges) for chars in ranges
        ]
        """The block of each match, its first character and its end."""
        self._current = 0

    def ranges(self, block: int) -> Ranges:
        """Return the matches in a block."""
        return self._ranges[block] if block < len(self._ranges) else ()

    def current_range(self, block: int) -> Ranges:
        """Return the current match if it is in the block."""
        if not self._matches or self._matches[self._current][0] != block:
            return ()
        return (self._matches[self._current][1:],)

    @property
    def position(self) -> TextPosition | None:
        """Where the current match begins; None without matches."""
        return self._matches[self._current][:2] if self._matches else None

    @property
    def number(self) -> int:
        """The number of the current match, from 1; 0 without matches."""
        return self._current + 1 if self._matches else 0

    @property
    def total(self) -> int:
        """The number of matches."""
        return len(self._matches)

    def step(self, direction: int) -> bool:
        """Go to the next match (1) or the previous one (-1); tell whether that wrapped around."""
        target = self._current + direction
        self._current = target % len(self._matches)
        return target != self._current

    def at_end(self, direction: int) -> bool:
        """Tell whether no match follows the current one (1), or precedes it (-1)."""
        return not 0 <= self._current + direction < len(self._matches)

    def select_end(self, direction: int) -> None:
        """Make the first match (1) or the last one (-1) current."""
        self._current = 0 if direction > 0 else max(0, len(self._matches) - 1)

    def select_from(self, position: TextPosition) -> bool:
        """Make the match at a position current, or the first one after it; tell whether there is one."""
        found = next((i for i, (block, _, end) in enumerate(self._matches) if (block, end - 1) >= position), None)
        self._current = found or 0
        return found is not None

    def select_in_passage(self, first_block: int, passage: str) -> bool:
        """Make the first match that is in the passage current, from a block on; tell whether there is one."""
        blocks = enumerate(self._blocks[first_block:], first_block)
        starts = {block: start for block, shown in blocks if (start := shown.text.find(passage)) >= 0}
        found = next((i for i, (block, _, end) in enumerate(self._matches) if starts.get(block, end) < end), None)
        if found is not None:
            self._current = found
        return found is not None
