"""Draws the rows of a story: its texts with matches and what is selected, in one column or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from hnreader.app.rendering.segments import layered_segments
from hnreader.app.rendering.story_view import BlockRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.rendering.segments import Layer
    from hnreader.app.rendering.story_document import StoryDocument

_CURRENT_MATCH: Final = Style(reverse=True, underline=True)  # visible without colours, too
_MISREAD: Final = Style(underline=True)
_WITHOUT_COLOURS: Final = Style(reverse=True)
_CURSOR: Final = Style(reverse=True, underline=True, bold=True)
_CURSOR_WITHOUT_COLOURS: Final = Style(reverse=False, underline=True, bold=True)  # in a selection that is reversed


def draw_row(document: StoryDocument, y: int, width: int, style: Callable[[str], Style], *, no_color: bool) -> Strip:
    """Draw a row, `width` cells, that has line `y` in its first column.

    `style` returns the style of "" (the pane itself), a block role, "match" and "selected". Segments tell Textual for
    the mouse's selection which line they are of and where in it, so that the order of lines is that of reading.
    """
    spread, ground = document.spread, style("")
    strips: list[Strip] = []
    for column in range(spread.columns):
        line, blanks = y + column * spread.height, spread.blanks(column)
        strip = Strip([Segment(" " * blanks, ground), *_segments(document, line, style, no_color=no_color)])
        room = (
            blanks + spread.measure
            if column + 1 < spread.columns
            else width - sum(strip.cell_length for strip in strips)
        )
        strips.append(strip.adjust_cell_length(room, ground).apply_offsets(spread.origin - blanks, line))
    return strips[0] if len(strips) == 1 else Strip.join(strips)


def _segments(document: StoryDocument, y: int, style: Callable[[str], Style], *, no_color: bool) -> list[Segment]:
    line = document.layout.line(y)
    if line is None:
        return []
    block = line.block
    base = style(block.role)
    if block.role is BlockRole.RULE:
        return [Segment("─" * document.layout.measure, base)]
    misread = tuple((each.start, each.end) for each in block.readings)
    layers: list[Layer] = [(misread, _MISREAD)] if misread else []
    if matches := document.matches.ranges(line.index):
        layers += [(matches, style("match")), (document.matches.current_range(line.index), _CURRENT_MATCH)]
    if selected := document.selection.ranges(line.index):
        layers.append((selected, _WITHOUT_COLOURS if no_color else style("selected")))
        cursor = document.selection.cursor_range(line.index)
        layers.append((cursor, _CURSOR_WITHOUT_COLOURS if no_color else _CURSOR))
    lead = [Segment(" " * line.indent, style(""))]
    lead += [Segment(block.lead, base)] if line.first and block.lead else []
    return [*lead, *layered_segments(line.shown, line.range.start, line.range.end, base, layers)]
