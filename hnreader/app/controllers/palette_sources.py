"""What the palette leads to beside the commands of a pane: searches made before, themes, issues and articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.formatting import format_date, printable
from hnreader.app.rendering.palette_entries import PaletteEntry
from hnreader.display_title import title
from hnreader.messages.page_labels import say_page
from hnreader.messages.terms import say_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.controllers.background import Task
    from hnreader.archive import Archive
    from hnreader.model import Article

_SEARCHES: Final = 20  # made before, that are listed
_ARTICLES: Final = 8  # listed of those that are found


class PaletteSources:
    """Makes entries of what the reader has."""

    def __init__(self, controllers: Controllers) -> None:
        self._controllers = controllers
        self._tr = controllers.context.tr

    def fixed(self) -> Iterator[PaletteEntry]:
        """Yield what is there whatever is typed: searches that were saved, those made before, and themes."""
        search, appearance = self._controllers.search, self._controllers.appearance
        user_state = self._controllers.context.user_state
        for name, query in user_state.settings.searches.items():
            yield PaletteEntry(f"search {query}", printable(name), partial(search.search_for, query), printable(query))
        for query in user_state.notebook.history(_SEARCHES):
            yield PaletteEntry(
                f"search {query}", printable(query), partial(search.search_for, query), self._tr("earlier search")
            )
        for name in user_state.themes.names:
            words = self._tr("Theme: {name}", name=say_theme(self._tr, name))
            yield PaletteEntry(f"theme {name}", words, partial(appearance.choose_theme, name), printable(name))

    def place(self, typed: str) -> Iterator[PaletteEntry]:
        """Yield the issue of a date, or the article of an id, where that is what is typed."""
        navigation = self._controllers.navigation
        if article := navigation.find(typed):
            date = format_date(self._tr, article.date, inferred=False, weekday=False)
            name = (
                printable(title(article)[0]) if article.id == typed.strip() else self._tr("Issue of {date}", date=date)
            )
            yield PaletteEntry(f"place {typed}", name, partial(navigation.select, article), self._tr("go there"))

    def search(self, typed: str) -> Iterator[PaletteEntry]:
        """Yield a search for what is typed."""
        if typed.strip():
            query = printable(typed.strip())
            yield PaletteEntry(
                f"search {typed.strip()}",
                self._tr("Search for “{query}”", query=query),
                partial(self._controllers.search.search_for, typed.strip()),
            )

    def articles(self, typed: str, task: Task) -> Sequence[Article]:
        """Return the articles that what is typed finds best; in a thread."""
        archive = self._controllers.context.loaded.archive
        return _search(archive, typed, task) if archive is not None and typed.strip() else ()

    def entry(self, article: Article) -> PaletteEntry:
        """Return the entry of an article."""
        date = str(article.date or self._tr("date unknown"))
        page = f" {say_page(self._tr, article.page_no)}" if article.page_no is not None else ""
        read = partial(self._controllers.navigation.read, article)
        return PaletteEntry(f"article {article.id}", printable(title(article)[0]), read, date + page)


def _search(archive: Archive, typed: str, task: Task) -> Sequence[Article]:
    from hnreader.search import search  # noqa: PLC0415 imported in the thread

    results = search(archive, typed, limit=_ARTICLES, cancelled=task.cancelled, wait=False)
    return [result.article for result in results]
