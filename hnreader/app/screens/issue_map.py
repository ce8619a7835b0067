"""All pages of an issue in small, laid over the map of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from hnreader.app.panes.footer import Footer
from hnreader.app.panes.issue_map import IssueMapPane
from hnreader.app.rendering.formatting import DOT, format_date
from hnreader.app.screens.overlay import Overlay

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from hnreader.app.commands import Keys
    from hnreader.app.rendering.issue_map import IssuePages
    from hnreader.messages import Translator


class IssueMapScreen(Overlay["int | None"]):
    """Ends with the number of the chosen page, from 0."""

    def __init__(self, tr: Translator, keys: Keys, pages: IssuePages, page: int) -> None:
        super().__init__()
        self._tr = tr
        self._keys = keys
        self._pages = pages
        self._page = page

    def compose(self) -> ComposeResult:
        """Yield the heading and the pages."""
        dating = self._pages.page(self._page).dating
        parts = [
            self._tr("Pages of the issue"),
            format_date(self._tr, dating.date, inferred=dating.inferred),
            self._tr.plural("{count:,} page", "{count:,} pages", len(self._pages)),
        ]
        yield Static(Content(DOT.join(parts)), id="title")
        yield IssueMapPane(self._tr, self._pages, self._page)
        footer = Footer(self._tr, self._keys)
        footer.pane = "issue_map"
        yield footer

    def on_mount(self) -> None:
        """Focus the pages."""
        self.query_one(IssueMapPane).focus()

    def on_issue_map_pane_opened(self, _message: IssueMapPane.Opened) -> None:
        """End with the selected page, if it is known where its text stands."""
        page = self.query_one(IssueMapPane).selected
        if self._pages.layout(page) is not None:
            self.dismiss(page)
        else:
            self.query_one(Footer).show_message(self._tr("This page’s file does not say where its text stands"))
