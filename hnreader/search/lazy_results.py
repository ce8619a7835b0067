"""Scored entries in their order: the first ones at hand, the others fetched from the index when they are looked at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hnreader.search.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tantivy import DocAddress

    Hits = Sequence[tuple[float, DocAddress]]

Scored = tuple[float, Entry]


class LazyResults:
    """Entries that a query has found in the index.

    `head` are the first ones. `fetch` asks the index for all behind them, `count` of them, and `entries` turns its hits
    into entries. `score` is the score of each behind the head; None adds 1 to that of the index.
    """

    def __init__(
        self,
        head: list[Scored] | None = None,
        count: int = 0,
        fetch: Callable[[], Hits] = tuple,
        entries: Callable[[Hits], list[Scored]] = lambda _hits: [],
        score: float | None = None,
    ) -> None:
        self.head = head or []
        self._count = count
        self._fetch = fetch
        self._entries = entries
        self.score = score

    @cached_property
    def _tail(self) -> Hits:
        return self._fetch()

    def __len__(self) -> int:
        return len(self.head) + self._count

    def __iter__(self) -> Iterator[Scored]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Scored:
        if at < len(self.head):
            return self.head[at]
        behind = at - len(self.head)
        ((score, entry),) = self._entries(self._tail[behind : behind + 1])
        return (1 + score if self.score is None else self.score), entry
