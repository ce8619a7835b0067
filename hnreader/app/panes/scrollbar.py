"""The scrollbar of a pane. Textual's is drawn anew at each step, whether its thumb moves or not: a third of a frame."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from rich.color import Color as RichColor
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.segment import Segment
    from rich.style import Style
    from textual.color import Color
    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.widget import Widget

_KEPT: Final = 256  # cells of scrollbars: a bar has some five different ones


class PaneScrollBar(ScrollBar):
    """A vertical scrollbar one cell wide, drawn anew only where that changes what is seen."""

    position: Reactive[float] = Reactive(0.0, repaint=False)

    def __init__(self) -> None:
        super().__init__(vertical=True, name="vertical", thickness=1)
        self._shown: Sequence[Segment] = ()
        """A cell a line, from the top."""

    def watch_position(self) -> None:
        """Draw the bar anew where another position looks different, unless the app ends amid a scroll."""
        if self.is_attached and self._cells() != self._shown:
            self.refresh()

    def _cells(self) -> Sequence[Segment]:
        bar = cast("ScrollBarRender", self.render())
        style = cast("Style", bar.style)
        return bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=style.bgcolor or RichColor.default(),
            bar_color=style.color or RichColor.default(),
        ).segments

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the visible lines."""
        self._shown = self._cells()
        filters, ground = tuple(self.get_line_filters()), self.background_colors[1]
        return [_strip(cell, filters, ground) for cell in self._shown[crop.y : crop.bottom]]


def scrollbar_of(pane: Widget) -> PaneScrollBar:
    """Return the scrollbar of a pane, made when it is first asked for, as Textual makes its own."""
    if not isinstance(pane._vertical_scrollbar, PaneScrollBar):  # noqa: SLF001 Textual has no hook for another class
        pane._vertical_scrollbar = bar = PaneScrollBar()  # noqa: SLF001
        bar.display = False
        pane.app._start_widget(pane, bar)  # noqa: SLF001
    return pane._vertical_scrollbar  # noqa: SLF001


@lru_cache(_KEPT)
def _strip(cell: Segment, filters: Sequence[LineFilter], ground: Color) -> Strip:
    """Return a cell as a line, the same each time: what Textual works out about a strip, it keeps with it."""
    strip = Strip([cell], 1)
    for each in filters:
        strip = strip.apply_filter(each, ground)
    return strip
