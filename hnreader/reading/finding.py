"""Which files the given paths mean, and for what can't be read the reason."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.model import Failure
from hnreader.reading.cleaning import clean
from hnreader.reading.file_names import has_page_suffix, is_beside_pages, is_mets_name, is_small_image
from hnreader.reading.mets import HEAD, LARGEST, NOTHING, is_mets, stated_in
from hnreader.reading.mets_reader import READER
from hnreader.reasons import Message, Reason
from hnreader.storage.files import open_to_read
from hnreader.storage.links import leads_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import PurePath

    from hnreader.page_statement import PageStatement
    from hnreader.reading.mets import Mets, Stated

_PARTS_OF: Final = re.compile(r"(?P<page>.+)(?:_files|\.files|_文件)")
"""The folder in which a browser puts what belongs to a web page beside it: pictures, scripts, frames."""
_REASONS: Final = {
    errno.ENOENT: Reason.MISSING,
    errno.ENOTDIR: Reason.MISSING,
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.ELOOP: Reason.LOOP,
}

_TICK: Final = 2.0  # seconds: the coarsest clock of a file system in use (FAT)
UNREADABLE: Final = (OSError, ValueError)  # ValueError: a NUL in the name

_Key = tuple[int, int]  # device and inode: what a folder is, by whichever path it was come to
_Found = tuple[Path, os.stat_result] | Failure


class PageFile(NamedTuple):
    """A file that is taken for one of pages."""

    path: Path
    stated: tuple[PageStatement, ...] = ()
    """What a METS file says of its pages, in their order, where one lies with it in what was opened."""
    is_stream: bool = False
    """It is a pipe or a terminal, which the user has named: what comes out of it is waited for."""


class _Folder(NamedTuple):
    """A folder that is walked."""

    entries: Iterator[_Found]
    above: frozenset[_Key]
    """It and those around it."""
    stated: Stated
    """What METS files say of what is in it."""
    top: Path
    """What was to be opened: what others have put into it must not lead out of it."""


def find(path: Path, within: Path | None = None) -> Iterator[PageFile | Failure]:
    """Yield the files that a path means: itself, the pages under it if it is a folder, those of a METS file.

    A file named by the user is taken whatever its name; so is a pipe, which is what `<(command)` comes as, and a
    terminal. In a folder pages are files of `SUFFIXES` that are neither hidden nor about the folder itself (README …),
    nor small images, nor, where a METS file lists them, another form of a page. A link of another user's that leads
    out of the folder, or of that `within` which it lies, is a failure: whoever writes there could have any file shown.
    """
    try:
        status = path.stat()
    except UNREADABLE as error:
        yield failure_of(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        found = _walk(path, status, within or path)
    elif stat.S_ISREG(status.st_mode) and _is_mets(path):
        found = _pages_of_mets(path)
    elif stat.S_ISREG(status.st_mode) or is_stream(status):
        found = iter((PageFile(path, is_stream=not stat.S_ISREG(status.st_mode)),))
    else:
        found = iter((_failure(path, Reason.SPECIAL_FILE),))
    first = next(found, None)
    if first is None:
        yield _failure(path, Reason.NO_PAGE)
        return
    yield first
    yield from found


def _is_mets(path: Path) -> bool:
    """Tell whether a file is METS, which its suffix and its first bytes say."""
    if path.suffix.casefold() != ".xml":
        return False
    try:
        with open_to_read(path) as file:
            return is_mets(file.read(HEAD))
    except UNREADABLE:
        return False  # reading it says why


def _pages_of_mets(path: Path) -> Iterator[PageFile | Failure]:
    stated, problems = _stated(path.parent, [path.name], path.parent)
    yield from problems
    yield from (PageFile(Path(file), of) for file, of in stated.pages.items())


def _stated(folder: Path, names: Iterable[str], top: Path, above: Stated = NOTHING) -> tuple[Stated, list[Failure]]:
    """Return what the METS files of these names in a folder say, with those above, and what is wrong with them."""
    read = ((name, _mets(folder / name)) for name in names)

    def is_there(file: PurePath) -> bool:
        return os.path.isfile(file) and not leads_out(Path(file), top)  # noqa: PTH113 false for a NUL in the name

    stated, problems = stated_in(folder, read, is_there, above)
    return stated, [Failure(clean(str(folder / name)), why) for name, why in problems]


def _mets(path: Path) -> Mets | Message:
    """Return what a METS file says; it is read again where it has changed, or may have within the tick of a clock."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Message(Reason.SPECIAL_FILE)
        state = status.st_size, status.st_mtime_ns, status.st_ino
        read = _mets_as_it_was if is_steady(status) else _mets_as_it_was.__wrapped__
        return read(path, state)
    except UNREADABLE as error:
        return failure_of(path, error).message


@lru_cache(512)  # some ten kilobytes each
def _mets_as_it_was(path: Path, _state: tuple[int, int, int]) -> Mets | Message:
    """Read and parse a METS file of a state. Raises `UNREADABLE`."""
    with open_to_read(path) as file:
        return READER.read(file.read(LARGEST + 1), path.name)


