"""The program of a session: the app, for a browser. The server starts it, and it ends with the server."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Final

import msgspec

from hnreader.app import run

_LOOK: Final = 2.0  # seconds


class SessionOrder(msgspec.Struct, frozen=True):
    """What is to be opened, and how."""

    paths: tuple[str, ...]
    library: str
    lang: str | None = None
    paper: str | None = None
    corrects: bool = False
    folder: str = ""
    """Where what the reader marks is kept."""


def _end_with(server: int) -> None:
    """End the app when the server is gone, however it went: nobody would ever see it again."""
    while os.getppid() == server:
        sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    """Open the reader as the first argument says, a `SessionOrder` in JSON; return the exit code."""
    order = msgspec.json.decode(sys.argv[1], type=SessionOrder)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    return run(
        order.paths,
        order.lang,
        order.paper,
        library=order.library,
        folder=Path(order.folder),
        reads_only=not order.corrects,
    )


if __name__ == "__main__":
    sys.exit(main())
