"""The archive in memory: issues, newest first, each with its pages in order, each with its articles."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from hnreader.archive.jumps import ties_of
from hnreader.errors import AmbiguousArticleError, UnknownArticleError
from hnreader.model import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.model import Article, Failure, PageArticles, Tie

MANY = 8  # an ambiguous id lists so many candidates at the most


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: positions count from 0 in `Archive.issues`, `Issue.pages` and all articles."""

    issue: int
    page: int
    position: int


class Archive:
    """Issues → pages → articles. Pages are added; nothing else changes.

    The order does not depend on the order of adding: issues go newest first, undated pages last; pages within an
    issue by number, then by name. The same page given twice (one file under two paths) is held once.

    An article that goes on on another page stands in `articles` once for each part, in `entries` once.
    """

    def __init__(self, pages: Iterable[PageArticles] = (), failures: Iterable[Failure] = ()) -> None:
        self._pages: list[PageArticles] = []
        self._known: set[tuple[str, int]] = set()
        self._tied: dict[datetime.date, tuple[tuple[PageArticles, ...], tuple[Tie, ...]]] = {}
        self.failures: list[Failure] = list(failures)
        self.add(pages)

    def add(self, pages: Iterable[PageArticles]) -> int:
        """Take pages in and return how many were new."""
        fresh = 0
        for page in pages:
            key = (page.page.source, hash(page.page.lines))
            if key not in self._known:
                self._known.add(key)
                self._pages.append(page)
                fresh += 1
        if fresh:
            for name in _WORKED_OUT:
                self.__dict__.pop(name, None)
        return fresh

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first; pages without a date stand in a last issue whose date is None."""
        days: dict[datetime.date | None, list[PageArticles]] = defaultdict(list)
        for page in self._pages:
            days[page.dating.date].append(page)
        newest_first = sorted(days, key=lambda day: day or datetime.date.min, reverse=True)
        return tuple(Issue(day, tuple(sorted(days[day], key=_page_order))) for day in newest_first)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the issues, of their pages, and of print."""
        return tuple(article for page in self.pages for article in page.articles)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Which articles go on in which, in the order of the issues. Only issues that have changed are looked at.

        Pages without a date are no issue, and nothing is tied among them.
        """
        ties: list[Tie] = []
        for issue in self.issues:
            if issue.date:
                pages, found = self._tied.get(issue.date, ((), ()))
                if pages != issue.pages:
                    found = ties_of(issue.pages)
                    self._tied[issue.date] = issue.pages, found
                ties += found
        return tuple(ties)

    @cached_property
    def _goes_on(self) -> dict[str, Tie]:
        return {tie.first.id: tie for tie in self.ties}

    @cached_property
    def _comes_from(self) -> dict[str, Tie]:
        return {tie.second.id: tie for tie in self.ties}

    @cached_property
    def _later(self) -> tuple[int, ...]:
        """The positions of the articles that go on from another one."""
        if not self.ties:
            return ()
        return tuple(at for at, article in enumerate(self.articles) if article.id in self._comes_from)

    @cached_property
    def entries(self) -> tuple[Article, ...]:
        """What is there to read: all articles; one on several pages stands here once, by its first part."""
        if not self._later:
            return self.articles
        kept: list[Article] = []
        start = 0
        for later in self._later:
            kept += self.articles[start:later]
            start = later + 1
        return (*kept, *self.articles[start:])

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many entries each issue has."""
        ends = [0, *accumulate(sum(len(page.articles) for page in issue.pages) for issue in self.issues)]
        return tuple(self._entry(end) - self._entry(start) for start, end in pairwise(ends))

    def _entry(self, position: int) -> int:
        """Turn a position among the articles into one among the entries."""
        return position - bisect_left(self._later, position)

    def entry(self, article: Article) -> int:
        """Return the position of an article, or of what it is a part of, in `entries`.

        Raises `UnknownArticleError` for one that is not held.
        """
        return self._entry(self.place(self.whole(article)).position)

    def continued_by(self, article: Article) -> Tie | None:
        """Return how an article goes on on another page, or None."""
        return self._goes_on.get(article.id)

    def continues(self, article: Article) -> Tie | None:
        """Return how an article comes from another page, or None."""
        return self._comes_from.get(article.id)

    def whole(self, article: Article) -> Article:
        """Return the first part of what an article is a part of: itself, where it comes from no other page."""
        while tie := self._comes_from.get(article.id):
            article = tie.first
        return article

    def chain(self, article: Article) -> tuple[Tie, ...]:
        """Return the ties of all parts of what an article is a part of, in their order; none where it stands alone."""
        ties: list[Tie] = []
        following = self._goes_on.get(self.whole(article).id)
        while following:
            ties.append(following)
            following = self._goes_on.get(following.second.id)
        return tuple(ties)

    def parts(self, article: Article) -> tuple[Article, ...]:
        """Return all parts of what an article is a part of, in their order."""
        if article.id not in self._goes_on and article.id not in self._comes_from:
            return (article,)
        return (self.whole(article), *(tie.second for tie in self.chain(article)))

    @cached_property
    def _places(self) -> dict[str, Place]:
        """Where each id stands. Worked out when first asked for: an archive that is still filling is not."""
        places: dict[str, Place] = {}
        position = 0
        for issue, one in enumerate(self.issues):
            for number, page in enumerate(one.pages):
                for article in page.articles:
                    places.setdefault(article.id, Place(issue, number, position))
                    position += 1
        return places

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(sorted(self._places))

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return (page for issue in self.issues for page in issue.pages)

    def __len__(self) -> int:
        return len(self.articles)

    def find(self, written: str) -> Article:
        """Return the article that an id, its beginning, or its short part alone names.

        Raises `UnknownArticleError` or `AmbiguousArticleError`. Case, and hyphens within the date, do not matter.
        """
        wanted = _plain(written)
        if wanted in self._places:
            return self.articles[self._places[wanted].position]
        found = list(_starting(self._ids, wanted)) if wanted else []
        if not found and wanted:
            found = [one for one in self._ids if one.partition("-")[2].startswith(wanted)]
        if not found:
            raise UnknownArticleError(written)
        if len(found) > 1:
            raise AmbiguousArticleError(written, *found[:MANY])
        return self.articles[self._places[found[0]].position]

    def place(self, article: Article) -> Place:
        """Where the article stands. Raises `UnknownArticleError` for one that is not held."""
        try:
            return self._places[article.id]
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


_WORKED_OUT = [name for name, held in vars(Archive).items() if isinstance(held, cached_property)]


def _page_order(page: PageArticles) -> tuple[int, str]:
    """Numbered pages first and in order, the others by name behind them."""
    return page.dating.page_no or 10_000, page.page.source


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
