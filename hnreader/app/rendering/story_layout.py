"""A story broken into lines at a measure, and the way from lines on the screen to positions in the text and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from hnreader.app.rendering.formatting import DOT
from hnreader.app.rendering.story_style import PLAIN
from hnreader.app.rendering.story_view import BlockRole, story_blocks
from hnreader.typesetting import SetLine, balanced, cells, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.story_spread import StorySpread
    from hnreader.app.rendering.story_style import StoryStyle
    from hnreader.app.rendering.story_view import Block, StoryView
    from hnreader.messages import Translator

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
    shown: str
    """The block's text as it is drawn, which has as many characters."""
    left: int
    first: bool
    index: int
    """The index of the block in its story."""

    @property
    def indent(self) -> int:
        """Cells between the edge of the measure and what is drawn, which begins with the block's lead."""
        return 0 if self.first and self.block.lead else self.left


class StoryLayout:
    """Blocks, and the lines that they take at a measure (cells) in a style, with a blank line above and below.

    For a `low` pane the head has no blank lines, so that the text begins on the first screen.
    """

    def __init__(
        self, blocks: tuple[Block, ...] = (), measure: int = 2, style: StoryStyle = PLAIN, *, low: bool = False
    ) -> None:
        self.blocks = blocks
        self.measure = measure
        above = () if low else (None,)
        self.lines: Sequence[ScreenLine | None] = (
            [*above, *_break_lines(blocks, measure, style, low=low), None] if blocks else []
        )
        """The lines from top to bottom; None is a blank line."""
        self._text_lines = [y for y, line in enumerate(self.lines) if line is not None]
        self._starts = [(line.index, line.range.start) for line in self.lines if line is not None]

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
        index, _ = position
        if index >= len(self.blocks):
            return max(0, len(self.lines) - 1)
        found = bisect_right(self._starts, position) - 1
        if found < 0 or self._starts[found][0] < index:  # a blank text has no line: it is found at the block below
            found += 1
        return self._text_lines[found] if 0 <= found < len(self._text_lines) and index >= 0 else 0

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
        self._layouts: dict[tuple[StoryView, int, StoryStyle, bool], StoryLayout] = {}

    def layout(self, view: StoryView, spread: StorySpread, style: StoryStyle = PLAIN) -> StoryLayout:
        """Return a story laid out for a spread in a style. Where it is opened makes no difference."""
        measure, low = spread.measure, spread.height < _LOW
        style = replace(style, measure=0, columns=0)  # they decide about the spread only
        key = replace(view, part=0, passage=""), measure, style, low
        if key not in self._layouts:
            if len(self._layouts) >= _CACHED:
                self._layouts.pop(next(iter(self._layouts)))
            blocks = story_blocks(view, self._tr, self._evidence_key)
            self._layouts[key] = StoryLayout(blocks, measure, style, low=low)
        return self._layouts[key]


def _break_lines(blocks: tuple[Block, ...], measure: int, style: StoryStyle, *, low: bool) -> list[ScreenLine | None]:
    lines: list[ScreenLine | None] = []
    in_head = True
    above: Block | None = None
    for index, block in enumerate(blocks):
        opens = above is not None and above.role is BlockRole.RULE
        in_head = in_head and not opens
        spacing = 0 if in_head else style.line_spacing
        if not (low and (in_head or opens)):
            lines.extend([None] * (_gap(block, above, style) + (0 if opens else spacing)))
        shown, indent = _shown(block, style), _INDENT if _indented(block, style) else 0
        for number, chars in enumerate(_set(block, shown, measure, indent)):
            lines.extend([None] * (spacing if number else 0))
            spare = measure - cells(shown[chars.start : chars.end])
            left = spare // 2 if _centred(block) else chars.indent
            lines.append(ScreenLine(block, chars, shown, left, first=not number, index=index))
        above = block
    return lines


def _shown(block: Block, style: StoryStyle) -> str:
    """Return a text as it is drawn; words of the program are as they are."""
    if style.punctuation == "printed" or block.source is None:
        return block.text
    from hnreader.language.full_width import full_width  # noqa: PLC0415 loaded where it is chosen

    return full_width(block.text)


def _gap(block: Block, above: Block | None, style: StoryStyle) -> int:
    """Return the blank lines above a block, but for those between all lines."""
    parted = style.paragraphs != "indent" and block.role is BlockRole.BODY and not block.goes_on
    return max(block.gap, int(parted and above is not None and above.role is not BlockRole.HEADING))


def _indented(block: Block, style: StoryStyle) -> bool:
    return style.paragraphs != "blank" and block.role is BlockRole.BODY and not block.goes_on


def _centred(block: Block) -> bool:
    return block.centred or block.role in _CENTRED


def _set(block: Block, shown: str, measure: int, indent: int) -> list[SetLine]:
    """Return the lines of a block, each with the cells that it is set in by."""
    if block.role is BlockRole.RULE:
        return [SetLine(0, 0)]
    lead = cells(block.lead) if cells(block.lead) + 2 <= measure else 0
    if block.role is BlockRole.DETAILS:
        return _set_details(shown, measure)
    if _centred(block):
        return balanced(shown, measure)
    lines = set_lines(shown, measure - lead, indent)
    return [replace(line, indent=line.indent + lead) for line in lines] if lead else lines


def _set_details(text: str, measure: int) -> list[SetLine]:
    """Return the line that has as many details as fit; where the first one does not, that is broken as text."""
    ends = (found.start() for found in re.finditer(f"{DOT}|$", text))
    fitting = [end for end in ends if cells(text[:end]) <= measure]
    return [SetLine(0, fitting[-1])] if fitting else balanced(text.partition(DOT)[0], measure)
