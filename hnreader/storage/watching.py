"""What happens to files, from the system, by a process of its own.

To begin with takes a second where there are many folders, and Python's other threads would wait for it: no key would be
answered meanwhile.
"""

from __future__ import annotations

import json
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from hnreader.storage.programs import end_own_program, start_own_program
from hnreader.storage.threads import require_room

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_STEP = 0.1  # seconds from one look whether to go on waiting for the beginning to the next


class WatchEndedError(Exception):
    """The system does not say what changes: there are too many folders, or one was gone before it was watched."""


class Watch:
    """Watches files, and folders with all that is in them. The process ends with its input, so with its parent."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Start the process. What goes wrong is said by `wait` and `changes`; too little memory is a `MemoryError`."""
        self._answers: SimpleQueue[list[str] | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        require_room()
        try:
            self._process = start_own_program("hnreader.storage.watch_process")
        except OSError:
            self._answers.put(None)
            return
        assert self._process.stdin  # noqa: S101 a pipe
        with suppress(OSError):
            self._process.stdin.write(json.dumps([str(each) for each in paths]).encode() + b"\n")
            self._process.stdin.flush()
        Thread(target=_collect, args=(self._process, self._answers), name="hnreader-watch", daemon=True).start()

    def wait(self, cancelled: Callable[[], bool]) -> None:
        """Wait until they are watched, or it was cancelled. Raises `WatchEndedError`."""
        while not cancelled():
            with suppress(Empty):
                if self._answers.get(timeout=_STEP) is None:
                    raise WatchEndedError
                return

    def changes(self, seconds: float) -> Sequence[str]:
        """Wait for so long, or until `wake` is called, and return which paths have changed.

        They are none, or those that did shortly one after another. Raises `WatchEndedError`.
        """
        with suppress(Empty):
            if (found := self._answers.get(timeout=seconds)) is None:
                raise WatchEndedError
            return found
        return ()

    def wake(self) -> None:
        """Let who waits for changes go on without any."""
        self._answers.put([])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            end_own_program(self._process)
            self._process = None


def _collect(process: subprocess.Popen[bytes], answers: SimpleQueue[list[str] | None]) -> None:
    """Put into a queue what the process says, and None when it ends."""
    with suppress(OSError, ValueError):  # it was closed
        for line in process.stdout or ():
            answers.put(json.loads(line))
    answers.put(None)
