"""Files in other files: ZIP archives, and what gzip or xz has made smaller.

What comes out is bounded, in all and each file alone: an archive of a few kilobytes can stand for petabytes.
"""

from __future__ import annotations

import zlib
from gzip import GzipFile
from io import BytesIO
from itertools import groupby
from lzma import LZMAError, LZMAFile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from hnreader.reading.file_names import COMPRESSED, is_hidden, is_mets_name, is_page_name, is_small_image
from hnreader.reading.mets import NOTHING, read_mets, stated_in
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hnreader.page_statement import PageStatement
    from hnreader.reading.mets import Stated

LARGEST: Final = 64 << 20
"""Bytes of a file that comes out: a page's PDF has one to ten megabytes."""
MOST: Final = 100
"""Times that all that comes out may be as large as what it comes of: text becomes a fourth, a tenth at the best."""
_DAMAGE: Final = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, NotImplementedError, ValueError)
_UTF_8: Final = 1 << 11  # flag of a name in a ZIP (APPNOTE.TXT 4.4.4); without it, it is in the maker's own encoding
_LOCKED: Final = 1
_MACHINERY: Final = "__MACOSX"


class Inner(NamedTuple):
    """A file that was in another one."""

    name: str
    data: bytes
    stated: tuple[PageStatement, ...] = ()
    """What a METS file beside it says of its pages, in their order."""


class Room:
    """How many bytes may yet come out of a file, and of all files that were in it."""

    def __init__(self, size: int) -> None:
        """Make the room for what comes out of so many bytes."""
        self.left = MOST * size + LARGEST


def unpacked(data: bytes, name: str, room: Room) -> Iterator[Inner | Message]:
    """Yield the files in the bytes of a file of a name, or why one cannot be read, as long as there is room.

    In a ZIP these are the pages, by the rules for folders, in the order of their names.
    """
    if data.startswith(b"PK"):
        yield from _members(data, room)
        return
    packed = BytesIO(data)
    opened = GzipFile(fileobj=packed) if data.startswith(b"\x1f\x8b") else LZMAFile(packed)  # noqa: SIM115 `_read` does
    read = _read(opened, room)
    path = Path(name)
    inner = path.stem if path.suffix.casefold() in COMPRESSED else name
    yield read if isinstance(read, Message) else Inner(inner, read)


def _members(data: bytes, room: Room) -> Iterator[Inner | Message]:
    try:
        archive = ZipFile(BytesIO(data))
    except _DAMAGE as error:
        yield Message(Reason.PACKED_DAMAGED, error=str(error))
        return
    with archive:
        entries = list(_entries(archive))
        stated, problems = _stated(archive, dict(entries), room)
        yield from problems
        kept = [(path, entry) for path, entry in entries if _is_page(path, entry, stated)]
        if not kept:
            yield Message(Reason.NO_PAGE)
        for path, entry in kept:
            read = _member(archive, entry, room)
            yield read if isinstance(read, Message) else Inner(path.name, read, stated.pages.get(str(path), ()))
            if not room.left:
                return


def _entries(archive: ZipFile) -> Iterator[tuple[PurePosixPath, ZipInfo]]:
    """Yield the files in an archive with their paths there, in the order of these."""
    entries = archive.infolist()
    named = sorted(
        (PurePosixPath(_name(entry).lstrip("/")), number)
        for number, entry in enumerate(entries)
        if entry.filename  # damage may take it all
    )
    for path, number in named:
        if not (entries[number].is_dir() or _MACHINERY in path.parts or is_hidden(path)):
            yield path, entries[number]


def _is_page(path: PurePosixPath, entry: ZipInfo, stated: Stated) -> bool:
    """Tell whether a file is a page, by the rules for folders."""
    if str(path) in stated.pages:
        return True
    is_other = str(path) in stated.left_out or is_small_image(path, entry.file_size)
    return is_page_name(path, PurePosixPath()) and not is_other


def _stated(archive: ZipFile, entries: Mapping[PurePosixPath, ZipInfo], room: Room) -> tuple[Stated, list[Message]]:
    """Return what the METS files in an archive say, those in a folder after those around it, and what is wrong."""
    stated, problems = NOTHING, list[Message]()
    mets = sorted((len(path.parts), path) for path in entries if is_mets_name(path.name))
    for folder, together in groupby((path for _, path in mets), key=lambda path: path.parent):
        read = ((path.name, read_mets(_member(archive, entries[path], room), path.name)) for path in together)
        stated, why = stated_in(folder, read, lambda path: path in entries, stated)
        problems += [message for _, message in why]
    return stated, problems


def _member(archive: ZipFile, entry: ZipInfo, room: Room) -> bytes | Message:
    if entry.flag_bits & _LOCKED:
        return Message(Reason.PACKED_LOCKED)
    try:
        return _read(archive.open(entry), room)
    except _DAMAGE as error:
        return Message(Reason.PACKED_DAMAGED, error=str(error))


def _name(entry: ZipInfo) -> str:
    """Return the name of a file in an archive; Windows writes Chinese names without saying in which encoding."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")  # as which `zipfile` has read it
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _read(opened: IO[bytes] | GzipFile | LZMAFile, room: Room) -> bytes | Message:
    """Return all that comes out of a file, or why not; `room` becomes less by it."""
    most = min(LARGEST, room.left)
    try:
        with opened:
            found = opened.read(most + 1)
    except _DAMAGE as error:
        return Message(Reason.PACKED_DAMAGED, error=str(error))
    room.left = max(0, room.left - len(found))
    return found if len(found) <= most else Message(Reason.PACKED_TOO_LARGE, megabytes=most >> 20)
