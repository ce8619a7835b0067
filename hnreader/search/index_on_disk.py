"""An index on disk: the documents of one set of pages in a folder, written by one process at a time.

Each set of paths has an index of its own. Scores depend on how often a character stands in all documents, so in an
index that several sets share, what is found in one would be ranked by what is in the others. For the same reason
nothing is deleted from an index on disk: tantivy goes on counting what is deleted. Where a page has changed or is gone
the index is made anew; pages that have come are added.

A seal, a digest of the files, is written last. Without it an index was not finished, with another one it was damaged.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import suppress
from hashlib import blake2b, file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import tantivy

from hnreader.errors import LibraryError
from hnreader.reading import STDIN
from hnreader.reasons import Message, Reason
from hnreader.search.documents import NUMBER_FIELDS, TEXT_FIELDS, VERSION, addresses_of, open_documents, schema
from hnreader.storage.database import exclusive
from hnreader.storage.files import atomic_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from tantivy import Index as TantivyIndex

    Filled = tuple[TantivyIndex, AbstractSet[int]]
    """Documents, and their addresses."""
    _Fill = Callable[[TantivyIndex, AbstractSet[int]], None]

_ENGINE: Final[str] = tantivy.__version__  # type: ignore[attr-defined]  # missing in the stub
_FORM: Final = blake2b(repr((VERSION, TEXT_FIELDS, NUMBER_FIELDS, _ENGINE)).encode(), digest_size=4).hexdigest()
_NAME: Final = re.compile(r"index-[0-9a-f]{8}-[0-9a-f]{16}")
_MOST: Final = 8  # indexes in a library: those used last
_PATIENCE: Final = 2.0  # seconds to wait for another process that writes; a short index is finished then


class IndexFolderError(Exception):
    """An index on disk cannot be had; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message: Final = message


def index_folder(library: Path, paths: Iterable[str | os.PathLike[str]], paper: str | None = None) -> Path | None:
    """Return the folder of the index of all pages of some paths, read as those of a paper; None for standard input."""
    given = [*paths]
    if STDIN in given:
        return None
    key = repr((sorted({os.path.realpath(path) for path in given}), paper)).encode("utf-8", "surrogateescape")
    return library / f"index-{_FORM}-{blake2b(key, digest_size=8).hexdigest()}"


def indexes(library: Path) -> list[Path]:
    """Return the folders of the indexes that are kept in a library."""
    try:
        return sorted(path for path in library.iterdir() if _NAME.fullmatch(path.name))
    except OSError:  # there is no library
        return []


def size_of_index(folder: Path) -> int:
    """Return how many bytes an index takes; files that are deleted meanwhile take none."""
    size = 0
    with suppress(OSError):
        for path in folder.iterdir():
            size += path.stat().st_size
    return size


def delete_indexes(library: Path, *, earlier: bool = False) -> int:
    """Delete the indexes of a library, or those of `earlier` versions only, and return how many bytes that freed.

    They hold the texts of their pages. Raises `LibraryError`.
    """
    found = [path for path in indexes(library) if not (earlier and path.name.startswith(f"index-{_FORM}-"))]
    if not found:
        return 0
    size = sum(map(size_of_index, found))
    try:
        with exclusive(library / "index", _PATIENCE):
            for path in found:
                shutil.rmtree(path, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(library, Reason.LIBRARY_BUSY, str(error)) from None
    return size - sum(map(size_of_index, found))


class IndexFolder:
    """The folder of an index; it is made when there is something to write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seal = path / "seal"
        self.damaged = False
        """What was in the folder could not be used, and was made anew."""

    def updated(self, wanted: AbstractSet[int], fill: _Fill) -> Filled:
        """Return documents with these addresses, and the addresses of those that there are.

        `fill` is called with documents and the addresses of those that are there, to add the others, unless nothing is
        missing; then nothing is locked or written. Raises `IndexFolderError`.
        """
        try:
            filled = self._sound()
            if filled is None or filled[1] != wanted:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with exclusive(self._path.parent / "index", _PATIENCE):
                    filled = self._written(wanted, fill)
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
            raise IndexFolderError(Message(Reason.INDEX_BUSY) if busy else _unusable(error)) from error
        except (OSError, ValueError) as error:  # the second from tantivy
            raise IndexFolderError(_unusable(error)) from error
        with suppress(OSError):  # it may only be readable
            os.utime(self._seal)
        return filled

    def _written(self, wanted: AbstractSet[int], fill: _Fill) -> Filled:
        """Return the documents, written as far as they are missing."""
        filled = self._sound()  # another process may have written it meanwhile
        if filled is None or not filled[1] <= wanted:
            self.damaged = filled is None and self._seal.exists()
            if self._path.exists():
                # Moved first: a thread of tantivy's may write a list of files or a lock even now.
                with TemporaryDirectory(prefix=".hnreader-", dir=self._path.parent, ignore_cleanup_errors=True) as gone:
                    self._path.rename(Path(gone, "index"))
            self._path.mkdir()
            filled = open_documents(schema(), self._path), frozenset()
        documents, known = filled
        if known == wanted:
            return filled
        self._seal.unlink(missing_ok=True)
        fill(documents, known)
        with atomic_file(self._seal) as file:
            file.write(self._digest())
        self._prune()
        return documents, {*addresses_of(documents)}

    def _sound(self) -> Filled | None:
        """Return the documents as they were sealed; None where there are none, or others."""
        try:
            if self._seal.read_text("ascii") == self._digest():
                documents = self._open()
                return documents, {*addresses_of(documents)}
        except (OSError, ValueError):  # the second from tantivy, and from the decoder
            pass
        return None

    def _open(self) -> TantivyIndex:
        """Return the documents. Raises OSError and, from tantivy, ValueError."""
        if os.access(self._path, os.W_OK):
            return open_documents(schema(), self._path)
        # Tantivy writes a lock also to read: here beside links to the files, which it has opened when they go.
        with TemporaryDirectory() as links:
            for path in self._files():
                Path(links, path.name).symlink_to(path.absolute())
            return open_documents(schema(), Path(links))

    def _digest(self) -> str:
        """Return a digest of the files."""
        whole = blake2b(digest_size=16)
        for path in self._files():
            with path.open("rb") as file:
                whole.update(path.name.encode() + file_digest(file, "blake2b").digest())
        return whole.hexdigest()

    def _files(self) -> list[Path]:
        """Return the files of the index; hidden ones are locks, and a list that opening may change."""
        return sorted(path for path in self._path.iterdir() if path != self._seal and not path.name.startswith("."))

    def _prune(self) -> None:
        """Delete the indexes that were not used for the longest time, if there are too many."""
        ages = {}
        for path in indexes(self._path.parent):
            with suppress(OSError):
                ages[path] = (path / "seal").stat().st_mtime
        for path in sorted(ages, key=ages.__getitem__, reverse=True)[_MOST:]:
            shutil.rmtree(path, ignore_errors=True)


def _unusable(error: Exception) -> Message:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Message(Reason.INDEX_UNUSABLE, error=reason)
