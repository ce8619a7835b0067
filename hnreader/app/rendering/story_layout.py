"""A story broken into lines at a measure, and the way from lines on the screen to positions in the text and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from hnreader.app.rendering.formatting import DOT
from hnreader.app.rendering.story_view import BlockRole, story_blocks
from hnreader.typesetting import SetLine, balanced, cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.story_view import Block, StoryView
    from hnreader.messages import Translator

MEASURE: Final = 76
"""Cells of a line where there is room: 38 汉字, as in a book."""
MARGIN: Final = 2
"""Cells left blank on both sides of the text, at least."""
_INDENT: Final = 4  # cells: two ems
_LOW: Final = 14  # lines: in a pane of fewer the head has no blank ones
_CACHED: Final = 32  # layouts
_CENTRED: Final = frozenset(
    {
        BlockRole.COLUMN,
        BlockRole.KICKER,
        BlockRole.UNTITLED,
        BlockRole.HEADLINE,
        BlockRole.SUBHEAD,
        BlockRole.BYLINE,
        BlockRole.DETAILS,
        BlockRole.PAGE_BREAK,
    }
)

TextPosition = tuple[int, int]
"""Index of a block in its story, and of a character in the block. Unlike a line it does not depend on the measure."""


class ScreenLine(Struct, frozen=True):
    """A line of a block, `left` cells from the edge of the measure."""

    block: Block
    range: SetLine
    """The characters of the block's text that are shown."""
    left: int
    first: bool
    index: int
    """The index of the block in its story."""

    @property
    def indent(self) -> int:
        """Cells between the edge of the measure and what is drawn, which begins with the block's lead."""
        return 0 if self.first and self.block.lead else self.left


class StoryLayout:
    """Blocks, and the lines that they take at a measure (cells), with a blank line above and below.

    For a `low` pane the head has no blank lines, so that the text begins on the first screen.
    """

    def __init__(self, blocks: tuple[Block, ...] = (), measure: int = 2, *, low: bool = False) -> None:
        self.blocks = blocks
        self.measure = measure
        above = () if low else (None,)
        self.lines: Sequence[ScreenLine | None] = (
            [*above, *_break_lines(blocks, measure, low=low), None] if blocks else []
        )
        """The lines from top to bottom; None is a blank line."""
        first_lines = {line.index: y for y, line in reversed(list(enumerate(self.lines))) if line is not None}
        self._first_lines: list[int] = []
        y = len(self.lines)
        for index in reversed(range(len(blocks))):  # a blank text has no line: it is found at the block below
            y = first_lines.get(index, y)
            self._first_lines.append(y)
        self._first_lines.reverse()

    def line(self, y: int) -> ScreenLine | None:
        """Return a line, None for a blank one or none."""
        return self.lines[y] if y < len(self.lines) else None

    def nearest_text_line(self, y: int) -> int | None:
        """Return the first line with text from line `y` on; where there is none, the last one above it."""
        below = range(max(0, y), len(self.lines))
        above = range(min(y, len(self.lines)) - 1, -1, -1)
        return next((line for lines in (below, above) for line in lines if self._has_text(line)), None)

    def _has_text(self, y: int) -> bool:
        line = self.lines[y]
        return line is not None and line.block.role is not BlockRole.RULE

    def position_at(self, y: int) -> TextPosition:
        """Return the position of the first text from line `y` on."""
        found = self.nearest_text_line(y)
        line = self.lines[found] if found is not None else None
        return (line.index, line.range.start) if line is not None else (0, 0)

    def line_of(self, position: TextPosition) -> int:
        """Return the line that shows a position, or the nearest one."""
        index, char = position
        if not self._first_lines or index < 0:
            return 0
        if index >= len(self._first_lines):
            return len(self.lines) - 1
        y = self._first_lines[index]
        while y + 1 < len(self.lines):
            following = self.lines[y + 1]
            if following is None or following.index != index or following.range.start > char:
                break
            y += 1
        return min(y, len(self.lines) - 1)

    @property
    def page_breaks(self) -> list[int]:
        """The lines at which another part of the story begins."""
        lines = enumerate(self.lines)
        return [y for y, line in lines if line and line.first and line.block.role is BlockRole.PAGE_BREAK]

    def translate(self, position: TextPosition, other: StoryLayout) -> TextPosition | None:
        """Return where a position is in another layout that shows the same text; None where it does not."""
        index, char = position
        source = self.blocks[index].source if index < len(self.blocks) else None
        found = (number for number, block in enumerate(other.blocks) if source is not None and block.source is source)
        return next(((number, char) for number in found), None)


class LayoutCache:
    """The layouts that were used last."""

    def __init__(self, tr: Translator, evidence_key: str) -> None:
        self._tr = tr
        self._evidence_key = evidence_key
        self._layouts: dict[tuple[StoryView, int, bool], StoryLayout] = {}

    def layout(self, view: StoryView, measure: int, height: int) -> StoryLayout:
        """Return a story laid out at a measure for a pane of `height` lines. Where it is opened makes no difference."""
        low = height < _LOW
        key = replace(view, part=0, passage=""), measure, low
        if key not in self._layouts:
            if len(self._layouts) >= _CACHED:
                self._layouts.pop(next(iter(self._layouts)))
            self._layouts[key] = StoryLayout(story_blocks(view, self._tr, self._evidence_key), measure, low=low)
        return self._layouts[key]


def widest_measure(width: int) -> int:
    """Return the widest measure in a pane of `width` cells: an even number, because 汉字 take two cells."""
    return max(2, (width - 2 * MARGIN) // 2 * 2)


def _break_lines(blocks: tuple[Block, ...], measure: int, *, low: bool) -> list[ScreenLine | None]:
    lines: list[ScreenLine | None] = []
    in_head = low
    for index, block in enumerate(blocks):
        lines.extend([None] * (0 if in_head else block.gap))
        in_head = in_head and (not index or blocks[index - 1].role is not BlockRole.RULE)
        if block.role is BlockRole.RULE:
            lines.append(ScreenLine(block, SetLine(0, 0), 0, first=True, index=index))
            continue
        lead = cells(block.lead) if cells(block.lead) + 2 <= measure else 0
        for number, chars in enumerate(_set(block, measure - lead)):
            spare = measure - cells(block.text[chars.start : chars.end])
            left = spare // 2 if _centred(block) else lead + chars.indent
            lines.append(ScreenLine(block, chars, left, first=not number, index=index))
    return lines


def _centred(block: Block) -> bool:
    return block.centred or block.role in _CENTRED


def _set(block: Block, measure: int) -> list[SetLine]:
    if block.role is BlockRole.DETAILS:
        return _set_details(block.text, measure)
    if _centred(block):
        return balanced(block.text, measure)
    return set_lines(block.text, measure, _INDENT if block.role is BlockRole.BODY and not block.goes_on else 0)


def _set_details(text: str, measure: int) -> list[SetLine]:
    """Return the line that has as many details as fit; where the first one does not, that is broken as text."""
    ends = (found.start() for found in re.finditer(f"{DOT}|$", text))
    fitting = [end for end in ends if cells(text[:end]) <= measure]
    return [SetLine(0, fitting[-1])] if fitting else balanced(text.partition(DOT)[0], measure)
