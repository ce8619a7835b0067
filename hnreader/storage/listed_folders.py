"""What folders have in them, listed only when they have changed: for who asks of each file that is in them."""

from __future__ import annotations

import os
from time import monotonic, time
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_STEADY: Final = 2.0  # seconds after which a folder that has changed looks otherwise: the coarsest clock (FAT)
_LOOK: Final = 0.1  # seconds after which it is seen whether a folder has changed


class _Listed(NamedTuple, Generic[T]):
    looked: float
    """When it was seen last that it is as it was, by `monotonic`."""
    state: tuple[int, int] | None
    """None where it was changed so lately that it may change again and look the same."""
    found: T


class ListedFolders(Generic[T]):
    """What is made of the names in folders, of the last few that were asked for."""

    def __init__(self, make: Callable[[Sequence[str]], T], most: int) -> None:
        """`make` is given the names in a folder; none for a folder that cannot be listed."""
        self._make, self._most = make, most
        self._listed: dict[str, _Listed[T]] = {}

    def of(self, folder: str) -> T:
        """Return what the names in a folder come to.

        What came into it in the last tenth of a second may be missing, unless `forget` was called.
        """
        known, now = self._listed.get(folder), monotonic()
        if known and now - known.looked < _LOOK:
            return known.found
        try:
            status = os.stat(folder)  # noqa: PTH116 a third of the time of a path's
            state = status.st_ino, status.st_mtime_ns
            unchanged = known is not None and known.state == state
            names = () if unchanged else os.listdir(folder)  # noqa: PTH208 names alone
        except (OSError, ValueError):  # a NUL in the name
            state, unchanged, names = (0, 0), False, ()
        found = known.found if known and unchanged else self._make(names)
        steady = state[1] / 1e9 < time() - _STEADY
        self._listed[folder] = _Listed(now, state if steady else None, found)
        while len(self._listed) > self._most:
            del self._listed[next(iter(self._listed))]
        return found

    def forget(self, folder: str) -> None:
        """Have a folder listed when it is asked for the next time."""
        self._listed.pop(folder, None)
