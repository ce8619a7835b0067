"""The rows of the article list: articles under headings of issues and pages, or the results of a search."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from hnreader.app.rendering.list_headings import Folds, ListHeadings, RowContent
from hnreader.app.rendering.list_sections import IssueSections
from hnreader.errors import UnknownArticleError
from hnreader.lazy_sequence import LazySequence
from hnreader.model import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hnreader.app.rendering.list_sections import ListHeading, Sections
    from hnreader.archive import Archive, View
    from hnreader.model import Article
    from hnreader.research.names_listing import NamedArticles
    from hnreader.search import Result


class ListRows:
    """A *position* counts articles, a *row* counts articles and headings. A story on several pages has one row."""

    def __init__(
        self,
        articles: Sequence[Article] = (),
        position: Callable[[Article], int | None] = lambda _article: None,
        heads: ListHeadings | None = None,
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

    def __len__(self) -> int:
        return len(self.heads) if self.heads else len(self.articles)

    def folded(self, folds: Folds) -> ListRows:
        """Return the same with others folded."""
        heads = self.heads and self.heads.folded(folds)
        return self if heads is self.heads else ListRows(self.articles, self.position, heads, self.story, self.results)

    def at(self, row: int) -> RowContent:
        """Return what stands in a row."""
        return self.heads.at(row) if self.heads else RowContent(None, row)

    def row(self, position: int) -> int:
        """Return the row of the article at a position, or of the folded heading that stands for it."""
        return self.heads.row(position) if self.heads else position

    def shown_with(self, position: int) -> tuple[int, int]:
        """Return the rows of the article at a position and of the headings of its issue right above it, as a range."""
        return self.heads.top(position) if self.heads else position, self.row(position) + 1

    def moved(self, position: int, rows: int) -> int:
        """Return the position of the article or folded heading so many rows down (up is negative), or the nearest."""
        if not self.articles:
            return position
        row = max(0, min(self.row(position) + rows, len(self) - 1))
        onward = range(row, len(self)) if rows > 0 else range(row, -1, -1)
        back = range(row, -1, -1) if rows > 0 else range(row, len(self))  # headings without articles are at that end
        found = (self.at(each).position for each in chain(onward, back))
        return next((other for other in found if other is not None), position)

    def head_of(self, position: int) -> ListHeading | None:
        """Return the heading right above the article at a position, or the folded one that stands for it."""
        return self.heads.head_of(position) if self.heads and self.articles else None

    def folded_at(self, position: int) -> ListHeading | None:
        """Return the folded heading that stands for the article at a position."""
        head = self.head_of(position)
        return head if head and head.folded else None

    def below(self, head: ListHeading) -> Sequence[str]:
        """Return the ids of the articles below a heading."""
        return self.heads.ids(head) if self.heads else ()

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the issue `step` issues on (down is positive), or None."""
        if self.heads:
            return self.heads.other_issue(position, step)
        return self._other(position, step, lambda article: article.date)

    def other_page(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the page `step` pages on (down is positive), or None."""
        if self.heads:
            return self.heads.other_page(position, step)
        return self._other(position, step, lambda article: (article.date, article.page_no, article.source))

    def _other(self, position: int, step: int, where: Callable[[Article], object]) -> int | None:
        """Return the next result (in the direction `step`) that is elsewhere; results have no headings."""
        here = where(self.articles[position])
        positions = range(position, len(self.articles) if step > 0 else -1, step)
        return next((other for other in positions if where(self.articles[other]) != here), None)


def issue_rows(archive: Archive) -> ListRows:
    """Return the rows of the whole archive, issue by issue and page by page."""
    view = archive.view  # a thread may give the archive another one meanwhile
    return ListRows(
        _entries(view),
        partial(_entry_index, archive),
        ListHeadings(IssueSections(view), Folds()),
        partial(story_of, archive),
    )


def _entries(view: View) -> Sequence[Article]:
    from hnreader.archive.sequences import Entries  # noqa: PLC0415 the loading thread has imported it by now

    return Entries(view)


def story_of(archive: Archive, article: Article) -> Story:
    """Return an article's story; of one that the archive has no longer, or cannot read at this moment, itself."""
    try:
        return archive.story(article)
    except UnknownArticleError:
        return Story(article)


def _entry_index(archive: Archive, article: Article) -> int | None:
    try:
        return archive.entry_index(article)
    except UnknownArticleError:
        return None


def unread_rows(archive: Archive, read: Iterable[str]) -> ListRows:
    """Return the rows of the articles that are not among those with the ids `read`, under their headings."""
    view = archive.view
    dropped = sorted({position for name in sorted(read) for position in view.entry_indices_of(name)})
    entries = _Without(_entries(view), dropped)

    def position(article: Article) -> int | None:
        whole = _entry_index(archive, article)
        return None if whole is None else entries.position(whole)

    return ListRows(entries, position, ListHeadings(IssueSections(view, dropped), Folds()), partial(story_of, archive))


def named_rows(archive: Archive, articles: NamedArticles | None) -> ListRows:
    """Return the rows of the articles of a name: those of the moment at which it was asked for."""
    if articles is None:
        return ListRows()
    return ListRows(articles, articles.index_of, story=partial(story_of, archive))


def bookmarked_rows(archive: Archive, ids: Iterable[str]) -> ListRows:
    """Return the rows of the articles with these ids, in this order; those that the archive has not are left out."""
    articles = [article for article_id in ids if (article := _find(archive, article_id)) is not None]
    positions = {article.id: position for position, article in enumerate(articles)}
    return ListRows(
        articles, lambda article: positions.get(archive.first_part(article).id), story=partial(story_of, archive)
    )


def _find(archive: Archive, article_id: str) -> Article | None:
    found = archive.get(article_id)
    return archive.first_part(found) if found else None


class _Without(LazySequence["Article"]):
    """Articles without those at some positions (sorted)."""

    def __init__(self, articles: Sequence[Article], dropped: Sequence[int]) -> None:
        self._articles = articles
        self._dropped = dropped
        self._kept_before = [position - number for number, position in enumerate(dropped)]

    def __len__(self) -> int:
        return len(self._articles) - len(self._dropped)

    def _item(self, index: int) -> Article:
        return self._articles[index + bisect_right(self._kept_before, index)]

    def position(self, whole: int) -> int | None:
        """Turn a position among all articles into one among these."""
        before = bisect_left(self._dropped, whole)
        return None if self._dropped[before : before + 1] == [whole] else whole - before


class _ResultArticles(LazySequence["Article"]):
    """The articles of results; a result is computed when it is looked at."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    def _item(self, index: int) -> Article:
        return self._results[index].article


def result_rows(results: Sequence[Result], archive: Archive, sections: Sections | None = None) -> ListRows:
    """Return the rows of results in their own order, under headings where they were grouped."""

    def position(article: Article) -> int | None:
        view = archive.view
        index, place = view.find(article.id) or (0, None)
        if place is None:
            return None
        wanted = view.summaries[index].state, *view.first_part(index, place)  # no article is fetched to compare it
        return next((at for at, result in enumerate(results) if result.address == wanted), None)

    heads = ListHeadings(sections, Folds()) if sections else None
    return ListRows(_ResultArticles(results), position, heads, partial(story_of, archive), results)
