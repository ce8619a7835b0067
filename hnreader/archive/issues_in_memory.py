"""The issues of pages in memory: of standard input, of single files, or of any pages that a program has."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from operator import attrgetter, itemgetter
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from hnreader.archive.codec import key_of
from hnreader.archive.library_database import file_key
from hnreader.archive.outline import UNDATED, NumberedPage, day_of, outline
from hnreader.archive.renamed import renamed
from hnreader.archive.undated import day_of_group, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hnreader.archive.outline import IssueOutline, IssueSummary
    from hnreader.model import Article, PageArticles


class IssuesInMemory:
    """Pages are added, and made anew where somebody corrects them. An issue is outlined anew when a page of it comes.

    A page has its number for good; one that is made anew has another, for earlier views still have what it was.
    """

    place: Final = None
    """They are in no library."""
    lost: Final = False
    """All can be had."""

    def __init__(self) -> None:
        self._pages: list[PageArticles] = []
        self._known: set[tuple[str, int, bytes]] = set()
        self._days: dict[int, list[NumberedPage]] = defaultdict(list)
        self._issues: dict[int, tuple[IssueSummary, IssueOutline]] = {}
        self._summaries: tuple[IssueSummary, ...] = ()
        self._outlines: WeakKeyDictionary[IssueSummary, IssueOutline] = WeakKeyDictionary()
        """With those that were replaced, as long as an earlier view may ask for them."""
        self._numbers = count()
        self._ids: dict[str, int] = {}
        """The newest day of each."""
        self._undated: list[tuple[bytes, NumberedPage]] = []
        """Pages without a date, with the paths of their files."""
        self._undated_days = {UNDATED}
        """What has stood for the days of their groups so far: an earlier view may still have it."""
        self._changed: set[int] = set()
        self._new_ids: dict[str, str] = {}
        """Of articles whose pages were made anew."""
        self._lock = Lock()

    def add(self, pages: Iterable[PageArticles], *, replacing: PageArticles | None = None) -> int:
        """Add pages, the first in the place of another, and return how many were new."""
        with self._lock:
            before = len(self._pages)
            for page in pages:
                if replacing is not None:
                    self._replace(replacing, page)
                    replacing = None
                day, key = day_of(page.dating), _key(page)
                if key not in self._known:
                    self._known.add(key)
                    numbered = NumberedPage(len(self._pages), key_of(page), page)
                    if day == UNDATED:
                        self._undated.append((_path(page), numbered))
                    else:
                        self._days[day].append(numbered)
                    self._changed.add(day)
                    self._pages.append(page)
                    for article in page.articles:
                        self._ids[article.id] = max(day, self._ids.get(article.id, UNDATED))
            return len(self._pages) - before

    def _replace(self, before: PageArticles, now: PageArticles) -> None:
        """Make room for a page in the place of another."""
        day = day_of(before.dating)
        if day == UNDATED:
            self._undated = [each for each in self._undated if each[1].page is not before]
        else:
            self._days[day] = [each for each in self._days[day] if each.page is not before]
        self._known.discard(_key(before))
        self._changed.add(day)
        self._new_ids.update(renamed(before, now))
        for article in now.articles:  # where an id comes into use again nothing leads away from it
            self._new_ids.pop(article.id, None)

    def summaries(self) -> tuple[IssueSummary, ...]:
        """Return the issues that there are now, newest first, pages without a date last."""
        with self._lock:
            for day in self._changed - {UNDATED}:
                if self._days[day]:
                    self._outline(day, self._days[day])
                else:  # its last page is of another date
                    self._issues.pop(day, None)
            if UNDATED in self._changed:
                self._group()
            if self._changed:
                self._changed.clear()
                self._summaries = tuple(
                    sorted((summary for summary, _ in self._issues.values()), key=attrgetter("order"))
                )
            return self._summaries

    def _group(self) -> None:
        """Outline those groups of pages without a date that have changed."""
        self._undated.sort(key=itemgetter(0))
        found = {day_of_group(begins): (begins, pages) for begins, pages in groups(self._undated)}
        for day in self._undated_days - found.keys():
            self._issues.pop(day, None)
            self._days.pop(day, None)
        for day, (begins, pages) in found.items():
            if self._days[day] != pages:
                self._days[day] = pages
                self._outline(day, pages, begins)
        self._undated_days |= found.keys()

    def _outline(self, day: int, pages: Sequence[NumberedPage], begins: bytes = b"") -> None:
        self._issues[day] = outline(next(self._numbers), day, pages, begins)
        summary, outlined = self._issues[day]
        self._outlines[summary] = outlined

    def outline(self, summary: IssueSummary) -> IssueOutline:
        """Return the outline of an issue."""
        return self._outlines[summary]

    def page(self, number: int) -> PageArticles:
        """Return a page by its number."""
        return self._pages[number]

    def article(self, number: int, place: int) -> Article:
        """Return an article by the number of its page and its place on it."""
        return self._pages[number].articles[place]

    def page_keys(self, numbers: Iterable[int]) -> Sequence[bytes]:
        """Return by what pages are known."""
        return [number.to_bytes(8) for number in numbers]

    def path(self, number: int) -> Path | None:
        """Return the path of a page's file; None where it came from a stream."""
        return self._pages[number].page.path

    def new_id(self, name: str) -> str:
        """Return the id that an article has since its page was made anew; the id itself where it has no other."""
        seen = {name}
        while (after := self._new_ids.get(name, name)) not in seen:
            seen.add(after)
            name = after
        return name

    def days_of(self, name: str) -> set[int]:
        """Return at least the day of the article with an id."""
        return self._with_groups([self._ids[name]] if name in self._ids else ())

    def days_starting(self, text: str) -> set[int]:
        """Return at least the days of the articles whose ids begin with a text."""
        return self._with_groups(day for name, day in self._ids.items() if name.startswith(text))

    def days_of_tail(self, tail: str) -> set[int]:
        """Return at least the days of the articles whose ids go on with a text behind the hyphen."""
        return self._with_groups(day for name, day in self._ids.items() if name.partition("-")[2].startswith(tail))

    def _with_groups(self, days: Iterable[int]) -> set[int]:
        found = set(days)
        return found | self._undated_days if UNDATED in found else found

    def close(self) -> None:
        """Do nothing: memory is not closed."""


def _key(page: PageArticles) -> tuple[str, int, bytes]:
    """Return by what a page is known; copies in other folders may be of other groups of pages without a date."""
    return page.page.source, hash(page.page.lines), _path(page) if day_of(page.dating) == UNDATED else b""


def _path(page: PageArticles) -> bytes:
    """Return by what a page's file is known; by its name where it came from standard input."""
    return file_key(page.page.path) if page.page.path else page.page.source.encode("utf-8", "surrogateescape")
