"""Threads that begin only where there is room for them."""

from __future__ import annotations

import mmap
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_ROOM: Final = 16 << 20  # bytes: a thread's stack, 8 MB by default, and far more than Python takes to begin in it


def require_room() -> None:
    """Raise `MemoryError` unless there is room for a thread to begin.

    Python waits for ever for one that ends for want of memory before it could say that it has begun (CPython's issue
    140746). A moment later there may be less room again, which nothing but Python can mend.
    """
    try:
        mmap.mmap(-1, _ROOM).close()
    except OSError as error:
        raise MemoryError from error


class Threads(ThreadPoolExecutor):
    """Python's own, but that `submit` raises `MemoryError` where there is no room for a thread."""

    def submit(
        self, fn: Callable[Arguments, Result], /, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Future[Result]:
        """Have a function called in a thread."""
        require_room()
        return super().submit(fn, *args, **kwargs)
