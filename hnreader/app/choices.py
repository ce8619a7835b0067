"""A list of which one is chosen: all that it asks of what it lists is how many there are, and a line of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.chooser import Chooser
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from hnreader.app.pieces import Pieces

_BAR: Final = "▌"
PARTS: Final = ("chosen", "bar", "name", "meta", "strong", "hit")


class Choices(Chooser):
    """Rows of one height, of which only those in sight are drawn. Colours are those of `choices--…`."""

    COMPONENT_CLASSES = {f"choices--{part}" for part in PARTS}  # noqa: RUF012 Textual's
    notice: reactive[str] = reactive("")
    """What it says where there is nothing to choose."""

    @dataclass
    class Opened(Message):
        """The chosen one is to be opened."""

        position: int

    def __init__(self, *, id: str) -> None:  # noqa: A002 Textual's
        super().__init__(id=id)
        self._count = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return self._count

    def pieces(self, position: int, part: int, room: int) -> Pieces:
        """Return what stands in line `part` of a row, `room` cells at the most."""
        raise NotImplementedError

    def hold(self, count: int, position: int | None = None) -> None:
        """Hold so many, with one chosen that stays as high on the screen as the one before; None: the first, on top."""
        above = self.position * self.height_of_row - self.scroll_offset.y
        self._count = count
        self.position = max(0, min(position or 0, count - 1))
        self.reach(count * self.height_of_row)
        top = 0 if position is None else self.position * self.height_of_row - above
        self.scroll_to(y=max(0, top), animate=False, force=True)
        self._bring_into_view()

    def choose(self, position: int) -> None:
        """Choose one, or the nearest that there is."""
        before, self.position = self.position, max(0, min(position, self.count - 1))
        self._bring_into_view()
        height = self.height_of_row
        self.redraw(row * height + part for row in (before, self.position) for part in range(height))

    def _bring_into_view(self) -> None:
        top = self.position * self.height_of_row
        self.bring_into_view(top, top + self.height_of_row)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the chosen one in sight."""
        self.reach(self.count * self.height_of_row)
        self._bring_into_view()

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        position, part = divmod(self.scroll_offset.y + y, self.height_of_row)
        if position >= self.count:
            said = "  " + clip(self.notice, self.breadth - 2) if y == 1 and not self.count else ""
            return self._strip([(said, "meta")], self.ground)
        chosen = position == self.position
        ground = self.get_component_rich_style("choices--chosen") if chosen else self.ground
        bar: Pieces = [(_BAR if chosen else " ", "bar"), (" ", "")]
        return self._strip([*bar, *self.pieces(position, part, self.breadth - 3)], ground)

    def _strip(self, pieces: Pieces, ground: Style) -> Strip:
        strip = Strip(Segment(text, self._style(part, ground)) for text, part in pieces)
        return strip.adjust_cell_length(self.size.width, ground)

    def _style(self, part: str, ground: Style) -> Style:
        """Return the style of a part; a hit has a ground of its own."""
        if not part:
            return ground
        style = self.get_component_rich_style(f"choices--{part}")
        return style if part == "hit" else style + ground.background_style

    def action_open(self) -> None:
        """Open the chosen one."""
        if self.count:
            self.post_message(self.Opened(self.position))
