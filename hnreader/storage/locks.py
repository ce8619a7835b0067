"""Locks of open files, which the system takes back from a process that ends, however it does."""

from __future__ import annotations

import sys
import time
from typing import Final

if sys.platform != "win32":
    import fcntl

_PATIENCE: Final = 5.0  # seconds: who has it for longer was stopped
_PAUSE: Final = 0.01  # seconds between attempts


def lock_opened(descriptor: int, *, shared: bool = False) -> None:
    """Let one process at a time write to an open file, until it is closed, or all who share it and nobody else.

    It is waited for five seconds. Where there are no such locks, as on Windows and some network drives, or another
    process does not give it up, all go on without.
    """
    end = time.monotonic() + _PATIENCE
    while sys.platform != "win32":
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return
            time.sleep(_PAUSE)
        except OSError:
            return
        else:
            return
