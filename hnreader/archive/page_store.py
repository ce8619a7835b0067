"""Segmented pages on disk, so that no page is segmented twice.

They are in the library's database, which several processes may use at once: what they write goes in batches, each whole
or not at all. A page is found by the digest of its file's bytes and of what METS says of it, by the file's name, which
may state the date, and by the recipe: the digest of what else it was made by. A file that has not changed since is not
even opened. Of a file with several pages each is found by its own name; it is known how many there are, and which
cannot be read, once all were there. The store holds nothing that cannot be made again: where it fails, pages are
segmented as if there was none.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from hnreader.archive.codec import EncodedPage
from hnreader.archive.library_database import (
    FILE,
    IS_WHOLE,
    file_key,
    file_state,
    is_newer_library,
    open_library,
    state_of,
)
from hnreader.archive.looking_over import LookingOver
from hnreader.archive.outline import day_of
from hnreader.archive.recipe import still_holds
from hnreader.model import Failure
from hnreader.packing import DamagedBytesError, pack, unpack
from hnreader.reading import clean, is_steady, page_failure, page_name
from hnreader.reasons import Message, Reason
from hnreader.storage.database import delete_database, is_damage, transaction

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.archive.looking_over import Changes
    from hnreader.archive.members import Members
    from hnreader.model import Dating, PageArticles
    from hnreader.reading import FileContents, PageFile

_BATCH: Final = 64  # pages are written at once, …
_ROWS: Final = 500  # files that are written at once, …
_DELAY: Final = 0.3  # … or as many as are there after so many seconds
_STEPS: Final = 100_000  # of SQLite's machine, some milliseconds, after which it is seen whether to go on
_FOREVER: Final = 1 << 30  # later than any day

_FILE: Final = (
    "SELECT file.digest, pages, failures FROM file LEFT JOIN document"
    " ON document.digest = file.digest AND source = ? AND recipe = ? WHERE path = ? AND status = ?"
)
_DOCUMENT: Final = "SELECT pages, failures FROM document WHERE source = ? AND recipe = ? AND digest = ?"
_PAGE: Final = (
    "FROM page JOIN body ON page = number WHERE digest = ? AND source = ? AND recipe = ? AND since <= ? AND until > ?"
)
# A page that is there already, because another process has put it there or because it is damaged, keeps its number. One
# that was dated otherwise on another day gets a new one: what was there can still be read.
_REDATED: Final = "DELETE FROM page WHERE digest = ? AND source = ? AND recipe = ? AND (since, until, day) <> (?, ?, ?)"
_PUT: Final = (
    "INSERT INTO page VALUES (NULL, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET day = excluded.day RETURNING number"
)


class _Known(NamedTuple):
    """A file that is as it was."""

    key: bytes
    status: str
    digest: bytes
    pages: Sequence[str | Message]
    """Their names, and why there are none."""


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
        self._documents: list[tuple[bytes, str, bytes, int, bytes]] = []
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

    def find(self, file: PageFile) -> Iterable[PageArticles | Failure] | None:
        """Return the pages of a file that is as it was when they were kept; None where it has to be read."""
        known = self._known(file)
        return self._kept(file.path, known.digest, known.pages) if known else None

    def join(self, file: PageFile) -> Sequence[str | Failure]:
        """Note a file as one of the archive's if `find` would find its pages, without decoding those.

        Return their names, and why there are none; nothing where the file has to be read.
        """
        known = self._known(file)
        if not known or not all(
            isinstance(page, Message) or self._page("1", known.digest, page) for page in known.pages
        ):
            return ()
        if self._members and known.pages:
            self._members.add(known.key, known.status, known.digest, known.pages)
            self.flush_sometimes()
        count = len(known.pages)
        return [
            page_failure(file.path, page, number, count) if isinstance(page, Message) else page
            for number, page in enumerate(known.pages, 1)
        ]

    def find_same(self, contents: FileContents) -> Iterable[PageArticles | Failure] | None:
        """Return the pages of these bytes, where a file of this name had them: it was touched, moved or copied."""
        kept = self.kept(contents)
        if kept is not None:
            self._remember(contents, self._names(contents))
        return kept

    def kept(self, contents: FileContents) -> Iterable[PageArticles | Failure] | None:
        """Return the pages of these bytes as `find_same` does, without taking note of the file."""
        if contents.path is None or contents.status is None:
            return None
        return self._kept(contents.path, contents.digest, self._names(contents))

    def _names(self, contents: FileContents) -> Sequence[str | Message]:
        """Return the names of the pages that these bytes may have, and why there are none."""
        name = clean(contents.name)
        row = self._row(_DOCUMENT, name, self._recipe, contents.digest)
        return _pages_of(name, *row or (None, None))

    def put(self, contents: FileContents, source: str, dating: Dating, data: bytes) -> None:
        """Keep a page that a file's bytes were made into, by its name, encoded without its path.

        `dating` says when it was printed. Nothing is kept of a stream, or of a file that changes.
        """
        if not self._keeps(contents):
            return
        day = day_of(dating)
        since = day if day <= self._today else 0  # a later one is printed, and stands whatever the day
        until = dating.future.toordinal() if dating.future else _FOREVER
        self._pages.append(((contents.digest, source, self._recipe, since, until, day), data))
        self.flush_sometimes()

    def end(self, contents: FileContents, pages: Sequence[str | Message]) -> None:
        """Keep of which pages a file consists, all of which were `put`: their names, and why there are none."""
        if self._keeps(contents):
            self._remember(contents, pages)

    def _keeps(self, contents: FileContents) -> bool:
        if self._db is None or contents.path is None or contents.status is None:
            return False
        if self._unwritable:
            self._report(_unusable(self._unwritable))
        return not self._unwritable

    def _remember(self, contents: FileContents, pages: Sequence[str | Message]) -> None:
        """Keep which bytes a file has, unless it was changed so lately that it may change again and look the same."""
        if self._unwritable or contents.path is None or contents.status is None:
            return
        with suppress(OSError):  # the current folder is gone
            key, corrected = file_key(contents.path), contents.corrections_status
            status = file_state(contents.status, corrected, contents.stated)
            steady = all(map(is_steady, (contents.status, *corrected)))
            if len(pages) > 1:
                why = tuple((number, page) for number, page in enumerate(pages, 1) if isinstance(page, Message))
                self._documents.append((contents.digest, clean(contents.name), self._recipe, len(pages), pack(why)))
            if steady and (len(pages) > 1 or isinstance(pages[0], str)):
                self._files.append((key, status, contents.digest))
            if self._members:
                self._members.add(key, status if steady else "", contents.digest, pages)
        self.flush_sometimes()

    def _known(self, file: PageFile) -> _Known | None:
        """Return what is known of a file, if it is as it was."""
        try:
            key, status = file_key(file.path), state_of(file)
        except (OSError, ValueError):  # it is gone; a NUL in the name
            return None
        name = clean(file.path.name)
        row = self._row(_FILE, name, self._recipe, key, status)
        return _Known(key, status, row[0], _pages_of(name, *row[1:])) if row else None

    def _kept(
        self, path: Path, digest: bytes, pages: Sequence[str | Message]
    ) -> Iterable[PageArticles | Failure] | None:
        """Return the pages of a file, decoded one by one; None where one is missing or damaged: it is replaced then."""
        kept: list[EncodedPage | Message] = []
        for page in pages:
            if isinstance(page, Message):
                kept.append(page)
                continue
            row = self._page("data", digest, page)
            try:
                kept.append(EncodedPage(row[0] if row else b""))
            except DamagedBytesError:
                return None
        return _decoded(path, kept) if kept else None

    def _page(self, column: str, digest: bytes, source: str) -> tuple[Any, ...] | None:
        return self._row(f"SELECT {column} {_PAGE}", digest, source, self._recipe, self._today, self._today)

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a query finds."""
        if self._db is None:
            return None
        try:
            row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        return row

    def is_whole(self, archive: bytes) -> bool:
        """Tell whether an archive is there, and all its files were looked over; also where that cannot be known."""
        with suppress(sqlite3.Error):
            return self._db is None or bool(self._db.execute(IS_WHOLE, (archive,)).fetchone()[0])
        return True

    def changes(
        self,
        archive: bytes,
        paths: Iterable[str | os.PathLike[str]],
        among: Sequence[Path] | None = None,
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
        pages, files, documents = self._pages, self._files, self._documents
        self._pages, self._files, self._documents, self._due = [], [], [], 0.0
        members = self._members if self._members and self._members.waiting else None
        if self._db is None or not (pages or files or documents or members):
            return
        try:
            with transaction(self._db):
                for values, data in pages:
                    self._db.execute(_REDATED, values)
                    ((number,),) = self._db.execute(_PUT, values).fetchall()
                    self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?)", (number, data))
                self._db.executemany("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)", documents)
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


def _pages_of(name: str, count: int | None, failures: bytes | None) -> Sequence[str | Message]:
    """Return of which pages a file of a name consists, as a document has it, or of one.

    Nothing where it is damaged, and where a page that could not be read may be read now.
    """
    if count is None or failures is None:
        return (name,)
    try:
        why = dict(unpack(failures, tuple[tuple[int, Message], ...]))
    except DamagedBytesError:
        return ()
    if not all(map(still_holds, why.values())):
        return ()
    return [why.get(number) or page_name(name, number, count) for number in range(1, count + 1)]


def _decoded(path: Path, kept: Sequence[EncodedPage | Message]) -> Iterator[PageArticles | Failure]:
    """Yield the pages of a file, each decoded when it is asked for."""
    for number, page in enumerate(kept, 1):
        yield page_failure(path, page, number, len(kept)) if isinstance(page, Message) else page.decoded(path)


def _unusable(error: str) -> Message:
    return Message(Reason.LIBRARY_UNUSABLE, error=error)
