"""The program that watches files: says on standard output what changes, until its input ends. `Watch` starts it."""

from __future__ import annotations

import json
import os
import signal
import sys
from threading import Thread
from typing import Final

from watchfiles._rust_notify import RustNotify

_LONGEST: Final = 1_600  # milliseconds for which changes are collected, …
_QUIET: Final = 100  # … unless none comes for so long


def serve() -> None:
    """Read paths, a line in JSON; write an empty list when they are watched, then lists of what has changed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches this process too; the parent handles it
    paths = json.loads(sys.stdin.readline())
    watched = RustNotify(paths, False, False, 0, True, True)
    Thread(target=_end_with_input, daemon=True).start()
    _write([])
    while isinstance(found := watched.watch(_LONGEST, _QUIET, 0, None), set):
        _write(sorted({path for _, path in found}))


def _write(paths: list[str]) -> None:
    sys.stdout.write(json.dumps(paths) + "\n")
    sys.stdout.flush()


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    serve()
