"""The reading pane: one article, set like print."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.lighting import Ranges, find_hits, lit
from hnreader.app.pane import Pane
from hnreader.app.story import Block, Role, Story, StoryLine, blocks, lay

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Voice

MEASURE: Final = 76  # cells: 38 汉字, what a book's line holds
MARGIN: Final = 2  # cells beside the text, at the least
_KEPT: Final = 32  # articles whose lines are remembered


class ReadingPane(Pane):
    """Shows the story; only the lines in sight are drawn."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{role}" for role in Role} | {"reading--hit"}

    story: reactive[Story | None] = reactive(None)
    """What is shown."""
    wanted: reactive[tuple[str, ...]] = reactive(())
    """The words that are lit in it."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="reading")
        self._voice = voice
        self._lines: list[StoryLine | None] = []
        self._laid: dict[tuple[Story, int], list[StoryLine | None]] = {}
        self._hits: dict[str, Ranges] = {}
        self._due = False
        """The story is still to be scrolled to where it is opened."""

    @property
    def measure(self) -> int:
        """The cells a line may take: an even number, for 汉字 take two."""
        return max(2, min(MEASURE, self.breadth - 2 * MARGIN) // 2 * 2)

    def watch_story(self, before: Story | None, story: Story | None) -> None:
        """Show another story from its top, or from the part that it is opened at; one that has only grown stays."""
        self._due = self._due or not (
            before is not None
            and story is not None
            and before.article is story.article
            and (before.part, before.passage) == (story.part, story.passage)
        )
        self._hits.clear()
        self._set()

    def watch_wanted(self) -> None:
        """Light other hits."""
        self._hits.clear()
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines anew for another measure."""
        self._set()

    def _set(self) -> None:
        self._lines = [] if self.story is None or not self.size else [None, *self._lay(self.story), None]
        self.reach(len(self._lines))
        if self._due and self._lines:
            self._due = False
            self.scroll_to(y=self._opening(), animate=False, force=True)
        self.refresh()

    def _opening(self) -> int:
        """Return the line to begin with: that of the turn to the part wanted, lower if the first hit is far below."""
        story = self.story
        if story is None or not story.part:
            return 0
        turns = [at for at, line in enumerate(self._lines) if line is not None and line.block.role is Role.TURN]
        turn = turns[story.part - 1]
        behind = range(turn, len(self._lines))
        hit = next((at for at in behind if self._holds_hit(self._lines[at], story.passage)), turn)
        return max(turn - 1, hit - self.size.height // 2)

    def _holds_hit(self, line: StoryLine | None, passage: str) -> bool:
        """Tell whether a line has a hit that lies in the passage, wherever that begins in the text."""
        begins = line.block.text.find(passage) if line is not None else -1
        if line is None or begins < 0:
            return False
        hits = (hit for hit in self._lit(line.block) if hit[1] > begins)
        return any(start < line.line.end and end > line.line.start for start, end in hits)

    def _lay(self, story: Story) -> list[StoryLine | None]:
        key = (story, self.measure)
        if key not in self._laid:
            if len(self._laid) >= _KEPT:
                self._laid.pop(next(iter(self._laid)))
            self._laid[key] = lay(blocks(story, self._voice), self.measure)
        return self._laid[key]

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width = self.size.width
        at = self.scroll_offset.y + y
        line = self._lines[at] if at < len(self._lines) else None
        if line is None:
            note = self._voice("screen.pick") if self.story is None and y == self.size.height // 2 else ""
            pad = Segment(" " * max(0, (width - 2 * len(note)) // 2), self.ground)
            style = self.get_component_rich_style("reading--meta")
            return Strip([pad, Segment(note, style)]).adjust_cell_length(width, self.ground)
        segments = [Segment(" " * self._left(line), self.ground), *self._segments(line)]
        return Strip(segments).adjust_cell_length(width, self.ground)

    def _left(self, line: StoryLine) -> int:
        """Return the cells before a line: the measure stands in the middle of the pane, a lead stands within it."""
        margin = max(0, (self.breadth - self.measure) // 2)
        return margin + (0 if line.first and line.block.lead else line.left)

    def _segments(self, line: StoryLine) -> list[Segment]:
        block = line.block
        style = self.get_component_rich_style(f"reading--{block.role}")
        if block.role is Role.RULE:
            return [Segment("─" * self.measure, style)]
        lead = [Segment(block.lead, style)] if line.first and block.lead else []
        text = block.text[line.line.start : line.line.end]
        light = self.get_component_rich_style("reading--hit")
        return [*lead, *lit(text, self._lit(block), style, light, line.line.start)]

    def _lit(self, block: Block) -> Ranges:
        if not self.wanted or block.role in {Role.META, Role.NOTE, Role.TURN, Role.UNTITLED}:
            return ()
        if block.text not in self._hits:
            self._hits[block.text] = find_hits(block.text, self.wanted)
        return self._hits[block.text]

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines, down is positive."""
        self.scroll_relative(y=lines, animate=False)

    def action_half(self, way: int) -> None:
        """Scroll by half a screen."""
        self.scroll_relative(y=way * max(1, self.size.height // 2), animate=False)

    def action_turn(self, way: int) -> None:
        """Scroll by a screen, of which two lines stay in sight."""
        self.scroll_relative(y=way * max(1, self.size.height - 2), animate=False)

    def action_first(self) -> None:
        """Scroll to the top."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """Scroll to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)
