"""Pages put aside on the disk, so that an archive of any size can be gone through issue by issue.

What ties the parts of a story together, and the order of pages, need all pages of an issue at once and nothing of any
other issue; but files come in any order. So pages are segmented once, put aside as they come, and taken up again issue
by issue. In memory stay one issue, and some 200 bytes for each page.
"""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from hnreader.archive.order import page_order
from hnreader.archive.shelf import Archive, page_key

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from types import TracebackType

    from hnreader.model import PageArticles

    Key = tuple[int, str, str]


class Spool:
    """Pages in a nameless temporary file in `folder` (by default the system's), which is gone when this is closed.

    Raises OSError where there is no room for them.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self._file = TemporaryFile(dir=folder, prefix=".hnreader-")  # noqa: SIM115 - closed with this
        self._known: set[int] = set()
        self._issues: dict[datetime.date, list[int]] = defaultdict(list)
        self._undated: list[tuple[Key, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):  # what a full disk has not taken is not needed any more
            self._file.close()

    def add(self, page: PageArticles) -> None:
        """Put a page aside. One that is there already is not kept twice."""
        key = hash(page_key(page))
        if key in self._known:
            return
        self._known.add(key)
        at = self._file.seek(0, os.SEEK_END)
        pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
        if page.dating.date:
            self._issues[page.dating.date].append(at)
        else:
            self._undated.append((page_order(page), at))

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Archive]:
        """Yield the issues, newest first, each as an archive of its own; pages without a date singly, at the end.

        Together they hold what one archive of all pages would hold, in the same order and with the same ties.
        """
        for day in sorted(self._issues, reverse=True):
            yield Archive(map(self._take, self._issues[day]))
        for _, at in sorted(self._undated):
            yield Archive([self._take(at)])

    def _take(self, at: int) -> PageArticles:
        self._file.seek(at)
        page: PageArticles = pickle.load(self._file)  # noqa: S301 - a file without a name, which none but us can write
        return page
