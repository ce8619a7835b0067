"""Atomic writes of text files and folders, portable file names, and what of a path may be written to.

While it is written, a file or folder has a hidden name beside its target, and is renamed when it is complete and on the
disk, so that it is whole also after a power cut. An exception or an interrupt removes it, as does the next write there
where the process was killed.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Final

from hnreader.storage.folders import hidden_beside, make_folder, sync_files, sync_folder
from hnreader.storage.links import resolved
from hnreader.storage.private import PRIVATE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

_UNSAFE: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_DEVICES: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_MAX_NAME: Final = 60  # characters: at most 240 bytes of UTF-8, and file systems allow 255
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK})
"""What file systems without links say."""


def open_to_read(path: str | os.PathLike[str], *, wait: bool = False) -> BinaryIO:
    """Open a file for reading, which may be anything by now: a pipe without a writer, or a device, is not waited for.

    With `wait` it is. Raises OSError, and ValueError for a NUL in the name.
    """
    no_wait = 0 if wait else getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, os.O_RDONLY | no_wait | getattr(os, "O_BINARY", 0))
    try:
        return open(descriptor, "rb")  # noqa: PTH123 a descriptor has no path
    except OSError:  # of a folder
        os.close(descriptor)
        raise


def read_small(path: str | os.PathLike[str], largest: int) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a file, and its state from before they were read.

    Raises OSError, also for what is no file, such as a pipe, and for more than `largest` bytes; ValueError for a NUL in
    the name.
    """
    with open_to_read(path) as file:
        status = os.fstat(file.fileno())
        data = file.read(largest + 1) if stat.S_ISREG(status.st_mode) else None
    if data is None or len(data) > largest:
        number = errno.EINVAL if data is None else errno.EFBIG
        raise OSError(number, os.strerror(number))
    return data, status


def safe_name(name: str) -> str:
    """Return `name` as a file name that is valid on every system, with at most 60 characters; its suffix is kept.

    >>> safe_name("2024/3:两会.md")
    '20243两会.md'
    >>> safe_name("con.txt"), safe_name("..")
    ('_con.txt', '_')
    """
    safe = _UNSAFE.sub("", name)
    stem, dot, suffix = safe.rpartition(".")
    if not (stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", suffix)):
        stem, dot, suffix = safe, "", ""
    stem = stem.strip(" .")[: _MAX_NAME - len(dot + suffix)].strip(" .") or "_"
    if _DEVICES.match(stem):
        stem = f"_{stem}"[: _MAX_NAME - len(dot + suffix)]
    return stem + dot + suffix


def save_text(folder: Path, name: str, text: str) -> Path:
    """Write a new file atomically and return its path. An existing file is kept: name-2, name-3, … are tried then.

    Raises OSError.
    """
    make_folder(folder)
    for path in _numbered(folder / safe_name(name)):
        with suppress(FileExistsError, IsADirectoryError):
            with atomic_file(path) as file:
                file.write(text)
            return path
    raise AssertionError


def file_target(path: Path, *, force: bool = False) -> Path:
    """Return `path` with links resolved; raise the OSError that `atomic_file` would raise for what exists there.

    A link is something that exists, also where it leads nowhere: whoever put it there would say what is written.
    """
    target = resolved(path)
    if target.is_dir():
        raise _error(IsADirectoryError, errno.EISDIR, path)
    if os.path.lexists(path) and not force:
        raise _error(FileExistsError, errno.EEXIST, path)
    if target.exists() and not target.is_file():  # a device or a pipe must not be replaced by a file
        raise _error(OSError, errno.EINVAL, path)
    return target


def folder_target(path: Path, *, force: bool = False) -> Path:
    """Return `path` with links resolved; raise the OSError that `atomic_folder` would raise for what exists there."""
    target = resolved(path)
    if target.exists() and not target.is_dir():
        raise _error(NotADirectoryError, errno.ENOTDIR, path)
    if not force and target.exists() and any(target.iterdir()):
        raise _error(FileExistsError, errno.EEXIST, path)
    return target


@contextmanager
def atomic_file(path: Path, *, force: bool = False, private: bool = False) -> Iterator[TextIO]:
    """Open a UTF-8 file for writing that takes its place at `path` when the block ends, and never if it fails.

    Line ends are written as given. With `force` an existing file is replaced and its permissions are kept; a new
    `private` file is readable by its owner only. Raises FileExistsError without `force`, and OSError for a folder, a
    device or anything that cannot be written.
    """
    target = file_target(path, force=force)
    with hidden_beside(target) as temporary:
        with _created(temporary, private=private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if force:
            _replace(temporary, target)
        else:
            _claim(temporary, target)


@contextmanager
def atomic_folder(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a folder to write files into, which is at `path` when the block ends, and never if it fails.

    With `force`, `path` may be a folder with contents: files of the same names are replaced one by one, others stay.
    Raises FileExistsError without `force`, NotADirectoryError for a file, OSError.
    """
    target = folder_target(path, force=force)
    exists = target.exists()
    with hidden_beside(target) as temporary:
        temporary.mkdir()
        yield temporary
        sync_files(temporary)
        if exists:
            for name in os.listdir(temporary):  # noqa: PTH208 - strings, for there may be millions
                _replace(temporary / name, target / name)
            sync_folder(target)
        else:
            temporary.rename(target)


def write_numbered(folder: Path, name: str, text: str) -> Path:
    """Write a file into a folder from `atomic_folder`, and return its path.

    Where the name exists, name-2, name-3, … are tried.
    """
    for path in _numbered(folder / safe_name(name)):
        with suppress(FileExistsError):
            with _created(path) as file:
                file.write(text)
            return path
    raise AssertionError


def _created(path: Path, *, private: bool = False) -> TextIO:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, PRIVATE_FILE if private else 0o666)

    return open(path, "x", encoding="utf-8", errors="replace", newline="", opener=opener)


def _replace(temporary: Path, target: Path) -> None:
    """Rename a file over another, with the permissions of the one that it replaces; a link goes, and has none."""
    with suppress(FileNotFoundError):
        mode = target.lstat().st_mode
        if stat.S_ISREG(mode):
            temporary.chmod(mode & 0o777)
    temporary.replace(target)


def _numbered(path: Path) -> Iterator[Path]:
    """Yield the path, then name-2, name-3, …, none of them longer than `_MAX_NAME`."""
    yield path
    for number in count(2):
        ending = f"-{number}{path.suffix}"
        yield path.with_name(path.stem[: _MAX_NAME - len(ending)] + ending)


def _error(kind: type[OSError], number: int, path: Path) -> OSError:
    return kind(number, os.strerror(number), str(path))


def _claim(temporary: Path, path: Path) -> None:
    """Give a written file its name. Raises FileExistsError rather than replace another."""
    try:
        path.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        path.touch(exist_ok=False)  # an empty file claims the name, then the written one replaces it
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink()
            raise
