"""Commands that mark articles: read, unread, bookmarks and their notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hnreader.app.controllers.outside_programs import run_on_text
from hnreader.display_title import title
from hnreader.messages.counts import say_so_far

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
        self._marked = frozenset[str]()
        """The ids of the articles that were marked as read together last."""

    def toggle_read(self) -> None:
        """Mark the selected article as unread, or as read; of a folded heading all articles below it."""
        if head := self._pane.rows.folded_at(self._pane.position):
            self._toggle_all_read(frozenset(self._pane.rows.below(head)))
            return
        article = self._pane.selected
        if article is None:
            return
        read = not self._notebook.is_read(article.id)
        if self._context.save(partial(self._notebook.mark_read, article.id, read)):
            tr = self._context.tr
            self._context.view.show_message(tr("Marked as read") if read else tr("Marked as unread"))
        self._pane.refresh()

    def _toggle_all_read(self, ids: frozenset[str]) -> None:
        """Mark articles as read, or where all are, as unread: those that this marked last, or else all."""
        tr, unread = self._context.tr, ids - self._notebook.read_ids()
        changed = unread or ids & self._marked or ids
        self._marked = unread
        if self._context.save(partial(self._notebook.mark_all_read, changed, bool(unread))):
            key = self._context.user_state.keys.hint("read")
            message = (
                tr.plural(
                    "{count} article marked as read ({key} undoes it)",
                    "{count} articles marked as read ({key} undoes it)",
                    len(changed),
                    key=key,
                )
                if unread
                else tr.plural("{count} article marked as unread", "{count} articles marked as unread", len(changed))
            )
            self._context.view.show_message(message)
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
        if bookmark and "\n" in bookmark.note:  # a prompt has one line
            self.edit_long_note()
            return

        def accept(note: str | None) -> None:
            if note is not None:
                self._set(article, note.strip())

        self._context.view.ask(self._context.tr("Note"), accept, bookmark.note if bookmark else "")

    def edit_long_note(self) -> None:
        """Have the note of a bookmark written in the user's editor; the bookmark is set if there is none."""
        from hnreader.reading.cleaning import clean  # noqa: PLC0415 loaded where it is needed
        from hnreader.storage.programs import editor  # noqa: PLC0415

        article = self._pane.selected
        if article is None:
            return
        bookmark = self._notebook.bookmarked(article.id)
        before = bookmark.note if bookmark else ""
        written = run_on_text(self._context, editor(), before)
        note = "\n".join(clean(line).rstrip() for line in (written or "").splitlines()).strip()
        if written is not None and note != before:
            self._set(article, note)

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
            tr = self._context.tr
            text = tr.plural(
                "{count} more bookmark is on pages that were not read",
                "{count} more bookmarks are on pages that were not read",
                missing,
            )
            self._context.view.show_message(text if self._context.loaded.complete else say_so_far(tr, text))

    def show_unread(self) -> None:
        """List the unread articles only, or all again."""
        self._navigation.toggle_mode("unread")
