"""Segmented pages on disk, so that no page is segmented twice.

They are in the library's database, which several processes may use at once: what they write goes in batches, each whole
or not at all. A page is found by the digest of its file's bytes, by the file's name, which may state the date, and by
the recipe: the digest of what else it was made by. A file that has not changed since is not even opened. The store
holds nothing that cannot be made again: where it fails, pages are segmented as if there was none.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

from msgspec.structs import replace

from hnreader.archive.codec import DamagedPageError, decode_page
from hnreader.archive.library_database import (
    FILE,
    IS_WHOLE,
    digest_of,
    file_key,
    file_state,
    is_newer_library,
    open_library,
)
from hnreader.archive.looking_over import LookingOver
from hnreader.archive.outline import day_of
from hnreader.model import Failure
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.storage.database import delete_database, is_damage, transaction

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hnreader.archive.looking_over import Changes
    from hnreader.archive.members import Members
    from hnreader.model import Dating, PageArticles
    from hnreader.reading import FileContents

_BATCH: Final = 64  # pages are written at once, …
_ROWS: Final = 500  # files that are written at once, …
_DELAY: Final = 0.3  # … or as many as are there after so many seconds
_STEPS: Final = 100_000  # of SQLite's machine, some milliseconds, after which it is seen whether to go on
_TICK: Final = 2.0  # seconds: the coarsest clock of a file system in use (FAT)
_FOREVER: Final = 1 << 30  # later than any day

_VALID: Final = "source = ? AND recipe = ? AND since <= ? AND until > ?"
_FILE: Final = (
    f"FROM file JOIN page USING (digest) JOIN body ON page = number WHERE path = ? AND status = ? AND {_VALID}"
)
_BYTES: Final = f"FROM page JOIN body ON page = number WHERE digest = ? AND {_VALID}"
# A page that is there already, because another process has put it there or because it is damaged, keeps its number. One
# that was dated otherwise on another day gets a new one: what was there can still be read.
_REDATED: Final = "DELETE FROM page WHERE digest = ? AND source = ? AND recipe = ? AND (since, until, day) <> (?, ?, ?)"
_PUT: Final = (
    "INSERT INTO page VALUES (NULL, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET day = excluded.day RETURNING number"
)


class PageStore:
    """The pages of one recipe, as they are on one day. Belongs to the thread that opened it; never raises for its file.

    With `members` what it finds and keeps is noted as the pages of an archive. On exit what waits is written.
    """

    def __init__(self, folder: Path, recipe: bytes, today: datetime.date, members: Members | None = None) -> None:
        """Open or create the file in a folder; `today` is the last day that an inferred date may be."""
        self._path = folder / FILE
        self._recipe, self._today = recipe, today.toordinal()
        self._members = members
        self._pages: list[tuple[tuple[bytes, str, bytes, int, int, int], bytes]] = []
        self._files: list[tuple[bytes, str, bytes]] = []
        self._due = 0.0
        self.problem: Failure | None = None
        """What is wrong with the file, if it does not keep what it is given or did not keep what it was given."""
        opened = open_library(folder)
        self._db: sqlite3.Connection | None = opened.connection
        self._unwritable = opened.reason if opened.read_only else ""
        if opened.deleted or opened.moved_aside:
            self._report(Message(Reason.LIBRARY_DAMAGED))
        if opened.in_memory:
            self._close()
            newer = opened.in_memory == "newer"
            self._report(Message(Reason.LIBRARY_NEWER) if newer else _unusable(opened.reason))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.flush()
        self._close()

    @property
    def refuses(self) -> bool:
        """Whether it has not kept, or would not keep, what it is given; `problem` says why."""
        return self.problem is not None and (self._db is None or bool(self._unwritable))

    def find(self, path: Path) -> PageArticles | None:
        """Return the page of a file that is as it was when its page was kept; None where it has to be read."""
        try:
            return self._page(_FILE, path, file_key(path), file_state(path.stat()))
        except (OSError, ValueError):  # it is gone; a NUL in the name
            return None

    def join(self, path: Path) -> bool:
        """Note a file as one of the archive's if `find` would find its page, without decoding that; tell whether."""
        try:
            key, status = file_key(path), file_state(path.stat())
        except (OSError, ValueError):
            return False
        row = self._row("digest", _FILE, path, key, status)
        if row and self._members:
            self._members.add(key, status, row[0], clean(path.name))
            self.flush_sometimes()
        return row is not None

    def find_same(self, contents: FileContents) -> PageArticles | None:
        """Return the page of these bytes, where a file of this name had them: it was touched, moved or copied."""
        if contents.path is None or contents.status is None:
            return None
        page = self._page(_BYTES, contents.path, digest_of(contents.data))
        if page is not None:
            self._remember(contents)
        return page

    def put(self, contents: FileContents, dating: Dating, data: bytes) -> None:
        """Keep the page that a file's bytes were made into, encoded without its path, and when it was printed.

        Nothing is kept of a stream, or of a file that changes.
        """
        if self._db is None or contents.path is None or contents.status is None:
            return
        if self._unwritable:
            self._report(_unusable(self._unwritable))
            return
        day = day_of(dating)
        since = day if day <= self._today else 0  # a later one is printed, and stands whatever the day
        until = dating.future.toordinal() if dating.future else _FOREVER
        values = (digest_of(contents.data), clean(contents.name), self._recipe, since, until, day)
        self._pages.append((values, data))
        self._remember(contents)

    def _page(self, query: str, path: Path, *keys: bytes | str) -> PageArticles | None:
        """Return the page that a query finds; None also where it is damaged: it is replaced then."""
        row = self._row("data", query, path, *keys)
        try:
            page = decode_page(row[0]) if row else None
        except (DamagedPageError, TypeError):
            return None
        return replace(page, page=replace(page.page, path=path)) if page else None

    def _row(self, column: str, query: str, path: Path, *keys: bytes | str) -> tuple[Any, ...] | None:
        """Return a column of the first row that a query finds of a file."""
        if self._db is None:
            return None
        names = (*keys, clean(path.name), self._recipe, self._today, self._today)
        try:
            row: tuple[Any, ...] | None = self._db.execute(f"SELECT {column} {query}", names).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row

    def _remember(self, contents: FileContents) -> None:
        """Keep which bytes a file has, unless it was changed so lately that it may change again and look the same."""
        if self._unwritable or contents.path is None or contents.status is None:
            return
        with suppress(OSError):  # the current folder is gone
            key, digest = file_key(contents.path), digest_of(contents.data)
            steady = _is_steady(contents.status)
            status = file_state(contents.status)
            if steady:
                self._files.append((key, status, digest))
            if self._members:
                self._members.add(key, status if steady else "", digest, clean(contents.name))
        self.flush_sometimes()

    def fail(self, contents: FileContents, failure: Failure) -> None:
        """Note why a file of the archive has no page."""
        if self._members and contents.path is not None and contents.status is not None:
            with suppress(OSError):  # the current folder is gone
                status = file_state(contents.status) if _is_steady(contents.status) else ""
                self._members.fail(file_key(contents.path), status, failure)

    def is_whole(self, archive: bytes) -> bool:
        """Tell whether an archive is there, and all its files were looked over; also where that cannot be known."""
        with suppress(sqlite3.Error):
            return self._db is None or bool(self._db.execute(IS_WHOLE, (archive,)).fetchone()[0])
        return True

    def changes(
        self,
        archive: bytes,
        paths: Iterable[str | os.PathLike[str]],
        among: Iterable[Path] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes | None:
        """Return what has changed of the files of an archive, or of those `among` them.

        None where nothing is kept, and where it was cancelled.
        """
        if self._db is None:
            return None
        try:
            self._db.set_progress_handler(cancelled, _STEPS)
            looking = LookingOver(self._db, archive, self._recipe, cancelled)
            if self._members:
                self._members.compared(looking.archive)
            if among is None and not self._unwritable:
                looking.outdate(self._today)
            return looking.changes(paths) if among is None else looking.changes_of(among, paths)
        except sqlite3.Error as error:
            if not cancelled():
                self._give_up(error)
            return None
        finally:
            if self._db is not None:
                self._db.set_progress_handler(None, 0)

    def flush_sometimes(self) -> None:
        """Write what waits if it is much, or has waited for long."""
        self._due = self._due or time.monotonic() + _DELAY
        members = self._members.size if self._members else 0
        if len(self._pages) >= _BATCH or members >= _ROWS or time.monotonic() >= self._due:
            self.flush()

    def flush(self) -> None:
        """Write what waits, and of the archive's members what is complete."""
        pages, files, self._pages, self._files, self._due = self._pages, self._files, [], [], 0.0
        members = self._members if self._members and self._members.waiting else None
        if self._db is None or not (pages or files or members):
            return
        try:
            with transaction(self._db):
                for values, data in pages:
                    self._db.execute(_REDATED, values)
                    ((number,),) = self._db.execute(_PUT, values).fetchall()
                    self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?)", (number, data))
                self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", files)
                if members:
                    members.write(self._db)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the file; a damaged one is deleted, and made anew at the next start."""
        self._close()
        if is_newer_library(self._path.parent):  # a newer version has come meanwhile, and changed the tables
            self._report(Message(Reason.LIBRARY_NEWER))
        elif is_damage(error):
            with suppress(OSError, sqlite3.Error):
                delete_database(self._path)
            self._report(Message(Reason.LIBRARY_DAMAGED))
        else:
            self._report(_unusable(str(error)))

    def _close(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):  # the reader ended in another thread
                self._db.close()
            self._db = None

    def _report(self, message: Message) -> None:
        self.problem = Failure(clean(str(self._path)), message)


def _is_steady(status: os.stat_result) -> bool:
    """Tell whether a file was left alone for so long that another change would show."""
    return abs(time.time() - status.st_mtime) > _TICK


def _unusable(error: str) -> Message:
    return Message(Reason.LIBRARY_UNUSABLE, error=error)
