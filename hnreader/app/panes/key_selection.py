"""Selecting text of a story with keys: a cursor goes through the text, and takes what lies between it and an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from hnreader.app.panes.pane import TO_END, lines_moved, lines_shown, show_lines
from hnreader.app.rendering.text_motions import TextMotions

if TYPE_CHECKING:
    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.app.rendering.story_document import StoryDocument
    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.text_motions import Unit

    CursorUnit = MoveUnit | Literal["character", "edge"] | Unit
    """How far the cursor goes; `edge` is the end of a line of the screen, `end` that of the text."""

SelectionKind = Literal["characters", "lines"]

_OVERLAP: Final = 2  # lines of a screen that are still visible on the next one


class KeySelection:
    """Moves cursor and anchor in the selection of `document`, which `pane` shows."""

    def __init__(self, pane: ReadingPane, document: StoryDocument) -> None:
        self._pane = pane
        self._document = document
        self._kind: SelectionKind = "characters"
        self._column = 0
        """The cells left of the cursor where it last moved within a line: up and down it keeps to them."""

    @property
    def active(self) -> bool:
        """Whether keys select."""
        return self._document.selection.by_keys is not None

    @property
    def _motions(self) -> TextMotions:
        return TextMotions(self._document.layout)

    def begin(self, kind: SelectionKind) -> bool:
        """Begin with what is selected, or else with the first visible character; tell whether there is any text.

        While keys select, go on by characters or by lines, or give up where it is so already.
        """
        motions, selection = self._motions, self._document.selection
        if not motions:
            return False
        if self.active and kind == self._kind:
            self.cancel()
            return True
        anchor, cursor = selection.by_keys or (
            (selection.start, (selection.end[0], selection.end[1] - 1)) if selection else (self._pane.place,) * 2
        )
        self._kind = kind
        self._select(motions.nearest(anchor), motions.nearest(cursor))
        return True

    def move(self, unit: CursorUnit, count: int) -> None:
        """Move the cursor, forward is positive."""
        if self._document.selection.by_keys is None:
            return
        motions, (anchor, cursor) = self._motions, self._document.selection.by_keys
        match unit:
            case "line" | "half" | "screen":
                lines = lines_moved(unit, count, lines_shown(self._pane), overlap=_OVERLAP)
                lines = lines if unit == "line" else motions.text_lines(cursor, lines)
                self._select(anchor, motions.by_line(cursor, lines, self._column), keeps_column=True)
                return
            case "character":
                cursor = motions.by_character(cursor, count)
            case "end":
                cursor = motions.end(count)
            case "edge":
                cursor = motions.line_range(cursor)[count > 0]
            case _:
                cursor = motions.by_unit(cursor, unit, count)
        self._select(anchor, cursor)
        if unit == "edge" and count > 0:
            self._column = TO_END

    def cancel(self) -> None:
        """Select nothing."""
        self._pane.cancel_selection()

    def swap(self) -> None:
        """Go on from the other end."""
        if self._document.selection.by_keys is not None:
            anchor, cursor = self._document.selection.by_keys
            self._select(cursor, anchor)

    def take(self, unit: Unit) -> None:
        """Select the paragraph or sentence that the cursor is in."""
        if self._document.selection.by_keys is not None:
            self._kind = "characters"
            self._select(*self._motions.unit_at(self._document.selection.by_keys[1], unit))

    def _select(self, anchor: TextPosition, cursor: TextPosition, *, keeps_column: bool = False) -> None:
        motions = self._motions
        first, last = sorted((anchor, cursor))
        if self._kind == "lines":
            first, last = motions.line_range(first)[0], motions.line_range(last)[1]
        self._document.selection.select(first, motions.after(last))
        self._document.selection.by_keys = anchor, cursor
        if not keeps_column:
            self._column = motions.column(cursor)
        y = self._document.layout.line_of(cursor)
        show_lines(self._pane, y, y + 1)
