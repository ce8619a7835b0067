"""Commands that lead by what articles name and share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from hnreader.app.articles import ArticleList
from hnreader.app.desk import Desk, Named
from hnreader.app.loading import Loaded

if TYPE_CHECKING:
    from hnreader.app.courtesy import Courtesy
    from hnreader.app.gathering import Gathering
    from hnreader.app.names import Found, NamesScreen
    from hnreader.model import Article


class Naming(Desk):
    """The index of names, and related articles."""

    courtesy: Courtesy
    _gathering: Gathering | None = None
    """The index; none before it was asked for."""
    _names_left: NamesScreen | None = None
    """The index as it was when it was left."""

    def action_names(self) -> None:
        """Lay the index of names over the screen, as it was left."""
        from hnreader.app.gathering import Gathering  # noqa: PLC0415 loaded where it is opened
        from hnreader.app.namelist import Wish  # noqa: PLC0415
        from hnreader.app.names import NamesScreen  # noqa: PLC0415

        if self.archive is None:
            return
        if self._gathering is None:
            self._gathering = Gathering(self, self.archive, self.courtesy, self.own.names_path())
        left = self._names_left
        wish, last = (left.wish, left.last) if left else (Wish(), "")
        screen = NamesScreen(self.voice, self.own.keys, self._gathering, wish, last)
        self.app.push_screen(screen, partial(self._leave_names, screen))

    def _leave_names(self, screen: NamesScreen, found: Found | None) -> None:
        self._names_left = screen
        if found is not None:
            ids = tuple(article.id for article in found.articles)
            self.list_named(Named(found.name.name, ids))

    def list_named(self, named: Named) -> None:
        """List the articles that have a name, the first one selected."""
        self.reading = False
        self.list.touched = True
        self.bar.line.value = ""
        self.named = named
        self.listing = "named"
        self.list_anew()
        self.list.focus()
        self.list.choose(0)
        # Also where it was selected before: to light it.
        self.list.post_message(ArticleList.Selected(self.list.selected))

    @on(Loaded)
    def _gather_more(self) -> None:
        """Go on with the pass where it was begun: there is more to be looked through."""
        if self._gathering is not None:
            self._gathering.go_on()

    def action_related(self) -> None:
        """List what is related to the selected article."""
        from hnreader.app.related import RelatedScreen  # noqa: PLC0415 loaded where it is opened

        if self.archive is not None and self.list.selected is not None:
            screen = RelatedScreen(self.voice, self.own.keys, self.archive, self.list.selected)
            self.app.push_screen(screen, self._go_to_related)

    def _go_to_related(self, article: Article | None) -> None:
        if article is not None:
            self.select(article)
            self.list.action_open()
