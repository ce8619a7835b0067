"""Loads an archive in a thread: what a library has at once, then what has changed; or page by page into memory."""

from __future__ import annotations

from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.app.controllers.background import Task
    from hnreader.app.controllers.watching import ChangedFiles
    from hnreader.app.user_state import UserState
    from hnreader.archive import Archive, Opening, Taken, View
    from hnreader.archive.opening import Loader
    from hnreader.model import Failure
    from hnreader.reasons import Message

_SHARE: Final = 0.5
"""Pages in memory are shown after this share of the time passed so far. That costs the order of the whole archive, so
it has to become rarer as it grows for the work to stay in proportion to the pages."""
_INTERVAL: Final = 0.5  # seconds from one look at what a library has got to the next


class Loaded(NamedTuple):
    """How far the archive has been loaded."""

    archive: Archive
    view: View
    """What it has."""
    failures: tuple[Failure, ...]
    """All that cannot be read by now."""
    problems: tuple[Message, ...]
    """What is wrong with the settings."""
    done: int
    total: int
    """The number of files; 0 where that is not known."""


class Following(NamedTuple):
    """What is needed to follow an archive."""

    opening: Opening[Archive]
    files: ChangedFiles | None
    """None where the library can only be read: then what others write is followed."""
    problems: tuple[Message, ...]
    """What is wrong with the settings."""


def load_pages(paths: Sequence[str], loader: Loader | None, user_state: UserState, task: Task) -> Following | None:
    """Load the paths and send what comes of it; return what it takes to follow them, if a library has them.

    They are watched before they are looked over, so that no change is missed, and once is enough.
    """
    from hnreader.app.controllers.watching import ChangedFiles  # noqa: PLC0415 imported in the thread: …
    from hnreader.archive import Archive, Opening  # noqa: PLC0415 … the screen is painted meanwhile

    paper, problems = _paper(user_state) if loader is None else (None, ())
    library = None if loader else user_state.library()
    opening = Opening(Archive, paths, library, paper, loader, reads_only=user_state.reads_only)
    with ExitStack() as stack:
        files = None
        if not opening.in_memory:
            send(opening, task, (), problems)
            if not opening.read_only:
                files = ChangedFiles(opening.paths, task.cancelled)
                stack.callback(files.close)
        send(opening, task, opening.read(task.cancelled), problems)
        if opening.in_memory or task.cancelled():
            return None
        stack.pop_all()
        return Following(opening, files, problems)


def send(
    opening: Opening[Archive], task: Task, items: Iterable[Taken | Failure], problems: tuple[Message, ...] = ()
) -> None:
    """Take in files one by one, and send now and then how far that is, and at the end."""
    begun = monotonic()
    due = begun + (0 if opening.in_memory else _INTERVAL)
    done = 0
    for _ in items:
        if task.stopped():
            return
        done += 1
        now = monotonic()
        if now >= due or not opening.archive.summaries:
            opening.refresh()
            task.send(_loaded(opening, problems, done))
            due = now + (_SHARE * (now - begun) if opening.in_memory else _INTERVAL)
    task.send(_loaded(opening, problems, done))


def _loaded(opening: Opening[Archive], problems: tuple[Message, ...], done: int) -> Loaded:
    archive = opening.archive
    _ = archive.view.sizes  # worked out here, in the thread
    return Loaded(archive, archive.view, tuple(archive.failures), problems, done, opening.total or 0)


def _paper(user_state: UserState) -> tuple[str | None, tuple[Message, ...]]:
    """Return the newspaper that the user has set, and what is wrong where none is known by that name."""
    from hnreader.errors import UnknownPaperError  # noqa: PLC0415 as above
    from hnreader.papers import known_papers  # noqa: PLC0415

    paper = user_state.settings.paper
    try:
        if paper:
            known_papers().find(paper)
    except UnknownPaperError as error:
        return None, (error.message,)
    return paper or None, ()
