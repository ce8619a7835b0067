"""An open story: its layout, the matches of a search in it and what is selected, kept together as it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.matches import Matches
from hnreader.app.rendering.provenance import span_at, spans_of
from hnreader.app.rendering.story_layout import StoryLayout
from hnreader.app.rendering.story_selection import StorySelection
from hnreader.app.rendering.story_spread import StorySpread
from hnreader.app.rendering.story_view import BlockRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.archive import Archive
    from hnreader.model import Article, Line, Span, Text

_CONTEXT: Final = 3  # a match that is scrolled to stands a third of the screen down
_RUNNING_TEXT: Final = frozenset({BlockRole.BODY, BlockRole.HEADING, BlockRole.CAPTION})


class StoryDocument:
    """Lines (y) count from the top of the story."""

    def __init__(self) -> None:
        self.layout = StoryLayout()
        self.spread = StorySpread()
        """Where its lines stand in the pane."""
        self.matches = Matches()
        self.selection = StorySelection()
        self._words: tuple[str, ...] = ()

    def set_words(self, words: tuple[str, ...]) -> None:
        """Match other words."""
        self._words = words
        self.matches = Matches(self.layout.blocks, words)

    def follow(self, before: StoryLayout, *, reopened: bool) -> None:
        """Find matches and selection in the new layout. They stay with their text unless the story was `reopened`."""
        current = self.matches.position
        self.matches = Matches(self.layout.blocks, self._words)
        if reopened:
            self.selection.reset(self.layout.blocks)
            return
        self.selection.follow(before, self.layout)
        position = before.translate(current, self.layout) if current is not None else None
        if position is not None:
            self.matches.select_from(position)

    # where to scroll to

    def opening_line(self, view: StoryView, height: int) -> int:
        """Return the top line when the story is opened, and make the first match there current.

        It is opened at its beginning, or at its part and the passage in it. A match that would be below the screen is
        brought into it.
        """
        part_line = self.layout.page_breaks[view.part - 1] if view.part else 0
        found = self.matches.total > 0
        if part_line:
            first = self.layout.position_at(part_line)[0]
            found = bool(view.passage) and self.matches.select_in_passage(first, view.passage)
            if not found:
                self.matches.select_from((first, 0))
        top = max(0, part_line - 1)
        line = self.layout.line_of(self.matches.position) if found and self.matches.position else part_line
        return line - height // _CONTEXT if line - top >= height - 1 else top

    def line_of_match(self, source: Text, char: int, height: int) -> int | None:
        """Return the top line that shows the match at a character of a text, and make it current; None without it."""
        index = next((index for index, block in enumerate(self.layout.blocks) if block.source is source), None)
        if index is None:
            return None
        self.matches.select_from((index, char))
        line = self.layout.line_of((index, char))
        return line - height // _CONTEXT if line >= height - 1 else 0

    def line_in_context(self, position: TextPosition, y: int, height: int) -> int:
        """Return the top line that shows a position: `y` if it does, else one with lines above the position."""
        line = self.layout.line_of(position)
        return y if y <= line < y + height else line - height // _CONTEXT

    def next_page_break(self, y: int, last: int) -> int | None:
        """Return the top line for the next part of the story below line `y`; `last` is the last possible top line."""
        return next((line - 1 for line in self.layout.page_breaks if min(line - 1, last) > y), None)

    def origin(self, archive: Archive, y: int, height: int) -> tuple[Article, Span] | None:
        """Return where in a page's file the selection is, or else the visible text, and the article that it is of."""
        positions = [self.selection.start] if self.selection else self._visible_positions(y, height)
        for index, char in positions:
            block = self.layout.blocks[index]
            if block.source is None or block.part is None:
                continue
            span = span_at(block.source, char, archive.page_of(block.part).page.lines)
            if span is not None:
                return block.part, span
        return None

    def selected_spans(self, part: Article, lines: Sequence[Line]) -> list[Span]:
        """Return where on its page what is selected of a part of the story is; `lines` are the lines of the page."""
        blocks = ((index, block) for index, block in enumerate(self.layout.blocks) if block.part is part)
        return [
            span
            for index, block in blocks
            for start, end in self.selection.ranges(index)
            if block.source is not None
            for span in spans_of(block.source, start, end, lines)
        ]

    def _visible_positions(self, y: int, height: int) -> list[TextPosition]:
        """Return where the visible lines begin, running text before all else."""
        lines = [line for line in self.layout.lines[y : y + height] if line is not None]
        lines.sort(key=lambda line: line.block.role not in _RUNNING_TEXT)
        return [(line.index, line.range.start) for line in lines]

    # the mouse

    def position_at(self, x: int, y: int) -> TextPosition:
        """Return the position of a character of a line; `x` counts drawn characters, from the spread's `origin` on."""
        line = self.layout.line(y)
        if line is None:
            below = (line for line in self.layout.lines[y:] if line)  # between two texts: the start of the lower one
            return next((line.index for line in below), len(self.layout.blocks)), 0
        lead = len(line.block.lead) if line.first else 0
        char = line.range.start + x - self.spread.origin - line.indent - lead
        return line.index, max(line.range.start, min(char, line.range.end))
