"""Commands that look through the whole archive for the current query: the concordance and the trend."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hnreader.app.desk import Desk
from hnreader.app.words import printable
from hnreader.errors import WordlessQueryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.concordanceview import ConcordanceView
    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.research.concordance import Occurrence, Sort
    from hnreader.search import Result


@dataclass(frozen=True, slots=True)
class _Aim:
    """A place that an article, by the id of its first part, is opened at, and the words that are lit in it."""

    article: str
    words: tuple[str, ...]
    place: Occurrence | None


class Researching(Desk):
    """What is asked for is what the search bar says, or where it says nothing what the reader is asked for."""

    _aim: _Aim | None = None
    _stand: tuple[str, tuple[Sort, int]] = ("", ("date", 0))
    """The last concordance: its query, and where it was left. Who goes through its places comes back after each."""

    def action_concordance(self) -> None:
        """List every place of the query."""
        self._with_query(self._list_places)

    def action_trend(self) -> None:
        """Show how often the query is used from issue to issue, month to month or year to year."""
        self._with_query(self._plot)

    def _with_query(self, go_on: Callable[[Archive, str], None]) -> None:
        """Go on with the query, asked for where there is none; say what is wrong with one that has no word."""
        archive, query = self.archive, self.query_text
        if archive is None:
            self.say(self.voice("screen.loading"))
            return
        if not query.strip():
            self.ask(
                self.voice("inquiry.ask"), lambda line: go_on(archive, line) if line else None, refused=self.wordless
            )
        elif wrong := self.wordless(query):
            self.say(wrong)
        else:
            go_on(archive, query)

    def wordless(self, query: str) -> str:
        """Say that a query has no word to look for, or nothing where it has."""
        if not query.strip():
            return self.voice("inquiry.empty")
        from hnreader.search import Places  # noqa: PLC0415 searching is loaded when it is first needed
        from hnreader.search.language import parse  # noqa: PLC0415

        return "" if Places(parse(query)) else self.voice(WordlessQueryError.code, printable(query.strip()))

    # the concordance

    def _list_places(self, archive: Archive, query: str) -> None:
        from hnreader.app.concordanceview import ConcordanceView  # noqa: PLC0415 loaded where it is opened

        left, stand = self._stand
        stand = stand if left == query else ("date", 0)
        view = ConcordanceView(self.voice, archive, query, self.own.keys, stand, loading=self.coming_in)
        self.app.push_screen(view, partial(self._read_place, archive, query, view))

    def _read_place(self, archive: Archive, query: str, view: ConcordanceView, place: Occurrence | None) -> None:
        """Open the article of a place, there; a place in no text of the article's leads to its beginning."""
        from hnreader.search.folding import fold  # noqa: PLC0415 searching is loaded by now
        from hnreader.search.language import parse  # noqa: PLC0415

        self._stand = query, view.stand
        if place is None:
            return
        article = archive.whole(place.article)
        self.select(article)
        words = dict.fromkeys((fold(place.hit), *(term.text for term in parse(query).terms)))
        self._aim = _Aim(article.id, tuple(words), place)
        self.list.action_open()

    def take_query(self, query: str) -> None:
        """Search for what is typed; what was looked at before is aimed at no more."""
        self._aim = None
        super().take_query(query)

    def words_of(self, article: Article | None, found: Result | None) -> tuple[str, ...]:
        """Return the words to light in an article: by which it was found or listed, and at which it is opened."""
        aim = self._aim
        aimed = aim.words if aim is not None and article is not None and article.id == aim.article else ()
        named = (self.named.name,) if self.listing == "named" else ()
        return tuple(dict.fromkeys((*(found.words if found is not None else named), *aimed)))

    def go_to_aim(self) -> None:
        """Go to the place that the article was opened for, once."""
        aim, story = self._aim, self.story
        if aim is not None and aim.place is not None and story is not None and story.article.id == aim.article:
            self._aim = _Aim(aim.article, aim.words, None)
            if aim.place.source is not None:
                self.text.show_hit(aim.place.source, aim.place.start)
            else:
                self.text.go_to((0, 0))

    # the trend

    def _plot(self, archive: Archive, query: str) -> None:
        from hnreader.app.trendview import TrendView  # noqa: PLC0415 loaded where it is opened

        view = TrendView(self.voice, archive, query, self.own.keys, self.wordless, loading=self.coming_in)
        self.app.push_screen(view, self._search_for)

    def _search_for(self, query: str | None) -> None:
        """Search for a query, as if it had been typed."""
        if query is not None:
            self.bar.line.value = query
            self.list.focus()
