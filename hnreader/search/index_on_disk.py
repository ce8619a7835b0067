"""An index on disk: the documents of one set of pages in a folder, written by one process at a time.

Each set of paths has an index of its own. Scores depend on how often a character stands in all documents, so in an
index that several sets share, what is found in one would be ranked by what is in the others. For the same reason
an index on disk is made anew where much of it was deleted: tantivy goes on counting what is deleted until it merges
files. Issues that have come, or of which a page has changed or is gone, are put in the place of what was there.

A seal is written last: a digest of the files, and the number of documents deleted so far. Without it the index was not
finished, and is gone on with; with another digest it was damaged.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

import tantivy

from hnreader.archive import is_named
from hnreader.errors import LibraryError
from hnreader.reasons import Message, Reason
from hnreader.search.documents import NUMBER_FIELDS, TEXT_FIELDS, VERSION, open_documents, schema, states_of
from hnreader.storage.database import exclusive
from hnreader.storage.files import atomic_file
from hnreader.storage.folders import make_folder, remove_folder, remove_leftovers, sync_folder
from hnreader.storage.private import private_folder, restrict_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from tantivy import Index as TantivyIndex

    Filled = tuple[TantivyIndex, AbstractSet[int]]
    """Documents, and the states of the issues that they are of."""
    _Fill = Callable[[TantivyIndex, AbstractSet[int]], bool]

_ENGINE: Final[str] = tantivy.__version__  # type: ignore[attr-defined]  # missing in the stub
_FORM: Final = blake2b(repr((VERSION, TEXT_FIELDS, NUMBER_FIELDS, _ENGINE)).encode(), digest_size=4).hexdigest()
_NAME: Final = re.compile(r"index-[0-9a-f]{8}-[0-9a-f]{16}")
_SAMPLE: Final = 1 << 16  # bytes at either end of a file: an index of the whole archive has gigabytes
_UNFINISHED: Final = "-"  # in the place of a digest
_DELETED: Final = 0.05  # of the documents: from there on the index is made anew
_MOST: Final = 8  # indexes in a library: those used last
_PATIENCE: Final = 2.0  # seconds to wait for another process that writes; a short index is finished then


class _Found(NamedTuple):
    """The documents in a folder."""

    documents: TantivyIndex
    counts: Mapping[int, int]
    """The number of documents of each issue by its state."""
    deleted: int
    """Documents deleted since the index was made."""
    sealed: bool

    def deleted_without(self, wanted: AbstractSet[int]) -> int:
        """Return how many will have been deleted when issues of other states are."""
        return self.deleted + sum(count for state, count in self.counts.items() if state not in wanted)


class IndexFolderError(Exception):
    """An index on disk cannot be had; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message: Final = message


def index_folder(library: Path, archive: bytes) -> Path:
    """Return the folder of the index of an archive in a library, by what it is known there."""
    return library / f"index-{_FORM}-{archive.hex()}"


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
                remove_folder(path)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(library, Reason.LIBRARY_BUSY, str(error)) from None
    return size - sum(map(size_of_index, found))


