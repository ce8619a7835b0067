"""The pane that sets a story like print and keeps the reader's place in it, whatever becomes of its size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.inking import Layer, inked
from hnreader.app.laid import Laid, Place
from hnreader.app.pane import Noted, Pane
from hnreader.app.story import Role, Story, StoryLine, blocks

if TYPE_CHECKING:
    from textual import events

    from hnreader.messages import Voice

MEASURE: Final = 76  # cells: 38 汉字, what a book's line holds
_NARROWEST: Final = 20
_WIDEST: Final = 120
MARGIN: Final = 2  # cells beside the text, at the least
_STEP: Final = 4  # two 汉字
_KEPT: Final = 32  # articles whose lines are remembered


@dataclass(frozen=True, slots=True)
class _Top:
    """What the screen began with when the lines were set last: `y` tells whether anybody has scrolled since."""

    place: Place
    above: int
    y: int


class StoryPane(Pane):
    """Shows the story; only the lines in sight are drawn."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{role}" for role in Role}

    story: reactive[Story | None] = reactive(None)
    """What is shown."""
    measure_wished: reactive[int] = reactive(MEASURE)
    """The cells that a line is to take where the pane has room for them."""

    @dataclass
    class Measured(Message):
        """The reader wants another measure."""

        cells: int

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="reading")
        self._voice = voice
        self._laid = Laid()
        self._kept_laid: dict[tuple[Story, int], Laid] = {}
        self._top: _Top | None = None
        self._going: Place | None = None
        self._due = False
        """The story is still to be scrolled to where it is opened."""

    # the place

    @property
    def measure(self) -> int:
        """The cells a line may take: an even number, for 汉字 take two."""
        return max(2, min(self.measure_wished, self.room))

    @property
    def room(self) -> int:
        """The cells a line may take at the most."""
        return max(2, (self.breadth - 2 * MARGIN) // 2 * 2)

    @property
    def place(self) -> Place:
        """The block and the character with which the text in sight begins."""
        return self._laid.place(self.scroll_offset.y)

    def go_to(self, place: Place) -> None:
        """Bring a place to the top; where nothing is laid yet, as soon as it is."""
        self._going = None if self._laid.lines and not self._due else place
        self._scroll(self._laid.line_of(place))

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=max(0, y), animate=False, force=True)

    # setting

    def watch_story(self, before: Story | None, story: Story | None) -> None:
        """Show another story from where it is opened; one that has only grown stays."""
        self._due = self._due or not _grown(before, story)
        self._going = None
        self._set()

    def watch_measure_wished(self) -> None:
        """Set the lines anew."""
        self._set()

    def on_resize(self, _event: events.Resize) -> None:
        """Set the lines anew for another measure."""
        self._set()

    def _set(self) -> None:
        """Lay the story that is shown now, and keep to what was at the top unless it is to be opened."""
        if not self.size:
            return
        before, self._laid = self._laid, Laid() if self.story is None else self._lay(self.story)
        if before is not self._laid:
            top = self._remember(before)
            self._set_anew(before)
            self.reach(len(self._laid.lines))
            self._return(top, before)
        if self._due and self._laid.lines:
            self._due = False
            self._top = None
            self._open()
            if self._going is not None:
                self.go_to(self._going)
        self.refresh()

    def _remember(self, before: Laid) -> _Top:
        """Return what the screen begins with: as it was when it was set last, if nobody has scrolled since."""
        y = self.scroll_offset.y
        if self._top is not None and self._top.y == y:
            return self._top
        text = before.text_line(y)
        return _Top(before.place(y), max(0, text - y) if text is not None else 0, y)

    def _return(self, top: _Top, before: Laid) -> None:
        """Bring to the top what was there before the lines were set anew."""
        same = before.blocks is self._laid.blocks or before.blocks == self._laid.blocks
        place = top.place if same else before.moved(top.place, self._laid)
        if place is None or not before.lines:
            # Where nothing of it is left, a part that others have come before is opened like one that was found.
            self._due = self._due or bool(self.story and self.story.part and before.lines)
            self._top = None
            return
        if not self._due:
            self._scroll(self._laid.line_of(place) - top.above)
        self._top = _Top(place, top.above, self.scroll_offset.y)

    def _lay(self, story: Story) -> Laid:
        plain = replace(story, part=0, passage="")
        key = (plain, self.measure)
        if key not in self._kept_laid:
            if len(self._kept_laid) >= _KEPT:
                self._kept_laid.pop(next(iter(self._kept_laid)))
            self._kept_laid[key] = Laid(blocks(plain, self._voice), self.measure)
        return self._kept_laid[key]

    def _set_anew(self, before: Laid) -> None:
        """Work out what hangs on the lines, which were others `before`."""

    def _open(self) -> None:
        """Scroll to where the story is opened."""
        self._scroll(0)

    # drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight; it tells the mouse where it is in the text."""
        width = self.size.width
        at = self.scroll_offset.y + y
        line = self._laid.lines[at] if at < len(self._laid.lines) else None
        if line is None:
            strip = Strip.blank(width, self.ground)
        else:
            strip = Strip([Segment(" " * self._left(line), self.ground), *self._segments(line)])
        return strip.adjust_cell_length(width, self.ground).apply_offsets(0, at)

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
        return [*lead, *inked(block.text, line.line.start, line.line.end, style, self._layers(line))]

    def _note(self, key: str, *detail: object) -> None:
        """Have something said."""
        self.post_message(Noted(self._voice(key, *detail)))

    def _layers(self, _line: StoryLine) -> list[Layer]:
        """Return what lies over a line."""
        return []

    # moving

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

    def action_widen(self, way: int) -> None:
        """Take two 汉字 more to a line, or two fewer."""
        cells = max(_NARROWEST, min(min(self.measure_wished, self.room) + way * _STEP, _WIDEST))
        if way > 0 and self.measure >= self.room:
            self._note("reading.widest", self.room // 2)
            return
        self.measure_wished = cells
        self.post_message(self.Measured(cells))
        self._note("reading.measure", self.measure // 2)


def _grown(before: Story | None, story: Story | None) -> bool:
    """Tell whether a story is the one before with more of it read in, opened at the same part."""
    if before is None or story is None or before.passage != story.passage:
        return False
    at = next((at for at, part in enumerate(story.parts) if part is before.article), None)
    return at is not None and story.part == (at or before.part)
