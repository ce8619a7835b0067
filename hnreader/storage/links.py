"""Links that somebody else has put there: they must not choose which file is read or written."""

from __future__ import annotations

import errno
import os
import stat
from itertools import takewhile
from pathlib import Path
from typing import Final

from hnreader.storage.private import own_ids

_MOST: Final = 40  # as many as Linux follows


def resolved(path: Path) -> Path:
    """Return a path with links resolved. Raises PermissionError for a link that may be a trap.

    That is one which somebody else has put into a folder where everybody may (sticky, as /tmp is): the rule of Linux,
    fs.protected_symlinks, which holds for what is opened, but not for a path that is worked out.
    """
    link = path
    for _ in range(_MOST):
        if not link.is_symlink():
            break
        folder = link.parent.stat()
        for_all = folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH
        if for_all and link.lstat().st_uid not in {folder.st_uid, *own_ids()}:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        link = link.parent / link.readlink()
    return Path(os.path.realpath(path))


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a path in a folder comes by somebody else's link to what is outside of it."""
    inside = takewhile(lambda each: each != folder, (path, *path.parents))
    return any(each.is_symlink() and each.lstat().st_uid not in own_ids() for each in inside) and not Path(
        os.path.realpath(path)
    ).is_relative_to(os.path.realpath(folder))
