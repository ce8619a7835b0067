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
from hnreader.messages.terms import CONCORDANCE_ORDERS, COUNTED_TEXTS
from hnreader.research.concordance import Concordance, Occurrence, Sort, growing_concordance
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive

_MORE: Final = 8  # times as many occurrences are shown as soon as they are known; else as progress is
_MANY: Final = 500  # occurrences that are shown before the count waits while the user scrolls
_NEXT: Final[dict[Sort, Sort]] = {"date": "right", "right": "left", "left": "date"}


class ConcordancePosition(NamedTuple):
    """Where a concordance was left: whoever reads one occurrence after another comes back after each."""

    query: str
    sort: Sort = "date"
    row: int = 0
    text_only: bool = False


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
    if not controllers.navigation.select(article):
        return
    words = dict.fromkeys((fold(occurrence.hit), *(term.text for term in parse_query(query).terms)))
    controllers.reading.set_target(article, tuple(words), occurrence)
    controllers.panes.articles.action_open()


class ConcordanceScreen(BackgroundOverlay[Occurrence | None]):
    """Ends with the occurrence at which an article is to be read."""

    def __init__(self, context: Context, archive: Archive, position: ConcordancePosition) -> None:
        super().__init__(context)
        self._reader_context = context
        self._archive = archive
        self._query, self._sort, self._first_row, self._text_only = position
        self._concordance: Concordance | None = None

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
        self._work(self._search)

    def on_resize(self, _event: events.Resize) -> None:
        """Shorten the query in the heading to what fits."""
        self._show_heading()

    @property
    def position(self) -> ConcordancePosition:
        """Where the list stands."""
        row = self.query_one(OccurrencePane).position or self._first_row
        return ConcordancePosition(self._query, self._sort, row, self._text_only)

    def _work(self, work: Callable[[Task], Concordance]) -> None:
        self.tasks.start("concordance", work, self._finish, receive=self._show, progress=self._show_progress)

    def _search(self, task: Task) -> Concordance:
        """Look through the archive; the first occurrences are shown at once."""
        shown = 0

        def cancelled() -> bool:
            return task.stopped() if shown >= _MANY else task.cancelled()

        growing = growing_concordance(
            self._archive, self._query, text_only=self._text_only, progress=task.progress, cancelled=cancelled
        )
        for found in growing:
            if len(found) >= _MORE * shown:
                task.send(found)
                shown = max(1, len(found))
        return found

    def _show(self, found: Concordance) -> None:
        """Show another concordance, or one as far as it is known by now."""
        if found is self._concordance:
            self.query_one(OccurrencePane).grow()
        else:
            self._concordance = found
            self.query_one(OccurrencePane).show(found)
        if self._first_row and found.sort == self._sort and len(found) > self._first_row:
            self.query_one(OccurrencePane).return_to(self._first_row)
            self._first_row = 0
        self._show_heading()

    def _finish(self, found: Concordance) -> None:
        """Show all of a concordance, or begin to sort it."""
        self._show(found)
        self._show_notes("")
        if found.sort != self._sort:
            self._sort_by(found, self._sort)

    def _sort_by(self, found: Concordance, sort: Sort) -> None:
        self._work(lambda task: found.by(sort, task.progress))

    def _show_heading(self) -> None:
        """Show query, count and order; of a long query only the beginning fits."""
        shown = self._concordance
        parts = []
        if shown is not None:
            order, texts = self.tr(CONCORDANCE_ORDERS[shown.sort]), self.tr(COUNTED_TEXTS[shown.text_only])
            parts = [self._count(shown), order, texts]
        dot = DOT
        behind = "".join(dot + part for part in parts)
        room = max(4, self.size.width - 2 - cells(behind) - cells(self.tr("Concordance: {query}", query="")))
        title = self.tr("Concordance: {query}", query=clip(printable(self._query.strip()), room))
        self.query_one("#title", Static).update(Content(title + behind))

    def _count(self, found: Concordance) -> str:
        return self.tr(
            "{occurrences} in {articles}",
            occurrences=count_occurrences(self.tr, found.counts.occurrences),
            articles=count_articles(self.tr, found.counts.articles),
        )

    def _show_progress(self, done: int, total: int) -> None:
        if self._concordance is not None and not self._concordance.complete:
            self._show(self._concordance)
        self._show_notes(self.tr("Working: {percent}%", percent=100 * done // max(1, total)))

    def _show_notes(self, progress: str) -> None:
        """Show how far the work is, or what is to be known of the result."""
        found = self._concordance
        text = printable(progress or (query_notes(self._reader_context, [found]) if found is not None else ""))
        row = self.query_one("#notes", Static)
        row.display = bool(text)
        row.update(Content(text))

    def action_sort(self) -> None:
        """Change the order, at the latest when all occurrences are known."""
        self._sort, self._first_row = _NEXT[self._sort], 0
        if self._concordance is not None and self._concordance.complete:
            self._sort_by(self._concordance, self._sort)

    def action_text_only(self) -> None:
        """Look through the archive again without datelines, bylines and credits, or with them."""
        self._text_only, self._first_row = not self._text_only, 0
        self._work(self._search)

    def on_row_list_opened(self, message: OccurrencePane.Opened) -> None:
        """End with the occurrence."""
        if self._concordance is not None:
            self.dismiss(self._concordance[message.position])
