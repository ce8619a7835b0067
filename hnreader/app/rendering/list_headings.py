"""The headings of the article list: of each issue, and of its pages where it has several.

Nothing here takes time in proportion to articles or pages: the rows of an issue are worked out when it is looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from hnreader.archive.outline import PageOutline
    from hnreader.archive.view import View

_WORKED_OUT: Final = 256  # issues whose headings are kept


class ListHeading(Struct, frozen=True):
    """The heading of an issue, or of one of its pages where the issue has several."""

    date: datetime.date | None
    inferred: bool
    """No page of the issue states its date."""
    page: PageOutline | None
    first: int
    """The position of the first article below it."""
    size: int
    """The number of articles below it."""


class ListHeadings:
    """The headings above the entries of a view, `dropped` ones (sorted positions in the view) left out.

    A *position* counts the articles that are listed. What has lost all its articles has no heading.
    """

    def __init__(self, view: View, dropped: Sequence[int] = ()) -> None:
        self._view = view
        self._dropped = dropped
        # Not by a method: they would have themselves, and their view, until all that is in memory is walked through.
        self._within = lru_cache(_WORKED_OUT)(partial(_worked_out, view, dropped))
        counts = [self._count(index) for index in range(len(view.summaries))]
        self._heads_before: Final = [*accumulate(counts, initial=0)]
        self._firsts: Final = (
            [_kept(dropped, first) for first in view.entries_before] if dropped else view.entries_before
        )

    def __len__(self) -> int:
        return self._heads_before[-1]

    def _count(self, index: int) -> int:
        """Return how many headings an issue has."""
        first, end = self._view.entries_before[index : index + 2]
        if self._dropped and bisect_left(self._dropped, first) < bisect_left(self._dropped, end):
            return len(_worked_out(self._view, self._dropped, index))
        pages = self._view.summaries[index].pages
        return 1 + pages if pages > 1 else 1

    def head(self, row: int) -> ListHeading | None:
        """Return the heading in a row, None for an article."""
        index = self._issue_of(row)
        number = self._within_issue(index, row)
        found = self._within(index)[number - 1] if number else None
        return found if found and found.first + self._heads_before[index] + number - 1 == row else None

    def above_row(self, row: int) -> int:
        """Return how many headings stand in the rows up to this one, and in it."""
        index = self._issue_of(row)
        return self._heads_before[index] + self._within_issue(index, row) if index >= 0 else 0

    def _issue_of(self, row: int) -> int:
        """Return the issue that a row is of; -1 where there is none."""
        issues = range(len(self._view.summaries))
        return bisect_right(issues, row, key=lambda index: self._firsts[index] + self._heads_before[index]) - 1

    def _within_issue(self, index: int, row: int) -> int:
        """Return how many headings of its issue stand up to a row."""
        if index < 0:
            return 0
        heads, before = self._within(index), self._heads_before[index]
        return bisect_right(range(len(heads)), row, key=lambda number: heads[number].first + before + number)

    def above(self, position: int) -> int:
        """Return how many headings stand above the article at a position."""
        index = bisect_right(self._firsts, position, hi=len(self._firsts) - 1) - 1
        if index < 0:
            return 0
        return self._heads_before[index] + bisect_right(self._within(index), position, key=_first)

    def far_above(self, position: int) -> int:
        """Return how many headings stand above the article at a position and not right above it."""
        index = bisect_left(self._firsts, position, hi=len(self._firsts) - 1) - 1
        if index < 0:
            return 0
        return self._heads_before[index] + bisect_left(self._within(index), position, key=_first)

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the issue `step` issues on (down is positive), or None."""
        index = bisect_right(self._firsts, position, hi=len(self._firsts) - 1) - 1
        for _ in range(abs(step)):
            index = self._next(index, 1 if step > 0 else -1)
        return self._firsts[index] if 0 <= index < len(self._view.summaries) else None

    def other_page(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the page `step` pages on (down is positive), or None."""
        way = 1 if step > 0 else -1
        index = bisect_right(self._firsts, position, hi=len(self._firsts) - 1) - 1
        pages = self._pages(index)
        number = bisect_right(pages, position) - 1 + step
        while not 0 <= number < len(pages):
            number -= len(pages) if way > 0 else 0
            index = self._next(index, way)
            if not 0 <= index < len(self._view.summaries):
                return None
            pages = self._pages(index)
            number += len(pages) if way < 0 else 0
        return pages[number]

    def _next(self, index: int, way: int) -> int:
        """Return the next issue of which something is listed, in a direction; behind the last, its end."""
        index += way
        while 0 <= index < len(self._view.summaries) and self._firsts[index] == self._firsts[index + 1]:
            index += way
        return index

    def _pages(self, index: int) -> list[int]:
        """Return the positions at which the pages of an issue begin, those of which something is listed."""
        heads = self._within(index)
        paged = [head for head in heads if head.page is not None] or heads
        return [head.first for head in paged if head.size]


def _first(head: ListHeading) -> int:
    return head.first


def _kept(dropped: Sequence[int], position: int) -> int:
    """Turn a position among all entries into one among those that are listed."""
    return position - bisect_left(dropped, position)


def _worked_out(view: View, dropped: Sequence[int], index: int) -> list[ListHeading]:
    """Return the headings of an issue."""
    summary, start = view.summaries[index], view.entries_before[index]
    if summary.entries and _kept(dropped, start) == _kept(dropped, start + summary.entries):
        return []
    spans: list[tuple[PageOutline | None, int, int]] = [(None, start, start + summary.entries)]
    if summary.pages > 1:
        issue = view.open(index)
        before = issue.entries_before
        spans += [(page, start + before[number], start + before[number + 1]) for number, page in enumerate(issue.pages)]
    listed = ((page, first, end, _kept(dropped, first), _kept(dropped, end)) for page, first, end in spans)
    return [
        ListHeading(summary.date, summary.inferred, page, kept, kept_end - kept)
        for page, first, end, kept, kept_end in listed
        if first == end or kept < kept_end
    ]
