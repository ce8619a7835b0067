"""The pass that collects the names in all texts: started when they are first asked for, it runs behind the screens.

It runs in a thread that waits for a process; both end with the app.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from hnreader.app.controllers.background import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.context import Context
    from hnreader.archive import Archive
    from hnreader.research.names import Names
    from hnreader.research.names_gathering import GatheringProgress


class NamesPass:
    """The index of names of the archive, and how far it is."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.names: Names | None = None
        """Those of the archive that was open when they were last asked for, or looked for; None before."""
        self._archive: Archive | None = None
        """What they are the names of."""
        self._issues: object = None
        """The issues of the archive when the pass that runs was started."""
        self._begun = 0.0
        self.running = False
        self.progress: GatheringProgress | None = None
        self.failure: Exception | None = None
        """Why the last pass ended early; the next one goes on from there."""
        self.on_step: Callable[[], None] | None = None
        """Called at each step and at the end."""

    def index(self, archive: Archive) -> Names:
        """Return the index, which grows while the pass runs."""
        if self.names is None or self._archive is not archive:
            from hnreader.research.names import Names  # noqa: PLC0415 loaded where it is needed

            self.names, self._archive = Names(archive), archive
        return self.names

    @property
    def slow(self) -> bool:
        """Whether the pass has been running long enough for its progress to be shown."""
        return monotonic() - self._begun >= PATIENCE

    def resume(self) -> None:
        """Collect from what was not looked through yet, if names have been asked for and nothing is running.

        A pass over an archive whose place another has taken ends, and one over that begins.
        """
        archive = self._context.loaded.archive
        if self.names is None or archive is None or (self.running and self._archive is archive):
            return
        names = self.index(archive)
        self.running, self._begun, self.failure = True, monotonic(), None
        self._issues = archive.summaries
        self._context.tasks.start(
            "names", partial(_collect, names), self._finish, receive=self._step, failed=self._fail
        )

    def _step(self, progress: GatheringProgress) -> None:
        self.progress = progress
        self._announce()

    def _finish(self, _result: None) -> None:
        self.running = False
        archive = self._context.loaded.archive
        if archive is not None and archive.summaries is not self._issues:  # pages came in meanwhile
            self.resume()
        self._announce()

    def _fail(self, error: Exception) -> None:
        self.running, self.failure = False, error
        self._announce()

    def _announce(self) -> None:
        if self.on_step is not None:
            self.on_step()


def _collect(names: Names, task: Task) -> None:
    with closing(names.gather()) as steps:
        for progress in steps:
            task.send(progress)
            if task.stopped():
                return
