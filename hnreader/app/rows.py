"""What the list shows: articles by position, headed by their issues, or the results of a search."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, overload

from hnreader.errors import UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.archive import Archive
    from hnreader.model import Article, Issue, Tie
    from hnreader.search import Result, Results


class Rows:
    """Rows of the list. A *position* counts articles, a *row* counts what is drawn: articles and the heads of issues.

    An article over several pages has one row. `sizes` tells how many articles stand under each head. Making one costs
    a step for each page, not for each article: rows are worked out when they are looked at.
    """

    def __init__(
        self,
        articles: Sequence[Article] = (),
        position: Callable[[Article], int | None] = lambda _article: None,
        issues: Sequence[Issue] = (),
        sizes: Sequence[int] = (),
        chain: Callable[[Article], Sequence[Tie]] = lambda _article: (),
        results: Sequence[Result] = (),
    ) -> None:
        self.articles: Final = articles
        self.issues: Final = issues
        self.position: Final = position
        self.chain: Final = chain
        """How an article goes on on other pages."""
        self.results: Final = results
        """By what each article was found; empty where nothing is searched for."""
        self._firsts: list[int] = list(accumulate(sizes[:-1], initial=0)) if sizes else []
        self._heads = [first + number for number, first in enumerate(self._firsts)]

    def __len__(self) -> int:
        return len(self.articles) + len(self.issues)

    def at(self, row: int) -> Article | Issue:
        """Return what stands in a row."""
        number = bisect_right(self._heads, row)
        if number and self._heads[number - 1] == row:
            return self.issues[number - 1]
        return self.articles[row - number]

    def place(self, row: int) -> int | None:
        """Return the position of the article in a row, or None for the head of an issue."""
        number = bisect_right(self._heads, row)
        return None if number and self._heads[number - 1] == row else row - number

    def row(self, position: int) -> int:
        """Return the row in which the article at a position is drawn."""
        return position + bisect_right(self._firsts, position)

    def size(self, row: int) -> int:
        """Return how many articles stand under the head in a row."""
        number = bisect_right(self._heads, row) - 1
        after = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self.articles)
        return after - self._firsts[number]

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the issue `step` heads on (down is positive), or None."""
        if not self.issues:
            return self._other_date(position, step)
        number = bisect_right(self._firsts, position) - 1 + step
        while 0 <= number < len(self.issues):
            if self.size(self._heads[number]):
                return self._firsts[number]
            number += step
        return None

    def _other_date(self, position: int, step: int) -> int | None:
        """Results have no heads: the next one of another day will do."""
        date = self.articles[position].date
        reached = range(position, len(self.articles) if step > 0 else -1, step)
        return next((at for at in reached if self.articles[at].date != date), None)


def issue_rows(archive: Archive) -> Rows:
    """Return the whole archive, issue by issue."""

    def position(article: Article) -> int | None:
        try:
            return archive.entry(article)
        except UnknownArticleError:
            return None

    return Rows(archive.entries, position, archive.issues, archive.sizes, archive.chain)


class _Found(Sequence["Article"]):
    """The articles of results, each worked out when it is looked at."""

    def __init__(self, results: Results) -> None:
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, at: int) -> Article: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Article]: ...
    def __getitem__(self, at: int | slice) -> Article | Sequence[Article]:
        if isinstance(at, slice):
            return [result.article for result in self._results[at]]
        return self._results[at].article


def result_rows(results: Results, archive: Archive) -> Rows:
    """Return results in their own order."""

    def position(article: Article) -> int | None:
        wanted = archive.whole(article).id
        return next((at for at, result in enumerate(results) if result.article.id == wanted), None)

    return Rows(_Found(results), position, chain=archive.chain, results=results)
