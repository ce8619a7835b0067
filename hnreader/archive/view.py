"""The issues of an archive at one moment: where each article stands, and by its place the article.

A view holds a summary of each issue; outlines and pages are fetched when they are looked at, and a few are kept. What
comes to the archive later belongs to later views, so that a search in another thread sees the issues of one moment.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property, lru_cache, partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from hnreader.archive.outline import UNDATED, Place, lost_article, lost_outline, lost_page, turns
from hnreader.model import Issue
from hnreader.packing import DamagedBytesError, unpack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hnreader.archive.outline import IssueOutline, IssueSummary, StoredContinuation, Tallies
    from hnreader.model import Article, Continuation, PageArticles

_OPEN: Final = 512  # issues whose outlines are kept: some 10 KB each


class LostPageError(Exception):
    """A page or an outline that was there cannot be had: its library is out of reach, or was cleared meanwhile."""


class IssueSource(Protocol):
    """Where the issues of an archive are: in memory, or in a library on disk.

    What is fetched may raise `LostPageError`; a view has something without texts in its place then.
    """

    @property
    def place(self) -> tuple[Path, bytes] | None:
        """The folder of a library, and by what the archive is known there; None for one in memory."""

    @property
    def lost(self) -> bool:
        """Whether something could not be had when it was asked for."""

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return the issues that there are now, newest first, pages without a date last."""

    def outline(self, summary: IssueSummary) -> IssueOutline:
        """Return the outline of an issue."""

    def page(self, number: int) -> PageArticles:
        """Return a page by its number."""

    def article(self, number: int, place: int) -> Article:
        """Return an article by the number of its page and its place on it."""

    def page_keys(self, numbers: Iterable[int]) -> Sequence[bytes]:
        """Return by what pages are known, whichever archive they are in. Raises `LostPageError`."""

    def path(self, number: int) -> Path | None:
        """Return the path of a page's file; None where it came from a stream, or cannot be had."""

    def new_id(self, name: str) -> str:
        """Return the id that an article has since its page was made anew; the same where nothing is known of it."""

    def days_of(self, name: str) -> Iterable[int]:
        """Return at least the days of the articles with an id."""

    def days_starting(self, text: str) -> Iterable[int]:
        """Return at least the days of the articles whose ids begin with a text."""

    def days_of_tail(self, tail: str) -> Iterable[int]:
        """Return at least the days of the articles whose ids go on with a text behind the hyphen."""

    def close(self) -> None:
        """Close the library, if it is in one."""


class Position(NamedTuple):
    """Where an article stands, from 0: index in `Archive.issues`, in `Issue.pages`, and in `Archive.articles`."""

    issue: int
    page: int
    article: int


class OpenIssue:
    """An issue of a view with its outline."""

    def __init__(self, summary: IssueSummary, outline: IssueOutline) -> None:
        self.summary: Final = summary
        self.pages: Final = outline.pages
        self._outline = outline

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each id; of an id that several pages have, the first."""
        found: dict[str, Place] = {}
        for index, page in enumerate(self.pages):
            for place, name in enumerate(page.ids):
                found.setdefault(name, Place(index, place))
        return found

    @cached_property
    def copies(self) -> Mapping[str, Sequence[Place]]:
        """The places of each id that several articles have."""
        counts = Counter(name for page in self.pages for name in page.ids)
        found: dict[str, list[Place]] = {name: [] for name, count in counts.items() if count > 1}
        for index, page in enumerate(self.pages if found else ()):
            for place, name in enumerate(page.ids):
                if name in found:
                    found[name].append(Place(index, place))
        return found

    @cached_property
    def turns(self) -> Mapping[Place, tuple[StoredContinuation | None, StoredContinuation | None]]:
        """For each article that is part of a story over several pages, what leads to it and what leads from it."""
        return turns(self._outline)

    @property
    def continuations(self) -> Sequence[StoredContinuation]:
        """The continuations between its pages."""
        return self._outline.continuations

    @property
    def tallies(self) -> Tallies:
        """How many of its articles have each value of a field; nothing where that cannot be had."""
        try:
            return unpack(self._outline.tallies, dict[str, dict[str, int]])
        except DamagedBytesError:
            return {}

    @cached_property
    def entries_before(self) -> Sequence[int]:
        """The number of entries before each page, and of all."""
        return [*accumulate((page.entries for page in self.pages), initial=0)]

    @cached_property
    def articles_before(self) -> Sequence[int]:
        """The number of articles before each page, and of all."""
        return [*accumulate((len(page.ids) for page in self.pages), initial=0)]

    def article_place(self, index: int) -> Place:
        """Return the place of an article by its index in the issue."""
        page = bisect_right(self.articles_before, index) - 1
        return Place(page, index - self.articles_before[page])

    def entry_place(self, index: int) -> Place:
        """Return the place of an entry by its index among the issue's entries."""
        page = bisect_right(self.entries_before, index) - 1
        place = index - self.entries_before[page]
        for later in self.pages[page].later:
            place += later <= place
        return Place(page, place)

    def article_index(self, place: Place) -> int:
        """Turn a place into an index in the issue's articles."""
        return self.articles_before[place.page] + place.article

    def entry_index(self, place: Place) -> int:
        """Turn the place of an entry into its index among the issue's entries."""
        return (
            self.entries_before[place.page] + place.article - bisect_left(self.pages[place.page].later, place.article)
        )


