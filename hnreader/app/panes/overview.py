"""The pane that shows what the archive has and what is new, where no article is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.commands import Keys
from hnreader.app.panes.pane import Pane
from hnreader.app.rendering.overview import Holdings, OverviewLayout
from hnreader.app.rendering.story_spread import MARGIN
from hnreader.app.rendering.story_style import PLAIN

if TYPE_CHECKING:
    from textual import events

    from hnreader.app.commands import Pane as PaneName
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator


_STYLE: Final = """
Overview {
    width: 1fr;
    overflow: hidden hidden;
}
.overview--title {
    color: $accent;
    text-style: bold;
}
.overview--head {
    color: $text-soft;
    text-style: bold;
}
.overview--text {
    color: $foreground;
}
.overview--bar {
    color: $primary;
}
.overview--gap {
    color: $mark-quiet;
}
.overview--note, .overview--word {
    color: $text-quiet;
}
.overview--new, .overview--key {
    color: $accent;
    text-style: bold;
}
"""


class Overview(Pane, can_focus=False):
    """The overview. It never scrolls: as much is laid out as fits."""

    DEFAULT_CSS: ClassVar = _STYLE
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"overview--{part}" for part in "title head text bar gap note word new key".split()
    }

    def __init__(self, tr: Translator, keys: Keys | None = None, *, pane: PaneName | None = "list") -> None:
        """Tell the keys of a pane, the one that has the focus meanwhile, or none where it is None."""
        super().__init__(id="overview")
        self._tr = tr
        commands = (keys or Keys()).of(pane) if pane else ()
        self._keys = {command.id: command.written[0] for command in commands if command.written}
        self._holdings = Holdings({}, 0, None, None)
        self._lines: list[StyledLine] = []
        self._laid_out_for: tuple[int, int] | None = None

    def show(self, holdings: Holdings) -> None:
        """Show what the archive has."""
        self._holdings = holdings
        self._laid_out_for = None
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Have as many lines as the pane is high."""
        self.set_line_count(self.size.height)

    @property
    def _measure(self) -> int:
        return max(1, min(PLAIN.cells, self.content_width - 2 * MARGIN))

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        size = self._measure, self.size.height
        if self._laid_out_for != size:
            self._laid_out_for = size
            self._lines = OverviewLayout(self._tr, self._keys, self._holdings, *size).lines()
        segments = [Segment(" " * ((self.content_width - self._measure) // 2), self.base_style)]
        for text, part in self._lines[y] if y < len(self._lines) else []:
            style = self.get_component_rich_style(f"overview--{part}") if part else self.base_style
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(self.content_width, self.base_style)
