"""Processes that are forked from one which has loaded all that they need: so a kill does not cost a start."""

from __future__ import annotations

import atexit
import ctypes
import faulthandler
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the program has it; a thread would not be there behind a fork

from hnreader.archive import load, seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY: Final = 2 << 30  # bytes of data that a process may have
RAISED: Final = 70
"""The exit code of a process whose work raised something."""
_ROOMS: Final = ("archive", "cli", "messages", "reading", "research", "search", "segment", "storage", "userdata")
_ADOPT: Final = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def preload() -> None:
    """Import what commands need, and segment a page, which loads the model and the dictionary."""
    for room in _ROOMS:
        package = import_module(f"hnreader.{room}")
        for module in walk_packages(package.__path__, f"hnreader.{room}."):
            if not module.name.startswith("hnreader.reading.ocr") and "cluster" not in module.name:
                import_module(module.name)
    next(iter(load(next(seeds().glob("*.txt")), jobs=1)))


def forked(work: Callable[[], int | None], output: Path, errors: Path | None = None) -> int:
    """Have a process do some work, whose result is its exit code; return its id.

    What it prints goes to `output`, and what is wrong there, too, or to `errors`. On SIGUSR1 it prints where it is.
    """
    sys.stdout.flush()
    process = os.fork()
    if process:
        return process
    code = RAISED
    try:
        _redirect(output, errors)
        faulthandler.register(signal.SIGUSR1)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        code = work() or 0
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 whatever it is, this process must not go on as its parent
        traceback.print_exc()
    finally:
        os._exit(code)


def _redirect(output: Path, errors: Path | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    for path, descriptor in ((Path(os.devnull), 0), (output, 1), (errors or output, 2)):
        opened = os.open(path, os.O_RDONLY if descriptor == 0 else flags, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 a descriptor has no path
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115


def adopt() -> None:
    """Have processes whose parents are killed become children of this one, as far as the system can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """Give a folder that is deleted in the end, by this process alone, with all that is the user's in it."""
    root = Path(tempfile.mkdtemp(prefix=f"hnreader-{name}-"))
    try:
        os.environ |= {f"XDG_{kind}_HOME": str(root / kind) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def ended(process: int, seconds: float) -> int | None:
    """Return the exit code of a process, negative for a signal; None where it has not ended after so many seconds."""
    end = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > end:
            return None
        time.sleep(0.002)


def kill(process: int) -> int:
    """End a process at once, and return its exit code: that of its own where it had ended before."""
    os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
