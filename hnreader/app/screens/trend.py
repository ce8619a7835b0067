"""The trend of a query, and of others beside it: how often each occurs from period to period."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.panes.footer import Footer
from hnreader.app.panes.trend import TrendPane
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.trend_chart import describe_bar
from hnreader.app.screens.overlay import BackgroundOverlay
from hnreader.app.screens.query_notes import check_query, query_notes, with_query
from hnreader.messages.terms import COUNTED_TEXTS, TREND_PERIODS
from hnreader.research.concordance import growing_concordance
from hnreader.research.trends import By, Trend, trend_of
from hnreader.search.limited_query import limited_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive
    from hnreader.research.concordance import Concordance

_INTERVAL: Final = 1.0  # seconds between two states of a growing trend: one takes up to 0.15 to work out
_NEXT: Final[dict[By, By]] = {"month": "year", "year": "issue", "issue": "month"}


def open_screen(controllers: Controllers) -> None:
    """Show how often the query occurs from period to period."""

    def search(query: str | None) -> None:
        if query is not None:
            controllers.search.search_for(query)

    def proceed(archive: Archive, query: str) -> None:
        controllers.context.view.push(TrendScreen(controllers.context, archive, query), search)

    with_query(controllers, proceed)


class TrendScreen(BackgroundOverlay[str | None]):
    """Ends with the query that finds the articles behind a bar."""

    DEFAULT_CSS: ClassVar = """
    #selected-bar {
        height: 2;
        width: 1fr;
        padding: 0 1;
        background: $surface;
        color: $foreground;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self, context: Context, archive: Archive, query: str) -> None:
        super().__init__(context)
        self._reader_context = context
        self._archive = archive
        self._queries = [query.strip()]
        self._by: By = "month"
        self._text_only = False
        self._view = archive.view
        self._counted: dict[tuple[str, bool], Concordance] = {}
        """What was counted in that view, by query and whether in the text only: another scale, or a query more, does
        not count it again."""

    def compose(self) -> ComposeResult:
        """Yield the heading, the bars, what is behind the chosen one, and notes."""
        yield Static(id="title")
        yield TrendPane(self.tr)
        yield Static(id="selected-bar")
        yield Static(id="notes")
        footer = Footer(self.tr, self._reader_context.user_state.keys)
        footer.pane = "trend"
        yield footer

    def on_mount(self) -> None:
        """Focus the bars, and count."""
        self.query_one(TrendPane).focus()
        self._show_note("")
        self._show_heading()
        self._start()

    def _show_heading(self, *more: str) -> None:
        parts = (
            self.tr("Trend"),
            self.tr(TREND_PERIODS[self._by]),
            self.tr("occurrences per 10,000 characters"),
            *more,
            self.tr(COUNTED_TEXTS[self._text_only]),
        )
        self.query_one("#title", Static).update(Content(DOT.join(parts)))

    def _start(self) -> None:
        work = partial(self._count, [*self._queries], self._by, self._text_only)
        self.tasks.start("trend", work, self._finish, receive=self._show, progress=self._show_progress)

    def _count(self, queries: list[str], by: By, text_only: bool, task: Task) -> Trend:
        """Count the queries one after another; now and then, what is counted so far is shown."""
        if self._view is not self._archive.view:
            self._view, self._counted = self._archive.view, {}
        counted: list[Concordance] = []
        due = 0.0
        for query in queries:
            for found in self._counting(query, text_only, task):
                if found and monotonic() >= due:
                    task.send(trend_of(self._archive, [*counted, found], by))
                    due = monotonic() + _INTERVAL
            counted.append(found)
        return trend_of(self._archive, counted, by)

    def _counting(self, query: str, text_only: bool, task: Task) -> Iterator[Concordance]:
        if (query, text_only) not in self._counted:
            begun = monotonic()

            def cancelled() -> bool:
                return task.stopped() if monotonic() - begun > _INTERVAL else task.cancelled()

            for found in growing_concordance(
                self._archive, query, text_only=text_only, progress=task.progress, cancelled=cancelled
            ):
                yield found
            if found.incomplete or not found.complete:
                return
            self._counted[query, text_only] = found
        yield self._counted[query, text_only]

    def _show(self, found: Trend) -> None:
        self._show_heading(*[self.tr("x not in archive")] if found.gaps else [])
        self.query_one(TrendPane).show(found)

    def _finish(self, found: Trend) -> None:
        self._show(found)
        self._show_note(query_notes(self._reader_context, [curve.concordance for curve in found.curves]))

    def _show_progress(self, done: int, total: int) -> None:
        self._show_note(self.tr("Working: {percent}%", percent=100 * done // max(1, total)))

    def _show_note(self, text: str) -> None:
        row = self.query_one("#notes", Static)
        row.display = bool(text)
        row.update(Content(printable(text)))

    def on_trend_pane_moved(self, _message: TrendPane.Moved) -> None:
        """Show what is behind the chosen bar."""
        pane = self.query_one(TrendPane)
        if pane.trend is not None and pane.bar is not None:
            lines = describe_bar(self.tr, pane.trend, pane.bar, pane.number, self.size.width - 2)
            self.query_one("#selected-bar", Static).update(Content(printable(lines[0]) + "\n" + printable(lines[1])))

    def on_trend_pane_opened(self, _message: TrendPane.Opened) -> None:
        """End with a search for the query within the days of the bar."""
        pane = self.query_one(TrendPane)
        if pane.trend is None or pane.bar is None:
            return
        use = pane.bar.use(pane.number)
        if use is None or not use.occurrences:
            self._show_note(self.tr("No occurrences") if use else self.tr("not in archive"))
        else:
            days = self.tr("date:{period}", period=pane.bar.label)
            self.dismiss(limited_query(pane.trend.curves[pane.number].query, days))

    def action_scale(self) -> None:
        """Count by other periods."""
        self._by = _NEXT[self._by]
        self._start()

    def action_text_only(self) -> None:
        """Count again without datelines, bylines and credits, or with them."""
        self._text_only = not self._text_only
        self._start()

    def action_add(self) -> None:
        """Ask for another query, and count it beside the others."""
        from hnreader.app.screens.prompt import Prompt  # noqa: PLC0415 loaded where it is opened

        prompt = Prompt(self.tr("Query to compare with"), check=lambda query: check_query(self.tr, query))
        self.app.push_screen(prompt, self._add)

    def _add(self, query: str | None) -> None:
        if query is not None:
            self._queries.append(query.strip())
            self._start()

    def action_drop(self) -> None:
        """Remove the last query."""
        if len(self._queries) == 1:
            self._show_note(self.tr("There is only one query"))
            return
        dropped = self._queries.pop()
        for text_only in (False, True):
            self._counted.pop((dropped, text_only), None)
        self._start()
