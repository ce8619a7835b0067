"""Lays a story out in a pane and scrolls to places of it; keeps what is being read visible when its lines change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from hnreader.app.panes.pane import lines_shown, scroll_to_line
from hnreader.app.panes.scroll_anchor import ScrollAnchor
from hnreader.app.rendering.story_layout import LayoutCache, StoryLayout
from hnreader.app.rendering.story_spread import make_spread
from hnreader.app.rendering.story_view import BlockRole
from hnreader.messages import N_

if TYPE_CHECKING:
    from hnreader.app.panes.pane import Pane
    from hnreader.app.rendering.story_document import StoryDocument
    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_spread import StorySpread
    from hnreader.app.rendering.story_style import StoryStyle
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.messages import Translator
    from hnreader.model import Text


class StoryScroller:
    """Scrolls `pane`, which shows `document`."""

    def __init__(self, pane: Pane, document: StoryDocument, tr: Translator, evidence_key: str) -> None:
        self._pane = pane
        self._document = document
        self._cache = LayoutCache(tr, evidence_key)
        self._anchor = ScrollAnchor()
        self._view: StoryView | None = None
        self._to_open = False
        """The story is still to be scrolled to where it is opened, once it is laid out."""
        self._target: TextPosition | None = None
        """A position to scroll to, then."""
        self._target_match: tuple[Text, int] | None = None
        """A character of a text to open the story at, in place of its beginning or its passage."""

    def show(self, view: StoryView | None) -> None:
        """Open a story when it is laid out next; one that has only grown is not scrolled."""
        self._to_open = self._to_open or not _grown(self._view, view)
        self._view = view
        self._target = None

    def lay_out(self, width: int, style: StoryStyle) -> None:
        """Lay the story out, and scroll to where it is opened, or so that the text at the top stays there."""
        document, before, height = self._document, self._document.layout, self._pane.size.height
        spread = make_spread(width, height, style)
        layout = self._layout(spread, style)
        if spread.columns > 1 and len(layout.lines) <= height:  # the second column would be empty
            spread = make_spread(width, height, replace(style, columns=1))
            layout = self._layout(spread, style)
        if layout is not before or spread != document.spread:
            document.layout, document.spread, self._pane.columns = layout, spread, spread.columns
            if self._to_open or before.blocks != layout.blocks:
                document.follow(before, reopened=self._to_open)
            top = self._anchor.restore(before, layout, self._pane.scroll_offset.y)
            self._pane.set_line_count(len(layout.lines))
            if top is None:  # of a story that was opened at a later part, the earlier ones were read in only now
                self._to_open = self._to_open or bool(self._view and self._view.part and before.lines)
            elif not self._to_open:
                scroll_to_line(self._pane, top)
            self._anchor.scrolled(self._pane.scroll_offset.y)
        if self._to_open and layout.lines:
            self._to_open = False
            self._anchor.release()
            self.open()
            if self._target is not None:
                self.go_to(self._target)

    def _layout(self, spread: StorySpread, style: StoryStyle) -> StoryLayout:
        return StoryLayout() if self._view is None else self._cache.layout(self._view, spread, style)

    def open(self) -> None:
        """Scroll to the match that is to be shown, or else to where the story is opened."""
        height = lines_shown(self._pane)
        target, self._target_match = self._target_match, None
        top = self._document.line_of_match(*target, height) if target is not None else None
        if top is None and self._view is not None:
            top = self._document.opening_line(self._view, height)
        scroll_to_line(self._pane, top or 0)

    def go_to(self, position: TextPosition) -> None:
        """Scroll to a position; before the story is laid out, as soon as it is. The first one is that of the top."""
        self._target = None if self._document.layout.lines and not self._to_open else position
        scroll_to_line(self._pane, self._document.layout.line_of(position) if position > (0, 0) else 0)

    def show_match(self, source: Text, char: int) -> None:
        """Make the match at a character of a text current, and show it; as soon as the story is laid out."""
        self._target_match = source, char
        if self._document.layout.lines and not self._to_open:
            self.open()

    def step_match(self, direction: int) -> bool:
        """Go to the next match (1) or the previous one (-1); tell whether that wrapped around."""
        wrapped = self._document.matches.step(direction)
        self._show_current_match()
        return wrapped

    def show_end_match(self, direction: int) -> None:
        """Go to the first match (1), or to the last one (-1)."""
        self._document.matches.select_end(direction)
        self._show_current_match()

    def _show_current_match(self) -> None:
        y = self._pane.scroll_offset.y
        top = self._document.line_in_context(self._document.matches.position or (0, 0), y, lines_shown(self._pane))
        if top != y:
            scroll_to_line(self._pane, top)

    def follow(self) -> str | None:
        """Scroll to the next part of the story; if there is none, return a message about it, to be translated."""
        top = self._document.next_page_break(self._pane.scroll_offset.y, self._pane.max_scroll_y)
        if top is not None:
            scroll_to_line(self._pane, top)
            return None
        parts = self._view.parts if self._view is not None else ()
        if parts and parts[-1].jump_to is not None:
            return N_("the continuation is not among the pages read")
        if parts and parts[0].jump_from is not None:
            return N_("the beginning is not among the pages read")
        return N_("No further continuation") if len(parts) > 1 else N_("This article does not continue on another page")

    def follow_line(self, y: int) -> str | None:
        """Follow the reference to another part that line `y` is; return a message if it leads nowhere."""
        line = self._document.layout.line(y)
        if line is not None and line.block.role is BlockRole.PAGE_BREAK:
            scroll_to_line(self._pane, y - 1)
        elif line is not None and line.block.role is BlockRole.JUMP:
            back = self._view.article.jump_from if self._view is not None else None
            return (
                N_("the beginning is not among the pages read")
                if back and line.block.source is back.text
                else N_("the continuation is not among the pages read")
            )
        return None


def _grown(before: StoryView | None, view: StoryView | None) -> bool:
    """Tell whether a story is the one before with more parts, opened at the same one."""
    if before is None or view is None or before.passage != view.passage:
        return False
    index = next((index for index, part in enumerate(view.parts) if part.id == before.article.id), None)
    return index is not None and view.part == (index or before.part)
