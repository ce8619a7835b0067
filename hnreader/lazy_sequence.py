"""A sequence of which each item is fetched when it is looked at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """Has an item fetched by its index; a slice is of items that are fetched."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return self._items(range(*at.indices(len(self))))
        return self._item(range(len(self))[at])

    @abstractmethod
    def _item(self, index: int) -> T:
        """Fetch the item at an index from 0 on."""

    def _items(self, indices: range) -> Sequence[T]:
        """Return the items at some indices."""
        return [self._item(index) for index in indices]
