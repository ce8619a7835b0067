"""What a process may do that reads files of others: compute, and answer who started it.

Its libraries have defects that nobody has found yet, and a file may have been made for one of them. So such a process
writes no file, starts no program, and has no network. Where the system parts it from the network (Linux, unless an
administrator forbids it), nothing in it has one; everywhere, what is done in Python is refused (PEP 578).
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from typing import Final

if sys.platform != "win32":
    import resource

_OPEN_FILES: Final = 256  # modules and models that are loaded late; the worker itself has four
_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000  # flags of unshare(2)
_REFUSED: Final = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "subprocess.Popen",
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.startfile", "os.remove", "os.rename",
    "os.rmdir", "os.truncate", "shutil.rmtree",
)  # fmt: skip
"""Audit events of what is asked of Python, not of what it does itself."""


def confine() -> None:
    """Take from this process, for good, what it does not need. It has one thread yet."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CORE, 0)  # a page must not be left in a file when a library crashes
        _lower(resource.RLIMIT_FSIZE, 0)  # pipes are no files
        _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if sys.platform == "linux":
        with suppress(AttributeError):  # no glibc
            # Root needs no users of its own for it, among which it could not read what belongs to others. Where it is
            # forbidden, nothing happens, and the hook is what there is.
            ctypes.CDLL(None).unshare(_NEW_NETWORK | (_NEW_USER if os.geteuid() else 0))
    sys.addaudithook(_refuse)


def _lower(limit: int, most: int) -> None:
    before, hard = resource.getrlimit(limit)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (most if before == resource.RLIM_INFINITY else min(most, before), most))


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is not for a process that reads pages")
