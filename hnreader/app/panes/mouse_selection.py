"""Selecting text of a story with the mouse, of which Textual tells screen positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.rendering.text_motions import TextMotions

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset
    from textual.selection import Selection
    from textual.widget import Widget

    from hnreader.app.rendering.story_document import StoryDocument
    from hnreader.app.rendering.story_layout import TextPosition


class MouseSelection:
    """Turns the mouse's selection in `widget` into one of the document."""

    def __init__(self, widget: Widget, document: StoryDocument) -> None:
        self._widget = widget
        self._document = document

    def update(self, selection: Selection | None) -> None:
        """Select what the mouse has selected. A selection made by keys ends only by keys."""
        selected = self._document.selection
        if selection is not None:
            end = (len(self._document.layout.blocks), 0)
            selected.select(self._position(selection.start, (0, 0)), self._position(selection.end, end))
        elif selected.by_keys is None:
            selected.clear()

    def click(self, event: events.Click) -> bool:
        """Select the sentence that is double-clicked; tell whether it is a single click, which selects nothing."""
        if event.widget is not self._widget:
            return False
        event.prevent_default()  # Textual would select everything
        if self._widget.text_selection is not None:  # the end of a drag
            return False
        selected = self._document.selection
        if event.chain == 1:
            selected.clear()
            return True
        _, offset = self._widget.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
        motions = TextMotions(self._document.layout)
        if offset is not None and motions:
            first, last = motions.unit_at(motions.nearest(self._position(offset, (0, 0))), "sentence")
            selected.select(first, motions.after(last))
        return False

    def _position(self, offset: Offset | None, default: TextPosition) -> TextPosition:
        return default if offset is None else self._document.position_at(offset.x, offset.y)
