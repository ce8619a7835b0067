"""The panel beside a page's map, or below it, with the selected story."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from hnreader.app.rendering.story_panel import panel_lines

if TYPE_CHECKING:
    from textual import events

    from hnreader.app.rendering.story_panel import PanelStory
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator

_PARTS: Final = (
    "column",
    "kicker",
    "headline",
    "subhead",
    "byline",
    "heading",
    "body",
    "note",
    "doubt",
    "turn",
    "mark",
)


class StoryPanel(Widget, can_focus=False):
    """As much of a story as there is room for."""

    DEFAULT_CSS: ClassVar = """
    StoryPanel {
        width: 1fr;
        height: 1fr;
        padding: 1 2;
        background: $background;
        color: $foreground;
    }
    .panel--column {
        color: $text-primary;
        text-style: bold;
    }
    .panel--headline {
        color: $accent;
        text-style: bold;
    }
    .panel--heading {
        text-style: bold;
    }
    .panel--kicker, .panel--subhead {
        color: $text-soft;
    }
    .panel--byline, .panel--note {
        color: $text-quiet;
    }
    .panel--body {
        color: $text-soft;
    }
    .panel--doubt, .panel--turn, .panel--mark {
        color: $accent;
        text-style: bold;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"panel--{part}" for part in _PARTS}

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="story-panel")
        self._tr = tr
        self._story: PanelStory | None = None
        self._lines: list[StyledLine] = []

    def show(self, story: PanelStory | None) -> None:
        """Show a story, or nothing."""
        self._story = story
        self._lay_out()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay it out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, height = self.size
        self._lines = panel_lines(self._tr, self._story, width, height) if self._story and width > 1 < height else []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        ground = self.rich_style
        segments = [
            Segment(text, self.get_component_rich_style(f"panel--{part}") if part else ground)
            for text, part in (self._lines[y] if y < len(self._lines) else ())
        ]
        return Strip(segments).adjust_cell_length(self.size.width, ground)
