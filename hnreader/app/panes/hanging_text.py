"""Text in two columns, set for the width that there is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from hnreader.app.rendering.hanging import set_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content
    from textual.geometry import Size
    from textual.selection import Selection

    from hnreader.app.rendering.hanging import Hanging

_NARROWEST: Final = 2  # cells: a character takes as many
_WIDTHS: Final = 2
"""For which lines are kept: Textual asks without a scrollbar, and with it."""


class HangingText(Widget):
    """Terms, and what is said of each `column` cells in, where there is room for that.

    It draws the lines that are seen. Textual's `Static` would set all of a text for each of a dozen questions, which
    is what a key has to wait for.
    """

    DEFAULT_CSS: ClassVar = """
    HangingText {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(self, entries: Sequence[Hanging], column: int) -> None:
        super().__init__(id="sheet-text")
        self._entries: Final = entries
        self._column: Final = column
        self._lines: Final = lru_cache(_WIDTHS)(self._set)

    def _set(self, width: int) -> Sequence[Content]:
        return tuple(set_entries(self._entries, self._column, max(_NARROWEST, width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 Textual's
        """Return the number of lines of so many cells."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw a line, with what the mouse has selected of it."""
        width = self.size.width
        lines = self._lines(width)
        if y >= len(lines):
            return Strip.blank(width, self.rich_style)
        line, selection = lines[y], self.text_selection
        if selection and (span := selection.get_span(y)):
            start, end = span
            style = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(style, start, end if end >= 0 else None)
        (strip,) = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False, pad=True)
        return strip.apply_offsets(0, y)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """Return what the mouse has selected, and what stands behind it."""
        return selection.extract("\n".join(line.plain for line in self._lines(self.size.width))), "\n"
