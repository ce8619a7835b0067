"""The archive: issues, newest first, each with its pages in order, each with its articles."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from hnreader.archive.issues_in_memory import IssuesInMemory
from hnreader.archive.sequences import Articles, Entries, Issues
from hnreader.archive.view import Position, View
from hnreader.errors import AmbiguousArticleError, LibraryError, UnknownArticleError
from hnreader.model import Story
from hnreader.reading import clean
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.archive.outline import IssueSummary, Place
    from hnreader.archive.view import IssueSource
    from hnreader.model import Article, Continuation, Failure, Issue, PageArticles

_MOST_CANDIDATES: Final = 8  # ids that the error about an ambiguous one lists


class Archive:
    """Issues → pages → articles, of pages in memory or of a library on disk.

    The order does not depend on the order of adding: issues go newest first, undated pages last; pages within an
    issue by number, then by name. A page given twice (one file under two paths) is taken once.

    An article over several pages stands in `articles` once for each part, in `entries` once. Issues and articles are
    fetched when they are looked at.
    """

    def __init__(
        self,
        pages: Iterable[PageArticles] = (),
        failures: Iterable[Failure] = (),
        source: IssueSource | None = None,
    ) -> None:
        """Make an archive of pages, or of the issues of a `source`, which brings its pages itself."""
        self._memory = IssuesInMemory()
        self._source: IssueSource = source or self._memory
        self.failures: list[Failure] = list(failures)
        """Files that could not be read."""
        self._memory.add(pages)
        self.view = View(self._source)
        """The issues as they are now: for who needs those of one moment."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close its library, if it is in one: articles that were not looked at lately have no texts from then on."""
        self._source.close()

    @property
    def place(self) -> tuple[Path, bytes] | None:
        """The folder of its library, and by what it is known there; None for one in memory."""
        return self._source.place

    def add(self, pages: Iterable[PageArticles], *, replacing: PageArticles | None = None) -> int:
        """Add pages to those in memory, the first in the place of another, and return how many were new."""
        new = self._memory.add(pages, replacing=replacing)
        self.refresh()
        return new

    def refresh(self) -> bool:
        """Look what the source has now, and tell whether that is something else than before."""
        if self._source.summaries() == self.view.summaries:
            return False
        self.view = View(self._source)
        return True

    @property
    def summaries(self) -> Sequence[IssueSummary]:
        """The size of each issue, newest first; other ones when the archive has changed."""
        return self.view.summaries

    @property
    def issues(self) -> Sequence[Issue]:
        """All issues, newest first; pages without a date make a last one whose date is None, many make several."""
        return Issues(self.view)

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return self.view.pages

    @property
    def articles(self) -> Sequence[Article]:
        """All articles in the order of issues, pages and print."""
        return Articles(self.view)

    @property
    def entries(self) -> Sequence[Article]:
        """All articles; one over several pages stands here once, by its first part."""
        return Entries(self.view)

    @property
    def continuations(self) -> tuple[Continuation, ...]:
        """The continuations of all issues, in the order of the issues."""
        return tuple(self.view.continuations)

    def __len__(self) -> int:
        return self.view.articles_before[-1]

    def entry_index(self, article: Article) -> int:
        """Return the index in `entries` of an article, or of the first part of its story.

        Raises `UnknownArticleError` for an article that the archive does not have.
        """
        view = self.view
        index, place = _located(view, article)
        return view.entries_before[index] + view.open(index).entry_index(view.first_part(index, place))

    def continued_by(self, article: Article) -> Continuation | None:
        """Return the continuation that leads from an article to another page, or None."""
        view = self.view
        index, place = view.find(article.id) or (0, None)
        behind = view.around(index, place)[1] if place else None
        return behind.between(article, view.article(index, behind.second)) if behind else None

    def continues(self, article: Article) -> Continuation | None:
        """Return the continuation that leads to an article from another page, or None."""
        view = self.view
        index, place = view.find(article.id) or (0, None)
        before = view.around(index, place)[0] if place else None
        return before.between(view.article(index, before.first), article) if before else None

    def first_part(self, article: Article) -> Article:
        """Return the first part of an article's story: the article itself, unless it continues another one."""
        view = self.view
        index, place = view.find(article.id) or (0, None)
        first = view.first_part(index, place) if place else place
        return view.article(index, first) if first and first != place else article

    def parts(self, article: Article) -> tuple[Article, ...]:
        """Return all parts of an article's story, in reading order."""
        view = self.view
        found = view.find(article.id)
        if found is None or not any(view.around(*found)):
            return (article,)
        return view.parts(found[0], view.first_part(*found))

    def story(self, article: Article) -> Story:
        """Return the story that an article is a part of.

        Raises `UnknownArticleError` for an article that the archive does not have.
        """
        view = self.view
        index, place = _located(view, article)
        first = view.first_part(index, place)
        pages = view.open(index).pages
        inferred = all(pages[part.page].inferred for part in view.story(index, first))
        start = article if first == place else view.article(index, first)
        return Story(start, tuple(view.continuations_from(index, first)), inferred)

    def get(self, name: str) -> Article | None:
        """Return the article with an id, or with the one that took its place; None where the archive has neither."""
        view = self.view
        found = view.find(name) or view.find(self._source.new_id(name))
        return view.article(*found) if found else None

    def find(self, written: str) -> Article:
        """Return the article that an id, its beginning, or the beginning of its part behind the hyphen names.

        Case, and hyphens within the date, do not matter. Raises `UnknownArticleError` or `AmbiguousArticleError`.
        """
        wanted, view = _normalized(clean(written)), self.view
        found = view.find(wanted)
        if found is None:
            names = _names(view, wanted) if wanted else []
            if not names and (renamed := self.get(wanted)):
                return renamed
            if not names:
                raise UnknownArticleError(written)
            if len(names) > 1:
                raise AmbiguousArticleError(written, names[:_MOST_CANDIDATES], more=len(names) > _MOST_CANDIDATES)
            found = view.find(names[0])
        if found is None:
            raise UnknownArticleError(written)
        return view.article(*found)

    def position(self, article: Article) -> Position:
        """Return where an article stands. Raises `UnknownArticleError` for one that the archive does not have."""
        view = self.view
        index, place = _located(view, article)
        return Position(index, place.page, view.articles_before[index] + view.open(index).article_index(place))

    def page_of(self, article: Article) -> PageArticles:
        """Return the page of an article. Raises `UnknownArticleError` for one that the archive does not have."""
        index, place = _located(self.view, article)
        return self.view.page(index, place.page)


