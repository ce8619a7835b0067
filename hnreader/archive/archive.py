"""The archive in memory: issues, newest first, each with its pages in order, each with its articles."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from hnreader.archive.snapshot import IssueCache, Snapshot
from hnreader.errors import AmbiguousArticleError, UnknownArticleError
from hnreader.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.archive.snapshot import Position
    from hnreader.model import Article, Continuation, Failure, Issue, PageArticles

_MOST_CANDIDATES: Final = 8  # ids that the error about an ambiguous one lists


class Archive:
    """Issues → pages → articles. Pages are added; nothing is changed or removed.

    The order does not depend on the order of adding: issues go newest first, undated pages last; pages within an
    issue by number, then by name. A page given twice (one file under two paths) is taken once.

    An article over several pages stands in `articles` once for each part, in `entries` once.
    """

    def __init__(self, pages: Iterable[PageArticles] = (), failures: Iterable[Failure] = ()) -> None:
        self._pages: list[PageArticles] = []
        self._known: set[tuple[str, int]] = set()
        self._cache = IssueCache()
        self._now = Snapshot(self._pages, self._cache)
        self.failures: list[Failure] = list(failures)
        """Files that could not be read."""
        self.add(pages)

    def add(self, pages: Iterable[PageArticles]) -> int:
        """Add pages and return how many were new."""
        new = 0
        for page in pages:
            key = page_key(page)
            if key not in self._known:
                self._known.add(key)
                self._pages.append(page)
                new += 1
        if new:
            self._now = Snapshot(self._pages, self._cache)
        return new

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, newest first; pages without a date make a last issue whose date is None."""
        return self._now.issues

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return self._now.pages

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of issues, pages and print."""
        return self._now.articles

    @property
    def entries(self) -> tuple[Article, ...]:
        """All articles; one over several pages stands here once, by its first part."""
        return self._now.entries

    @property
    def entry_counts(self) -> tuple[tuple[int, ...], ...]:
        """The number of entries that begin on each page of each issue."""
        return self._now.entry_counts

    @property
    def characters(self) -> tuple[int, ...]:
        """The number of non-blank characters in the articles of each issue, titles and captions included."""
        return self._now.characters

    @property
    def issue_characters(self) -> tuple[tuple[Issue, int], ...]:
        """Each issue with its `characters`, both of one moment even while another thread adds pages."""
        now = self._now
        return tuple(zip(now.issues, now.characters, strict=True))

    @property
    def continuations(self) -> tuple[Continuation, ...]:
        """The continuations of all issues, in the order of the issues."""
        return self._now.continuations

    def entry_index(self, article: Article) -> int:
        """Return the index in `entries` of an article, or of the first part of its story.

        Raises `UnknownArticleError` for an article that the archive does not have.
        """
        return self._now.entry_index(self.position(self.first_part(article)).article)

    def continued_by(self, article: Article) -> Continuation | None:
        """Return the continuation that leads from an article to another page, or None."""
        return self._now.continued_by.get(article.id)

    def continues(self, article: Article) -> Continuation | None:
        """Return the continuation that leads to an article from another page, or None."""
        return self._now.continues.get(article.id)

    def first_part(self, article: Article) -> Article:
        """Return the first part of an article's story: the article itself, unless it continues another one."""
        while continuation := self._now.continues.get(article.id):
            article = continuation.first
        return article

    def parts(self, article: Article) -> tuple[Article, ...]:
        """Return all parts of an article's story, in reading order."""
        if article.id not in self._now.continued_by and article.id not in self._now.continues:
            return (article,)
        return (self.first_part(article), *(continuation.second for continuation in self._continuations(article)))

    def story(self, article: Article) -> Story:
        """Return the story that an article is a part of.

        Raises `UnknownArticleError` for an article that the archive does not have.
        """
        continuations = tuple(self._continuations(article))
        story = Story(self.first_part(article), continuations)
        return replace(story, date_inferred=all(self.page_of(part).dating.inferred for part in story.parts))

    def _continuations(self, article: Article) -> Iterator[Continuation]:
        """Yield the continuations of an article's story, from its first part on; none where it has one part."""
        following = self._now.continued_by.get(self.first_part(article).id)
        while following:
            yield following
            following = self._now.continued_by.get(following.second.id)

    def __len__(self) -> int:
        return len(self.articles)

    def find(self, written: str) -> Article:
        """Return the article that an id, its beginning, or the beginning of its part behind the hyphen names.

        Case, and hyphens within the date, do not matter. Raises `UnknownArticleError` or `AmbiguousArticleError`.
        """
        wanted = _normalized(written)
        now = self._now
        if wanted in now.positions:
            return now.articles[now.positions[wanted].article]
        found = list(_starting(now.ids, wanted)) if wanted else []
        if not found and wanted:
            found = [name for name in now.ids if name.partition("-")[2].startswith(wanted)]
        if not found:
            raise UnknownArticleError(written)
        if len(found) > 1:
            raise AmbiguousArticleError(written, found[:_MOST_CANDIDATES], more=len(found) > _MOST_CANDIDATES)
        return now.articles[now.positions[found[0]].article]

    def position(self, article: Article) -> Position:
        """Return where an article stands. Raises `UnknownArticleError` for one that the archive does not have."""
        try:
            return self._now.positions[article.id]
        except KeyError:
            raise UnknownArticleError(article.id) from None

    def page_of(self, article: Article) -> PageArticles:
        """Return the page of an article. Raises `UnknownArticleError` for one that the archive does not have."""
        position = self.position(article)
        return self.issues[position.issue].pages[position.page]


def page_key(page: PageArticles) -> tuple[str, int]:
    """Return what a page and the same page given again have in common: name and lines."""
    return page.page.source, hash(page.page.lines)


def _normalized(written: str) -> str:
    """Return an id as typed in the form of `Article.id`: `2024-03-09-K7F2QD` becomes `20240309-k7f2qd`."""
    head, _, tail = written.strip().casefold().rpartition("-")
    return f"{head.replace('-', '')}-{tail}" if head else tail


def _starting(ids: tuple[str, ...], start: str) -> Iterator[str]:
    """Yield the ids that begin with `start`; `ids` is sorted."""
    for index in range(bisect_left(ids, start), len(ids)):
        if not ids[index].startswith(start):
            return
        yield ids[index]
