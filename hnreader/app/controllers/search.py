"""The search: it runs in the background, a newer one takes the place of an older."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.controllers.context import describe_error
from hnreader.app.rendering.formatting import DOT
from hnreader.app.rendering.list_rows import result_rows
from hnreader.app.rendering.result_groups import group_results
from hnreader.messages import N_
from hnreader.messages.counts import count_articles, count_matches, say_so_far
from hnreader.messages.reasons import words_of
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hnreader.app.controllers.article_list import ArticleListController
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.jump_list import JumpList, LeftPlace
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.search_bar import SearchBar
    from hnreader.app.rendering.result_groups import GroupedResults, Grouping
    from hnreader.archive import Archive
    from hnreader.search import ResultOrder, Results
    from hnreader.search.user_tags import Tags

_MOST: Final = 10_000  # results listed: nobody walks through more
_COUNTED: Final = 20_000  # results in which matches are counted: each takes a tenth of a millisecond
_BLOCKING: Final = 0.008  # seconds that a key waits for its results: half a frame
_AGAIN: Final = 5.0  # seconds after which indexing is tried again that another process has kept from being done, …
_LATER: Final = 60.0  # … or a full disk, a folder that cannot be written, pages that could not be had
_ORDERS: Final[Mapping[ResultOrder | Grouping, str]] = {
    "best": N_("best first"),
    "newest": N_("newest first"),
    "issue": N_("by issue"),
    "page": N_("by page"),
    "column": N_("by column"),
}
"""In the order in which a key goes through them."""
_QUIET: Final = 0.3  # seconds without a key before matches are counted: in a large archive that takes a while


class _Outcome(NamedTuple):
    """What came of indexing an archive."""

    summaries: object
    """Those of the issues that it had."""
    complete: bool
    """All of it is indexed now."""
    problem: Message | None
    """Why the index cannot be kept, or brought up to date."""


class _Found(NamedTuple):
    """What came of a search."""

    results: Results
    grouped: GroupedResults | None = None


class Search:
    """Searches for the query of the state, lists the results, and shows how many there are."""

    def __init__(
        self,
        context: Context,
        state: ReaderState,
        controllers: tuple[ArticleListController, Reading, JumpList],
        panes: tuple[ArticleList, SearchBar],
    ) -> None:
        self._context = context
        self._state = state
        self._listed, self._reading, self._jumps = controllers
        self._pane, self._bar = panes
        self._start: LeftPlace | None = None
        """Where the user was when the search bar got the focus; None once a query has led away from there."""
        self._order: ResultOrder | Grouping = "best"
        self._results: Results | None = None
        self._grouped: GroupedResults | None = None
        """The results under headings, unless they are in an order."""
        self._problem: Message | None = None
        """What is wrong with the index on disk, as it was said."""
        self._matches: int | None = None
        """How many matches the results have; None until they are counted."""

    def set_query(self, query: str) -> None:
        """Search for a query, or list all articles again where it is blank."""
        if query == self._state.query:
            return
        if self._start is not None:
            self._jumps.record(self._start)
            self._start = None
        self._state.query = query
        self._reading.drop_target()
        if self._state.searching:
            self._pane.user_selected = False
            self.run()
        else:
            # The list keeps its place from here on, whatever pages come in.
            self._pane.user_selected = True
            self._stop()
            self._reading.clear_highlights()
            self._listed.refresh()
            self._listed.show_notice()
        self._listed.show_filter()

    def restore(self, query: str, article_id: str, done: Callable[[], None]) -> None:
        """List what a query finds, or where it is blank the articles of the mode, as when an article was selected.

        `done` is called when they are listed.
        """
        self._reading.drop_target()
        self._state.query = query
        self._bar.line.value = query
        self._pane.user_selected = True
        if self._state.searching:
            self.run(done)
        else:
            self._stop()
            self._listed.refresh(also=article_id, done=done)
            self._listed.show_notice()
        self._listed.show_filter()

    def clear(self) -> None:
        """Search for nothing."""
        self.set_query("")
        self._bar.line.value = ""

    def add_pages(self, archive: Archive) -> None:
        """Search again in what has been loaded, and index it, so that the next search finds it there."""
        if self._state.searching:
            self.run()
        if not self._context.tasks.busy("index"):
            self._context.tasks.start("index", partial(_index, archive), partial(self._indexed, archive))

    def _indexed(self, archive: Archive, outcome: _Outcome) -> None:
        """Go on with what has come meanwhile; search again where not all was indexed before.

        What is wrong with the index on disk is said once. What could not be indexed is tried again.
        """
        now = self._context.loaded.archive
        if now is not None and (now is not archive or now.summaries is not outcome.summaries):
            self.add_pages(now)
            return
        problem, self._problem = self._problem, outcome.problem
        if outcome.problem and outcome.problem != problem:
            self._context.view.show_message(words_of(outcome.problem, self._context.tr))
        if not outcome.complete:
            delay = _AGAIN if outcome.problem == Message(Reason.INDEX_INCOMPLETE) else _LATER
            done = partial(self._indexed, archive)
            self._context.tasks.start_later(delay, "index", partial(_index, archive), done)
        elif self._results is not None and self._results.incomplete:
            self.run()

    def run(self, done: Callable[[], None] | None = None) -> None:
        """Search; what is found within half a frame is shown in the frame of the key that was pressed.

        Then the selected result is opened, or `done` called.
        """
        archive, query = self._context.loaded.archive, self._state.query
        self._stop()
        if archive is not None:
            tags = self._context.user_state.notebook.tagged()
            work = partial(_search, archive, query, self._order, tags)
            show = partial(self._show, archive, query, done or self._reading.open_soon)
            self._context.tasks.start("search", work, show, blocking=_BLOCKING)

    def suggest(self, typed: str, done: Callable[[Sequence[str]], None]) -> None:
        """Find what the last word of a query may become; counting the values of a large archive takes a while."""

        def fail(error: Exception) -> None:
            done(())
            self._context.view.show_message(describe_error(error, self._context.tr))

        archive = self._context.loaded.archive
        if archive is None:
            done(())
        else:
            self._context.tasks.start("suggestions", partial(_suggest, archive, typed), done, failed=fail)

    def _stop(self) -> None:
        for lane in ("search", "matches"):
            self._context.tasks.cancel(lane)
        self._results = self._grouped = self._matches = None

    def _show(self, archive: Archive, query: str, done: Callable[[], None], found: _Found) -> None:
        self._results, grouped = results, self._grouped = found
        if results.articles <= _COUNTED:
            self._context.tasks.start_later(_QUIET, "matches", partial(_count_matches, results), self._show_matches)
        self._pane.empty_text = self._empty_text(query.strip())
        self._pane.show(result_rows(grouped or results, archive, grouped), keep=self._pane.user_selected)
        done()
        self._bar.show_count(self._summary(results))

    def _empty_text(self, query: str) -> str:
        tr = self._context.tr
        if self._context.loaded.complete:
            return tr("No matches for “{query}”", query=query)
        return tr("No matches for “{query}” so far: pages are still being read", query=query)

    def show_complete(self) -> None:
        """Say of the results that nothing more comes: all pages are there."""
        if self._results is not None:
            self._pane.empty_text = self._empty_text(self._state.query.strip())
            self._bar.show_count(self._summary(self._results))

    def _show_matches(self, matches: int) -> None:
        if self._results is not None:
            self._matches = matches
            self._bar.show_count(self._summary(self._results))

    def _summary(self, results: Results) -> str:
        """Say how many were found, in which order unless it is the usual one, and what was not understood."""
        tr = self._context.tr
        count = count_articles(tr, results.articles)
        if self._matches is not None:
            count = tr("{articles}, {matches}", articles=count, matches=count_matches(tr, self._matches))
        parts = [count if self._context.loaded.complete else say_so_far(tr, count)]
        parts += [self._say_order(results)] if self._order != "best" else []
        parts += [words_of(note, tr) for note in results.notes[:1]]
        parts += [tr("The regular expression took too long; the search is incomplete")] if results.unfinished else []
        parts += [tr("index incomplete")] if results.incomplete else []
        return DOT.join(parts)

    def _say_order(self, results: Results) -> str:
        tr, listed = self._context.tr, len(self._grouped or results)
        if self._order == "column" and listed < results.articles:
            return tr("the best {count:,} by column", count=listed)
        return tr(_ORDERS[self._order])

    # commands

    def focus(self) -> None:
        """Move to the search bar."""
        self._start = self._jumps.here()
        self._context.layout.show_query()

    def follow_focus(self) -> None:
        """Show what the search bar stands for now that the focus has moved."""
        if not self._context.layout.typing:
            self._start = None
        self._listed.show_filter()

    def leave(self) -> None:
        """Move from the search bar to the results, and open the first."""
        self._reading.open()
        self._reading.save_query()
        self._pane.user_selected = True
        self._context.layout.show_list()

    def search_for(self, query: str) -> None:
        """Search for a query as if it had been typed."""
        self._start = self._jumps.here()
        self._bar.line.value = query
        self._start = None
        self._context.layout.show_list()

    def change_order(self) -> None:
        """List results in the next order or grouping."""
        orders = (*_ORDERS,)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        if self._state.searching:
            self.run()
        else:
            self._context.view.show_message(
                self._context.tr("Results: {order}", order=self._context.tr(_ORDERS[self._order]))
            )


def _index(archive: Archive, task: Task) -> _Outcome:
    """Index an archive."""
    from hnreader.search import index_of  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    summaries = archive.summaries
    index = index_of(archive)
    complete = index.update(archive, task.stopped)
    # What was read stays. Without this each full collection walks through all of it, and no frame is drawn meanwhile:
    # 90 ms with 10,000 articles.
    if complete:
        gc.freeze()
    return _Outcome(summaries, complete, index.problem)


def _search(archive: Archive, query: str, order: ResultOrder | Grouping, tags: Tags, task: Task) -> _Found:
    from hnreader.search import bring_tags, search  # noqa: PLC0415 as above

    bring_tags(archive, lambda: tags)
    view = archive.view
    within: ResultOrder = "best" if order in {"best", "column"} else "newest"
    results = search(archive, query, limit=_MOST, order=within, cancelled=task.cancelled, wait=False)
    _ = results.notes  # made here, in the thread: the screen is drawn meanwhile
    if order == "best" or order == "newest":  # noqa: PLR1714 so that the types are told apart
        return _Found(results)
    return _Found(results, group_results(results, view, order, task.cancelled))


def _suggest(archive: Archive, typed: str, _task: Task) -> Sequence[str]:
    from hnreader.search import suggest  # noqa: PLC0415 as above

    return suggest(archive, typed)


def _count_matches(results: Results, task: Task) -> int:
    return results.hits(task.cancelled)
