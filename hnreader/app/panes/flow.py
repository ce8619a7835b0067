"""The pane of a flow: the stories of a page or of an issue, one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec.structs import replace
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import TO_END, Pane, lines_moved, scroll_to_line
from hnreader.app.panes.reading import ReadingPane
from hnreader.app.rendering.flow import FlowLayout
from hnreader.app.rendering.story_drawing import draw_row
from hnreader.app.rendering.story_layout import LayoutCache
from hnreader.app.rendering.story_spread import StorySpread, make_spread
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType
    from textual.timer import Timer

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.flow import FlowPosition, FlowStory
    from hnreader.app.rendering.story_layout import StoryLayout
    from hnreader.app.rendering.story_style import StoryStyle
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.messages import Translator
    from hnreader.model import Article

_OVERLAP: Final = 2  # lines of a screen that are still visible on the next one
_AHEAD: Final = 400  # lines that are laid out at once: some ten milliseconds
_PAUSE: Final = 0.02  # seconds from one such time to the next

_STYLE: Final = """
FlowPane {
    width: 1fr;
    height: 1fr;
}
.flow--page {
    color: $text-primary;
    text-style: bold;
}
"""


class FlowPane(Pane):
    """Stories are set as in the reading pane. What is below the screen is laid out by and by."""

    DEFAULT_CSS: ClassVar = _STYLE + ReadingPane.DEFAULT_CSS
    BINDINGS: ClassVar[list[BindingType]] = bindings("flow")
    COMPONENT_CLASSES: ClassVar[set[str]] = ReadingPane.COMPONENT_CLASSES | {"flow--page"}

    @dataclass
    class Passed(Message):
        """Articles whose last line was moved past, by their ids."""

        ids: tuple[str, ...]

    @dataclass
    class Opened(Message):
        """The story at hand is to be opened."""

    def __init__(
        self,
        tr: Translator,
        stories: Sequence[FlowStory],
        opened: Callable[[Article], StoryView],
        style: StoryStyle,
        start: FlowPosition,
        evidence_key: str,
    ) -> None:
        """`opened` returns the view of a story; stories are set in a style, but in one column."""
        super().__init__(id="flow")
        self._tr = tr
        self._story_style = replace(style, columns=1)
        self._start = start
        self._stories = stories
        self._opened = opened
        self._layouts = LayoutCache(tr, evidence_key)
        self._layout: FlowLayout | None = None
        self._spread = StorySpread()
        self._timer: Timer | None = None

    @property
    def position(self) -> FlowPosition:
        """Where the visible text begins."""
        return self._layout.position(self.scroll_offset.y) if self._layout is not None else self._start

    @property
    def at_hand(self) -> int:
        """The number of the story that is read, from 0."""
        return self._layout.at_hand(self.scroll_offset.y) if self._layout is not None else 0

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines anew; what was at the top of the screen stays there."""
        position = self.position
        self._spread = make_spread(self.content_width, self.size.height, self._story_style)
        self._layout = layout = FlowLayout(self._stories, self._lay_out)
        top = layout.line_of(position)
        self._extend(top + 2 * self.size.height)
        scroll_to_line(self, top)
        if self._timer is None:
            self._timer = self.set_interval(_PAUSE, self._extend_further)

    def _lay_out(self, article: Article) -> StoryLayout:
        return self._layouts.layout(self._opened(article), self._spread, self._story_style)

    def _extend(self, lines: int) -> None:
        """Lay out so many lines; the last story can be scrolled to the top as well."""
        if self._layout is not None:
            self._layout.extend(lines)
            self.set_line_count(len(self._layout) + max(0, self.size.height - _OVERLAP))

    def _extend_further(self) -> None:
        if self._layout is not None and not self._layout.complete:
            self._extend(len(self._layout) + _AHEAD)
        elif self._timer is not None:
            self._timer.stop()
            self._timer = None

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        number = self.scroll_offset.y + y
        if self._layout is None or number >= len(self._layout):
            return Strip.blank(self.content_width, self.base_style)
        story, line = self._layout.at(number)
        if line < 0:
            heading = self._heading(self._layout.stories[story].heading)
            return Strip(heading).adjust_cell_length(self.content_width, self.base_style)
        document = self._layout.document(story)
        document.spread = self._spread
        return draw_row(document, line, self.content_width, self._style, no_color=self.app.no_color)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"reading--{part}") if part else self.base_style

    def _heading(self, text: str) -> list[Segment]:
        """Draw what a page is called, in a rule."""
        shown = f" {clip(text, self._spread.measure - 6)} "
        rule = (self._spread.measure - cells(shown)) // (2 * cells("━"))
        line = "━" * rule + shown + "━" * rule
        return [
            Segment(" " * self._spread.margin, self.base_style),
            Segment(line, self.get_component_rich_style("flow--page")),
        ]

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Scroll, down is positive. What is left above the screen was read, unless the end was gone to."""
        before = self.at_hand
        lines = lines_moved(unit, count, self.size.height, overlap=_OVERLAP)
        if unit == "end" and count > 0 and self._layout is not None:
            self._extend(TO_END)
            scroll_to_line(self, self._layout.tops[-2])
        else:
            self._extend(self.scroll_offset.y + lines + 2 * self.size.height if count > 0 else 0)
            scroll_to_line(self, self.scroll_offset.y + lines)
        if unit != "end":
            self._report_passed(before)

    def _report_passed(self, before: int) -> None:
        if passed := tuple(story.article.id for story in self._stories[before : self.at_hand]):
            self.post_message(self.Passed(passed))

    def action_story(self, step: int) -> None:
        """Go to the next story (1), or to the beginning of this one or the one above (-1)."""
        before = self.at_hand
        self._step(step, pages=False)
        self._report_passed(before)

    def action_page(self, step: int) -> None:
        """Go to the next page of the paper (1), or to the beginning of this one or the one above (-1)."""
        self._step(step, pages=True)

    def _step(self, direction: int, *, pages: bool) -> None:
        if self._layout is None:
            return
        y, top = self.scroll_offset.y, None
        while (top := self._layout.next_top(y, direction, pages=pages)) is None and not self._layout.complete:
            self._extend(len(self._layout) + _AHEAD)
        if top is None or top >= len(self._layout):
            self.post_message(self.Notice(self._tr("No more in this direction")))
        else:
            self._extend(top + 2 * self.size.height)
            scroll_to_line(self, top)

    def action_open(self) -> None:
        """Open the story at hand."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Open the story that is clicked twice."""
        if event.chain == 2 and self._layout is not None:
            scroll_to_line(self, self._layout.tops[self._layout.at(self.scroll_offset.y + event.y).story])
            self.action_open()
