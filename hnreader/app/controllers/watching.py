"""Follows what happens to the files of an archive and to its library, in a thread, as long as the app runs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from hnreader.app.controllers.page_loading import TakenIn, take_in
from hnreader.errors import UnknownPaperError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.page_loading import StoredArchive

_QUIET: Final = 100  # milliseconds without a change after which those before it are looked at
_LOOK: Final = 500  # milliseconds from one look whether to end, and at what others have written, to the next
_ROUND: Final = 60.0  # seconds from one look at all files to the next, where the system does not say what changes


def follow(opened: StoredArchive, task: Task) -> None:
    """Take in what changes, and send it, until the task is cancelled."""
    for files in _changes(opened, task):
        if task.stopped():
            return
        if files is None or files:
            with suppress(UnknownPaperError):  # a profile was taken away: what is there stays as it was
                take_in(opened, task, among=files)
        elif opened.archive.refresh():  # another process has written
            task.send(TakenIn(changed=True, failures=(), done=0, total=0))


def _changes(opened: StoredArchive, task: Task) -> Iterator[list[Path] | None]:
    """Yield the files that have changed, now and then none, and None where it is not known which."""
    from watchfiles import watch  # noqa: PLC0415 imported in the thread, when all pages are there
    from watchfiles._rust_notify import WatchfilesRustInternalError  # noqa: PLC0415

    from hnreader.archive import seeds  # noqa: PLC0415

    folders = [Path(path).absolute() for path in opened.given.paths or (seeds(),)]
    try:
        watched = watch(
            *folders,
            watch_filter=None,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=_Stop(task),  # it asks for nothing else
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        begun = False  # then all files are looked at once more: they may have changed before the watch began
        for changes in watched:
            yield _files({Path(path) for _, path in changes}, folders) if begun else None
            begun = True
    except (OSError, WatchfilesRustInternalError):  # too many folders for the system; a path that is gone
        yield from _rounds(task)


class _Stop:
    """Tells the watch when to end."""

    def __init__(self, task: Task) -> None:
        self.is_set = task.cancelled


def _files(paths: Iterable[Path], folders: Sequence[Path]) -> list[Path] | None:
    """Return those paths that are page files; None where folders have come or gone, with any number of files."""
    from hnreader.reading import is_page_name  # noqa: PLC0415 as above

    files = []
    for path in paths:
        if path in folders or any(path.is_relative_to(folder) and is_page_name(path, folder) for folder in folders):
            files.append(path)
        elif path.is_dir() or not path.suffix:
            return None
    return files


def _rounds(task: Task) -> Iterator[list[Path] | None]:
    """Yield no files twice a second, and None now and then, until the task is cancelled."""
    due = monotonic() + _ROUND
    while not task.cancelled():
        sleep(_LOOK / 1000)
        if monotonic() < due:
            yield []
        else:
            yield None
            due = monotonic() + _ROUND
