"""Commands that lead to another article, page or issue, to a date or an id, and back; those that change the list."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.app.controllers.selected_words import selected_phrase
from hnreader.app.rendering.formatting import printable
from hnreader.display_title import title
from hnreader.errors import AmbiguousArticleError, UnknownArticleError
from hnreader.messages.page_labels import say_new_id
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from hnreader.app.controllers.article_list import ArticleListController
    from hnreader.app.controllers.context import Context, ListMode, ReaderState
    from hnreader.app.controllers.jump_list import JumpList, LeftPlace
    from hnreader.app.controllers.reading import Reading
    from hnreader.app.controllers.search import Search
    from hnreader.app.panes.article_list import ArticleList
    from hnreader.app.panes.reading import ReadingPane
    from hnreader.model import Article
    from hnreader.research.names import Name
    from hnreader.research.names_listing import NamedArticles

_HELD: Final = 0.2  # seconds between the keys of one that is held down: it does not run on into the next article
_ASKED: Final = 6.0  # seconds in which a second key goes to the next article: so long the footer names it


class Navigation:
    """Selects articles in the list, widening what is listed where needed."""

    def __init__(
        self,
        context: Context,
        state: ReaderState,
        controllers: tuple[ArticleListController, Search, Reading, JumpList],
        panes: tuple[ArticleList, ReadingPane],
    ) -> None:
        self._context = context
        self._state = state
        self._listed, self._search, self._reading, self._jumps = controllers
        self._pane, self._text = panes
        self._end_reached = 0.0
        """When the user last asked for more at the end of an article."""
        self._announced = ""
        """The id of the article that was named then."""

    # what is listed

    def select(self, article: Article, over: Callable[[], None] | None = None) -> bool:
        """Go to an article; where the list has it not, all articles are listed. Return whether it is there.

        The way back leads to where one is, and there `over` opens again what lay over it.
        """
        self._jumps.record(self._jumps.here(over))
        return self.show(article.id)

    def show(self, article_id: str) -> bool:
        """Select an article as `select` does, but keep no way back.

        Return whether it is there: it may be gone by now, or be known by another id, since it was shown.
        """
        archive = self._context.loaded.archive
        current = archive.get(article_id) if archive is not None else None
        if current is None:
            self._context.view.show_message(words_of(UnknownArticleError(article_id).message, self._context.tr))
            return False
        position = self._pane.rows.position(current)
        if position is None:
            self._show_mode("all")
            position = self._pane.rows.position(current)
        if position is not None:
            self._pane.reveal(position)
        return position is not None

    def read(self, article: Article, over: Callable[[], None] | None = None) -> None:
        """Select an article as `select` does, and move to its text."""
        if self.select(article, over):
            self._pane.action_open()

    def _show_mode(self, mode: ListMode) -> None:
        self._listed.set_mode(mode)
        self._search.clear()
        self._listed.refresh()

    def _show_list(self, mode: ListMode) -> None:
        # A search that is left while it is typed was no place.
        if not self._context.layout.typing and (self._state.filtered or mode != "all"):
            self._jumps.record()
        self._context.layout.reading = False
        self._pane.user_selected = True
        self._show_mode(mode)
        self._context.layout.show_list()

    def show_all(self) -> None:
        """Clear the search and list all articles."""
        self._show_list("all")

    def toggle_mode(self, mode: ListMode) -> None:
        """List the articles of a mode only, or all again."""
        self._show_list("all" if self._state.list_mode == mode else mode)

    def show_named(self, name: Name, articles: NamedArticles) -> None:
        """List the articles in which a name occurs, the first one selected and the name highlighted."""
        self._jumps.record()
        self._state.label, self._state.name_kind, self._state.named = name.name, name.kind, articles
        self._show_list("named")
        self._pane.choose(0)
        self._reading.open_soon()  # it may have been selected before: the name is to be highlighted

    # back, and forward again

    def jump(self, direction: int) -> None:
        """Go back to where the last command led away from (-1), or forward again (1): article, text and list."""
        place = self._jumps.step(direction)
        if place is None:
            tr = self._context.tr
            self._context.view.show_message(
                tr("Nowhere to go back to") if direction < 0 else tr("Nowhere to go forward to")
            )
            return
        state, listed, done = self._state, place.listed, partial(self._arrive, place)
        if state == listed:
            done()
            return
        state.label, state.name_kind, state.named = listed.label, listed.name_kind, listed.named
        self._listed.set_mode(listed.list_mode)
        self._search.restore(listed.query, place.article, done)

    def _arrive(self, place: LeftPlace) -> None:
        if not place.article:
            self._context.layout.show_list()
        elif self.show(place.article):
            self._reading.return_to(place)
        if place.over is not None:
            place.over()

    # from article to article

    def back(self) -> None:
        """Move from the text to the list; first give up a selection, or show all panes again."""
        layout = self._context.layout
        if self._text.cancel_selection():
            return
        if layout.focus_mode:
            layout.set_focus_mode(False)
        else:
            layout.show_list()

    def switch(self) -> None:
        """Move to the other pane."""
        if self._context.layout.reading:
            self.back()
        else:
            self._pane.action_open()

    def article(self, step: int) -> None:
        """Select the article `step` rows further down the list."""
        self._pane.reveal(self._pane.position + step)

    def go_on(self) -> None:
        """Say at the end of an article which one is next; asked again, go there."""
        tr, position, now = self._context.tr, self._pane.position + 1, monotonic()
        waited, self._end_reached = now - self._end_reached, now
        if position >= self._pane.count:
            self._context.view.show_message(tr("End of the last article in the list"))
            return
        following = self._pane.rows.articles[position]
        if following.id == self._announced and _HELD <= waited < _ASKED:
            self._announced = ""
            self._pane.reveal(position)
        else:
            self._announced = following.id
            self._context.view.show_message(tr("Press again for the next: {title}", title=_title(following)))

    def match(self, direction: int) -> None:
        """Go to the next match (1) or the previous one (-1), at an end of the article into the next result listed."""
        position = self._pane.position + direction
        by_words = bool(self._pane.rows.results) or self._state.list_mode == "named"
        further = by_words and 0 <= position < self._pane.count
        if self._text.matches.step(direction, around=not further) or not further:
            return
        self._jumps.record()
        self._pane.reveal(position)
        self._reading.open()
        self._text.matches.show_end(direction)
        number, count, article = position + 1, self._pane.count, self._pane.rows.articles[position]
        self._context.view.show_message(
            self._context.tr("Result {number} of {count}: {title}", number=number, count=count, title=_title(article))
        )

    def search_selected(self) -> None:
        """Search for the selected words."""
        if phrase := selected_phrase(self._text):
            self._text.cancel_selection()
            self._search.search_for(phrase)
        else:
            self._context.view.show_message(self._context.tr("The selection is too long to search for"))

    def issue(self, step: int) -> None:
        """Select the first article of the issue `step` issues further down."""
        rows = self._pane.rows
        self._move(rows.other_issue(self._pane.position, step) if rows.articles else None)

    def page(self, step: int) -> None:
        """Select the first article of the page `step` pages further down."""
        rows = self._pane.rows
        self._move(rows.other_page(self._pane.position, step) if rows.articles else None)

    def _move(self, position: int | None) -> None:
        if position is None:
            self._context.view.show_message(self._context.tr("No more in this direction"))
        else:
            self._jumps.record()
            self._pane.choose(position)

    # dates and ids

    def select_issue(self, day: dt.date) -> None:
        """Select the first article of the issue of a day."""
        article = self._newest_within(day, day)
        if article is not None:
            self.select(article)

    def _newest_within(self, first: dt.date, last: dt.date) -> Article | None:
        """Return the first article of the newest issue of some days."""
        archive = self._context.loaded.archive
        index = archive.view.newest_within(first.toordinal(), last.toordinal()) if archive is not None else None
        if archive is None or index is None or not archive.summaries[index].articles:
            return None
        return archive.articles[archive.view.articles_before[index]]

    def goto(self) -> None:
        """Ask for a date or an id, and go there."""
        self._context.view.ask(
            self._context.tr("Go to a date (2024-03-09, 2024-03) or an ID"), self._go_to, check=self._check
        )

    def _check(self, typed: str) -> str:
        found = self._find(typed)
        return found if isinstance(found, str) else ""

    def _go_to(self, typed: str | None) -> None:
        found = self._find(typed) if typed else None
        if typed and found is not None and not isinstance(found, str) and self.select(found):
            self._say_new_id(typed, found)

    def _say_new_id(self, typed: str, article: Article) -> None:
        """Say so where what was typed is an id that the article no longer has."""
        from hnreader.archive.archive import has_id  # noqa: PLC0415 it has been imported by now, but not at the start

        archive = self._context.loaded.archive
        if archive is None or _days(typed) or any(has_id(part, typed) for part in archive.parts(article)):
            return
        self._context.view.show_message(say_new_id(self._context.tr, typed, article))

    def find(self, typed: str) -> Article | None:
        """Return the article that a date (the newest issue's first one) or an id leads to, where there is one."""
        found = self._find(typed)
        return None if isinstance(found, str) else found

    def _find(self, typed: str) -> Article | str:
        """Return the article that a date or an id leads to, or what is wrong with it."""
        tr, archive = self._context.tr, self._context.loaded.archive
        if archive is None or not typed.strip():
            return tr("Enter a date or an ID")
        span = _days(typed)
        if span is not None:
            return self._newest_within(*span) or tr("No issue of {date} in the archive", date=printable(typed))
        try:
            return archive.first_part(archive.find(typed))
        except UnknownArticleError as error:
            renamed = archive.get(self._context.user_state.notebook.current_id(typed.strip()))
            return archive.first_part(renamed) if renamed else words_of(error.message, tr)
        except AmbiguousArticleError as error:
            return words_of(error.message, tr)


def _days(typed: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a date that was typed; None for an id."""
    from hnreader.search.dates import parse_dates  # noqa: PLC0415 searching is loaded when it is first needed

    return parse_dates(typed.strip())


def _title(article: Article) -> str:
    return printable(title(article)[0])
