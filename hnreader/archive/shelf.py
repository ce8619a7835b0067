"""The archive in memory: issues, newest first, each with its pages in order, each with its articles."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from hnreader.archive.order import Order, Place
from hnreader.errors import AmbiguousArticleError, UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.archive.order import Counted, Tied
    from hnreader.model import Article, Failure, Issue, PageArticles, Tie

MANY = 8  # an ambiguous id lists so many candidates at the most


class Archive:
    """Issues → pages → articles. Pages are added; nothing else changes.

    The order does not depend on the order of adding: issues go newest first, undated pages last; pages within an
    issue by number, then by name. The same page given twice (one file under two paths) is held once.

    An article that goes on on another page stands in `articles` once for each part, in `entries` once.
    """

    def __init__(self, pages: Iterable[PageArticles] = (), failures: Iterable[Failure] = ()) -> None:
        self._pages: list[PageArticles] = []
        self._known: set[tuple[str, int]] = set()
        self._tied: Tied = {}
        self._counted: Counted = {}
        self._order = Order(self._pages, self._tied, self._counted)
        self.failures: list[Failure] = list(failures)
        """What could not be read: where, and why."""
        self.add(pages)

    def add(self, pages: Iterable[PageArticles]) -> int:
        """Take pages in and return how many were new."""
        fresh = 0
        for page in pages:
            key = page_key(page)
            if key not in self._known:
                self._known.add(key)
                self._pages.append(page)
                fresh += 1
        if fresh:
            self._order = Order(self._pages, self._tied, self._counted)
        return fresh

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first; pages without a date stand in a last issue whose date is None."""
        return self._order.issues

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return self._order.pages

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the issues, of their pages, and of print."""
        return self._order.articles

    @property
    def entries(self) -> tuple[Article, ...]:
        """What is there to read: all articles; one on several pages stands here once, by its first part."""
        return self._order.entries

    @property
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """How many entries each page of each issue has: those that begin on it."""
        return self._order.sizes

    @property
    def characters(self) -> tuple[int, ...]:
        """How many non-blank characters the articles of each issue have, titles and captions included."""
        return self._order.characters

    @property
    def measured(self) -> tuple[tuple[Issue, int], ...]:
        """Each issue with its `characters`: those of one moment, also while another thread adds pages."""
        order = self._order
        return tuple(zip(order.issues, order.characters, strict=True))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Which articles go on in which, in the order of the issues."""
        return self._order.ties

    def entry(self, article: Article) -> int:
        """Return the position of an article, or of what it is a part of, in `entries`.

        Raises `UnknownArticleError` for one that is not held.
        """
        return self._order.entry(self.place(self.whole(article)).position)

    def continued_by(self, article: Article) -> Tie | None:
        """Return how an article goes on on another page, or None."""
        return self._order.goes_on.get(article.id)

    def continues(self, article: Article) -> Tie | None:
        """Return how an article comes from another page, or None."""
        return self._order.comes_from.get(article.id)

    def whole(self, article: Article) -> Article:
        """Return the first part of what an article is a part of: itself, where it comes from no other page."""
        while tie := self._order.comes_from.get(article.id):
            article = tie.first
        return article

    def chain(self, article: Article) -> tuple[Tie, ...]:
        """Return the ties of all parts of what an article is a part of, in their order; none where it stands alone."""
        ties: list[Tie] = []
        following = self._order.goes_on.get(self.whole(article).id)
        while following:
            ties.append(following)
            following = self._order.goes_on.get(following.second.id)
        return tuple(ties)

    def parts(self, article: Article) -> tuple[Article, ...]:
        """Return all parts of what an article is a part of, in their order."""
        if article.id not in self._order.goes_on and article.id not in self._order.comes_from:
            return (article,)
        return (self.whole(article), *(tie.second for tie in self.chain(article)))

    def __len__(self) -> int:
        return len(self.articles)

    def find(self, written: str) -> Article:
        """Return the article that an id, its beginning, or its short part alone names.

        Raises `UnknownArticleError` or `AmbiguousArticleError`. Case, and hyphens within the date, do not matter.
        """
        wanted = _plain(written)
        if wanted in self._order.places:
            return self.articles[self._order.places[wanted].position]
        found = list(_starting(self._order.ids, wanted)) if wanted else []
        if not found and wanted:
            found = [one for one in self._order.ids if one.partition("-")[2].startswith(wanted)]
        if not found:
            raise UnknownArticleError(written)
        if len(found) > 1:
            raise AmbiguousArticleError(written, *found[:MANY], more=len(found) > MANY)
        return self.articles[self._order.places[found[0]].position]

    def place(self, article: Article) -> Place:
        """Where the article stands. Raises `UnknownArticleError` for one that is not held."""
        try:
            return self._order.places[article.id]
        except KeyError:
            raise UnknownArticleError(article.id) from None

    def page_of(self, article: Article) -> PageArticles:
        """Return the page that the article stands on."""
        place = self.place(article)
        return self.issues[place.issue].pages[place.page]

    def next_article(self, article: Article, step: int = 1) -> Article | None:
        """Return the article `step` places on (negative: back), or None past either end."""
        position = self.place(article).position + step
        return self.articles[position] if 0 <= position < len(self.articles) else None

    def next_page(self, article: Article, step: int = 1) -> Article | None:
        """Return the first article of the page `step` pages on, over the edges of issues, or None."""
        place = self.place(article)
        issue, page = place.issue, place.page + step
        while not 0 <= page < len(self.issues[issue].pages):
            forward = page > 0
            if forward:
                page -= len(self.issues[issue].pages)
            issue += 1 if forward else -1
            if not 0 <= issue < len(self.issues):
                return None
            if not forward:
                page += len(self.issues[issue].pages)
        articles = self.issues[issue].pages[page].articles
        return articles[0] if articles else None

    def next_issue(self, article: Article, step: int = 1) -> Article | None:
        """Return the first article of the issue `step` issues on in the list (1 is older, -1 newer), or None."""
        issue = self.place(article).issue + step
        if not 0 <= issue < len(self.issues):
            return None
        return next((article for page in self.issues[issue].pages for article in page.articles), None)


def page_key(page: PageArticles) -> tuple[str, int]:
    """Return what is equal of a page and the same page given again: its name and its lines."""
    return page.page.source, hash(page.page.lines)


def _plain(written: str) -> str:
    """An id as it is kept: `2024-03-09-K7F2QD` becomes `20240309-k7f2qd`."""
    head, _, tail = written.strip().casefold().rpartition("-")
    return f"{head.replace('-', '')}-{tail}" if head else tail


def _starting(ids: tuple[str, ...], start: str) -> Iterator[str]:
    """All ids that begin with `start`; `ids` is sorted."""
    for position in range(bisect_left(ids, start), len(ids)):
        if not ids[position].startswith(start):
            return
        yield ids[position]
