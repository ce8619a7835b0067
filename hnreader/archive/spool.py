"""Pages kept in a temporary file, so that an archive of any size is gone through issue by issue.

The order of pages and the continuations need all pages of one issue and none of another, but files come in any order:
pages are segmented, stored as they come, and loaded again issue by issue. Memory holds one issue, and some 200 bytes
for each page.
"""

from __future__ import annotations

import os
from collections import defaultdict
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

from hnreader.archive.archive import Archive, page_key
from hnreader.archive.codec import decode_page, encode_page
from hnreader.archive.snapshot import page_order

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from types import TracebackType

    from hnreader.model import PageArticles

    SortKey = tuple[int, str, str]
    Place = tuple[int, int]  # offset and length in the file


class Spool:
    """Pages in an unnamed temporary file in `folder` (by default the system's), which is removed on exit.

    Raises OSError where the disk is full.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self._file = TemporaryFile(dir=folder, prefix=".hnreader-")  # noqa: SIM115 closed on exit
        self._known: set[int] = set()
        self._issues: dict[datetime.date, list[Place]] = defaultdict(list)
        self._undated: list[tuple[SortKey, Place]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with suppress(OSError):  # the disk is full: what is not written yet is not needed
            self._file.close()

    def add(self, page: PageArticles) -> None:
        """Store a page, unless it is stored already."""
        key = hash(page_key(page))
        if key in self._known:
            return
        self._known.add(key)
        place = self._file.seek(0, os.SEEK_END), self._file.write(encode_page(page))
        if page.dating.date:
            self._issues[page.dating.date].append(place)
        else:
            self._undated.append((page_order(page), place))

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Archive]:
        """Yield each issue as an archive, newest first, then each page without a date.

        Together they have what one archive of all pages has, in the same order and with the same continuations.
        """
        for day in sorted(self._issues, reverse=True):
            yield Archive(map(self._load, self._issues[day]))
        for _, place in sorted(self._undated):
            yield Archive([self._load(place)])

    def _load(self, place: Place) -> PageArticles:
        offset, length = place
        self._file.seek(offset)
        return decode_page(self._file.read(length))