def require_whole(archive: Archive) -> None:
    """Raise `LibraryError` where a page could not be had from its library: what was made of the archive lacks texts."""
    if archive.place and archive.view.source.lost:
        raise LibraryError(archive.place[0], Reason.LIBRARY_LACKS)


def has_id(article: Article, written: str) -> bool:
    """Whether `Archive.find` finds an article by a text as its id of now, and not as one of before."""
    return any(name.startswith(_normalized(written)) for name in (article.id, article.id.partition("-")[2]))


def _located(view: View, article: Article) -> tuple[int, Place]:
    """Return the issue and the place of an article. Raises `UnknownArticleError`."""
    found = view.find(article.id)
    if found is None:
        raise UnknownArticleError(article.id)
    return found


def _names(view: View, wanted: str) -> list[str]:
    """Return the first ids that begin with a text, or else those whose part behind the hyphen does."""
    most = _MOST_CANDIDATES + 1
    return [*islice(view.ids_starting(wanted), most)] or [*islice(view.ids_of_tail(wanted), most)]


def _normalized(written: str) -> str:
    """Return an id as typed in the form of `Article.id`: `2024-03-09-K7F2QD` becomes `20240309-k7f2qd`."""
    head, _, tail = written.strip().casefold().rpartition("-")
    return f"{head.replace('-', '')}-{tail}" if head else tail
