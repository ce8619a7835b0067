"""The issues of pages in memory: of standard input, of single files, or of any pages that a program has."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from hnreader.archive.codec import key_of
from hnreader.archive.outline import UNDATED, NumberedPage, day_of, outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive.outline import IssueOutline, IssueSummary
    from hnreader.model import Article, PageArticles


class IssuesInMemory:
    """Pages are added; nothing is changed or removed. An issue is outlined anew when a page of it comes."""

    place: Final = None
    """They are in no library."""

    def __init__(self) -> None:
        self._pages: list[PageArticles] = []
        self._known: set[tuple[str, int]] = set()
        self._days: dict[int, list[NumberedPage]] = defaultdict(list)
        self._issues: dict[int, tuple[IssueSummary, IssueOutline]] = {}
        self._summaries: tuple[IssueSummary, ...] = ()
        self._outlines: WeakKeyDictionary[IssueSummary, IssueOutline] = WeakKeyDictionary()
        """With those that were replaced, as long as an earlier view may ask for them."""
        self._numbers = count()
        self._ids: dict[str, int] = {}
        """The newest day of each."""
        self._changed: set[int] = set()
        self._lock = Lock()

    def add(self, pages: Iterable[PageArticles]) -> int:
        """Add pages and return how many were new."""
        with self._lock:
            before = len(self._pages)
            for page in pages:
                key = page.page.source, hash(page.page.lines)
                if key not in self._known:
                    self._known.add(key)
                    number = len(self._pages)
                    self._days[day_of(page)].append(NumberedPage(number, key_of(page), page))
                    self._changed.add(day_of(page))
                    self._pages.append(page)
                    for article in page.articles:
                        self._ids[article.id] = max(day_of(page), self._ids.get(article.id, UNDATED))
            return len(self._pages) - before

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return the issues that there are now, newest first, pages without a date last."""
        with self._lock:
            for day in self._changed:
                self._issues[day] = outline(next(self._numbers), day, self._days[day])
                summary, outlined = self._issues[day]
                self._outlines[summary] = outlined
            if self._changed:
                self._changed.clear()
                self._summaries = tuple(self._issues[day][0] for day in sorted(self._issues, reverse=True))
            return self._summaries

    def outline(self, summary: IssueSummary) -> IssueOutline:
        """Return the outline of an issue."""
        return self._outlines[summary]

    def page(self, number: int) -> PageArticles:
        """Return a page by its number."""
        return self._pages[number]

    def article(self, number: int, place: int) -> Article:
        """Return an article by the number of its page and its place on it."""
        return self._pages[number].articles[place]

    def new_id(self, name: str) -> str:
        """Return the id itself: no page is made anew."""
        return name

    def days_of(self, name: str) -> tuple[int, ...]:
        """Return the day of the article with an id."""
        return (self._ids[name],) if name in self._ids else ()

    def days_starting(self, text: str) -> set[int]:
        """Return the days of the articles whose ids begin with a text."""
        return {day for name, day in self._ids.items() if name.startswith(text)}

    def days_of_tail(self, tail: str) -> set[int]:
        """Return the days of the articles whose ids go on with a text behind the hyphen."""
        return {day for name, day in self._ids.items() if name.partition("-")[2].startswith(tail)}

    def close(self) -> None:
        """Do nothing: memory is not closed."""
