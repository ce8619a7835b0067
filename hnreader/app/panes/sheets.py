"""The base of panes that show pages as sheets: the styles of what is on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.panes.pane import Pane

if TYPE_CHECKING:
    from hnreader.app.rendering.styled_text import StyledLine

_ON_SHEET = "sheet headline open title body caption masthead furniture".split()
_STYLE = """
SheetPane {
    height: 1fr;
    width: 1fr;
}
.map--sheet, .map--note, .map--headline, .map--open, .map--title, .map--body, .map--caption, .map--masthead,
.map--furniture, .map--frame, .map--chosen {
    color: $foreground;
    background: $sheet;
}
.map--headline {
    text-style: bold;
}
.map--open, .map--chosen {
    color: $accent;
    text-style: bold;
}
.map--title, .map--caption {
    color: $text-quiet;
}
.map--body {
    color: $mark-quiet;
}
.map--masthead {
    color: $text-primary;
    text-style: bold;
}
.map--furniture, .map--note {
    color: $text-quiet;
}
.map--frame {
    color: $mark-quiet;
}
.map--label {
    color: $text-quiet;
}
.map--chosen-label {
    color: $accent;
    text-style: bold reverse;
}
.map--lit-sheet, .map--lit-body, .map--lit-title, .map--lit-caption {
    color: $accent-muted;
    background: $accent;
    text-style: reverse;
}
.map--lit-title, .map--lit-caption {
    background: $foreground;
}
.map--lit-headline, .map--lit-open {
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
        return Strip(segments).adjust_cell_length(self.content_width, self.base_style)
