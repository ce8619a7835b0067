"""Pages are read in the background, and come to the screen in batches."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.app.controllers.article_list import ArticleListController
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.names_pass import NamesPass
    from hnreader.app.controllers.navigation import Navigation
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.controllers.search import Search
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.user_state import UserState
    from hnreader.model import Failure, PageArticles

    Loader = Callable[..., Iterator[PageArticles | Failure]]

_SHARE: Final = 0.5
"""A batch is collected for this share of the time passed so far. Adding one costs the order of the whole archive, so
batches have to grow with it for the work to stay in proportion to the pages."""


class LoadedPages(NamedTuple):
    """Some pages, and files that could not be read."""

    pages: tuple[PageArticles, ...]
    failures: tuple[Failure, ...]


class Loading:
    """Reads the paths, and shows what has been read."""

    def __init__(
        self,
        context: Context,
        state: ReaderState,
        pane: ArticleList,
        controllers: tuple[ArticleListController, Search, Reading, Navigation, NamesPass],
    ) -> None:
        self._context = context
        self._state = state
        self._pane = pane
        self._listed, self._search, self._reading, self._navigation, self._names = controllers

    def start(self, paths: Sequence[str], loader: Loader | None, nothing_read: Callable[[], None]) -> None:
        """Read the paths; `nothing_read` is called at the end if there was no page."""
        self._context.tasks.start(
            "loading",
            partial(_load, paths, loader, self._context.user_state),
            partial(self._finish, nothing_read),
            receive=self._add,
            progress=lambda *_: self._listed.show_count(),
        )

    def _add(self, batch: LoadedPages) -> None:
        loaded = self._context.loaded
        archive = loaded.add(batch.pages, batch.failures)
        self._context.view.refresh_summary()
        self._search.add_pages(archive)
        if not self._state.searching:
            self._listed.refresh(keep=self._pane.user_selected)
            last = self._reading.find_last_article()
            if last is not None:
                self._navigation.select(last)
                self._reading.resume()
            self._reading.open_soon()
        self._listed.show_count()
        self._names.resume()

    def _finish(self, nothing_read: Callable[[], None], _result: None) -> None:
        loaded = self._context.loaded
        loaded.complete = True
        if not loaded.page_count:
            nothing_read()
            return
        issues = [(day.isoformat() if day else "", size) for day, size in loaded.articles_per_issue.items()]
        self._context.save(partial(self._context.user_state.notebook.record_issues, issues))
        self._listed.show_notice()
        self._listed.show_count()


def _load(paths: Sequence[str], loader: Loader | None, user_state: UserState, task: Task) -> None:
    """Read the paths and send what comes of them in batches, the first page at once."""
    from hnreader.model import Failure  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    failures: list[Failure] = []
    if loader is None:
        loader, failures = _user_loader(user_state)
    begun = monotonic()
    due = 0.0
    pages: list[PageArticles] = []
    for item in loader(*paths):
        if task.stopped():
            return
        if isinstance(item, Failure):
            failures.append(item)
        else:
            pages.append(item)
        passed = monotonic() - begun
        if passed >= due:
            task.send(LoadedPages(tuple(pages), tuple(failures)))
            pages, failures, due = [], [], passed * (1 + _SHARE)
    if pages or failures:
        task.send(LoadedPages(tuple(pages), tuple(failures)))


def _user_loader(user_state: UserState) -> tuple[Loader, list[Failure]]:
    """Return what reads pages as the user has it set, and a failure where no newspaper is known by the name set."""
    from hnreader.archive import load  # noqa: PLC0415 as above
    from hnreader.errors import UnknownPaperError  # noqa: PLC0415
    from hnreader.model import Failure  # noqa: PLC0415
    from hnreader.papers import known_papers  # noqa: PLC0415

    paper, loader = user_state.settings.paper, partial(load, library=user_state.library())
    if not paper:
        return loader, []
    try:
        known_papers().find(paper)
    except UnknownPaperError as error:
        return loader, [Failure(paper, error.message)]
    return partial(loader, paper=paper), []
