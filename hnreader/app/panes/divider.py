"""The border between list and text, which the mouse drags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.content import Content


class Divider(Widget, can_focus=False):
    """Says to which cell it is dragged, and when that is over."""

    DEFAULT_CSS: ClassVar = """
    Divider {
        width: 1;
        background: $background;
    }
    Divider:hover, Divider.dragged {
        background: $foreground 12%;
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    @dataclass
    class Dragged(Message):
        """It was dragged to a cell of the screen; `released`: it stays there."""

        cell: int
        released: bool

    def render(self) -> Content | str:
        """Draw nothing but the background."""
        return ""

    def on_mouse_down(self, _event: events.MouseDown) -> None:
        """Take hold of it."""
        self.capture_mouse()
        self.add_class("dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move it along."""
        if self.has_class("dragged"):
            self.post_message(self.Dragged(event.screen_x, released=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self.has_class("dragged"):
            self.release_mouse()
            self.remove_class("dragged")
            self.post_message(self.Dragged(event.screen_x, released=True))
