"""Screens that lie over the reader: how they are left, and how work in the background is shown on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

from hnreader.app.controllers.background import BackgroundTasks
from hnreader.app.controllers.context import describe_error
from hnreader.app.panes.footer import Footer

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context

Result = TypeVar("Result")


class DismissOnce(Screen[Result]):
    """Textual removes the topmost screen at every `dismiss`, also at the second one of a screen that is gone.

    Last among the bases of a class: Textual takes styles from the first.
    """

    _dismissed = False
    """Nothing may be left of what the screen shows: what was put off until it is drawn is done all the same."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave the screen with a result, if it is still there and nothing lies over it."""
        if self._dismissed or not self.is_active:  # `is_current` is also the screen below
            return AwaitComplete()
        self._dismissed = True
        return super().dismiss(result)


_STYLE: Final = """
Overlay {
    background: $background;
    layout: vertical;
    overflow: hidden;
}
#title {
    height: 1;
    width: 1fr;
    padding: 0 1;
    background: $panel;
    color: $accent;
    text-style: bold;
    text-wrap: nowrap;
    text-overflow: ellipsis;
}
#notes {
    height: 1;
    width: 1fr;
    padding: 0 1;
    background: $surface;
    color: $text-soft;
    text-wrap: nowrap;
    text-overflow: ellipsis;
}
"""


class Overlay(ModalScreen[Result], DismissOnce[Result]):
    """A screen laid over the reader. It ends without a result where its result is None."""

    DEFAULT_CSS: ClassVar = _STYLE

    def action_close(self) -> None:
        """Leave without a result."""
        self.dismiss(None)


class BackgroundOverlay(Overlay[Result]):
    """An overlay with work in the background, which ends with it and whose errors are shown in its footer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.tr = context.tr
        self.tasks = BackgroundTasks(self, context.throttle, self.show_error)

    def show_error(self, error: Exception) -> None:
        """Show an error that nothing else deals with."""
        self.query_one(Footer).show_message(describe_error(error, self.tr))

    def on_unmount(self) -> None:
        """End the work."""
        self.tasks.close()
