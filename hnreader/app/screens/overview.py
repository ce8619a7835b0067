"""The overview, laid over the screen at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.commands import bindings
from hnreader.app.controllers.summary import show_summary
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.overview import Overview
from hnreader.app.screens.overlay import Overlay
from hnreader.app.screens.paper import open_newest

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.context import Context


def open_screen(controllers: Controllers) -> None:
    """Show the overview, and from there the newest issue as a paper."""

    def show_paper(wanted: bool | None) -> None:
        if wanted:
            open_newest(controllers)

    controllers.context.view.push(OverviewScreen(controllers.context), show_paper)


class OverviewScreen(Overlay[bool]):
    """The overview over the whole screen. It ends with True where the newest issue is to be shown as a paper."""

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
        """Yield the overview, and the keys that lead on from here: not those of the list, which is covered."""
        tr, keys = self._reader_context.tr, self._reader_context.user_state.keys
        yield Overview(tr, keys, pane=None)
        footer = Footer(tr, keys)
        footer.pane = "overview"
        yield footer

    def on_mount(self) -> None:
        """Fill it."""
        show_summary(self._reader_context, self.query_one(Overview))

    def action_paper(self) -> None:
        """End with the wish for the newest issue as a paper."""
        self.dismiss(True)
