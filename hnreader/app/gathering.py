"""The pass that looks through all texts for names: begun when they are first asked for, it goes on behind the screens.

It runs in a thread that waits for a process; both end with the app.
"""

from __future__ import annotations

from contextlib import closing
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from hnreader.errors import TaggingError
from hnreader.research.names import Names

if TYPE_CHECKING:
    from pathlib import Path

    from textual.message_pump import MessagePump
    from textual.screen import Screen

    from hnreader.app.courtesy import Courtesy
    from hnreader.archive import Archive
    from hnreader.research.names import Progress


class Gathered(Message):
    """The pass has come a step further, or has ended."""


class Gathering:
    """The index of names of an archive, and how far it is."""

    def __init__(self, screen: Screen[None], archive: Archive, courtesy: Courtesy, path: Path | None) -> None:
        """The pass runs as long as `screen` does; `path` is where mentions are kept, None keeps none."""
        self.names = Names(archive, path)
        self.progress: Progress | None = None
        self.begun = 0.0
        """When the pass that runs was begun."""
        self.busy = False
        self.failure: TaggingError | None = None
        """Why the pass broke off, if it did; the next one goes on from there."""
        self.watcher: MessagePump | None = None
        """Who is told of each step."""
        self._screen = screen
        self._archive = archive
        self._courtesy = courtesy
        self._lock = Lock()

    def go_on(self) -> None:
        """Look through what was not looked through yet, unless that is being done."""
        with self._lock:
            if self.busy:
                return
            self.busy, self.begun, self.failure = True, monotonic(), None
        self._screen.run_worker(self._work, thread=True, group="gathering")

    def _work(self) -> None:
        try:
            while self._gather():
                pass
        except TaggingError as error:
            self.failure = error
        finally:
            self.busy = False
            self._tell()

    def _gather(self) -> bool:
        """Run a pass, and tell whether pages have come in meanwhile that ask for another one."""
        worker = get_current_worker()
        held = self._archive.issues
        with closing(self.names.gather()) as steps:
            for self.progress in steps:
                self._tell()
                if self._courtesy.stopped(worker):
                    return False
        with self._lock:  # who adds pages from here on finds nobody busy
            self.busy = self._archive.issues is not held
        return self.busy

    def _tell(self) -> None:
        if self.watcher is not None:
            self.watcher.post_message(Gathered())
