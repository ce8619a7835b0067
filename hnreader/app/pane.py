"""A pane that draws its own lines, of which only those in sight are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from rich.style import Style
    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.strip import Strip


@dataclass
class Noted(Message):
    """Something is to be said to the reader in the bottom row: words of our own, already in his language."""

    text: str


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """Its scrollbar always shows (`reader.tcss`), so that more or fewer lines never move another widget.

    A line is drawn once and kept while it is in sight: Textual's own cache goes by the rows of the screen, and would
    have all of them drawn again for each line that is scrolled. A pane has neither border nor padding.
    """

    _drawn: tuple[Style, int] | None = None

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        """Lines as they were drawn last, by their number in the whole."""
        self._drawn_for = self.size

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
        """Draw the lines in sight: those that are not kept."""
        if self.size != self._drawn_for:
            self._strips, self._drawn_for = {}, self.size
        self._drawn = None
        top, kept = self.scroll_offset.y, self._strips
        self._strips = {top + y: kept.get(top + y) or self._filtered(y) for y in crop.line_range}
        strips = list(self._strips.values())
        whole = crop.column_span == (0, self.size.width)
        return strips if whole else [strip.crop(*crop.column_span) for strip in strips]

    def _filtered(self, y: int) -> Strip:
        strip = self.render_line(y)
        for one in self.get_line_filters():
            strip = strip.apply_filter(one, self.background_colors[1])
        return strip

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw all anew; with regions, which Textual gives where a pane was scrolled, what has come in sight."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw some lines anew, by their number in the whole."""
        for line in lines:
            self._strips.pop(line, None)
        self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Draw all anew in other styles."""
        self._strips.clear()
        super().notify_style_update()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave out what turns the terminal's own colours into others: the panes have none, and it costs a tenth."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def reach(self, lines: int) -> None:
        """Have so many lines. Textual would lay out the whole screen anew; only the scrollbar changes."""
        self._drawn = None
        self.set_reactive(ScrollView.virtual_size, Size(self.breadth, lines))
        self.vertical_scrollbar.window_virtual_size = lines
        self.refresh()
