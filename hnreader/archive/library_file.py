"""What the library holds, whether the files still say so, and how it is made smaller."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from msgspec import Struct

from hnreader.archive.codec import decode_page
from hnreader.archive.forgetting import forget_page
from hnreader.archive.library_database import (
    FILE,
    bounds_inside,
    file_key,
    is_in_state,
    open_library,
    page_key,
)
from hnreader.errors import LibraryError
from hnreader.model import Failure
from hnreader.packing import DamagedBytesError
from hnreader.reading import PageFile, clean, page_place, read_file
from hnreader.reasons import Message, Reason
from hnreader.segment import violations
from hnreader.storage.database import size_on_disk, transaction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

_AT_ONCE: Final = 500  # files that are looked up at once
_NEXT: Final = "SELECT path, status, digest FROM file WHERE path > ? ORDER BY path LIMIT ?"
_OF_ARCHIVES: Final = "SELECT page FROM member WHERE page IS NOT NULL"
_UNUSED: Final = (
    "DELETE FROM archive WHERE number NOT IN (SELECT number FROM archive ORDER BY looked DESC LIMIT 64)",
    # What lacks a page is put together anew when its paths are opened.
    "DELETE FROM archive WHERE number IN (SELECT archive FROM member WHERE page NOT IN (SELECT page FROM body))",
    "DELETE FROM member WHERE archive NOT IN (SELECT number FROM archive)",
    "DELETE FROM issue WHERE archive NOT IN (SELECT number FROM archive)",
    "DELETE FROM outline WHERE issue NOT IN (SELECT number FROM issue)",
    "DELETE FROM root WHERE archive NOT IN (SELECT number FROM archive)",
    "DELETE FROM tail WHERE archive NOT IN (SELECT number FROM archive)",
    "DELETE FROM renamed WHERE archive NOT IN (SELECT number FROM archive)",
    "DELETE FROM document WHERE digest NOT IN (SELECT digest FROM file)",
    f"DELETE FROM page WHERE digest NOT IN (SELECT digest FROM file) AND number NOT IN ({_OF_ARCHIVES})",  # noqa: S608 a constant
    f"DELETE FROM body WHERE page NOT IN (SELECT number FROM page) AND page NOT IN ({_OF_ARCHIVES})",  # noqa: S608
)


class Totals(Struct, frozen=True):
    """How much a library holds."""

    path: Path
    size: int
    """Bytes on disk, with what SQLite keeps beside the file."""
    pages: int
    current: int
    """Pages as they would be made now, of one newspaper or another; others are made again when they are asked for."""
    files: int
    """Files whose pages are taken without being opened."""


class Verified(Struct, frozen=True):
    """What came of looking at one file; `problem` is None where nothing is wrong."""

    path: str
    problem: Message | None = None


class LibraryFile:
    """The file of the library in a folder, open until the block ends. Raises `LibraryError` where it cannot be used."""

    def __init__(self, folder: Path) -> None:
        """Open the library; where there is none, it is empty, and none is made."""
        self._path = folder / FILE
        self._db: sqlite3.Connection | None = None
        if os.path.lexists(self._path):
            opened = open_library(folder)
            if opened.in_memory:
                opened.connection.close()
                newer = opened.in_memory == "newer"
                raise LibraryError(self._path, Reason.LIBRARY_NEWER if newer else Reason.LIBRARY_BUSY, opened.reason)
            self._db = opened.connection
            if opened.deleted or opened.moved_aside:
                self._db.close()
                raise LibraryError(self._path, Reason.LIBRARY_DAMAGED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            self._db.close()

    def totals(self, recipes: Collection[bytes]) -> Totals:
        """Return how much there is; `recipes` are those that pages would be made by now. Raises `LibraryError`."""
        if self._db is None:
            return Totals(self._path, 0, 0, 0, 0)
        by_recipe = dict(self._rows("SELECT recipe, count(*) FROM page GROUP BY recipe"))
        ((files,),) = self._rows("SELECT count(*) FROM file")
        current = sum(count for recipe, count in by_recipe.items() if recipe in recipes)
        return Totals(self._path, size_on_disk(self._path), sum(by_recipe.values()), current, files)

    def verify(self) -> Iterator[Verified]:
        """Compare each file that has not changed with its pages: their bytes, and that no character is lost.

        Files that have changed, or are gone, are not looked at: their pages would not be taken either. Raises
        `LibraryError`.
        """
        for key, status, digest in self._files():
            path = Path(os.fsdecode(key))
            try:
                if is_in_state(path, status):
                    problem = self._problem(path, digest)
                    if problem is None or is_in_state(path, status):  # else it was changed while it was looked at
                        yield Verified(clean(str(path)), problem)
            except OSError:
                continue

    def _problem(self, path: Path, digest: bytes) -> Message | None:
        contents = read_file(PageFile(path))
        if isinstance(contents, Failure) or not contents.is_known_by(digest):
            return Message(Reason.LIBRARY_OTHER)
        name = clean(path.name)
        pages = self._rows("SELECT source, data FROM page JOIN body ON page = number WHERE digest = ?", (digest,))
        ours = (data for source, data in pages if name in {source, page_place(source)[0]})
        try:
            lossy = any(violations(decode_page(data)) for data in ours)
        except DamagedBytesError:
            self._make_again(path, digest)
            return Message(Reason.LIBRARY_PAGE)
        return Message(Reason.LIBRARY_LOST) if lossy else None

    def _make_again(self, path: Path, digest: bytes) -> None:
        """Have the damaged pages of a file made again from it, if the library can be written."""
        pages = self._rows("SELECT number FROM page WHERE digest = ?", (digest,))
        archives = self._rows("SELECT DISTINCT archive FROM member WHERE path = ?", (file_key(path),))
        with suppress(sqlite3.Error):
            for (number,), (archive,) in product(pages, archives or [(0,)]):
                if self._db is not None:
                    forget_page(self._db, archive, number)

    def page_keys(self) -> set[bytes]:
        """Return by what its pages are known. Raises `LibraryError`."""
        return {page_key(*row) for row in self._rows("SELECT digest, source, recipe FROM page")}

    def archive_keys(self) -> set[bytes]:
        """Return by what its archives are known. Raises `LibraryError`."""
        return {key for (key,) in self._rows("SELECT key FROM archive")}

    def compact(self, recipes: Collection[bytes]) -> int:
        """Delete what nobody would ask for, and return how many bytes that freed.

        Those are pages by none of the `recipes`, files that are gone from a folder that is there, and pages of no file.
        What an archive has stays: looking its files over decides what is gone and what only away, and has pages made
        again. Raises `LibraryError`.
        """
        gone = {key for key, *_ in self._files() if _is_gone(Path(os.fsdecode(key)))}
        if gone:
            gone.difference_update(path for (path,) in self._rows("SELECT path FROM member"))
        marks = ", ".join("?" * len(recipes))
        others = f"DELETE FROM page WHERE recipe NOT IN ({marks}) AND number NOT IN ({_OF_ARCHIVES})"  # noqa: S608 question marks
        return self._delete(
            [
                ("DELETE FROM file WHERE path = ?", [(key,) for key in gone]),
                (others, [(*recipes,)]),
                (f"DELETE FROM document WHERE recipe NOT IN ({marks})", [(*recipes,)]),  # noqa: S608
            ]
        )

    def forget(self, paths: Iterable[Path]) -> int:
        """Delete what is held of files and folders, and return how many bytes that freed. Raises `LibraryError`."""
        rows = []
        for path in paths:
            key = file_key(path)
            rows.append((key, *bounds_inside(key)))
        under = "path = ? OR (path >= ? AND path < ?)"
        with_them = f"DELETE FROM archive WHERE number IN (SELECT archive FROM member WHERE {under})"  # noqa: S608 a constant
        return self._delete([(f"DELETE FROM file WHERE {under}", rows), (with_them, rows)])  # noqa: S608 a constant

    def _delete(self, statements: Iterable[tuple[str, Collection[tuple[bytes, ...]]]]) -> int:
        if self._db is None:
            return 0
        before = size_on_disk(self._path)
        with self._answered():
            with transaction(self._db):
                for statement, rows in statements:
                    self._db.executemany(statement, rows)
                for statement in _UNUSED:
                    self._db.execute(statement)
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return max(before - size_on_disk(self._path), 0)

    def _files(self) -> Iterator[tuple[bytes, str, bytes]]:
        """Yield what is known of the files, some at a time: a long read would hold up who writes."""
        last = b""
        while rows := self._rows(_NEXT, (last, _AT_ONCE)):
            yield from rows
            last = rows[-1][0]

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        with self._answered():
            return self._db.execute(query, values).fetchall() if self._db is not None else []

    @contextmanager
    def _answered(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:  # locked for long, damaged, on a drive that went away
            raise LibraryError(self._path, Reason.LIBRARY_BUSY, str(error)) from None


def _is_gone(path: Path) -> bool:
    """Tell whether a file was deleted; one whose folder is not there either may be on a drive that is away."""
    return not path.exists() and path.parent.exists()
