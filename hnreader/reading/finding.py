"""Which files the given paths mean, and for what can't be read the reason."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from hnreader.model import Failure
from hnreader.reading.cleaning import clean
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

IMAGES: Final = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff"})
SUFFIXES: Final = frozenset({".txt", ".md", ".pdf", ".xml", ".hocr", ".html", ".htm", ".zip"}) | IMAGES
"""Of pages in a folder."""
SMALLEST: Final = 1 << 16
"""Bytes of an image in a folder that is taken for a page; smaller ones are logos, icons and the like.

Size tells it without a file being opened. A page of which the type can be read has more, even in black and white alone.
"""
COMPRESSED: Final = frozenset({".gz", ".xz"})
"""What may stand behind one of `SUFFIXES`."""
_PARTS_OF: Final = re.compile(r"(?P<page>.+)(?:_files|\.files|_文件)")
"""The folder in which a browser puts what belongs to a web page beside it: pictures, scripts, frames."""
_ABOUT_THE_FOLDER: Final = re.compile(
    r"(?:README|LICEN[CS]E|CHANGE(?:S|LOG))(?![a-z])|(?:.*[^a-z])?mets\.xml$", re.IGNORECASE
)
"""What stands beside pages and has none: a METS file says which ALTO files are of an issue."""
_REASONS: Final = {
    errno.ENOENT: Reason.MISSING,
    errno.ENOTDIR: Reason.MISSING,
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.ELOOP: Reason.LOOP,
}

UNREADABLE: Final = (OSError, ValueError)  # ValueError: a NUL in the name

_Key = tuple[int, int]  # device and inode: what a folder is, by whichever path it was come to
_Found = tuple[Path, os.stat_result] | Failure


def find(path: Path) -> Iterator[Path | Failure]:
    """Yield the files that a path means: itself, or the pages under it if it is a folder.

    A file named by the user is taken whatever its name; so is a pipe, which is what `<(command)` comes as, and a
    terminal. In a folder pages are files of `SUFFIXES` that are neither hidden nor about the folder itself (README …),
    nor small images.
    """
    try:
        status = path.stat()
    except UNREADABLE as error:
        yield failure_of(path, error)
        return
    if not stat.S_ISDIR(status.st_mode):
        yield path if _is_stream(status) or stat.S_ISREG(status.st_mode) else _failure(path, Reason.SPECIAL_FILE)
        return
    nothing = True
    for found in _walk(path, status):
        nothing = False
        yield found
    if nothing:
        yield _failure(path, Reason.NO_PAGE)


def is_page_name(path: PurePath, folder: PurePath) -> bool:
    """Tell whether a file under a folder, or in an archive, would be taken for a page by its path."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return _has_suffix(path) and not hidden and not _ABOUT_THE_FOLDER.match(path.name)


def is_small_image(path: Path, size: int | None = None) -> bool:
    """Tell whether a file in a folder is an image too small to be that of a page; of so many bytes, where known."""
    if path.suffix.casefold() not in IMAGES:
        return False
    try:
        return (path.stat().st_size if size is None else size) < SMALLEST
    except UNREADABLE:
        return False  # reading it says why


def _has_suffix(path: PurePath) -> bool:
    if path.suffix.casefold() in COMPRESSED:
        path = path.with_suffix("")
    return path.suffix.casefold() in SUFFIXES


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


def _is_stream(status: os.stat_result) -> bool:
    """Whether it is a pipe or a terminal: other devices may never end."""
    if stat.S_ISFIFO(status.st_mode):
        return True
    try:
        return stat.S_ISCHR(status.st_mode) and os.path.samestat(status, os.fstat(0)) and os.isatty(0)
    except OSError:
        return False


def _walk(top: Path, status: os.stat_result) -> Iterator[Path | Failure]:
    """Yield the pages under a folder, depth first, each level in order of name.

    Links to folders are followed, each folder once: one that lies above its own link is a loop and is told, one that
    was seen elsewhere is not. The stack is a list, for trees can be deeper than Python's. Of a folder with many pages
    each is looked at when it is asked for.
    """
    stack: list[tuple[Iterator[_Found], frozenset[_Key]]] = [(iter([(top, status)]), frozenset())]
    seen: set[_Key] = set()
    while stack:
        level, above = stack[-1]
        found = next(level, None)
        if found is None:
            stack.pop()
            continue
        if isinstance(found, Failure):
            yield found
            continue
        path, status = found
        key = (status.st_dev, status.st_ino)
        if stat.S_ISREG(status.st_mode):
            yield path
        elif key in above:
            yield _failure(path, Reason.LOOP)
        elif key not in seen:
            seen.add(key)
            stack.append((_children(path), above | {key}))


def _children(folder: Path) -> Iterator[_Found]:
    """Yield what in a folder is to be read or walked, and what seems to be a page and is not, in order of name."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - as strings: Path objects cost, and order otherwise
    except OSError as error:
        yield failure_of(folder, error)
        return
    beside = {name.rpartition(".")[0] for name in names if name.casefold().endswith((".html", ".htm"))}
    for name in names:
        part = _PARTS_OF.fullmatch(name)
        if name.startswith(".") or (part and part["page"] in beside):
            continue
        path = folder / name
        page = _has_suffix(path)
        if page and _ABOUT_THE_FOLDER.match(name):
            continue
        try:
            status = path.stat()
        except OSError as error:
            if page:
                yield failure_of(path, error)
            continue
        small = stat.S_ISREG(status.st_mode) and is_small_image(path, status.st_size)
        if stat.S_ISDIR(status.st_mode) or (page and stat.S_ISREG(status.st_mode) and not small):
            yield path, status
        elif page and not small:
            yield _failure(path, Reason.SPECIAL_FILE)
