"""Pages without a date are of unknown issues, and there may be any number of them: many are parted into groups.

A group begins at a file whose path says so, which one in 128 does. So it depends on no files but its own which pages
are together, a page that comes or goes changes its group alone, and it does not matter in which order pages came. Few
pages are one group.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

MOST: Final = 500
"""Pages that are one group where there are no more."""
_ONE_IN: Final = 128


def begins_group(path: bytes) -> bool:
    """Tell whether a file is the first of a group, if there are many."""
    return _number(path) % _ONE_IN == 0


def day_of_group(path: bytes) -> int:
    """Return what stands for the day of the group that begins at a path; of the one before all these, `b""`, 0."""
    return -(_number(path) >> 1) if path else 0


def groups(files: Sequence[tuple[bytes, T]]) -> Iterator[tuple[bytes, list[T]]]:
    """Yield what belongs to files, sorted by their paths, by the path at which its group begins."""
    begins: bytes = b""
    group: list[T] = []
    for path, item in files:
        if len(files) > MOST and path != begins and begins_group(path):
            if group:
                yield begins, group
            begins, group = path, []
        group.append(item)
    if group:
        yield begins, group


def _number(path: bytes) -> int:
    return int.from_bytes(blake2b(path, digest_size=8).digest())
