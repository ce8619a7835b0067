"""A row of a page that is corrected: what its text is taken for, and which of it is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style

from hnreader.app.rendering.page_pieces import LABELS
from hnreader.app.rendering.segments import layered_segments
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.app.rendering.page_cursor import PageCursor
    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.app.rendering.segments import Layer
    from hnreader.messages import Translator

_BAR: Final = "▌"  # beside text of the article at the cursor
_CHARACTER: Final = Style(reverse=True)
_LABEL: Final = 8  # cells
MARGIN: Final = _LABEL + 4  # cells between the number of a line and its text


def row_segments(
    row: PageRow, cursor: PageCursor, *, current: bool, style: Callable[[str], Style], tr: Translator
) -> Sequence[Segment]:
    """Return what stands behind a line's number; the row is `current` where the cursor is on it.

    `style` returns the style of "other", "article", "passage", "target", "label" and "bar", each on its ground.
    """
    here, characters = cursor.piece, cursor.characters_of(row)
    there = list(cursor.pieces.within(characters)) if cursor.pieces else []
    mine = [piece.run for piece in there if here and piece.article and piece.article == here.article]
    layers: list[Layer] = [
        (cursor.columns(row, mine), style("article")),
        (cursor.columns(row, cursor.passage), style("passage")),
        (cursor.columns(row, cursor.second), style("target")),
    ]
    if cursor.unit == "character" and current:
        layers.append((cursor.columns(row, [cursor.here]), _CHARACTER))
    label = next((tr(LABELS[piece.role]) for piece in there if piece.start in characters), "")
    return [
        Segment(f" {label}{' ' * (_LABEL - cells(label))} ", style("label")),
        Segment(f"{_BAR} " if mine else "  ", style("bar")),
        *layered_segments(row.text, 0, len(row.text), style("other"), layers),
    ]