def _opened(source: IssueSource, summaries: Sequence[IssueSummary], index: int) -> OpenIssue:
    return OpenIssue(summaries[index], source.outline(summaries[index]))


class View:
    """The issues of a source at one moment. An issue is named by its index, newest first."""

    def __init__(self, source: IssueSource) -> None:
        self.source: Final = source
        """Where its issues are."""
        self.summaries: Final = source.summaries()
        """The size of each issue."""
        self.articles_before: Final = [*accumulate((issue.articles for issue in self.summaries), initial=0)]
        """The number of articles before each issue, and of all."""
        self.entries_before: Final = [*accumulate((issue.entries for issue in self.summaries), initial=0)]
        """The number of entries before each issue, and of all."""
        # Not by a method: the view would have itself, and be there until all that is in memory is walked through.
        self._opened: Final = lru_cache(_OPEN)(partial(_opened, source, self.summaries))

    def open(self, index: int) -> OpenIssue:
        """Return an issue with its outline."""
        try:
            return self._opened(index)
        except LostPageError:  # perhaps for this moment: it is not kept
            return OpenIssue(self.summaries[index], lost_outline(self.summaries[index]))

    @cached_property
    def sizes(self) -> Mapping[datetime.date | None, int]:
        """The number of entries by date, newest first; None for pages without one."""
        sizes: dict[datetime.date | None, int] = {}
        for issue in self.summaries:
            sizes[issue.date] = sizes.get(issue.date, 0) + issue.entries
        return sizes

    def newest_within(self, first: int, last: int) -> int | None:
        """Return the index of the newest issue of some days, the first and the last one included."""
        index = bisect_left(self.summaries, -last, key=lambda issue: -issue.day)
        return index if index < len(self.summaries) and self.summaries[index].day >= max(first, 1) else None

    def new_id(self, name: str) -> str:
        """Return the id that an article has since its page was made anew; the same where nothing is known of it."""
        return self.source.new_id(name)

    def index_of(self, day: int) -> int | None:
        """Return the index of the issue of a day."""
        if day <= UNDATED:
            return self._undated.get(day)
        index = bisect_left(self.summaries, -day, key=lambda issue: -issue.day)
        return index if index < len(self.summaries) and self.summaries[index].day == day else None

    @cached_property
    def _undated(self) -> Mapping[int, int]:
        """The indices of the issues without a date by what stands for their days."""
        first = bisect_left(self.summaries, True, key=lambda issue: issue.day <= UNDATED)
        return {self.summaries[index].day: index for index in range(first, len(self.summaries))}

    def issue(self, index: int) -> Issue:
        """Return an issue with all its pages."""
        return Issue(self.summaries[index].date, tuple(self._pages(index)))

    def page(self, index: int, page: int) -> PageArticles:
        """Return a page of an issue."""
        outlined = self.open(index).pages[page]
        try:
            return self.source.page(outlined.number)
        except LostPageError:
            return lost_page(self.summaries[index], outlined)

    def page_keys(self, index: int) -> Sequence[bytes]:
        """Return by what the pages of an issue are known, whichever archive they are in. Raises `LostPageError`."""
        return self.source.page_keys(page.number for page in self.open(index).pages)

    def _pages(self, index: int) -> Iterator[PageArticles]:
        return (self.page(index, page) for page in range(len(self.open(index).pages)))

    @property
    def pages(self) -> Iterator[PageArticles]:
        """All pages in the order of the issues."""
        return chain.from_iterable(map(self._pages, range(len(self.summaries))))

    def fetched(self, index: int, place: Place) -> Article:
        """Return the article at a place of an issue. Raises `LostPageError`."""
        return self.source.article(self.open(index).pages[place.page].number, place.article)

    def fetched_parts(self, index: int, place: Place) -> tuple[Article, ...]:
        """Return all parts of the story that begins at a place. Raises `LostPageError`."""
        return tuple(self.fetched(index, part) for part in self.story(index, place))

    def article(self, index: int, place: Place) -> Article:
        """Return the article at a place of an issue."""
        try:
            return self.fetched(index, place)
        except LostPageError:
            return lost_article(self.summaries[index], self.open(index).pages[place.page], place.article)

    def find(self, name: str) -> tuple[int, Place] | None:
        """Return the issue and the place of the article with an id; of several, the first."""
        for index in sorted(self._indices(self.source.days_of(name))):
            if (place := self.open(index).places.get(name)) is not None:
                return index, place
        return None

    def entry_at(self, index: int) -> tuple[int, Place]:
        """Return the issue and the place of an entry by its index among all entries."""
        issue = bisect_right(self.entries_before, index) - 1
        return issue, self.open(issue).entry_place(index - self.entries_before[issue])

    def entry_indices_of(self, name: str) -> Iterator[int]:
        """Yield the indices among all entries of those with an id: of several where a page was given twice."""
        index, first = self.find(name) or (0, None)
        if first is not None:
            issue = self.open(index)
            for place in issue.copies.get(name, (first,)):
                if place.article not in issue.pages[place.page].later:
                    yield self.entries_before[index] + issue.entry_index(place)

    def ids_starting(self, text: str) -> Iterator[str]:
        """Yield the ids that begin with a text, in their order."""
        return (name for name in self._ids(self.source.days_starting(text)) if name.startswith(text))

    def ids_of_tail(self, tail: str) -> Iterator[str]:
        """Yield the ids that go on with a text behind the hyphen, in their order."""
        return (name for name in self._ids(self.source.days_of_tail(tail)) if name.partition("-")[2].startswith(tail))

    def _ids(self, days: Iterable[int]) -> Iterator[str]:
        """Yield the ids of some days in their order, undated ones last, those of an issue together."""
        found = sorted(self._indices(days))
        first = bisect_left(found, True, key=lambda index: self.summaries[index].day <= UNDATED)
        for index in (*reversed(found[:first]), *found[first:]):
            yield from sorted(self.open(index).places)

    def _indices(self, days: Iterable[int]) -> Iterator[int]:
        return (index for day in days if (index := self.index_of(day)) is not None)

    def around(self, index: int, place: Place) -> tuple[StoredContinuation | None, StoredContinuation | None]:
        """Return what leads to an article from another page, and what leads from it to another."""
        return self.open(index).turns.get(place, (None, None))

    def first_part(self, index: int, place: Place) -> Place:
        """Return the place where the story of an article begins."""
        while before := self.around(index, place)[0]:
            place = before.first
        return place

    def story(self, index: int, place: Place) -> Iterator[Place]:
        """Yield the places of all parts of the story that begins at a place."""
        yield place
        while behind := self.around(index, place)[1]:
            place = behind.second
            yield place

    def continuations_from(self, index: int, place: Place) -> Iterator[Continuation]:
        """Yield the continuations of the story that begins at a place."""
        for part in self.story(index, place):
            if behind := self.around(index, part)[1]:
                yield behind.between(self.article(index, part), self.article(index, behind.second))

    def parts(self, index: int, place: Place) -> tuple[Article, ...]:
        """Return all parts of the story that begins at a place."""
        return tuple(self.article(index, part) for part in self.story(index, place))

    @property
    def continuations(self) -> Iterator[Continuation]:
        """The continuations of all issues, in their order."""
        for index, summary in enumerate(self.summaries):
            if summary.entries < summary.articles:
                for each in self.open(index).continuations:
                    yield each.between(self.article(index, each.first), self.article(index, each.second))

    @property
    def articles(self) -> Iterator[Article]:
        """All articles in the order of issues, pages and print."""
        return chain.from_iterable(page.articles for page in self.pages)

    @property
    def entries(self) -> Iterator[Article]:
        """All articles but those that continue another one."""
        for index in range(len(self.summaries)):
            for outlined, page in zip(self.open(index).pages, self._pages(index), strict=True):
                later = {*outlined.later}
                yield from (article for place, article in enumerate(page.articles) if place not in later)
