"""The overview, laid over the screen at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.commands import bindings
from hnreader.app.controllers.summary import show_summary
from hnreader.app.panes.overview import Overview
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context


def open_screen(controllers: Controllers) -> None:
    """Show the overview."""
    controllers.context.view.push(OverviewScreen(controllers.context))


class OverviewScreen(Overlay[None]):
    """The overview over the whole screen."""

    DEFAULT_CSS: ClassVar = """
    Overview {
        height: 1fr;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._reader_context = context

    def compose(self) -> ComposeResult:
        """Yield the overview."""
        yield Overview(self._reader_context.tr, self._reader_context.user_state.keys)

    def on_mount(self) -> None:
        """Fill it."""
        show_summary(self._reader_context, self.query_one(Overview))
