"""Keeping the text at the top of a pane there, while its lines are broken anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hnreader.app.rendering.story_layout import StoryLayout, TextPosition


class _Top(NamedTuple):
    position: TextPosition
    above: int
    """Blank lines between the top of the pane and the position."""
    y: int
    """The pane's top line when this was taken down."""


class ScrollAnchor:
    """Remembers the text at the top. As long as nobody scrolls, rounding to lines does not move it."""

    def __init__(self) -> None:
        self._top: _Top | None = None

    def release(self) -> None:
        """Forget it; the pane is scrolled on purpose."""
        self._top = None

    def restore(self, before: StoryLayout, after: StoryLayout, y: int) -> int | None:
        """Return the top line in the new layout, where the top line was `y`; None if the text is not there."""
        top = self._top
        if top is None or top.y != y:
            line = before.nearest_text_line(y)
            top = _Top(before.position_at(y), max(0, line - y) if line is not None else 0, y)
        same = before.blocks is after.blocks or before.blocks == after.blocks
        position = top.position if same else before.translate(top.position, after)
        if position is None or not before.lines:
            self._top = None
            return None
        self._top = _Top(position, top.above, y)
        return after.line_of(position) - top.above

    def scrolled(self, y: int) -> None:
        """Take down the pane's top line after it was restored."""
        if self._top is not None:
            self._top = self._top._replace(y=y)
