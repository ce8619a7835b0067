"""The sections of the article list, each with its headings: issues, and their pages where they have several.

Nothing here takes time in proportion to articles or pages: the headings of an issue are made when it is looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Hashable, Sequence

    from hnreader.archive.outline import PageOutline
    from hnreader.archive.view import View

_WORKED_OUT: Final = 256  # issues whose headings are kept


class ListHeading(Struct, frozen=True):
    """A heading: of an issue, of one of its pages where it has several, or of results that have something in common."""

    date: datetime.date | None
    inferred: bool
    """No page of the issue states its date."""
    page: PageOutline | None
    first: int
    """The position of the first article below it."""
    size: int
    """The number of articles below it."""
    column: str | None = None
    """The standing column of all articles below it, "" where they have none; None where it heads no column."""
    alone: bool = False
    """It is its section's only heading, so that it says both the date and the page."""
    folded: bool = False
    """What is below it is not shown."""


class Sections(Protocol):
    """The parts of a list that have headings, by index. A *position* counts the articles that are listed."""

    @property
    def kind(self) -> str:
        """What the list is divided by: what is folded in one kind is not in another."""

    @property
    def firsts(self) -> Sequence[int]:
        """The position of the first article of each, and the number of all articles."""

    @property
    def heading_counts(self) -> Sequence[int]:
        """The number of headings of each."""

    @property
    def row_counts(self) -> Sequence[int]:
        """The number of headings and articles of each."""

    @property
    def heads(self) -> Callable[[int], Sequence[ListHeading]]:
        """Returns the headings of a section: its own, then those of its pages."""

    def key(self, index: int) -> Hashable:
        """Return by what a section is known, whatever else comes into the list."""

    def find(self, key: Hashable) -> int | None:
        """Return the index of the section that is known by a key."""

    def ids(self, index: int, head: ListHeading, /) -> Sequence[str]:
        """Return the ids of the articles below a heading of a section, those that are left out included."""


class IssueSections:
    """The issues of a view, `dropped` articles (sorted positions in the view) left out.

    What has lost all its articles has no heading.
    """

    kind: Final = "issues"

    def __init__(self, view: View, dropped: Sequence[int] = ()) -> None:
        self._view = view
        self._dropped = dropped
        # Not by a method: they would have themselves, and their view, until all that is in memory is walked through.
        self.heads: Final = lru_cache(_WORKED_OUT)(partial(_worked_out, view, dropped))
        self.firsts: Final = (
            [_kept(dropped, first) for first in view.entries_before] if dropped else view.entries_before
        )
        self.heading_counts: Final = [self._headings(index) for index in range(len(view.summaries))]

    def _headings(self, index: int) -> int:
        first, end = self._view.entries_before[index : index + 2]
        if self._dropped and bisect_left(self._dropped, first) < bisect_left(self._dropped, end):
            return len(_worked_out(self._view, self._dropped, index))
        pages = self._view.summaries[index].pages
        return 1 + pages if pages > 1 else 1

    @cached_property
    def row_counts(self) -> Sequence[int]:
        """The number of headings and articles of each issue."""
        return row_counts(self)

    def key(self, index: int) -> int:
        """Return the day of an issue."""
        return self._view.summaries[index].day

    def find(self, key: Hashable) -> int | None:
        """Return the index of the issue of a day."""
        return self._view.index_of(key) if isinstance(key, int) else None

    def ids(self, index: int, head: ListHeading) -> Sequence[str]:
        """Return the ids of the articles below a heading; no article is fetched for it."""
        pages = self._view.open(index).pages if head.page is None else (head.page,)
        return [name for page in pages for place, name in enumerate(page.ids) if place not in page.later]


def row_counts(sections: Sections) -> Sequence[int]:
    """Return the number of headings and articles of each section."""
    firsts, counts = sections.firsts, sections.heading_counts
    return [count + end - first for count, first, end in zip(counts, firsts, firsts[1:], strict=False)]


def _kept(dropped: Sequence[int], position: int) -> int:
    """Turn a position among all entries into one among those that are listed."""
    return position - bisect_left(dropped, position)


def _worked_out(view: View, dropped: Sequence[int], index: int) -> list[ListHeading]:
    """Return the headings of an issue."""
    summary, start = view.summaries[index], view.entries_before[index]
    if summary.entries and _kept(dropped, start) == _kept(dropped, start + summary.entries):
        return []
    issue, alone = view.open(index), summary.pages == 1
    spans = [(issue.pages[0] if alone else None, start, start + summary.entries)]
    if not alone:
        before = issue.entries_before
        spans += [(page, start + before[number], start + before[number + 1]) for number, page in enumerate(issue.pages)]
    listed = ((page, first, end, _kept(dropped, first), _kept(dropped, end)) for page, first, end in spans)
    return [
        ListHeading(summary.date, summary.inferred, page, kept, kept_end - kept, alone=alone)
        for page, first, end, kept, kept_end in listed
        if first == end or kept < kept_end
    ]
