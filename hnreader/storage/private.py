"""Files and folders that only their owner may read: what somebody read, searched, noted or mended is theirs."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hnreader.storage.folders import make_folder

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_HAS_MODES: Final = sys.platform != "win32"
_ROOT: Final = 0


def own_ids() -> frozenset[int]:
    """Return the users whose links and folders are trusted: who runs this, and root, who may do anything anyway."""
    return frozenset({_ROOT, os.geteuid() if _HAS_MODES else _ROOT})


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, with its missing parents; restrict it so where it exists.

    Raises OSError where it cannot be made, and PermissionError where it, or a link that leads to it, is another user's:
    they could put other files in the place of those in it.
    """
    make_folder(folder, _PRIVATE_FOLDER)
    if not {folder.stat().st_uid, folder.lstat().st_uid} <= own_ids() and not _is_root():
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
    _restrict(folder, _PRIVATE_FOLDER)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner may read, or restrict the one that exists. Raises OSError."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    except FileExistsError:
        restrict_file(path)


def restrict_file(path: Path) -> None:
    """Take the rights of others from a file, if it exists and is ours."""
    _restrict(path, PRIVATE_FILE)


def _is_root() -> bool:
    """Whether this is root's: with `sudo` the home folder, and what is in it, may well be a user's."""
    return not _HAS_MODES or os.geteuid() == _ROOT


def _restrict(path: Path, mode: int) -> None:
    with suppress(OSError):  # another owner's, or a read-only file system: it is used as it is
        current = path.stat().st_mode & 0o777
        if _HAS_MODES and current & ~mode:
            path.chmod(current & mode)
