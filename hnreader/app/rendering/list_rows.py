"""The rows of the article list: articles under headings of issues and pages, or the results of a search."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from msgspec import Struct

from hnreader.errors import HnreaderError, UnknownArticleError
from hnreader.model import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article, Issue, PageArticles
    from hnreader.search import Result, Results


class ListHeading(Struct, frozen=True):
    """The heading of an issue, or of one of its pages where the archive has several."""

    issue: Issue
    page: PageArticles | None
    first: int
    """The position of the first article below it."""
    size: int
    """The number of articles below it."""


class ListRows:
    """A *position* counts articles, a *row* counts articles and headings. A story on several pages has one row.

    Making this takes time proportional to pages, not to articles: rows are computed when they are drawn.
    """

    def __init__(
        self,
        articles: Sequence[Article] = (),
        position: Callable[[Article], int | None] = lambda _article: None,
        heads: Sequence[ListHeading] = (),
        story: Callable[[Article], Story] = Story,
        results: Sequence[Result] = (),
    ) -> None:
        self.articles: Final = articles
        self.heads: Final = heads
        self.position: Final = position
        self.story: Final = story
        """Returns the continuations of an article."""
        self.results: Final = results
        """How a search found each article; empty where nothing is searched for."""
        self._firsts = [head.first for head in heads]
        self._rows = [head.first + number for number, head in enumerate(heads)]

    def __len__(self) -> int:
        return len(self.articles) + len(self.heads)

    def head(self, row: int) -> ListHeading | None:
        """Return the heading in a row, None for an article."""
        number = bisect_right(self._rows, row)
        return self.heads[number - 1] if number and self._rows[number - 1] == row else None

    def place(self, row: int) -> int | None:
        """Return the position of the article in a row, None for a heading."""
        number = bisect_right(self._rows, row)
        return None if number and self._rows[number - 1] == row else row - number

    def row(self, position: int) -> int:
        """Return the row of the article at a position."""
        return position + bisect_right(self._firsts, position)

    def top(self, position: int) -> int:
        """Return the first of the rows of the headings right above the article at a position and of itself."""
        return position + bisect_left(self._firsts, position)

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the issue `step` issues on (down is positive), or None."""
        if not self.heads:
            return self._other(position, step, lambda article: article.date)
        return self._other_head(position, step, [head for head in self.heads if head.page is None and head.size])

    def other_page(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the page `step` pages on (down is positive), or None."""
        if not self.heads:
            return self._other(position, step, lambda article: (article.date, article.page_no, article.source))
        paged = {id(head.issue) for head in self.heads if head.page is not None}
        heads = (head for head in self.heads if head.page is not None or id(head.issue) not in paged)
        return self._other_head(position, step, [head for head in heads if head.size])

    @staticmethod
    def _other_head(position: int, step: int, heads: list[ListHeading]) -> int | None:
        number = bisect_right(heads, position, key=lambda head: head.first) - 1 + step
        return heads[number].first if 0 <= number < len(heads) else None

    def _other(self, position: int, step: int, where: Callable[[Article], object]) -> int | None:
        """Return the next result (in the direction `step`) that is elsewhere; results have no headings."""
        here = where(self.articles[position])
        positions = range(position, len(self.articles) if step > 0 else -1, step)
        return next((other for other in positions if where(self.articles[other]) != here), None)


def issue_rows(archive: Archive) -> ListRows:
    """Return the rows of the whole archive, issue by issue and page by page."""

    def position(article: Article) -> int | None:
        try:
            return archive.entry_index(article)
        except UnknownArticleError:
            return None

    return ListRows(archive.entries, position, list(_heads(archive)), archive.story)


def _heads(archive: Archive) -> Iterator[ListHeading]:
    first = 0
    for issue, sizes in zip(archive.issues, archive.entry_counts, strict=True):
        yield ListHeading(issue, None, first, sum(sizes))
        for page, size in zip(issue.pages, sizes, strict=True):
            if len(issue.pages) > 1:
                yield ListHeading(issue, page, first, size)
            first += size


def kept_rows(archive: Archive, keep: Callable[[Article], bool]) -> ListRows:
    """Return the rows of the articles that `keep` is true of, under their headings."""
    rows = issue_rows(archive)
    kept = [position for position, article in enumerate(rows.articles) if keep(article)]

    def position(article: Article) -> int | None:
        whole = rows.position(article)
        found = bisect_left(kept, whole) if whole is not None else len(kept)
        return found if found < len(kept) and kept[found] == whole else None

    heads = []
    for head in rows.heads:
        first, end = bisect_left(kept, head.first), bisect_left(kept, head.first + head.size)
        if first < end:
            heads.append(ListHeading(head.issue, head.page, first, end - first))
    return ListRows([rows.articles[kept_position] for kept_position in kept], position, heads, archive.story)


def named_rows(archive: Archive, ids: Iterable[str]) -> ListRows:
    """Return the rows of the articles with these ids, in this order; those that the archive has not are left out."""
    articles = [article for article_id in ids if (article := _find(archive, article_id)) is not None]
    positions = {article.id: position for position, article in enumerate(articles)}
    return ListRows(articles, lambda article: positions.get(archive.first_part(article).id), story=archive.story)


def _find(archive: Archive, article_id: str) -> Article | None:
    try:
        return archive.first_part(archive.find(article_id))
    except HnreaderError:
        return None


class _ResultArticles(Sequence["Article"]):
    """The articles of results; a result is computed when it is looked at."""

    def __init__(self, results: Results) -> None:
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [result.article for result in self._results[index]]
        return self._results[index].article


def result_rows(results: Results, archive: Archive) -> ListRows:
    """Return the rows of results in their own order."""

    def position(article: Article) -> int | None:
        wanted = archive.first_part(article).id
        return next((index for index, result in enumerate(results) if result.article.id == wanted), None)

    return ListRows(_ResultArticles(results), position, story=archive.story, results=results)
