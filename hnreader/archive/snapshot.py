"""What is derived from the pages of an archive at one moment: issues, articles, continuations, positions, ids.

Everything is computed on first use. Adding pages makes another snapshot, so that a search in another thread sees the
pages of one moment only.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from hnreader.archive.continuations import find_continuations
from hnreader.model import JUMP_ROLES, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.model import Article, Continuation, PageArticles

    Pages = tuple[PageArticles, ...]

_UNNUMBERED = 10_000  # sorts behind every page number


class Position(NamedTuple):
    """Where an article stands, from 0: index in `Archive.issues`, in `Issue.pages`, and in `Archive.articles`."""

    issue: int
    page: int
    article: int


class IssueCache:
    """What was computed for an issue, with the pages it was computed from. The snapshots of an archive share one."""

    def __init__(self) -> None:
        self.continuations: dict[datetime.date, tuple[Pages, tuple[Continuation, ...]]] = {}
        self.characters: dict[datetime.date | None, tuple[Pages, int]] = {}


class Snapshot:
    """The pages that are in the list `pages` now, in order. Pages added to the list later belong to later snapshots."""

    def __init__(self, pages: list[PageArticles], cache: IssueCache) -> None:
        self._pages = pages
        self._count = len(pages)
        self._cache = cache

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first; pages without a date make a last issue whose date is None."""
        days: dict[datetime.date | None, list[PageArticles]] = defaultdict(list)
        for page in islice(self._pages, self._count):
            days[page.dating.date].append(page)
        newest_first = sorted(days, key=lambda day: day or datetime.date.min, reverse=True)
        return tuple(Issue(day, tuple(sorted(days[day], key=page_order))) for day in newest_first)

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return (page for issue in self.issues for page in issue.pages)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of issues, pages and print."""
        return tuple(article for page in self.pages for article in page.articles)

    @cached_property
    def continuations(self) -> tuple[Continuation, ...]:
        """The continuations of all issues, in their order.

        Pages without a date are of unknown issues: nothing continues on them.
        """
        continuations: list[Continuation] = []
        for issue in self.issues:
            if issue.date:
                pages, found = self._cache.continuations.get(issue.date, ((), ()))
                if pages != issue.pages:
                    found = find_continuations(issue.pages)
                    self._cache.continuations[issue.date] = issue.pages, found
                continuations += found
        return tuple(continuations)

    @cached_property
    def continued_by(self) -> dict[str, Continuation]:
        """Continuations by the id of their first article."""
        return {continuation.first.id: continuation for continuation in self.continuations}

    @cached_property
    def continues(self) -> dict[str, Continuation]:
        """Continuations by the id of their second article."""
        return {continuation.second.id: continuation for continuation in self.continuations}

    @cached_property
    def _later_parts(self) -> tuple[int, ...]:
        """The indices of the articles that continue another one."""
        if not self.continuations:
            return ()
        return tuple(index for index, article in enumerate(self.articles) if article.id in self.continues)

    @cached_property
    def entries(self) -> tuple[Article, ...]:
        """All articles without those that continue another one."""
        if not self._later_parts:
            return self.articles
        entries: list[Article] = []
        start = 0
        for later in self._later_parts:
            entries += self.articles[start:later]
            start = later + 1
        return (*entries, *self.articles[start:])

    @cached_property
    def entry_counts(self) -> tuple[tuple[int, ...], ...]:
        """The number of entries that begin on each page of each issue."""
        ends = [0, *accumulate(len(page.articles) for page in self.pages)]
        counts = (self.entry_index(end) - self.entry_index(start) for start, end in pairwise(ends))
        return tuple(tuple(islice(counts, len(issue.pages))) for issue in self.issues)

    def entry_index(self, article_index: int) -> int:
        """Turn an index in `articles` into one in `entries`."""
        return article_index - bisect_left(self._later_parts, article_index)

    @cached_property
    def characters(self) -> tuple[int, ...]:
        """The number of non-blank characters in the articles of each issue."""
        for issue in self.issues:
            pages, _ = self._cache.characters.get(issue.date, ((), 0))
            if pages != issue.pages:
                self._cache.characters[issue.date] = issue.pages, sum(map(_characters, issue.pages))
        return tuple(self._cache.characters[issue.date][1] for issue in self.issues)

    @cached_property
    def positions(self) -> dict[str, Position]:
        """The position of each id; of an id that several pages have, the first."""
        positions: dict[str, Position] = {}
        index = 0
        for issue_index, issue in enumerate(self.issues):
            for page_index, page in enumerate(issue.pages):
                for article in page.articles:
                    positions.setdefault(article.id, Position(issue_index, page_index, index))
                    index += 1
        return positions

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted(self.positions))


def _characters(page: PageArticles) -> int:
    """Count the non-blank characters of a page's articles without the references to other pages."""
    texts = (text.text.text for article in page.articles for text in article.texts if text.role not in JUMP_ROLES)
    return sum(len("".join(text.split())) for text in texts)


def page_order(page: PageArticles) -> tuple[int, str, str]:
    """Return the sort key of a page in its issue: its number; without one by file name, then by its first article."""
    return page.dating.page_no or _UNNUMBERED, page.page.source, page.articles[0].id if page.articles else ""
