"""The concordance of a query: every occurrence in its context, over the whole screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content
from textual.widgets import Static

from hnreader.app.panes.footer import Footer
from hnreader.app.panes.occurrences import OccurrencePane
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.app.screens.query_notes import query_notes, with_query
from hnreader.messages.counts import count_articles, count_occurrences
from hnreader.messages.terms import CONCORDANCE_ORDERS
from hnreader.research.concordance import Concordance, Occurrence, Sort, concordance
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive

_NEXT: Final[dict[Sort, Sort]] = {"date": "right", "right": "left", "left": "date"}


class ConcordancePosition(NamedTuple):
    """Where a concordance was left: whoever reads one occurrence after another comes back after each."""

    query: str
    sort: Sort = "date"
    row: int = 0


def open_screen(controllers: Controllers) -> None:
    """List every occurrence of the query, from where its list was left."""
    with_query(controllers, partial(_open, controllers))


def _open(controllers: Controllers, archive: Archive, query: str) -> None:
    position = controllers.remembered.get(__name__)
    if position is None or position.query != query:
        position = ConcordancePosition(query)
    screen = ConcordanceScreen(controllers.context, archive, position)

    def leave(occurrence: Occurrence | None) -> None:
        controllers.remembered[__name__] = screen.position
        if occurrence is not None:
            _read(controllers, archive, query, occurrence)

    controllers.context.view.push(screen, leave)


def _read(controllers: Controllers, archive: Archive, query: str, occurrence: Occurrence) -> None:
    """Open the article of an occurrence, there; an occurrence in no text of the article leads to its beginning."""
    from hnreader.language.folding import fold  # noqa: PLC0415 searching is loaded by now
    from hnreader.search.query_language import parse_query  # noqa: PLC0415

    article = archive.first_part(occurrence.article)
    controllers.navigation.select(article)
    words = dict.fromkeys((fold(occurrence.hit), *(term.text for term in parse_query(query).terms)))
    controllers.reading.set_target(article, tuple(words), occurrence)
    controllers.navigation.read(article)


class ConcordanceScreen(BackgroundOverlay[Occurrence | None]):
    """Ends with the occurrence at which an article is to be read."""

    def __init__(self, context: Context, archive: Archive, position: ConcordancePosition) -> None:
        super().__init__(context)
        self._reader_context = context
        self._archive = archive
        self._query, self._sort, self._first_row = position
        self._concordance: Concordance | None = None
        self._count = ""
        self._notes = ""

    def compose(self) -> ComposeResult:
        """Yield the heading, the occurrences, and what is to be known of them."""
        yield Static(id="title")
        yield OccurrencePane(self.tr)
        yield Static(id="notes")
        footer = Footer(self.tr, self._reader_context.user_state.keys)
        footer.pane = "concordance"
        yield footer

    def on_mount(self) -> None:
        """Focus the occurrences, and search for them."""
        self.query_one(OccurrencePane).focus()
        self._show_notes("")
        self.tasks.start("concordance", self._search, self._show, progress=self._show_progress)

    def on_resize(self, _event: events.Resize) -> None:
        """Shorten the query in the heading to what fits."""
        self._show_heading()

    @property
    def position(self) -> ConcordancePosition:
        """Where the list stands."""
        return ConcordancePosition(self._query, self._sort, self.query_one(OccurrencePane).position)

    def _search(self, task: Task) -> Concordance:
        return concordance(
            self._archive, self._query, sort=self._sort, progress=task.progress, cancelled=task.cancelled
        )

    def _show(self, found: Concordance) -> None:
        if self._concordance is None:
            self._count = self.tr(
                "{occurrences} in {articles}",
                occurrences=count_occurrences(self.tr, len(found)),
                articles=count_articles(self.tr, len(found.articles)),
            )
            self._notes = query_notes(self._reader_context, [found])
        row = self._first_row if self._concordance is None else 0
        self._concordance = found
        self.query_one(OccurrencePane).show(found, row)
        self._show_heading()
        self._show_notes("")

    def _show_heading(self) -> None:
        """Show query, count and order; of a long query only the beginning fits."""
        shown = self._concordance
        parts = [self._count, self.tr(CONCORDANCE_ORDERS[shown.sort])] if shown is not None else []
        dot = DOT
        behind = "".join(dot + part for part in parts)
        room = max(4, self.size.width - 2 - cells(behind) - cells(self.tr("Concordance: {query}", query="")))
        title = self.tr("Concordance: {query}", query=clip(printable(self._query.strip()), room))
        self.query_one("#title", Static).update(Content(title + behind))

    def _show_progress(self, done: int, total: int) -> None:
        self._show_notes(self.tr("Working: {percent}%", percent=100 * done // max(1, total)))

    def _show_notes(self, progress: str) -> None:
        """Show how far the work is, or what is to be known of the result."""
        text = printable(progress or self._notes)
        row = self.query_one("#notes", Static)
        row.display = bool(text)
        row.update(Content(text))

    def action_sort(self) -> None:
        """Change the order."""
        found = self._concordance
        if found is None:
            return
        sort = self._sort = _NEXT[self._sort]
        self.tasks.start(
            "concordance", lambda task: found.by(sort, task.progress), self._show, progress=self._show_progress
        )

    def on_row_list_opened(self, message: OccurrencePane.Opened) -> None:
        """End with the occurrence."""
        if self._concordance is not None:
            self.dismiss(self._concordance[message.position])
