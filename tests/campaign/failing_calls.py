"""System calls that fail: one of those that write in a folder, at will, in a process forked from this one.

`failing_calls.c` says how, and why not by strace. A campaign runs itself again with that library preloaded; without a
C compiler, or on another system than Linux, it is skipped and says so.
"""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STATE: Final = "HNREADER_FAILING_CALLS"
_NUMBERS: Final = struct.Struct("6i")  # armed, kind, at, count, failed, recording
_NAMES: Final = struct.Struct("1024s1024s")  # of the folder, and of the record
_HEAD: Final = struct.Struct("7q")
_PATIENCE: Final = 600.0  # seconds after which a command hangs, on a machine that has much else to do
SHORT: Final = -1
"""Half is written, and the program told so."""
KILLED: Final = -2
"""The process is killed before the call."""
CUT: Final = -3
"""Half is written, and the process killed."""
KINDS: Final = {
    "ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EINTR": errno.EINTR, "EACCES": errno.EACCES, "short": SHORT,
    "killed": KILLED, "cut": CUT,
}  # fmt: skip


class Operation(IntEnum):
    """What a call does, as `failing_calls.c` has it."""

    OPEN = 0
    WRITE = 1
    SYNC = 2
    RENAME = 3
    LINK = 4
    UNLINK = 5
    MKDIR = 6
    TRUNCATE = 7
    MODE = 8


class Call(NamedTuple):
    """A call that has succeeded."""

    number: int
    """By which it can fail."""
    operation: Operation
    path: str
    other: str
    """The new name."""
    inode: int
    offset: int
    """Where it was written, or how large the file is now."""
    data: bytes


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    """Negative: the signal that ended it."""
    output: str
    errors: str
    calls: int
    """How many calls could have failed."""
    failed: bool
    """One has."""


def preloaded() -> int | None:
    """Return the exit code of this script run again with the library; None where it is that run."""
    if _STATE in os.environ:
        return None
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        print(f"{Path(sys.argv[0]).stem}: SKIPPED, for want of Linux and a C compiler")
        return 0
    with tempfile.TemporaryDirectory(prefix="hnreader-calls-") as folder:
        library, state = Path(folder, "calls.so"), Path(folder, "state")
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        state.write_bytes(bytes(_NUMBERS.size + _NAMES.size))
        environment = {"LD_PRELOAD": str(library), _STATE: str(state), "PYTHONHASHSEED": "0"}
        return subprocess.call([sys.executable, *sys.argv], env=os.environ | environment)


def calls_made() -> int:
    """Return how many calls have been made that could have failed, in the process that makes them."""
    return int(_NUMBERS.unpack(Path(os.environ[_STATE]).read_bytes()[: _NUMBERS.size])[3])


class FailingCalls:
    """Runs functions in forked processes, in which one call may fail that writes in a folder."""

    def __init__(self, folder: Path) -> None:
        """Print output and errors to files beside the folder."""
        with Path(os.environ[_STATE]).open("r+b") as file:
            self._state = mmap.mmap(file.fileno(), 0)
        self._record = folder.with_name("record")
        self._streams = [folder.with_name(name) for name in ("output", "errors")]
        names = (os.fsencode(folder), os.fsencode(self._record))
        self._state[_NUMBERS.size :] = _NAMES.pack(*names)

    def run(self, function: Callable[[], int], kind: int = 0, at: int = 0, *, record: bool = False) -> Outcome:
        """Run a function, with call number `at` (from 1) failing; its exit code is what it returns."""
        self._record.unlink(missing_ok=True)
        if not (child := os.fork()):
            self._serve(function, (1, kind, at, 0, 0, int(record)))
        code = _ended(child)
        _, _, _, calls, failed, _ = _NUMBERS.unpack_from(self._state)
        self._state[: _NUMBERS.size] = bytes(_NUMBERS.size)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)  # workers that outlived it
        output, errors = (path.read_text("utf-8", "replace") for path in self._streams)
        return Outcome(code, output, errors, calls, bool(failed))

    def record(self) -> Iterator[Call]:
        """Yield the calls of the run that was recorded."""
        data = self._record.read_bytes() if self._record.exists() else b""
        at = 0
        while at < len(data):
            number, operation, inode, offset, size, *lengths = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            parts = []
            for length in (*lengths, size):
                parts.append(data[at : at + length])
                at += length
            path, other = map(os.fsdecode, parts[:2])
            yield Call(number, Operation(operation), path, other, inode, offset, parts[2])

    def _serve(self, function: Callable[[], int], numbers: tuple[int, ...]) -> None:
        """Be the child: never return."""
        os.setpgid(0, 0)
        for number, path in enumerate(self._streams, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        code = 70
        try:
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
            _NUMBERS.pack_into(self._state, 0, *numbers)
            code = function()
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else 1
        except BaseException:  # noqa: BLE001 that it has none is what is looked for
            import traceback  # noqa: PLC0415 where it is needed

            traceback.print_exc()
        finally:
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(code)


def _ended(child: int) -> int:
    """Wait for a process, and return its exit code; kill it where it hangs."""
    limit = time.monotonic() + _PATIENCE
    pause = 0.001
    while not (found := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() > limit:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -signal.SIGALRM
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)
    return os.waitstatus_to_exitcode(found[1])
