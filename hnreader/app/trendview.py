"""The trend of a query, and of others beside it: how often each is used from period to period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.inquiry import Inquiry
from hnreader.app.keyline import KeyLine
from hnreader.app.trendlines import say_bar
from hnreader.app.trendpane import TrendPane
from hnreader.app.words import printable
from hnreader.research.trends import By, Trend, trend
from hnreader.search.language import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hnreader.app.commands import Keys
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.search.index import Progress

_NEXT: Final[dict[By, By]] = {"month": "year", "year": "issue", "issue": "month"}


class TrendView(Inquiry[str | None]):
    """Ends with the query that finds the articles behind a bar, or None; `refused` says what is wrong with a query."""

    CSS_PATH: ClassVar = "inquiry.tcss"

    def __init__(
        self,
        voice: Voice,
        archive: Archive,
        query: str,
        keys: Keys,
        refused: Callable[[str], str],
        *,
        loading: bool = False,
    ) -> None:
        super().__init__(voice, loading=loading)
        self._archive = archive
        self._queries = [query.strip()]
        self._keys = keys
        self._refused = refused
        self._by: By = "month"

    def compose(self) -> ComposeResult:
        """Make the rows."""
        yield Static(id="inquiry-title")
        yield TrendPane(self.voice)
        yield Static(id="trend-bar")
        yield Static(id="inquiry-said")
        keys = KeyLine(self.voice, self._keys)
        keys.pane = "trend"
        yield keys

    def on_mount(self) -> None:
        """Let the bars have the keys, and count."""
        self.query_one(TrendPane).focus()
        self.say("")
        self._head()
        self._count()

    def _head(self, *more: str) -> None:
        told = (self.voice("trend.title"), self.voice(f"trend.by.{self._by}"), self.voice("trend.scale"), *more)
        self.query_one("#inquiry-title", Static).update(Content(self.voice("inquiry.dot").join(told)))

    def _count(self) -> None:
        self.inquire(partial(self._look, [*self._queries], self._by), self._show)

    def _look(self, queries: list[str], by: By, progress: Progress, cancelled: Callable[[], bool]) -> Trend:
        import plotext  # noqa: F401, PLC0415 slow to import: it is done where nothing on the screen waits for it

        return trend(self._archive, queries, by=by, progress=progress, cancelled=cancelled)

    def _show(self, found: Trend) -> None:
        self._head(*[self.voice("trend.mark")] if found.gaps else [])
        places = [curve.places for curve in found.curves]
        self.query_one(TrendPane).show(found)
        self.say(self.remarks(places))

    def say(self, text: str) -> None:
        """Say how far the work has come, what of the queries was not understood, or what can't be done."""
        row = self.query_one("#inquiry-said", Static)
        row.display = bool(text)
        row.update(Content(printable(text)))

    def on_trend_pane_moved(self, _message: TrendPane.Moved) -> None:
        """Say what is behind the bar."""
        pane = self.query_one(TrendPane)
        if pane.trend is not None and pane.bar is not None:
            told = say_bar(self.voice, pane.trend, pane.bar, pane.number, self.size.width - 2)
            self.query_one("#trend-bar", Static).update(Content(printable(told[0]) + "\n" + printable(told[1])))

    def on_trend_pane_opened(self, _message: TrendPane.Opened) -> None:
        """Search for the query within the days of the bar."""
        pane = self.query_one(TrendPane)
        if pane.trend is None or pane.bar is None:
            return
        use = pane.bar.use(pane.number)
        if use is None or not use.occurrences:
            self.say(self.voice("trend.nothing" if use else "trend.gap"))
        else:
            days = self.voice("trend.days", pane.bar.label)
            self.dismiss(_within(pane.trend.curves[pane.number].query, days))

    def action_scale(self) -> None:
        """Count by other periods."""
        self._by = _NEXT[self._by]
        self._count()

    def action_add(self) -> None:
        """Ask for another query, and count it beside the others."""
        from hnreader.app.prompt import Prompt  # noqa: PLC0415 loaded where it is opened

        self.app.push_screen(Prompt(self.voice("trend.add"), "", self._refused), self._add)

    def _add(self, query: str | None) -> None:
        if query is not None:
            self._queries.append(query.strip())
            self._count()

    def action_drop(self) -> None:
        """Take the last query away."""
        if len(self._queries) == 1:
            self.say(self.voice("trend.last_query"))
            return
        self._queries.pop()
        self._count()

    def action_close(self) -> None:
        """Go back to where the reader was."""
        self.dismiss(None)


def _within(query: str, days: str) -> str:
    """Return the query narrowed to days: by a filter behind it, or before it where its end would take that in."""
    behind = f"{query} {days}"
    return behind if len(parse(behind).clauses) > len(parse(query).clauses) else f"{days} {query}"
