"""The base of panes, which draw their own lines: only visible ones are drawn, and each only once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from hnreader.app.panes.scrollbar import scrollbar_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from rich.style import Style
    from textual.geometry import Region
    from textual.strip import Strip

MoveUnit = Literal["line", "half", "screen", "end"]
"""How far a pane's action `move` goes: by lines or rows, by half a screen, by a screen, to the first or last line."""
TO_END = 1 << 40
"""More lines than any pane has."""


_STYLE: Final = """
Pane {
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    background: $background;
    color: $foreground;
}
"""


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines that scroll. A subclass draws them in `render_line`, and has neither border nor padding.

    They may stand in `columns`; one goes on where the other ends. The scrollbar is always visible, so that another
    number of lines changes no width. Lines are cached by their number in the whole: Textual's cache goes by screen row.
    """

    DEFAULT_CSS: ClassVar = _STYLE
    columns = 1
    vertical_scrollbar = property(scrollbar_of)

    @dataclass
    class Notice(Message):
        """A text, already in the user's language, to be shown in the footer."""

        text: str

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's
        super().__init__(id=id)
        self._strips: dict[int, Strip] = {}
        self._strips_size = self.size

    @cached_property
    def base_style(self) -> Style:
        """The pane's own style. Each line asks for it and for `content_width`: both are kept while lines are drawn."""
        return self.rich_style

    @cached_property
    def content_width(self) -> int:
        """The cells of a line, which ends beside the scrollbar: below it, it would have to be cut off."""
        return self.scrollable_content_region.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the visible lines; draw those that are not cached."""
        if self.size != self._strips_size:
            self._strips, self._strips_size = {}, self.size
        _forget_metrics(self)
        # No pane uses the terminal's own palette, and turning it into RGB takes a tenth of the time.
        filters = [each for each in self.get_line_filters() if not isinstance(each, ANSIToTruecolor)]
        top, cached = self.scroll_offset.y, self._strips
        self._strips = {}
        for y in crop.line_range:
            strip = cached.get(top + y)
            if strip is None:
                strip = self.render_line(y)
                for each in filters:
                    strip = strip.apply_filter(each, self.background_colors[1])
            self._strips[top + y] = strip
        strips = list(self._strips.values())
        whole = crop.column_span == (0, self.size.width)
        return strips if whole else [strip.crop(*crop.column_span) for strip in strips]

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw all lines anew; with regions, as Textual calls it after scrolling, only those not cached."""
        if not regions:
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw(self, lines: Iterable[int]) -> None:
        """Draw some lines anew, by their number in the whole."""
        for line in lines:
            self._strips.pop(line, None)
        self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Draw all lines anew in other styles."""
        self._strips.clear()
        super().notify_style_update()

    def set_line_count(self, lines: int) -> None:
        """Set the number of lines. Textual's way would lay out the screen anew; only the scrollbar has to change."""
        _forget_metrics(self)
        height = _scrolled_height(self, lines)
        self.set_reactive(ScrollView.virtual_size, Size(self.content_width, height))
        self.vertical_scrollbar.window_virtual_size = height
        self.refresh()


def _forget_metrics(pane: Pane) -> None:
    for name in ("base_style", "content_width"):
        pane.__dict__.pop(name, None)


def lines_shown(pane: Pane) -> int:
    """Return how many lines are visible at once, in all columns."""
    return pane.columns * pane.size.height


def _scrolled_height(pane: Pane, lines: int) -> int:
    """Return the height to scroll through. Two columns may end with a screen that is not full: no line stands twice."""
    if pane.columns == 1:
        return lines
    screen = max(1, lines_shown(pane))
    return pane.size.height + max(0, lines - 1) // screen * screen


def scroll_to_line(pane: Pane, line: int) -> None:
    """Scroll at once, so that the line is at the top, or as near to it as possible."""
    pane.scroll_to(y=max(0, line), animate=False, force=True)


def show_lines(pane: Pane, first: int, end: int) -> None:
    """Scroll no further than needed to show lines from `first` to before `end`; the first has precedence."""
    y, height = pane.scroll_offset.y, lines_shown(pane)
    if first < y:
        scroll_to_line(pane, first)
    elif end > y + height:
        scroll_to_line(pane, min(first, end - height))


def lines_moved(unit: MoveUnit, count: int, height: int, *, overlap: int) -> int:
    """Return how many lines `count` units are in a pane of `height` lines; a new screen overlaps the one before."""
    sizes = {"line": 1, "half": height // 2, "screen": height - overlap, "end": TO_END}
    return count * max(1, sizes[unit])
