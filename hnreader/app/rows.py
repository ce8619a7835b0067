"""What the list shows: articles by position, headed by their issues and pages, or the results of a search."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

from hnreader.errors import HnreaderError, UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.model import Article, Issue, PageArticles, Tie
    from hnreader.search import Result, Results


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over articles: an issue, or one of its pages where more than one is held.

    `first` is the position of the first article under it, `size` how many there are.
    """

    issue: Issue
    page: PageArticles | None
    first: int
    size: int


class Rows:
    """Rows of the list. A *position* counts articles, a *row* counts what is drawn: articles and heads.

    An article over several pages has one row. Making one costs a step for each page, not for each article: rows are
    worked out when they are looked at.
    """

    def __init__(
        self,
        articles: Sequence[Article] = (),
        position: Callable[[Article], int | None] = lambda _article: None,
        heads: Sequence[Head] = (),
        chain: Callable[[Article], Sequence[Tie]] = lambda _article: (),
        results: Sequence[Result] = (),
    ) -> None:
        self.articles: Final = articles
        self.heads: Final = heads
        self.position: Final = position
        self.chain: Final = chain
        """How an article goes on on other pages."""
        self.results: Final = results
        """By what each article was found; empty where nothing is searched for."""
        self._firsts = [head.first for head in heads]
        self._rows = [head.first + number for number, head in enumerate(heads)]

    def __len__(self) -> int:
        return len(self.articles) + len(self.heads)

    def head(self, row: int) -> Head | None:
        """Return the head in a row, or None for an article."""
        number = bisect_right(self._rows, row)
        return self.heads[number - 1] if number and self._rows[number - 1] == row else None

    def place(self, row: int) -> int | None:
        """Return the position of the article in a row, or None for a head."""
        number = bisect_right(self._rows, row)
        return None if number and self._rows[number - 1] == row else row - number

    def row(self, position: int) -> int:
        """Return the row in which the article at a position is drawn."""
        return position + bisect_right(self._firsts, position)

    def top(self, position: int) -> int:
        """Return the row of the highest head that stands right above the article at a position, else its own row."""
        return position + bisect_left(self._firsts, position)

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the issue `step` heads on (down is positive), or None."""
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
    def _other_head(position: int, step: int, heads: list[Head]) -> int | None:
        number = bisect_right(heads, position, key=lambda head: head.first) - 1 + step
        return heads[number].first if 0 <= number < len(heads) else None

    def _other(self, position: int, step: int, where: Callable[[Article], object]) -> int | None:
        """Results have no heads: the next one of another day or page will do."""
        here = where(self.articles[position])
        reached = range(position, len(self.articles) if step > 0 else -1, step)
        return next((at for at in reached if where(self.articles[at]) != here), None)


def issue_rows(archive: Archive) -> Rows:
    """Return the whole archive, issue by issue and page by page."""

    def position(article: Article) -> int | None:
        try:
            return archive.entry(article)
        except UnknownArticleError:
            return None

    return Rows(archive.entries, position, list(_heads(archive)), archive.chain)


def _heads(archive: Archive) -> Iterator[Head]:
    first = 0
    for issue, sizes in zip(archive.issues, archive.sizes, strict=True):
        yield Head(issue, None, first, sum(sizes))
        for page, size in zip(issue.pages, sizes, strict=True):
            if len(issue.pages) > 1:
                yield Head(issue, page, first, size)
            first += size


def kept_rows(archive: Archive, keep: Callable[[Article], bool]) -> Rows:
    """Return of the whole archive what is to be kept, under the heads that have any of it."""
    rows = issue_rows(archive)
    kept = [at for at, article in enumerate(rows.articles) if keep(article)]

    def position(article: Article) -> int | None:
        at = rows.position(article)
        found = bisect_left(kept, at) if at is not None else len(kept)
        return found if found < len(kept) and kept[found] == at else None

    heads = []
    for head in rows.heads:
        first, end = bisect_left(kept, head.first), bisect_left(kept, head.first + head.size)
        if first < end:
            heads.append(Head(head.issue, head.page, first, end - first))
    return Rows([rows.articles[at] for at in kept], position, heads, archive.chain)


def named_rows(archive: Archive, ids: Iterable[str]) -> Rows:
    """Return the articles that have these ids, in this order; those that are not held are left out."""
    held = [article for one in ids if (article := _held(archive, one)) is not None]
    positions = {article.id: at for at, article in enumerate(held)}
    return Rows(held, lambda article: positions.get(archive.whole(article).id), chain=archive.chain)


def _held(archive: Archive, name: str) -> Article | None:
    try:
        return archive.whole(archive.find(name))
    except HnreaderError:
        return None


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
