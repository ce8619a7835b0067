"""Atomic writes of text files and folders, portable file names, and files that only their owner may read.

While it is written, a file or folder has a hidden name beside its target, `.hnreader-…`, and is renamed when complete.
An exception or an interrupt removes it; a process that is killed outright may leave it behind.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_UNSAFE: Final = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+')
_DEVICES: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
_MAX_NAME: Final = 60  # characters: at most 240 bytes of UTF-8, and file systems allow 255
_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_HAS_MODES: Final = sys.platform != "win32"


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
    folder.mkdir(parents=True, exist_ok=True)
    for path in _numbered(folder / safe_name(name)):
        with suppress(FileExistsError, IsADirectoryError):
            with atomic_file(path) as file:
                file.write(text)
            return path
    raise AssertionError


def file_target(path: Path, *, force: bool = False) -> Path:
    """Return `path` with links resolved; raise the OSError that `atomic_file` would raise for what exists there."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise _error(IsADirectoryError, errno.EISDIR, path)
    if target.exists() and not force:
        raise _error(FileExistsError, errno.EEXIST, path)
    if target.exists() and not target.is_file():  # a device or a pipe must not be replaced by a file
        raise _error(OSError, errno.EINVAL, path)
    return target


def folder_target(path: Path, *, force: bool = False) -> Path:
    """Return `path` with links resolved; raise the OSError that `atomic_folder` would raise for what exists there."""
    target = Path(os.path.realpath(path))
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
    temporary = _beside(target)
    try:
        with _created(temporary, private=private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if force:
            _replace(temporary, target)
        else:
            _claim(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a folder to write files into, which is at `path` when the block ends, and never if it fails.

    With `force`, `path` may be a folder with contents: files of the same names are replaced one by one, others stay.
    Raises FileExistsError without `force`, NotADirectoryError for a file, OSError.
    """
    target = folder_target(path, force=force)
    exists = target.exists()
    temporary = _beside(target)
    temporary.mkdir()
    try:
        yield temporary
        if exists:
            for name in os.listdir(temporary):  # noqa: PTH208 - strings, for there may be millions
                _replace(temporary / name, target / name)
        else:
            temporary.rename(target)
    finally:
        from shutil import rmtree  # noqa: PLC0415 - opening a notebook needs none of it, and would wait for it

        rmtree(temporary, ignore_errors=True)


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


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, with its missing parents; restrict it so where it exists.

    Raises OSError where it cannot be made.
    """
    missing = [folder]
    while not missing[-1].exists() and missing[-1] != missing[-1].parent:
        missing.append(missing[-1].parent)
    for path in reversed(missing[:-1]):
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)  # also exist_ok: another process may be doing the same
    folder.mkdir(exist_ok=True)  # raises for a file
    _restrict(folder, _PRIVATE_FOLDER)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner may read, or restrict the one that exists. Raises OSError."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE))
    except FileExistsError:
        restrict_file(path)


def restrict_file(path: Path) -> None:
    """Take the rights of others from a file, if it exists and is ours."""
    _restrict(path, _PRIVATE_FILE)


def _restrict(path: Path, mode: int) -> None:
    with suppress(OSError):  # another owner's, or a read-only file system: it is used as it is
        current = path.stat().st_mode & 0o777
        if _HAS_MODES and current & ~mode:
            path.chmod(current & mode)


def _created(path: Path, *, private: bool = False) -> TextIO:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, _PRIVATE_FILE if private else 0o666)

    return open(path, "x", encoding="utf-8", errors="replace", newline="", opener=opener)


def _replace(temporary: Path, target: Path) -> None:
    """Rename a file over another, with the permissions of the one that it replaces."""
    with suppress(FileNotFoundError):
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    temporary.replace(target)


def _numbered(path: Path) -> Iterator[Path]:
    """Yield the path, then name-2, name-3, …, none of them longer than `_MAX_NAME`."""
    yield path
    for number in count(2):
        ending = f"-{number}{path.suffix}"
        yield path.with_name(path.stem[: _MAX_NAME - len(ending)] + ending)


def _error(kind: type[OSError], number: int, path: Path) -> OSError:
    return kind(number, os.strerror(number), str(path))


def _beside(target: Path) -> Path:
    return target.with_name(f".hnreader-{os.urandom(6).hex()}")


def _claim(temporary: Path, path: Path) -> None:
    """Give a written file its name. Raises FileExistsError rather than replace another."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: an empty file claims the name, then the written one replaces it
        path.touch(exist_ok=False)
        temporary.replace(path)
