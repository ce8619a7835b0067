"""Commands that mark articles: read, unread, bookmarks and their notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hnreader.display_title import title

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.navigation import Navigation
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.model import Article


class Bookmarks:
    """Changes the marks in the notebook."""

    def __init__(self, context: Context, state: ReaderState, navigation: Navigation, pane: ArticleList) -> None:
        self._context = context
        self._state = state
        self._navigation = navigation
        self._pane = pane
        self._notebook = context.user_state.notebook

    def toggle_read(self) -> None:
        """Mark the selected article as unread, or as read."""
        article = self._pane.selected
        if article is None:
            return
        read = not self._notebook.is_read(article.id)
        if self._context.save(partial(self._notebook.mark_read, article.id, read)):
            tr = self._context.tr
            self._context.view.show_message(tr("Marked as read") if read else tr("Marked as unread"))
        self._pane.refresh()

    def toggle(self) -> None:
        """Set a bookmark on the selected article, or remove it."""
        article = self._pane.selected
        if article is None:
            return
        if self._notebook.bookmarked(article.id) is None:
            self._set(article, "")
        elif self._context.save(partial(self._notebook.unbookmark, article.id)):
            self._context.view.show_message(self._context.tr("Bookmark removed"))
        self._pane.refresh()

    def edit_note(self) -> None:
        """Ask for the note of a bookmark, which is set if there is none."""
        article = self._pane.selected
        if article is None:
            return
        bookmark = self._notebook.bookmarked(article.id)

        def accept(note: str | None) -> None:
            if note is not None:
                self._set(article, note.strip())

        self._context.view.ask(self._context.tr("Note"), accept, bookmark.note if bookmark else "")

    def _set(self, article: Article, note: str) -> None:
        date = article.date.isoformat() if article.date else None
        if self._context.save(partial(self._notebook.bookmark, article.id, title(article)[0], date, note)):
            tr, key = self._context.tr, self._context.user_state.keys.hint("note")
            self._context.view.show_message(
                tr("Note saved") if note else tr("Bookmark added ({key} adds a note)", key=key)
            )
        self._pane.refresh()

    def show_bookmarked(self) -> None:
        """List the bookmarked articles only, or all again; mention bookmarks of articles that are not loaded."""
        self._navigation.toggle_mode("bookmarks")
        missing = len(self._notebook.bookmarks()) - len(self._pane.rows.articles)
        if self._state.list_mode == "bookmarks" and missing > 0:
            self._context.view.show_message(
                self._context.tr.plural(
                    "{count} more bookmark is on pages that were not read",
                    "{count} more bookmarks are on pages that were not read",
                    missing,
                )
            )

    def show_unread(self) -> None:
        """List the unread articles only, or all again."""
        self._navigation.toggle_mode("unread")
