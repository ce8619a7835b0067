"""Commands that mark articles: read, unread, bookmarks and their notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hnreader.app.controllers.outside_programs import may_run_programs, run_on_file
from hnreader.app.rendering.formatting import printable
from hnreader.display_title import title
from hnreader.messages.counts import say_so_far

if TYPE_CHECKING:
    from hnreader.app.controllers.context import Context, ReaderState
    from hnreader.app.controllers.navigation import Navigation
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.model import Article
    from hnreader.userdata.drafts import Draft


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
        self._removed: dict[str, str] = {}
        """The notes of bookmarks that were removed in this session, by the ids of their articles."""

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
            self._context.show_noted(tr("Marked as read") if read else tr("Marked as unread"))
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
            self._context.show_noted(message)
        self._pane.refresh()

    def toggle(self) -> None:
        """Set a bookmark on the selected article, or remove it; set again, it has the note that went with it."""
        article = self._pane.selected
        if article is None:
            return
        if self._notebook.bookmarked(article.id) is None:
            self._set(article, self._removed.pop(article.id, ""), "")
        elif self._context.save(partial(self._remove, article)):
            tr, key = self._context.tr, self._context.user_state.keys.hint("bookmark")
            noted = self._removed[article.id]
            self._context.show_noted(
                tr("Bookmark and note removed ({key} undoes it)", key=key) if noted else tr("Bookmark removed")
            )
        self._pane.refresh()

    def _remove(self, article: Article) -> None:
        self._removed[article.id] = self._notebook.unbookmark(article.id)

    def edit_note(self) -> None:
        """Ask for the note of a bookmark, which is set if there is none."""
        article = self._pane.selected
        if article is None:
            return
        bookmark = self._notebook.bookmarked(article.id)
        if bookmark and "\n" in bookmark.note:  # a prompt has one line
            self.edit_long_note()
            return

        before = bookmark.note if bookmark else ""

        def accept(note: str | None) -> None:
            if note is not None and not self._set(article, note.strip(), before):
                ask(tr("The note is not saved"), accept, note)  # it may be the next time

        tr, ask = self._context.tr, self._context.view.ask
        ask(tr("Note"), accept, before)

    def edit_long_note(self) -> None:
        """Have the note of a bookmark written in the user's editor; the bookmark is set if there is none.

        What was written and is not in the notebook stays in a file, which is named.
        """
        from hnreader.storage.programs import editor  # noqa: PLC0415 loaded where they are needed
        from hnreader.userdata.drafts import Draft  # noqa: PLC0415

        article, tr = self._pane.selected, self._context.tr
        if article is None or not may_run_programs(self._context):
            return
        bookmark = self._notebook.bookmarked(article.id)
        try:
            draft = Draft.begin(self._context.user_state.drafts_folder, bookmark.note if bookmark else "")
        except OSError as error:
            self._context.view.show_message(tr("The note cannot be written: {error}", error=error.strerror or error))
            return
        problem = run_on_file(self._context, editor(), draft.path) or self._take(article, draft)
        if not problem or draft.is_untouched:
            draft.remove()
        else:
            problem = tr("{problem}; what was written is in {file}", problem=problem, file=printable(str(draft.path)))
        if problem:
            self._context.view.show_message(problem)

    def _take(self, article: Article, draft: Draft) -> str:
        """Set the note that was written in an editor; return why it is not kept."""
        from hnreader.reading.cleaning import clean  # noqa: PLC0415 loaded where it is needed

        try:
            note = "\n".join(clean(line).rstrip() for line in draft.text().splitlines()).strip()
        except OSError as error:
            return self._context.tr("The note cannot be read: {error}", error=error.strerror or error)
        kept = note == draft.before or (self._set(article, note, draft.before) and not self._notebook.temporary)
        return "" if kept else self._context.tr("The note is not saved")

    def _set(self, article: Article, note: str, before: str) -> bool:
        """Set a bookmark, whose note was another one before, and tell whether that could be written."""
        date = article.date.isoformat() if article.date else None
        change = partial(self._notebook.bookmark, article.id, title(article)[0], date, note, before)
        if saved := self._context.save(change):
            tr, key = self._context.tr, self._context.user_state.keys.hint("note")
            bookmark = self._notebook.bookmarked(article.id)
            if bookmark and bookmark.note not in {note, before}:
                text = tr("Note saved, with what another session has written meanwhile")
            else:
                text = tr("Note saved") if note else tr("Bookmark added ({key} adds a note)", key=key)
            self._context.show_noted(text)
        self._pane.refresh()
        return saved

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
