"""The base of panes that show pages as sheets: the styles of what is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.panes.pane import Pane

if TYPE_CHECKING:
    from hnreader.app.rendering.styled_text import StyledLine

_ON_SHEET = ("sheet", "headline", "title", "body", "caption", "furniture")


_STYLE = """
SheetPane {
    height: 1fr;
    width: 1fr;
}
.map--sheet, .map--note {
    color: $foreground 60%;
    background: $panel;
}
.map--headline {
    color: $foreground;
    background: $panel;
    text-style: bold;
}
.map--title, .map--caption {
    color: $foreground 70%;
    background: $panel;
}
.map--body {
    color: $foreground 38%;
    background: $panel;
}
.map--furniture {
    color: $foreground 50%;
    background: $panel;
}
.map--frame {
    color: $foreground 30%;
    background: $panel;
}
.map--chosen {
    color: $accent;
    background: $panel;
}
.map--label {
    color: $foreground 70%;
}
.map--chosen-label {
    color: $accent;
    text-style: bold reverse;
}
.map--lit-sheet, .map--lit-body, .map--lit-title, .map--lit-caption, .map--lit-furniture {
    color: $accent;
    background: $panel;
    text-style: reverse;
}
.map--lit-headline {
    color: $accent;
    background: $background;
    text-style: bold reverse;
}
"""


class SheetPane(Pane):
    """Styles of a line on it are its component classes `map--…`."""

    DEFAULT_CSS: ClassVar = _STYLE
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"map--{part}" for part in _ON_SHEET),
        *(f"map--lit-{part}" for part in _ON_SHEET),
        *(f"map--{part}" for part in "note frame chosen label chosen-label".split()),
    }

    def styled_strip(self, line: StyledLine, left: int) -> Strip:
        """Draw a line, `left` cells from the left."""
        segments = [Segment(" " * left, self.base_style)]
        for text, part in line:
            style = self.get_component_rich_style(f"map--{part}") if part else self.base_style
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.size.width, self.base_style)
