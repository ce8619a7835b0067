"""In which rows the headings of a list and the articles below them stand, some of them folded.

A heading is *folded* where it stands for what is below it. A *row* counts what is seen, headings and articles; a
*position* counts articles, whether they are seen or not.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from hnreader.app.rendering.list_sections import ListHeading, Sections

_LOOKED_AT: Final = 256  # sections whose rows are kept


class Folds(Struct, frozen=True):
    """Which headings are folded."""

    every: bool = False
    """All sections are, but for those in `sections`; else those alone."""
    sections: frozenset[Hashable] = frozenset()
    """By their keys."""
    pages: frozenset[tuple[Hashable, int]] = frozenset()
    """The keys of sections, and the numbers of pages in them."""

    def section(self, key: Hashable) -> bool:
        """Tell whether a section is folded."""
        return self.every != (key in self.sections)

    def toggled(self, key: Hashable, page: int | None) -> Folds:
        """Fold or unfold a section, or a page in it."""
        if page is None:
            return replace(self, sections=self.sections ^ {key})
        return replace(self, pages=self.pages ^ {(key, page)})


class RowContent(NamedTuple):
    """What stands in a row."""

    head: ListHeading | None
    """The heading; None for an article."""
    position: int | None
    """The position of the article, or of the first that a folded heading stands for; None for an open heading."""


class _Group(NamedTuple):
    """A heading, and the articles right below it."""

    head: ListHeading
    row: int
    """Its row in its section."""
    shown: int
    """The number of articles in the rows below it."""


class ListHeadings:
    """The rows of sections."""

    def __init__(self, sections: Sections, folds: Folds) -> None:
        self._sections = sections
        self._folds = folds
        self._firsts = sections.firsts
        self._groups = lru_cache(_LOOKED_AT)(partial(_groups, sections, folds))
        counts = [min(1, count) for count in sections.heading_counts] if folds.every else [*sections.row_counts]
        for key in {*folds.sections, *(key for key, _ in folds.pages)}:
            index = sections.find(key)
            if index is not None:
                counts[index] = sum(1 + group.shown for group in self._groups(index))
        self._rows_before: Final = [*accumulate(counts, initial=0)]

    def __len__(self) -> int:
        return self._rows_before[-1]

    def folded(self, folds: Folds) -> ListHeadings:
        """Return the same with others folded."""
        return self if folds == self._folds else ListHeadings(self._sections, folds)

    @property
    def kind(self) -> str:
        """What the list is divided by."""
        return self._sections.kind

    def at(self, row: int) -> RowContent:
        """Return what stands in a row."""
        index = bisect_right(self._rows_before, row) - 1
        groups, within = self._groups(index), row - self._rows_before[index]
        group = groups[bisect_right(groups, within, key=_row) - 1]
        if within == group.row:
            return RowContent(group.head, group.head.first if group.head.folded and group.head.size else None)
        return RowContent(None, group.head.first + within - group.row - 1)

    def row(self, position: int) -> int:
        """Return the row of the article at a position, or of the folded heading that stands for it."""
        index, groups, number = self._group_of(position)
        if not groups:
            return 0
        head, row, _ = groups[number]
        return self._rows_before[index] + row + (0 if head.folded else 1 + position - head.first)

    def top(self, position: int) -> int:
        """Return the first row of an article and the headings of its section right above it."""
        index, groups, number = self._group_of(position)
        if not groups or (not groups[number].head.folded and groups[number].head.first < position):
            return self.row(position)
        first = groups[number].head.first
        while number and groups[number - 1].head.first == first:
            number -= 1
        return self._rows_before[index] + groups[number].row

    def head_of(self, position: int) -> ListHeading | None:
        """Return the heading right above an article, or the folded one that stands for it."""
        _, groups, number = self._group_of(position)
        return groups[number].head if groups else None

    def toggled(self, head: ListHeading) -> Folds:
        """Return what is folded once a heading, of which there are articles, is folded or unfolded."""
        key = self._sections.key(self._section_of(head.first))
        page = None if head.page is None or head.alone else head.page.number
        return self._folds.toggled(key, page)

    def ids(self, head: ListHeading) -> Sequence[str]:
        """Return the ids of the articles below a heading."""
        return self._sections.ids(self._section_of(head.first), head) if head.size else ()

    def _section_of(self, position: int) -> int:
        return bisect_right(self._firsts, position, hi=len(self._firsts) - 1) - 1

    def _group_of(self, position: int) -> tuple[int, Sequence[_Group], int]:
        """Return the section of an article, its groups, and the number of the one that has the article."""
        index = self._section_of(position)
        groups = self._groups(index) if index >= 0 else ()
        return index, groups, bisect_right(groups, position, key=_first) - 1

    def other_issue(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the section `step` sections on (down is positive), or None."""
        index = self._section_of(position)
        for _ in range(abs(step)):
            index = self._next(index, 1 if step > 0 else -1)
        return self._firsts[index] if 0 <= index < len(self._firsts) - 1 else None

    def other_page(self, position: int, step: int) -> int | None:
        """Return the position of the first article of the page `step` pages on (down is positive), or None."""
        way = 1 if step > 0 else -1
        index = self._section_of(position)
        pages = self._pages(index)
        number = bisect_right(pages, position) - 1 + step
        while not 0 <= number < len(pages):
            number -= len(pages) if way > 0 else 0
            index = self._next(index, way)
            if not 0 <= index < len(self._firsts) - 1:
                return None
            pages = self._pages(index)
            number += len(pages) if way < 0 else 0
        return pages[number]

    def _next(self, index: int, way: int) -> int:
        """Return the next section of which something is listed, in a direction; behind the last, its end."""
        index += way
        while 0 <= index < len(self._firsts) - 1 and self._firsts[index] == self._firsts[index + 1]:
            index += way
        return index

    def _pages(self, index: int) -> list[int]:
        """Return the positions at which the pages of a section begin, those of which something is listed."""
        heads = self._sections.heads(index)
        paged = [head for head in heads if head.page is not None] or heads
        return [head.first for head in paged if head.size]


def _row(group: _Group) -> int:
    return group.row


def _first(group: _Group) -> int:
    return group.head.first


def _groups(sections: Sections, folds: Folds, index: int) -> Sequence[_Group]:
    """Return the headings of a section that are seen, and where."""
    heads, key = sections.heads(index), sections.key(index)
    if folds.section(key):
        return [_Group(replace(head, folded=True), 0, 0) for head in heads[:1]]
    found, row = [], 0
    for number, head in enumerate(heads):
        folded = number > 0 and head.page is not None and (key, head.page.number) in folds.pages
        shown = 0 if folded or (not number and len(heads) > 1) else head.size
        found.append(_Group(replace(head, folded=True) if folded else head, row, shown))
        row += 1 + shown
    return found
