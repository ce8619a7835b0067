"""Folders in which something is written: made and named so that a power cut takes nothing back, without leftovers.

What is not complete yet has a hidden name beside its target, `.hnreader-…`. Who writes in a folder has a shared lock
(flock) on it meanwhile; who finds nobody else there removes what killed processes have left behind. Where there are no
such locks, as on some network drives, leftovers stay.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from hnreader.storage.locks import lock_opened

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HIDDEN: Final = re.compile(r"\.hnreader-[0-9a-z_]{8,12}")
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF})
"""What file systems say that have nothing to do for a folder."""
_LOOKED_OVER: Final[set[str]] = set()
"""Folders in which this process has looked for leftovers: there may be much in them."""


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, with its missing parents, that a power cut does not take back. Raises OSError."""
    missing = [folder]
    while not missing[-1].exists() and missing[-1] != missing[-1].parent:
        missing.append(missing[-1].parent)
    for path in reversed(missing[:-1]):
        path.mkdir(mode=mode, exist_ok=True)  # also exist_ok: another process may be doing the same
        sync_folder(path.parent)
    folder.mkdir(exist_ok=True)  # raises for a file


def sync_folder(folder: Path) -> None:
    """Have the names in a folder be what they are after a power cut, too. Raises OSError."""
    if sys.platform == "win32":
        return
    with suppress(PermissionError), _opened(folder) as descriptor:
        _sync(descriptor)


def sync_files(folder: Path) -> None:
    """Have the files in a folder, and their names, be what they are after a power cut, too. Raises OSError."""
    for name in os.listdir(folder):  # noqa: PTH208 - strings, for there may be millions
        with _opened(folder / name, os.O_RDWR) as descriptor:
            os.fsync(descriptor)
    sync_folder(folder)


@contextmanager
def hidden_beside(target: Path) -> Iterator[Path]:
    """Give a new hidden name in the folder of a target, for what is to take its place; leftovers there are removed.

    The block makes what has the name, and gives it the target's. What was named by then stays named after a power cut,
    and what still has the hidden name is removed. Raises OSError.
    """
    with _written_to(target.parent) as sync:
        with _made_beside(target) as hidden:
            yield hidden
        sync()


def remove_folder(folder: Path) -> None:
    """Remove a folder and all that is in it, at once for whoever looks. Raises OSError."""
    with hidden_beside(folder) as hidden:
        folder.rename(hidden)
        sync_folder(folder.parent)  # a power cut must not leave it where it was with some of its files gone


def remove_leftovers(folder: Path) -> None:
    """Remove what killed processes have left in a folder, unless another one writes there."""
    if sys.platform != "win32":
        with suppress(OSError), _opened(folder) as descriptor:
            _look_over(folder, descriptor)


@contextmanager
def _opened(path: Path, flags: int = os.O_RDONLY) -> Iterator[int]:
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _written_to(folder: Path) -> Iterator[Callable[[], None]]:
    """Let others know that somebody writes in a folder, in which there are no leftovers then; give what syncs it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder may be written to and not read; Windows opens none
        yield lambda: None
        return
    try:
        if sys.platform != "win32":
            _look_over(folder, descriptor)
            lock_opened(descriptor, shared=True)
        yield partial(_sync, descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _made_beside(target: Path) -> Iterator[Path]:
    hidden = target.with_name(f".hnreader-{os.urandom(6).hex()}")
    try:
        yield hidden
    finally:
        _remove(hidden)


def _remove(path: Path) -> None:
    """Remove a file or a folder, if it is there; what cannot be removed stays."""
    with suppress(OSError):
        try:
            path.unlink(missing_ok=True)
        except (IsADirectoryError, PermissionError):  # the second from systems other than Linux
            from shutil import rmtree  # noqa: PLC0415 - opening a notebook needs none of it, and would wait for it

            rmtree(path, ignore_errors=True)


def _sync(folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


if sys.platform != "win32":

    def _look_over(folder: Path, descriptor: int) -> None:
        """Remove leftovers from a folder, once a process, unless another process writes there or cannot be asked."""
        path = str(folder)
        if path in _LOOKED_OVER:
            return
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _LOOKED_OVER.add(path)
            try:
                for name in os.listdir(folder):  # noqa: PTH208 - as above
                    if _HIDDEN.fullmatch(name):
                        _remove(folder / name)
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_UN)
