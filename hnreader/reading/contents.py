"""The bytes of a file, and what tells whether it changes."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hnreader.model import Failure
from hnreader.reading.cleaning import clean
from hnreader.reading.finding import UNREADABLE, failure_of, is_stream
from hnreader.reading.formats import may_have_pictures
from hnreader.reading.limits import largest
from hnreader.reading.mets import HEAD
from hnreader.reasons import Message, Reason
from hnreader.storage.files import open_to_read
from hnreader.userdata.correction_file import SUFFIX, correction_path, of_words, read_bytes
from hnreader.userdata.correction_places import in_user_folder, of_other_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from hnreader.page_statement import PageStatement
    from hnreader.reading.finding import PageFile


class FileContents(Struct, frozen=True, dict=True):
    """What was read of a file."""

    data: bytes
    name: str
    """The file's name, without its folder."""
    path: Path | None = None
    status: os.stat_result | None = None
    """The state of the file that has these bytes; None for a stream, and where the file changed while it was read."""
    stated: tuple[PageStatement, ...] = ()
    """What a METS file says of its pages, in their order."""
    corrections: bytes = b""
    """What is kept of what people corrected on its pages."""
    corrections_status: tuple[os.stat_result, ...] = ()
    """The states of the files that have those: beside it, and in the user's folder."""

    @cached_property
    def digest(self) -> bytes:
        """By what its bytes are known, with what is said of its pages, and corrected: pages depend on all of it."""
        return digest_of(self.data) + digest_of_statements(self.stated) + self._corrected

    def is_known_by(self, digest: bytes) -> bool:
        """Tell whether a digest is that of these bytes and corrections, whatever was said of the pages."""
        return digest.startswith(digest_of(self.data)) and digest.endswith(self._corrected)

    @property
    def _corrected(self) -> bytes:
        return blake2b(self.corrections, digest_size=8).digest() if self.corrections else b""


def digest_of(data: bytes) -> bytes:
    """Return by what a file's bytes are known: with what a digest of contents begins."""
    return blake2b(data, digest_size=16).digest()


def digest_of_statements(stated: Sequence[PageStatement]) -> bytes:
    """Return by what is known what is said of the pages of a file; nothing where that is nothing."""
    return blake2b(repr(stated).encode(), digest_size=8).digest() if stated else b""


def read_file(file: PageFile | None) -> FileContents | Failure:
    """Read a file of pages, or standard input where it is None.

    Of a file that grows meanwhile that is read which it had at first. It may be no file any more: what is no stream is
    not waited for, and a file that says that it has no bytes, as those of `/proc` do, is taken at its word.
    """
    if file is None:
        return _standard_input()
    path = file.path
    try:
        with open_to_read(path, wait=file.is_stream) as opened:
            before = os.fstat(opened.fileno())
            regular = stat.S_ISREG(before.st_mode)
            if not regular and not (file.is_stream and is_stream(before)):
                return _failure(path, Message(Reason.SPECIAL_FILE))
            data = _bounded(opened, before.st_size if regular else None)
            after = os.fstat(opened.fileno())
    except UNREADABLE as error:
        return failure_of(path, error)
    if isinstance(data, Message):
        return _failure(path, data)
    steady = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    whole = stat.S_ISREG(after.st_mode) and steady and len(data) == after.st_size
    return FileContents(data, path.name, path, after if whole else None, file.stated, *_read_corrections(path))


def _bounded(opened: BinaryIO, size: int | None) -> bytes | Message:
    """Return the bytes of a file of a size, or of a stream, or that they are too many."""
    head = opened.read(HEAD if size is None else min(size, HEAD)) or b""
    most = largest(pictures=may_have_pictures(head))
    data = head + (opened.read((most + 1 if size is None else min(size, most + 1)) - len(head)) or b"")
    return data if len(data) <= most and (size or 0) <= most else Message(Reason.FILE_TOO_LARGE, megabytes=most >> 20)


def _failure(path: Path, why: Message) -> Failure:
    return Failure(clean(str(path)), why)


def corrections_status(path: Path) -> tuple[os.stat_result, ...]:
    """Return the states of the files that have the corrections of a file; nothing where there are none.

    It is asked for of every file of an archive at each start.
    """
    return tuple(_statuses(f"{path}{SUFFIX}", in_user_folder(path), *of_other_forms(path)))


def _statuses(*paths: str | Path | None) -> Iterator[os.stat_result]:
    for path in paths:
        with suppress(*UNREADABLE):
            if path:
                yield os.stat(path)  # noqa: PTH116 a third of the time of a path's


def _read_corrections(path: Path) -> tuple[bytes, tuple[os.stat_result, ...]]:
    """Return the corrections of a file, and the states of the files that have them, from before they were read.

    Of those of another form of the page only those count that are of words. What cannot be read is told where somebody
    asks for the corrections.
    """
    found = []
    for own, kept in (
        *((True, each) for each in (correction_path(path), in_user_folder(path)) if each),
        *((False, Path(each)) for each in of_other_forms(path)),
    ):
        with suppress(*UNREADABLE):
            data, status = read_bytes(kept)
            found.append((data if own else of_words(data.decode("utf-8", "replace")).encode(), status))
    return b"\n".join(data for data, _ in found), tuple(status for _, status in found)


def _standard_input() -> FileContents | Failure:
    if sys.stdin is None:  # closed by whoever started this process
        return Failure("-", Message(Reason.MISSING))
    try:
        data = _bounded(sys.stdin.buffer, None)
    except OSError as error:
        return failure_of(Path("-"), error)
    return Failure("-", data) if isinstance(data, Message) else FileContents(data, "stdin")
