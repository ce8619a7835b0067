"""What an archive's pages come to: issues, articles, entries, ties. Worked out once for one set of pages, and lazily.

A search reads it in another thread while pages come in: these make another `Order`, so that none is ever half old.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING

from hnreader.archive.jumps import ties_of
from hnreader.model import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Article, PageArticles, Text, Tie

    Tied = dict[datetime.date, tuple[tuple[PageArticles, ...], tuple[Tie, ...]]]
    Counted = dict[datetime.date | None, tuple[tuple[PageArticles, ...], int]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: positions count from 0 in `Archive.issues`, `Issue.pages` and all articles."""

    issue: int
    page: int
    position: int


class Order:
    """The pages in their order.

    The ties of each issue are remembered in `tied`, and its characters in `counted`, for as long as its pages are the
    same. Of `pages` those count that are there now; what is added to the list later is for the next `Order`.
    """

    def __init__(self, pages: list[PageArticles], tied: Tied, counted: Counted) -> None:
        self._pages = pages
        self._count = len(pages)
        self._tied = tied
        self._counted = counted

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first; pages without a date stand in a last issue whose date is None."""
        days: dict[datetime.date | None, list[PageArticles]] = defaultdict(list)
        for page in islice(self._pages, self._count):
            days[page.dating.date].append(page)
        newest_first = sorted(days, key=lambda day: day or datetime.date.min, reverse=True)
        return tuple(Issue(day, tuple(sorted(days[day], key=page_order))) for day in newest_first)

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
    def goes_on(self) -> dict[str, Tie]:
        """By the id of the article that turns to another page."""
        return {tie.first.id: tie for tie in self.ties}

    @cached_property
    def comes_from(self) -> dict[str, Tie]:
        """By the id of the article that comes from another page."""
        return {tie.second.id: tie for tie in self.ties}

    @cached_property
    def _later(self) -> tuple[int, ...]:
        """The positions of the articles that go on from another one."""
        if not self.ties:
            return ()
        return tuple(at for at, article in enumerate(self.articles) if article.id in self.comes_from)

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
    def sizes(self) -> tuple[tuple[int, ...], ...]:
        """How many entries each page of each issue has: those that begin on it."""
        ends = [0, *accumulate(len(page.articles) for page in self.pages)]
        counts = (self.entry(end) - self.entry(start) for start, end in pairwise(ends))
        return tuple(tuple(islice(counts, len(issue.pages))) for issue in self.issues)

    @cached_property
    def characters(self) -> tuple[int, ...]:
        """How many non-blank characters the articles of each issue have. Only issues that have changed are counted."""
        for issue in self.issues:
            pages, _ = self._counted.get(issue.date, ((), 0))
            if pages != issue.pages:
                self._counted[issue.date] = issue.pages, sum(map(_characters, issue.pages))
        return tuple(self._counted[issue.date][1] for issue in self.issues)

    def entry(self, position: int) -> int:
        """Turn a position among the articles into one among the entries."""
        return position - bisect_left(self._later, position)

    @cached_property
    def places(self) -> dict[str, Place]:
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
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted(self.places))

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return (page for issue in self.issues for page in issue.pages)


def _characters(page: PageArticles) -> int:
    return sum(len("".join(text.text.split())) for article in page.articles for text in _texts(article))


def _texts(article: Article) -> Iterator[Text]:
    """Yield the texts of an article in which a search looks."""
    for title in (article.column, article.kicker, article.headline, article.subhead, article.byline):
        if title:
            yield title
    yield from (one.text for one in article.paragraphs)
    yield from article.captions


def page_order(page: PageArticles) -> tuple[int, str, str]:
    """Return what an issue's pages are sorted by.

    Numbered pages come first and in order, the others by name behind them; of one name, by what they hold.
    """
    return page.dating.page_no or 10_000, page.page.source, page.articles[0].id if page.articles else ""
