"""Segmented pages on disk, so that no page is segmented twice.

It is one SQLite file, which several processes may use at once: what they write goes in batches, each whole or not at
all. A page is found by the digest of its file's bytes, by the file's name, which may state the date, and by the recipe:
the digest of what else it was made by. A file that has not changed since is not even opened. The store holds nothing
that cannot be made again: where it fails, pages are segmented as if there was none.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from msgspec.structs import replace

from hnreader.archive.codec import DamagedPageError, decode_page, encode_page
from hnreader.model import Failure
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.storage.database import Schema, delete_database, is_damage, open_database, transaction

if TYPE_CHECKING:
    import datetime

    from hnreader.model import PageArticles
    from hnreader.reading import FileContents
    from hnreader.storage.database import Opened

FILE: Final = "pages.sqlite3"
_BATCH: Final = 64  # pages are written at once, …
_DELAY: Final = 1.0  # … or as many as are there after so many seconds
_TICK: Final = 2.0  # seconds: the coarsest clock of a file system in use (FAT)
_FOREVER: Final = 1 << 30  # later than any day

_TABLES: Final = (
    """CREATE TABLE page (digest BLOB NOT NULL, source TEXT NOT NULL, recipe BLOB NOT NULL, since INTEGER NOT NULL,
    until INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (digest, source, recipe))""",
    "CREATE TABLE file (path BLOB PRIMARY KEY, status TEXT NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID",
)
_SCHEMA: Final = Schema((_TABLES,), frozenset({"page", "file"}), frozenset({"page", "file"}), bulky=True)
_VALID: Final = "source = ? AND recipe = ? AND since <= ? AND until > ?"
_OF_FILE: Final = f"SELECT data FROM file JOIN page USING (digest) WHERE path = ? AND status = ? AND {_VALID}"  # noqa: S608 a constant
_ANY_OF_FILE: Final = _OF_FILE.replace("data", "TRUE", 1)
_OF_BYTES: Final = f"SELECT data FROM page WHERE digest = ? AND {_VALID}"  # noqa: S608 a constant


def library_folder(named: str = "") -> Path:
    """Return the folder of pages that the user names, or else the one in the user's cache folder."""
    import platformdirs  # noqa: PLC0415 only where pages are kept

    cache = platformdirs.user_cache_path("hnreader", appauthor=False) / "library"
    return Path(named).expanduser() if named else cache


def open_library(folder: Path) -> Opened:
    """Open or create the library in a folder. A damaged one is replaced."""
    named = folder != library_folder()  # what is in such a folder may be somebody's: it is moved aside, not deleted
    return open_database(folder / FILE, _SCHEMA, disposable=not named, shared=named)


class PageStore:
    """The pages of one recipe, as they are on one day. Belongs to the thread that opened it; never raises for its file.

    On exit the pages that wait are written.
    """

    def __init__(self, folder: Path, recipe: bytes, today: datetime.date) -> None:
        """Open or create the file in a folder; `today` is the last day that an inferred date may be."""
        self._path = folder / FILE
        self._recipe, self._today = recipe, today.toordinal()
        self._pages: list[tuple[bytes, str, bytes, int, int, bytes]] = []
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
        self._flush()
        self._close()

    def find(self, path: Path) -> PageArticles | None:
        """Return the page of a file that is as it was when its page was kept; None where it has to be read."""
        try:
            status = path.stat()
            return self._page(_OF_FILE, path, file_key(path), file_state(status))
        except (OSError, ValueError):  # it is gone; a NUL in the name
            return None

    def has(self, path: Path) -> bool:
        """Tell whether `find` would find a page, without decoding it."""
        try:
            status = path.stat()
            return self._row(_ANY_OF_FILE, path, file_key(path), file_state(status)) is not None
        except (OSError, ValueError):
            return False

    @property
    def refuses(self) -> bool:
        """Whether it has not kept, or would not keep, what it is given; `problem` says why."""
        return self.problem is not None and (self._db is None or bool(self._unwritable))

    def find_same(self, contents: FileContents) -> PageArticles | None:
        """Return the page of these bytes, where a file of this name had them: it was touched, moved or copied."""
        if contents.path is None or contents.status is None:
            return None
        page = self._page(_OF_BYTES, contents.path, digest_of(contents.data))
        if page is not None:
            self._remember(contents)
        return page

    def put(self, contents: FileContents, page: PageArticles, encoded: bytes = b"") -> None:
        """Keep the page that a file's bytes were made into; nothing of a stream or of a file that changes.

        `encoded` is the page without its path, where the caller has it.
        """
        if self._db is None or contents.path is None or contents.status is None:
            return
        if self._unwritable:
            self._report(_unusable(self._unwritable))
            return
        dating = page.dating
        day = dating.date.toordinal() if dating.date else 0
        since = day if day <= self._today else 0  # a later one is printed, and stands whatever the day
        until = dating.future.toordinal() if dating.future else _FOREVER
        data = encoded or encode_page(replace(page, page=replace(page.page, path=None)))
        self._pages.append((digest_of(contents.data), page.page.source, self._recipe, since, until, data))
        self._remember(contents)

    def _page(self, query: str, path: Path, *keys: bytes | str) -> PageArticles | None:
        """Return the page that a query finds; None also where it is damaged: it is replaced then."""
        row = self._row(query, path, *keys)
        try:
            page = decode_page(row[0]) if row else None
        except (DamagedPageError, TypeError):
            return None
        return replace(page, page=replace(page.page, path=path)) if page else None

    def _row(self, query: str, path: Path, *keys: bytes | str) -> tuple[Any, ...] | None:
        """Return the first row that a query finds of a file."""
        if self._db is None:
            return None
        names = (*keys, clean(path.name), self._recipe, self._today, self._today)
        try:
            row: tuple[Any, ...] | None = self._db.execute(query, names).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row

    def _remember(self, contents: FileContents) -> None:
        """Keep which bytes a file has, unless it was changed so lately that it may change again and look the same."""
        if self._unwritable or contents.path is None or contents.status is None:
            return
        with suppress(OSError):  # the current folder is gone
            if abs(time.time() - contents.status.st_mtime) > _TICK:
                self._files.append((file_key(contents.path), file_state(contents.status), digest_of(contents.data)))
        self._due = self._due or time.monotonic() + _DELAY
        if len(self._pages) >= _BATCH or time.monotonic() >= self._due:
            self._flush()

    def _flush(self) -> None:
        """Write what waits."""
        pages, files, self._pages, self._files, self._due = self._pages, self._files, [], [], 0.0
        if self._db is None or not (pages or files):
            return
        try:
            with transaction(self._db):
                self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", pages)
                self._db.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", files)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the file; a damaged one is deleted, and made anew at the next start."""
        self._close()
        if is_damage(error):
            with suppress(OSError, sqlite3.Error):
                delete_database(self._path)
        self._report(Message(Reason.LIBRARY_DAMAGED) if is_damage(error) else _unusable(str(error)))

    def _close(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):  # the reader ended in another thread
                self._db.close()
            self._db = None

    def _report(self, message: Message) -> None:
        self.problem = Failure(clean(str(self._path)), message)


def _unusable(error: str) -> Message:
    return Message(Reason.LIBRARY_UNUSABLE, error=error)


def file_key(path: Path) -> bytes:
    """Return by what name a file is known."""
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100 a tenth of the time of Path.absolute, for each file of an archive


def file_state(status: os.stat_result) -> str:
    """Return what changes when a file changes. A copy that keeps the time has another inode."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def digest_of(data: bytes) -> bytes:
    """Return by what a file's bytes are known."""
    return blake2b(data, digest_size=16).digest()
