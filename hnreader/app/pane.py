"""A pane that draws its own lines, of which only those in sight are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.strip import Strip


@dataclass
class Noted(Message):
    """Something is to be said to the reader in the bottom row: words of our own, already in his language."""

    text: str


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """Its scrollbar always shows (`reader.tcss`), so that more or fewer lines never move another widget."""

    _drawn: tuple[Style, int] | None = None

    @property
    def ground(self) -> Style:
        """The style of the pane itself."""
        return self._kept[0]

    @property
    def breadth(self) -> int:
        """The cells of a line."""
        return self._kept[1]

    @property
    def _kept(self) -> tuple[Style, int]:
        """What all lines ask for; working it out takes as long as drawing one, so it is kept while they are drawn."""
        if self._drawn is None:
            self._drawn = self.rich_style, self.scrollable_content_region.width
        return self._drawn

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight."""
        self._drawn = None
        return super().render_lines(crop)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out what turns the terminal's own colours into others: the panes have none, and it costs a tenth."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def reach(self, lines: int) -> None:
        """Have so many lines. Textual would lay out the whole screen anew; only the scrollbar changes."""
        self._drawn = None
        self.set_reactive(ScrollView.virtual_size, Size(self.breadth, lines))
        self.vertical_scrollbar.window_virtual_size = lines
        self.refresh()