def with_mets_folders(paths: Collection[Path], roots: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Return files, in the place of those in folders with METS files, and of these, the outermost such folder.

    What in it is a page, and which one, these say, and what they say changes with the files that are there.
    """
    tops = [Path(root) for root in roots]
    folders = {path.parent for path in paths}
    outermost = {folder: _outermost_with_mets(folder, tops) for folder in folders}
    return list(
        dict.fromkeys(outermost[path.parent] or (path.parent if is_mets_name(path.name) else path) for path in paths)
    )


def _outermost_with_mets(folder: Path, roots: Iterable[Path]) -> Path | None:
    """Return the outermost folder with METS files, of a folder and those around it in one of the roots."""
    around = [each for root in roots for each in (folder, *folder.parents) if each.is_relative_to(root)]
    for each in sorted(set(around), key=lambda path: len(path.parts)):
        with suppress(OSError):  # it is gone
            if any(map(is_mets_name, os.listdir(each))):  # noqa: PTH208 as below
                return each
    return None


def is_steady(status: os.stat_result) -> bool:
    """Tell whether a file was left alone for so long that another change would show."""
    return abs(time.time() - status.st_mtime) > _TICK


def failure_of(path: Path, error: Exception) -> Failure:
    """Return why a path can't be read. Other errors of the system are told in the system's words."""
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number == errno.ENOENT and os.path.islink(path):  # noqa: PTH114 - false, and no error, for a NUL in the name
        return _failure(path, Reason.BROKEN_LINK)
    if number in _REASONS:
        return _failure(path, _REASONS[number])
    return _failure(path, Reason.UNREADABLE, error=getattr(error, "strerror", None) or str(error))


def _failure(path: Path, reason: Reason, **arguments: str) -> Failure:
    return Failure(clean(str(path)), Message(reason, **arguments))


def is_stream(status: os.stat_result) -> bool:
    """Whether it is a pipe or a terminal: other devices may never end."""
    if stat.S_ISFIFO(status.st_mode):
        return True
    try:
        return stat.S_ISCHR(status.st_mode) and os.path.samestat(status, os.fstat(0)) and os.isatty(0)
    except OSError:
        return False


def _walk(folder: Path, status: os.stat_result, top: Path) -> Iterator[PageFile | Failure]:
    """Yield the pages under a folder, depth first, each level in order of name.

    Links to folders are followed, each folder once: one that lies above its own link is a loop and is told, one that
    was seen elsewhere is not. The stack is a list, for trees can be deeper than Python's. Of a folder with many pages
    each is looked at when it is asked for.
    """
    stack = [_Folder(iter([(folder, status)]), frozenset(), NOTHING, top)]
    seen: set[_Key] = set()
    while stack:
        at = stack[-1]
        found = next(at.entries, None)
        if found is None:
            stack.pop()
            continue
        if isinstance(found, Failure):
            yield found
            continue
        path, status = found
        key = (status.st_dev, status.st_ino)
        if stat.S_ISREG(status.st_mode):
            yield PageFile(path, at.stated.pages.get(str(path), ()))
        elif key in at.above:
            yield _failure(path, Reason.LOOP)
        elif key not in seen:
            seen.add(key)
            stack.append(_opened(path, at, key))


def _opened(path: Path, outer: _Folder, key: _Key) -> _Folder:
    """Return a folder in one that is walked."""
    above = outer.above | {key}
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - as strings: Path objects cost, and order otherwise
    except OSError as error:
        return _Folder(iter([failure_of(path, error)]), above, outer.stated, outer.top)
    stated, problems = _stated(path, filter(is_mets_name, names), outer.top, outer.stated)
    return _Folder(chain(problems, _children(path, names, stated, outer.top)), above, stated, outer.top)


def _children(folder: Path, names: Sequence[str], stated: Stated, top: Path) -> Iterator[_Found]:
    """Yield what in a folder is to be read or walked, and what seems to be a page and is not, in order of name."""
    beside = {name.rpartition(".")[0] for name in names if name.casefold().endswith((".html", ".htm"))}
    for name in names:
        part = _PARTS_OF.fullmatch(name)
        if name.startswith(".") or (part and part["page"] in beside):
            continue
        path = folder / name
        page = has_page_suffix(path)
        if page and (is_beside_pages(name) or str(path) in stated.left_out):
            continue
        try:
            status = path.lstat()
            linked = stat.S_ISLNK(status.st_mode)
            status = path.stat() if linked else status
        except OSError as error:
            if page:
                yield failure_of(path, error)
            continue
        listed = str(path) in stated.pages
        small = stat.S_ISREG(status.st_mode) and is_small_image(path, status.st_size) and not listed
        if stat.S_ISDIR(status.st_mode) or (page and stat.S_ISREG(status.st_mode) and not small):
            yield _failure(path, Reason.LINK_OUT) if linked and leads_out(path, top) else (path, status)
        elif page and not small:
            yield _failure(path, Reason.SPECIAL_FILE)
