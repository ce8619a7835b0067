"""Pages are read in the background, and come to the screen as they are read."""

from __future__ import annotations

from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Final

from hnreader.app.controllers.context import describe_error
from hnreader.app.controllers.page_loading import load_pages
from hnreader.app.controllers.watching import follow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from hnreader.app.controllers.article_list import ArticleListController
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.names_pass import NamesPass
    from hnreader.app.controllers.navigation import Navigation
    from hnreader.app.controllers.page_loading import Following, Loaded
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.controllers.search import Search
    from hnreader.app.controllers.watching import ChangedFiles
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.archive import Archive, View
    from hnreader.archive.opening import Loader

_AT_ONCE: Final = 2_000  # issues that the notebook takes note of at once: three milliseconds
_BETWEEN: Final = 0.02  # seconds in which keys are answered meanwhile


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
        self._shown: View | None = None
        """What the archive had when it was last shown."""
        self._files: ChangedFiles | None = None
        """Those whose changes are followed; None where none are."""

    def start(self, paths: Sequence[str], loader: Loader | None, nothing_read: Callable[[], None]) -> None:
        """Read the paths; `nothing_read` is called at the end if there was no page."""
        self._context.tasks.start(
            "loading",
            partial(load_pages, paths, loader, self._context.user_state),
            partial(self._finish, nothing_read),
            receive=self._receive,
            progress=lambda *_: self._listed.show_count(),
        )

    def _receive(self, step: Loaded | Exception) -> None:
        """Take up what the thread has sent."""
        if isinstance(step, Exception):
            self._context.view.show_message(describe_error(step, self._context.tr))
            return
        loaded = self._context.loaded
        changed, loaded.archive = self._shown is not step.view, step.archive
        failures, loaded.failures, loaded.problems = loaded.failures, step.failures, step.problems
        loaded.progress = (step.done, step.total) if step.total else None
        self._shown = step.view
        if (changed and (loaded.page_count or loaded.complete)) or failures != loaded.failures:
            self._show()
        if changed and loaded.complete:
            self._look_for_new_ids(step.archive)

    def _show(self) -> None:
        """Show what the archive has now."""
        archive = self._context.loaded.archive
        self._context.view.refresh_summary()
        if archive is None:
            return
        self._search.add_pages(archive)
        if not self._state.searching:
            self._listed.refresh(keep=self._pane.user_selected)
            last = self._reading.find_last_article()
            if last is not None:
                self._navigation.show(last.id)
                self._reading.resume()
            self._reading.open_soon()
        self._listed.show_count()
        self._names.resume()

    def show_corrected(self, path: Path) -> None:
        """Show what the corrections of a file have changed; say so where that is seen at the next start alone."""
        archive = self._context.loaded.archive
        if self._files is not None:
            self._files.note(path)
        elif archive is None or archive.place is not None:
            self._context.view.show_message(self._context.tr("Kept; takes effect at the next start"))
        else:
            self._shown = archive.view
            self._show()
            self._look_for_new_ids(archive)

    def close(self) -> None:
        """Close the library."""
        if self._context.loaded.archive is not None:
            self._context.loaded.archive.close()

    def _finish(self, nothing_read: Callable[[], None], following: Following | None) -> None:
        """Say that all pages are there, and follow what happens to their files."""
        loaded = self._context.loaded
        loaded.complete = True
        if not loaded.page_count:
            nothing_read()
            return
        notebook = self._context.user_state.notebook
        self._context.tasks.start(
            "visit", partial(_in_pieces, loaded.articles_per_issue, notebook.known_issues()), receive=self._record
        )
        self._context.view.refresh_summary()
        self._search.show_complete()
        if not self._state.searching:
            self._listed.show_notice()
            self._listed.show_count()
        self._welcome()
        if following is not None:
            self._files = following.files
            self._context.tasks.start("watching", partial(follow, following), receive=self._receive)
        if loaded.archive is not None:
            self._look_for_new_ids(loaded.archive)

    def _welcome(self) -> None:
        """Name the guide to whoever has come for the first time and does not see the overview, which does so too."""
        context = self._context
        if context.user_state.notebook.last_visit is None and not context.layout.side_by_side:
            key = context.user_state.keys.hint("guide")
            context.view.show_message(context.tr("Here for the first time? {key} opens a short guide.", key=key))

    def _record(self, issues: Sequence[tuple[str, int]]) -> None:
        self._context.save(partial(self._context.user_state.notebook.record_issues, issues))

    def _look_for_new_ids(self, archive: Archive) -> None:
        notebook = self._context.user_state.notebook
        look = partial(_changed_ids, archive, notebook.ids(), notebook.old_ids())
        self._context.tasks.start("renaming", look, self._rename)

    def _rename(self, changed: tuple[Mapping[str, str], Collection[str]]) -> None:
        """Move the user's marks to the ids that articles have since their pages were made anew, and back again."""
        if any(changed) and self._context.save(partial(self._context.user_state.notebook.rename, *changed)):
            if self._state.searching:
                self._pane.refresh()  # the marks; what is listed are results
            else:
                self._listed.refresh()


def _changed_ids(
    archive: Archive, ids: Iterable[str], old_ids: Iterable[str], task: Task
) -> tuple[Mapping[str, str], Collection[str]]:
    """Return which ids have become others, and which old ones are in use again.

    No issue is opened but for those that are said to have changed, and for old ones that nothing leads away from.
    """
    found: dict[str, str] = {}
    for name in ids:
        if task.stopped():
            break
        article = archive.get(name) if archive.view.new_id(name) != name else None
        if article is not None and article.id != name:
            found[name] = article.id
    view = archive.view
    again = [name for name in old_ids if not task.stopped() and view.new_id(name) == name and view.find(name)]
    return found, again


def _in_pieces(sizes: Mapping[dt.date | None, int], known: Mapping[str, int], task: Task) -> None:
    """Send the issues that have grown since the last visit, some at a time: the notebook is the screen's."""
    issues = [(day.isoformat() if day else "", size) for day, size in sizes.items()]
    grown = [(day, size) for day, size in issues if size > known.get(day, -1)]
    for start in range(0, max(len(grown), 1), _AT_ONCE):  # none also tells of the visit
        if task.stopped():
            return
        task.send(grown[start : start + _AT_ONCE])
        sleep(_BETWEEN)
