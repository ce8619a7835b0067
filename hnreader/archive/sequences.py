"""Issues and articles of a view as sequences: each is fetched when it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from hnreader.lazy_sequence import LazySequence
from hnreader.model import Article, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive.view import View

T = TypeVar("T")


class _OfView(LazySequence[T]):
    """A sequence of what a view has, equal to any other of the same items."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of a list


class Issues(_OfView[Issue]):
    """All issues, newest first; pages without a date make a last one, many make several."""

    def __len__(self) -> int:
        return len(self._view.summaries)

    def _item(self, index: int) -> Issue:
        return self._view.issue(index)


class Articles(_OfView[Article]):
    """All articles in the order of issues, pages and print."""

    def __len__(self) -> int:
        return self._view.articles_before[-1]

    def __iter__(self) -> Iterator[Article]:
        return self._view.articles

    def _item(self, index: int) -> Article:
        issue = bisect_right(self._view.articles_before, index) - 1
        place = self._view.open(issue).article_place(index - self._view.articles_before[issue])
        return self._view.article(issue, place)


class Entries(_OfView[Article]):
    """All articles but those that continue another one."""

    def __len__(self) -> int:
        return self._view.entries_before[-1]

    def __iter__(self) -> Iterator[Article]:
        return self._view.entries

    def _item(self, index: int) -> Article:
        return self._view.article(*self._view.entry_at(index))
