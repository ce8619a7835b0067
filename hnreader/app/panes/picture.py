"""The pane with the picture of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

    from hnreader.app.rendering.marked_picture import ShownPicture


class PicturePane(Widget, can_focus=False):
    """A picture in the middle; none while it is drawn."""

    DEFAULT_CSS: ClassVar = """
    PicturePane {
        width: auto;
        height: 1fr;
        background: $background;
    }
    """
    ALLOW_SELECT: ClassVar = False

    @dataclass
    class Resized(Message):
        """There is another size for a picture; the pane is empty."""

    @dataclass
    class Clicked(Message):
        """The picture was clicked at a point, given as shares of its width and height."""

        across: float
        down: float

    def __init__(self) -> None:
        super().__init__(id="picture")
        self._picture: ShownPicture | None = None
        self._fitted = self.size

    def show(self, picture: ShownPicture | None) -> None:
        """Show a picture that is no larger than the pane, or none."""
        self._picture = picture
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wait for a picture of this size."""
        if event.size != self._fitted:
            self._fitted = event.size
            self.show(None)
            self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        """Tell where the picture was clicked."""
        picture = self._picture
        if picture is not None:
            across = (event.x + 0.5 - self._left(picture)) / picture.columns
            self.post_message(self.Clicked(across, (event.y + 0.5 - self._top(picture)) / len(picture.rows)))

    def render_line(self, y: int) -> Strip:
        """Draw a line: what is written for a row of the picture takes its cells, however long it is."""
        width, picture = self.size.width, self._picture
        row = y - self._top(picture) if picture is not None else -1
        if picture is None or not 0 <= row < len(picture.rows):
            return Strip.blank(width, self.rich_style)
        left = self._left(picture)
        white = [Segment(" " * cells, self.rich_style) for cells in (left, width - left - picture.columns)]
        return Strip([white[0], Segment(picture.rows[row]), white[1]], width)

    def _left(self, picture: ShownPicture) -> int:
        return (self.size.width - picture.columns) // 2

    def _top(self, picture: ShownPicture) -> int:
        return (self.size.height - len(picture.rows)) // 2
