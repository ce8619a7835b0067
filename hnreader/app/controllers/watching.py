"""Follows what happens to the files of an archive and to its library, in a thread, as long as the app runs.

Whatever happens, some seconds later the archive is what a fresh start would make of the files.
"""

from __future__ import annotations

import math
import os
from collections import deque
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.app.controllers.page_loading import send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.page_loading import Following
    from hnreader.storage.watching import Watch

_LOOK: Final = 2.0  # seconds from one look at what others have written to the next
_ROUND: Final = 60.0  # seconds from one look at all files to the next, where the system does not say what changes
_AGAIN: Final = 5.0  # seconds after which is tried again what has failed
_MANY: Final = 1_000  # changes at once, with which the system may have lost some


def follow(following: Following, task: Task) -> None:
    """Take in what changes, and send it, until the task is cancelled; send errors, each once."""
    opening, files, problems = following
    error: Exception | None = None
    forgotten: Exception | None = None
    with ExitStack() as stack:
        if files:
            stack.callback(files.close)
            task.on_cancel(files.wake)
        while not task.stopped():
            try:
                among = _changes(files, task)
                if among or among is None:
                    send(opening, task, opening.update(among, task.cancelled), problems)
                elif opening.refresh():  # another process has written
                    send(opening, task, (), problems)
                error = None if among is None else error
                before, forgotten = forgotten, opening.forgotten
                if files and forgotten:
                    files.look_again(_AGAIN)
                    if not before:
                        task.send(forgotten)
            except Exception as now:  # noqa: BLE001 whatever it was may pass: a profile or a drive that was taken away
                if repr(now) != repr(error):
                    task.send(now)
                error = now
                if files:
                    files.look_again(_AGAIN)


def _changes(files: ChangedFiles | None, task: Task) -> list[Path] | None:
    """Wait a little, and return the files that have changed; none where nothing could be made of them."""
    if files:
        return files.changes(task)
    task.wait(_LOOK)
    return []


class ChangedFiles:
    """Which files under some paths have changed; the system says so, or all may have now and then."""

    def __init__(self, paths: Iterable[str | os.PathLike[str]], cancelled: Callable[[], bool]) -> None:
        """Begin to watch; return when that has begun. Its changes are those from then on."""
        from hnreader.reading import user_folder  # noqa: PLC0415 imported in the thread

        self._roots = [*map(Path, paths)]
        self._user_folder = user_folder()
        self._noted: deque[Path] = deque()
        self._begin(cancelled)

    def _begin(self, cancelled: Callable[[], bool]) -> None:
        from hnreader.storage import watching  # noqa: PLC0415 as above

        self._begun = self._states()
        self._watch: Watch | None = watching.Watch(root for root, state in self._begun.items() if state)
        self._due = math.inf
        try:
            self._watch.wait(cancelled)
        except watching.WatchEndedError:
            self.close()
            self.look_again(_ROUND)

    def _states(self) -> dict[Path, str]:
        """Return by what each path is the same as before, with the user's folder of corrections."""
        from hnreader.archive.library_database import folder_state  # noqa: PLC0415 as above

        return {root: folder_state(root) for root in (*self._roots, self._user_folder)}

    def close(self) -> None:
        """End the watch."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def look_again(self, seconds: float) -> None:
        """Have any file taken for changed so many seconds from now, if not sooner, and watch anew."""
        self._due = min(self._due, monotonic() + seconds)

    def note(self, path: Path) -> None:
        """Take a file for changed now: what stands beside one that was given by itself is not watched."""
        self._noted.append(path)
        self.wake()

    def wake(self) -> None:
        """Let who waits for changes go on."""
        if watch := self._watch:
            watch.wake()

    def changes(self, task: Task) -> list[Path] | None:
        """Wait a little, and return the files that have changed, as they were given; None where any may have.

        That is so also where a path has become another folder: a drive was attached or taken away, or the folder made
        again.
        """
        found = [*map(Path, self._found(task)), *self._take_noted()]
        if monotonic() >= self._due or self._states() != self._begun:
            self.close()
            self._begin(task.cancelled)
            return None
        return None if len(found) >= _MANY else self._files(found)

    def _take_noted(self) -> Iterator[Path]:
        while self._noted:
            yield self._noted.popleft().absolute()

    def _found(self, task: Task) -> Sequence[str]:
        """Wait a little, and return what the system says."""
        from hnreader.storage.watching import WatchEndedError  # noqa: PLC0415 as above

        try:
            if self._watch is not None:
                return self._watch.changes(_LOOK)
        except WatchEndedError:
            self.close()
            self.look_again(_AGAIN)
        task.wait(_LOOK)
        return ()

    def _files(self, found: Iterable[Path]) -> list[Path] | None:
        """Return those paths that are page files, or were folders; None where a folder, or what was given, is changed.

        The system may call what is under a link by its own name.
        """
        from hnreader.reading import concerns_pages, corrected_page  # noqa: PLC0415 as above

        names = {name: root for root in self._roots for name in (Path(os.path.realpath(root)), root.absolute())}
        files = []
        for path in found:
            page = corrected_page(path) or path
            if page.parent == self._user_folder:  # corrections that are gone do not say of which page they were
                return None
            for name, root in names.items():
                if path == name:
                    return None
                if page.is_relative_to(name):
                    within = page.relative_to(name)
                    hidden = any(part.startswith(".") for part in within.parts)
                    if path.is_dir() and not hidden:
                        return None
                    if concerns_pages(page, name) or not (hidden or page.exists()):
                        files.append(root / within)
        return files