class IndexFolder:
    """The folder of an index; it is made when there is something to write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seal = path / "seal"
        self._shared = is_named(path.parent)
        self.damaged = False
        """What was in the folder could not be used, and was made anew."""
        self.unsealed = False
        """What was found was not finished: who wrote it was killed, or writes even now."""

    def found(self) -> Filled | None:
        """Return the documents that there are, and the states of their issues; None where they cannot be used."""
        found = self._found()
        self.unsealed = found is not None and not found.sealed
        return (found.documents, found.counts.keys()) if found else None

    def updated(self, wanted: AbstractSet[int], fill: _Fill) -> Filled:
        """Return documents of the issues with these states, and the states of those that there are.

        `fill` is called with documents and the states of the issues that are there, to delete and add what has changed,
        unless nothing has; then nothing is locked or written. It tells whether it has done it all. While another
        process writes, it is what there is if that is all. Raises `IndexFolderError`.
        """
        remove_leftovers(self._path.parent)
        try:
            found = self._found()
            if found is None or not found.sealed or found.counts.keys() != wanted:
                if self._shared:
                    make_folder(self._path.parent)
                else:
                    private_folder(self._path.parent)
                try:
                    with exclusive(self._path.parent / "index", _PATIENCE):
                        found = self._written(wanted, fill)
                except sqlite3.OperationalError:
                    if found is None or not found.counts.keys() >= wanted:
                        raise
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
            raise IndexFolderError(Message(Reason.INDEX_BUSY) if busy else _unusable(error)) from error
        except (OSError, ValueError) as error:  # the second from tantivy
            raise IndexFolderError(_unusable(error)) from error
        with suppress(OSError):  # it may only be readable
            os.utime(self._seal)
            self._restrict()
        return found.documents, found.counts.keys()

    def _written(self, wanted: AbstractSet[int], fill: _Fill) -> _Found:
        """Return the documents, with what has changed written."""
        found = self._found()  # another process may have written it meanwhile
        if found and found.sealed and found.counts.keys() == wanted:
            return found
        deleted = found.deleted_without(wanted) if found else 0
        if found is None or deleted > _DELETED * sum(found.counts.values()):
            self.damaged = found is None and self._was_finished()
            if self._path.exists():
                remove_folder(self._path)  # at once: a thread of tantivy's may write a list of files or a lock even now
            self._path.mkdir(mode=0o777 if self._shared else 0o700)
            found, deleted = _Found(open_documents(schema(), self._path), {}, 0, sealed=False), 0
        self._write_seal(_UNFINISHED, deleted)
        if sealed := fill(found.documents, found.counts.keys()):
            sync_folder(self._path)  # after a power cut the seal must not be there without what it is a digest of
            self._write_seal(self._digest(), deleted)
        self._prune()
        return _Found(found.documents, states_of(found.documents), deleted, sealed=sealed)

    def _found(self) -> _Found | None:
        """Return the documents as they were sealed or left unfinished; None where there are none, or others."""
        try:
            digest, deleted = self._seal.read_text("ascii").split()
            if digest in {_UNFINISHED, self._digest()}:
                documents = self._open()
                return _Found(documents, states_of(documents), int(deleted), sealed=digest != _UNFINISHED)
        except (OSError, ValueError):  # the second from tantivy, and from the decoder
            pass
        return None

    def _was_finished(self) -> bool:
        """Whether there is a seal, and not that of who has begun to write: a power cut may take what he wrote."""
        try:
            return not self._seal.read_bytes().startswith(_UNFINISHED.encode())
        except OSError:
            return False

    def _write_seal(self, digest: str, deleted: int) -> None:
        with atomic_file(self._seal, force=True) as file:
            file.write(f"{digest} {deleted}")

    def _open(self) -> TantivyIndex:
        """Return the documents. Raises OSError and, from tantivy, ValueError."""
        if os.access(self._path, os.W_OK):
            self._restrict()  # an earlier version made it with the rights that new files have
            return open_documents(schema(), self._path)
        # Tantivy writes a lock also to read: here beside links to the files, which it has opened when they go.
        with TemporaryDirectory() as links:
            for path in self._files():
                Path(links, path.name).symlink_to(path.absolute())
            return open_documents(schema(), Path(links))

    def _digest(self) -> str:
        """Return a digest of the files' sizes, beginnings and ends: to read large ones whole would take seconds."""
        whole = blake2b(digest_size=16)
        for path in self._files():
            with path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                whole.update(f"{path.name} {size} ".encode() + file.read(_SAMPLE))
                file.seek(max(_SAMPLE, size - _SAMPLE))
                whole.update(file.read())
        return whole.hexdigest()

    def _files(self) -> list[Path]:
        """Return the files of the index; hidden ones are locks, and a list that opening may change."""
        return sorted(path for path in self._path.iterdir() if path != self._seal and not path.name.startswith("."))

    def _restrict(self) -> None:
        """Take the rights of others from all files: tantivy makes them with those that new files have.

        Raises OSError.
        """
        if not self._shared:
            private_folder(self._path)
            for path in self._path.iterdir():
                restrict_file(path)

    def _prune(self) -> None:
        """Delete the indexes that were not used for the longest time, if there are too many."""
        ages = {}
        for path in indexes(self._path.parent):
            with suppress(OSError):
                ages[path] = (path / "seal").stat().st_mtime
        for path in sorted(ages, key=ages.__getitem__, reverse=True)[_MOST:]:
            with suppress(OSError):
                remove_folder(path)


def _unusable(error: Exception) -> Message:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Message(Reason.INDEX_UNUSABLE, error=reason)
