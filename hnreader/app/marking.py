"""Commands that mark articles: read, unread, bookmarks and their notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hnreader.app.desk import Desk, Listing
from hnreader.titling import title

if TYPE_CHECKING:
    from hnreader.model import Article


class Marking(Desk):
    """What is kept of articles."""

    def mark_read(self) -> None:
        """Keep that the open article was read."""
        story, notebook = self.story, self.own.notebook
        if story is not None and not notebook.is_read(story.article.id):
            self.keep(partial(notebook.mark_read, story.article.id))
            self.list.refresh()

    def action_read(self) -> None:
        """Mark the selected article as unread, or as read."""
        article, notebook = self.list.selected, self.own.notebook
        if article is None:
            return
        read = not notebook.is_read(article.id)
        if self.keep(partial(notebook.mark_read, article.id, read)):
            self.say(self.voice("marks.read" if read else "marks.unread"))
        self.list.refresh()

    def action_bookmark(self) -> None:
        """Set a bookmark, or take it away."""
        article, notebook = self.list.selected, self.own.notebook
        if article is None:
            return
        if notebook.bookmarked(article.id) is None:
            self._bookmark(article, "")
        elif self.keep(partial(notebook.unbookmark, article.id)):
            self.say(self.voice("marks.taken_away"))
        self.list.refresh()

    def action_note(self) -> None:
        """Write a note to a bookmark, which is set if there is none."""
        article = self.list.selected
        if article is None:
            return
        mark = self.own.notebook.bookmarked(article.id)

        def write(note: str | None) -> None:
            if note is not None:
                self._bookmark(article, note.strip())

        self.ask(self.voice("marks.note"), write, mark.note if mark else "")

    def _bookmark(self, article: Article, note: str) -> None:
        date = article.date.isoformat() if article.date else None
        if self.keep(partial(self.own.notebook.bookmark, article.id, title(article)[0], date, note)):
            self.say(self.voice("marks.noted" if note else "marks.set"))
        self.list.refresh()

    def action_bookmarks(self) -> None:
        """List the bookmarks only, or everything again."""
        self._narrow("bookmarks")
        held = len(self.list.rows.articles)
        kept = len(self.own.notebook.bookmarks())
        if self.listing == "bookmarks" and kept > held:
            self.say(self.voice("marks.elsewhere", kept - held))

    def action_unread(self) -> None:
        """List what is unread only, or everything again."""
        self._narrow("unread")

    def _narrow(self, listing: Listing) -> None:
        self.listing = "all" if self.listing == listing else listing
        self.reading = False
        self.bar.line.value = ""
        self.list.touched = True
        self.list_anew()
        self.list.focus()
