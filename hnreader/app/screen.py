"""The reader's screen: it holds the state, hands it down to the panes, and takes their messages."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import on
from textual.containers import Horizontal
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Input

from hnreader.app.articles import ArticleList
from hnreader.app.keyline import KeyLine
from hnreader.app.loading import Loaded, LoadingEnded, load_pages
from hnreader.app.opening import opened
from hnreader.app.reading import ReadingPane
from hnreader.app.rows import issue_rows, result_rows
from hnreader.app.searchbar import QueryInput, SearchBar
from hnreader.app.searching import Counted, Search
from hnreader.app.sheet import failures_sheet, help_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from hnreader.app.loading import Loader
    from hnreader.app.story import Story
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Failure
    from hnreader.search import Results

TWO_PANES: Final = 100  # cells: from here up list and text stand side by side
REST: Final = 0.06  # seconds between keys of somebody who types on
PATIENCE: Final = 0.5  # seconds of loading before a word is said about it
NOTHING_READ: Final = 2  # the exit code


class ReaderScreen(Screen[None]):
    """List and text, under a search bar."""

    # The panes draw what follows from these; the screen itself, which `reactive` would draw anew, has nothing to draw.
    story: var[Story | None] = var(None)
    """The article that is open."""
    query_text: var[str] = var("", init=False)
    """What is searched for, as it was typed."""
    wanted: var[tuple[str, ...]] = var(())
    """The words by which the open article was found."""
    reading: var[bool] = var(False, init=False)
    """Whether the text is at work rather than the list: where only one has room, it is the one shown."""

    def __init__(self, voice: Voice, paths: Sequence[str], loader: Loader | None = None) -> None:
        super().__init__()
        self._voice = voice
        self._paths = paths
        self._loader = loader
        self._begun = monotonic()
        self._ended = False
        self._search = Search(self)
        self._opening: Timer | None = None
        self.archive: Archive | None = None

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield SearchBar(self._voice, self._take_query)
        with Horizontal(id="desk"):
            yield ArticleList(self._voice)
            yield ReadingPane(self._voice).data_bind(ReaderScreen.story, ReaderScreen.wanted)
        yield KeyLine(self._voice)

    @property
    def searching(self) -> bool:
        """Whether results, or the text of the first one, are still to come."""
        return self._search.busy or self._opening is not None

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._search.close()

    def on_mount(self) -> None:
        """Paint first, then load."""
        self._list.focus()
        self.set_timer(PATIENCE, self._say_count)
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        self.run_worker(partial(load_pages, self, self._paths, self._loader), thread=True, group="loading")

    @property
    def _list(self) -> ArticleList:
        return self.query_one(ArticleList)

    @property
    def _text(self) -> ReadingPane:
        return self.query_one(ReadingPane)

    @property
    def _bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    @property
    def failures(self) -> Sequence[Failure]:
        """What could not be read so far."""
        return self.archive.failures if self.archive is not None else ()

    # what comes in

    @on(Loaded)
    def _take_in(self, message: Loaded) -> None:
        from hnreader.archive import Archive  # noqa: PLC0415 the loading thread has imported it by now

        if self.archive is None:
            self.archive = Archive()
        self.archive.add(message.pages)
        self.archive.failures.extend(message.failures)
        if self.failures:
            self.query_one(KeyLine).trouble = self._voice("screen.failures", len(self.failures))
        if self.query_text.strip():
            self._seek()
        else:
            self._search.take_in(self.archive)
            self._list.show(issue_rows(self.archive), keep=self._list.touched)
            self._open()
        self._say_count()

    @on(LoadingEnded)
    def _end_loading(self) -> None:
        self._ended = True
        if self.archive is None or not any(self.archive.pages):
            self.app.exit(return_code=NOTHING_READ)
            return
        self._list.notice = self._voice("screen.no_articles")
        self._say_count()

    def _show_results(self, query: str, results: Results) -> None:
        if query != self.query_text or self.archive is None:
            return
        self._list.notice = self._voice("screen.nothing_found", query.strip())
        self._list.show(result_rows(results, self.archive), keep=self._list.touched)
        self._open_soon()
        self._bar.say(self._search.said(self._voice))

    @on(Counted)
    def _show_count(self, message: Counted) -> None:
        if message.results is self._search.results:
            self._search.hits = message.hits
            self._bar.say(self._search.said(self._voice))

    @on(ArticleList.Selected)
    def _open_soon(self) -> None:
        """Open the selected article; while somebody types, when the fingers rest: results do not wait for it."""
        self._stop_opening()
        if isinstance(self.focused, QueryInput):
            self._opening = self.set_timer(REST, self._open)
        else:
            self._open()

    def _stop_opening(self) -> None:
        if self._opening is not None:
            self._opening.stop()
        self._opening = None

    def _open(self) -> None:
        self._stop_opening()
        article, rows = self._list.selected, self._list.rows
        found = rows.results[self._list.position] if article is not None and rows.results else None
        self.wanted = found.words if found else ()
        if article is not None and self.archive is not None:
            self.story = opened(self.archive, article, found, self.story)

    @on(ArticleList.Opened)
    def _go_reading(self) -> None:
        self.reading = True
        self._text.focus()

    def _take_query(self, query: str) -> None:
        if query != self.query_text:
            self._list.touched = False
            self.query_text = query

    @on(Input.Submitted)
    def _leave_bar(self) -> None:
        self._open()
        self._list.touched = True
        self._list.focus()

    # what follows from the state

    def watch_query_text(self) -> None:
        """Search for it, or show everything again."""
        if self.query_text.strip():
            self._seek()
            return
        self._search.clear()
        if self.archive is not None:
            self._list.show(issue_rows(self.archive))
        self.wanted = ()
        self._list.notice = self._voice("screen.no_articles") if self._ended else ""
        self._say_count()

    def _seek(self) -> None:
        if self.archive is not None:
            self._search.seek(self.archive, self.query_text, self._show_results)

    def _say_count(self) -> None:
        """Say how much there is. Nothing on the screen moves while somebody types: an input method's window would."""
        if isinstance(self.focused, QueryInput) and not self._ended:
            return
        pages = 0 if self.archive is None else sum(len(issue.pages) for issue in self.archive.issues)
        if self._ended:
            if not self.query_text.strip():
                self._bar.say(self._voice("screen.articles", len(self._list.rows.articles)))
        elif monotonic() - self._begun >= PATIENCE:
            self._bar.say(self._voice("screen.loading_count", pages) if pages else self._voice("screen.loading"))

    def watch_reading(self) -> None:
        """Show the one pane that has room."""
        self._arrange(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """See which panes have room."""
        self._arrange(event.size.width)

    def _arrange(self, width: int) -> None:
        two = width >= TWO_PANES
        self._list.display = two or not self.reading
        self._text.display = two or self.reading
        self._list.set_class(two, "beside")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the pane at work."""
        keys = self.query_one(KeyLine)
        if isinstance(event.widget, ReadingPane):
            keys.pane = "reading"
        else:
            keys.pane = "search" if isinstance(event.widget, QueryInput) else "list"
            self.reading = False

    # what the commands do

    def action_search(self) -> None:
        """Go to the search bar."""
        self.reading = False
        self.set_focus(self._bar.line)

    def action_clear(self) -> None:
        """Clear the search and go to the list."""
        self._list.touched = True
        self._bar.line.value = ""
        self._list.focus()

    def action_back(self) -> None:
        """Go from the text to the list."""
        self.reading = False
        self._list.focus()

    def action_switch(self) -> None:
        """Go to the other pane."""
        if self.reading:
            self.action_back()
        else:
            self._list.action_open()

    def action_article(self, step: int) -> None:
        """Read another article of the list."""
        self._list.select(self._list.position + step)

    def action_issue(self, step: int) -> None:
        """Go to another issue of the list."""
        rows = self._list.rows
        position = rows.other_issue(self._list.position, step) if rows.articles else None
        if position is not None:
            self._list.select(position)

    def action_order(self) -> None:
        """List results the newest first, or the best first again."""
        self._search.turn()
        if self.query_text.strip():
            self._seek()

    def action_help(self) -> None:
        """Lay the keys over the screen."""
        self.app.push_screen(help_sheet(self._voice))

    def action_failures(self) -> None:
        """Lay what could not be read over the screen, if there is any."""
        if self.failures:
            self.app.push_screen(failures_sheet(self._voice, self.failures))
