"""Scored entries in their order: the first ones at hand, the others looked up when somebody comes to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from hnreader.search.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tantivy import DocAddress

    Found = Sequence[tuple[float, DocAddress]]

Scored = tuple[float, Entry]


def _nothing(_hits: Found) -> list[Scored]:
    return []


class Listing(Sequence[Scored]):
    """What an index has found. `score` is what all of the rest count; None adds 1 to what the index says."""

    def __init__(
        self,
        head: list[Scored] | None = None,
        rest: Found = (),
        entries: Callable[[Found], list[Scored]] = _nothing,
        score: float | None = None,
    ) -> None:
        self.head = head or []
        self._rest = rest
        self._entries = entries
        self.score = score

    def __len__(self) -> int:
        return len(self.head) + len(self._rest)

    @overload
    def __getitem__(self, at: int) -> Scored: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Scored]: ...
    def __getitem__(self, at: int | slice) -> Scored | Sequence[Scored]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        if at < len(self.head):
            return self.head[at]
        behind = at - len(self.head)
        ((score, entry),) = self._entries(self._rest[behind : behind + 1])
        return (1 + score if self.score is None else self.score), entry
