"""Which articles the list shows while nothing is searched for, and what is said about them in the top row."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.app.controllers.background import PATIENCE
from hnreader.app.rendering.formatting import printable
from hnreader.app.rendering.list_rows import ListRows, bookmarked_rows, issue_rows, named_rows, unread_rows
from hnreader.messages.counts import count_articles
from hnreader.messages.pace import Pace, pages_done
from hnreader.messages.terms import NAME_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hnreader.app.controllers.assembly import Panes
    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context, ListMode, ReaderState
    from hnreader.archive import Archive

_BLOCKING: Final = 0.008  # seconds that a key waits for rows: half a frame


class ArticleListController:
    """Fills the list pane from the archive, by the mode of the state."""

    def __init__(self, context: Context, state: ReaderState, panes: Panes) -> None:
        self._context = context
        self._state = state
        self._pane, self._text, self._bar, self._footer = panes
        self._begun = monotonic()
        self._pace = Pace()

    def set_mode(self, mode: ListMode) -> None:
        """Change which articles are listed; `refresh` lists them."""
        if mode != self._state.list_mode:
            self._state.list_mode = mode
            self._text.highlighted_words = ()
            self.show_notice()

    def refresh(self, *, keep: bool = True, also: str = "", done: Callable[[], None] = lambda: None) -> None:
        """List the articles of the mode; with `keep` the selected one stays selected if it is among them.

        The article with the id `also` is among the unread ones even if it is read: it was, when they were listed.
        `done` is called when they are listed.
        """
        archive, tasks = self._context.loaded.archive, self._context.tasks
        tasks.cancel("rows")
        if archive is None:
            return
        if self._state.list_mode == "unread":
            # Each issue of which something was read is opened.
            work = partial(_unread_rows, archive, self._context.user_state.notebook.read_ids() - {also})
            tasks.start("rows", work, partial(self._show, keep=keep, done=done), blocking=_BLOCKING)
        else:
            self._show(self._rows(archive), keep=keep, done=done)

    def _show(self, rows: ListRows, *, keep: bool, done: Callable[[], None]) -> None:
        self._pane.show(rows, keep=keep)
        self.show_count()
        self.show_filter()
        done()

    def _rows(self, archive: Archive) -> ListRows:
        notebook = self._context.user_state.notebook
        match self._state.list_mode:
            case "bookmarks":
                return bookmarked_rows(archive, [bookmark.id for bookmark in notebook.bookmarks()])
            case "named":
                return named_rows(archive, self._state.named)
            case _:
                return issue_rows(archive)

    def show_notice(self) -> None:
        """Have an empty list say what it is empty of; while pages come in, nothing."""
        self._pane.empty_text = self._empty_text() if self._context.loaded.complete else ""

    def _empty_text(self) -> str:
        tr, hint = self._context.tr, self._context.user_state.keys.hint
        match self._state.list_mode:
            case "unread":
                return tr("No unread articles ({key} lists all)", key=hint("unread"))
            case "bookmarks":
                return tr(
                    "No bookmarks yet: {key} adds one ({all} lists all articles)",
                    key=hint("bookmark"),
                    all=hint("bookmarks"),
                )
            case _:
                return tr("No articles")

    def show_filter(self) -> None:
        """Say in the search bar what narrows the list, and in the footer how to list all.

        While a query is typed the bar stands for the search: the input does not move at the first character.
        """
        typing = self._context.layout.typing
        self._bar.show_filter(self._filter_name(), active=self._state.filtered, typing=typing)
        self._footer.useless = () if self._state.filtered else ("clear",)

    def _filter_name(self) -> str:
        tr, state = self._context.tr, self._state
        if state.searching or self._context.layout.typing:
            return tr("Search")
        match state.list_mode:
            case "unread":
                return tr("Unread")
            case "bookmarks":
                return tr("Bookmarks")
            case "named" if state.name_kind is not None:
                return tr("{kind}: {name}", kind=tr(NAME_KINDS[state.name_kind]), name=printable(state.label))
            case _:
                return tr("Search")

    def show_count(self) -> None:
        """Show how many articles are listed, or how many pages are loaded so far.

        While the user types nothing on the screen moves: the window of an input method would move with it.
        """
        loaded = self._context.loaded
        if loaded.complete:
            if not self._state.searching:
                self._bar.show_count(self._count(len(self._pane.rows.articles)))
        elif monotonic() - self._begun >= PATIENCE and not self._context.layout.typing:
            self._bar.show_count(self._progress())

    def _progress(self) -> str:
        loaded, tr = self._context.loaded, self._context.tr
        if loaded.progress is not None:
            done, total = loaded.progress
            return pages_done(done, total, self._pace.rate(monotonic(), done), tr)
        if loaded.archive is not None and loaded.archive.place is not None:
            return tr("Looking for changes…")
        pages = loaded.page_count
        return tr.plural("Reading… {count} page", "Reading… {count} pages", pages) if pages else tr("Reading…")

    def _count(self, count: int) -> str:
        tr = self._context.tr
        match self._state.list_mode:
            case "unread":
                return tr.plural("{count:,} unread", "{count:,} unread", count)
            case "bookmarks":
                return tr.plural("{count:,} bookmark", "{count:,} bookmarks", count)
            case _:
                return count_articles(tr, count)


def _unread_rows(archive: Archive, read: Iterable[str], _task: Task) -> ListRows:
    return unread_rows(archive, read)
