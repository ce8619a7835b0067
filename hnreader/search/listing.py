"""Scored entries in their order: the first ones at hand, the others asked for when somebody comes to them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from hnreader.search.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tantivy import DocAddress

    Found = Sequence[tuple[float, DocAddress]]

Scored = tuple[float, Entry]


class Listing:
    """What an index has found.

    `rest` asks it for all behind the first ones, and `entries` for what stands behind its hits. `score` is what all of
    the rest count; None adds 1 to what the index says.
    """

    def __init__(
        self,
        head: list[Scored] | None = None,
        size: int = 0,
        rest: Callable[[], Found] = tuple,
        entries: Callable[[Found], list[Scored]] = lambda _hits: [],
        score: float | None = None,
    ) -> None:
        self.head = head or []
        self._size = size
        self._ask = rest
        self._entries = entries
        self.score = score

    @cached_property
    def _rest(self) -> Found:
        return self._ask()

    def __len__(self) -> int:
        return max(len(self.head), self._size)

    def __iter__(self) -> Iterator[Scored]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Scored:
        if at < len(self.head):
            return self.head[at]
        behind = at - len(self.head)
        ((score, entry),) = self._entries(self._rest[behind : behind + 1])
        return (1 + score if self.score is None else self.score), entry
