"""Files in other files: ZIP archives, and what gzip or xz has made smaller.

What comes out is bounded, in all and each file alone: an archive of a few kilobytes can stand for petabytes.
"""

from __future__ import annotations

import zlib
from gzip import GzipFile
from io import BytesIO
from lzma import LZMAError, LZMAFile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from hnreader.reading.finding import COMPRESSED, IMAGES, SMALLEST, is_page_name
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        top = PurePosixPath()
        named = [(PurePosixPath(_name(entry).lstrip("/")), number) for number, entry in enumerate(archive.infolist())]
        pages = [(path, number) for path, number in sorted(named) if is_page_name(path, top)]
        entries = [(path, archive.infolist()[number]) for path, number in pages if _MACHINERY not in path.parts]
        kept = [(path, entry) for path, entry in entries if not (entry.is_dir() or _is_small(path, entry))]
        if not kept:
            yield Message(Reason.NO_PAGE)
        for path, entry in kept:
            read = _member(archive, entry, room)
            yield read if isinstance(read, Message) else Inner(path.name, read)
            if not room.left:
                return


def _is_small(path: PurePosixPath, entry: ZipInfo) -> bool:
    """Tell whether a file in an archive is a small image, as in a folder."""
    return path.suffix.casefold() in IMAGES and entry.file_size < SMALLEST


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
