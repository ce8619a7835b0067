"""Loads an archive in a thread: what a library has at once, then what has changed; or page by page into memory."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from hnreader.app.controllers.background import Task
    from hnreader.app.user_state import UserState
    from hnreader.archive import Archive, Catalogue
    from hnreader.model import Failure, PageArticles

    Loader = Callable[..., Iterator[PageArticles | Failure]]

_SHARE: Final = 0.5
"""A batch is collected for this share of the time passed so far. Adding one costs the order of the whole archive, so
batches have to grow with it for the work to stay in proportion to the pages."""
_INTERVAL: Final = 0.5  # seconds from one look at what a library has got to the next


class LoadedPages(NamedTuple):
    """Some pages for the memory, and files that could not be read."""

    pages: tuple[PageArticles, ...]
    failures: tuple[Failure, ...]


class OpenedArchive(NamedTuple):
    """What a library has; None where it cannot be used after all, and pages come into memory."""

    archive: Archive | None


class TakenIn(NamedTuple):
    """How far a library has taken in what has changed."""

    changed: bool
    """The archive has something else than before."""
    failures: tuple[Failure, ...]
    done: int
    total: int


class Paths(NamedTuple):
    """What is loaded, and how."""

    paths: Sequence[str]
    paper: str | None
    """The newspaper that the user has set."""
    library: Path | None


class StoredArchive(NamedTuple):
    """An archive in a library, and of what it is."""

    archive: Archive
    given: Paths


def load_pages(paths: Sequence[str], loader: Loader | None, user_state: UserState, task: Task) -> StoredArchive | None:
    """Load the paths and send what comes of it. Return the archive if it is in a library that can be written."""
    if loader is not None:
        _load_into_memory(loader(*paths), (), task)
        return None
    given, failures = _given(paths, user_state)
    catalogue = _catalogue(given)
    if catalogue is not None:
        return _open(catalogue, given, failures, task)
    _load_into_memory(_read(given), failures, task)
    return None


def _open(catalogue: Catalogue, given: Paths, failures: Iterable[Failure], task: Task) -> StoredArchive | None:
    """Send the archive that a library has, and take in what has changed; go on in memory where it cannot."""
    from hnreader.archive import Archive  # noqa: PLC0415 imported in the thread: the screen is painted meanwhile

    opened = StoredArchive(Archive(source=catalogue), given)
    task.send(OpenedArchive(opened.archive))
    problems = [*failures, *([catalogue.problem] if catalogue.problem else [])]
    if catalogue.read_only:
        task.send(TakenIn(changed=False, failures=tuple(problems), done=0, total=0))
        return None
    if take_in(opened, task, problems):
        return opened
    task.send(OpenedArchive(None))
    _load_into_memory(_read(given), problems, task)
    return None


def take_in(
    opened: StoredArchive, task: Task, problems: Iterable[Failure] = (), among: Sequence[Path] | None = None
) -> bool:
    """Take in what has changed, or has `among` some files, and send how far that is.

    False where the library cannot keep it.
    """
    from hnreader.archive import TakingIn  # noqa: PLC0415 as above
    from hnreader.model import Failure  # noqa: PLC0415

    failures = [*problems]
    (paths, paper, library), archive = opened.given, opened.archive
    if library is None:
        return False
    taking = TakingIn(*paths, library=library, report=failures.append, paper=paper, among=among)
    due = monotonic() + _INTERVAL

    def send(done: int) -> None:
        task.send(TakenIn(archive.refresh(), tuple(failures), done, taking.total or 0))
        failures.clear()

    for done, item in enumerate(taking, 1):
        if task.stopped():
            return True
        if isinstance(item, Failure):
            failures.append(item)
        if monotonic() >= due or not archive.summaries:
            send(done)
            due = monotonic() + _INTERVAL
    send(taking.total or 0)
    return not taking.refused


def _load_into_memory(items: Iterable[PageArticles | Failure], problems: Iterable[Failure], task: Task) -> None:
    """Send what is read in batches, the first page at once."""
    from hnreader.model import Failure  # noqa: PLC0415 as above

    begun = monotonic()
    due = 0.0
    pages: list[PageArticles] = []
    failures = [*problems]
    for item in items:
        if task.stopped():
            return
        if isinstance(item, Failure):
            failures.append(item)
        else:
            pages.append(item)
        passed = monotonic() - begun
        if passed >= due:
            task.send(LoadedPages(tuple(pages), tuple(failures)))
            pages, failures, due = [], [], passed * (1 + _SHARE)
    if pages or failures:
        task.send(LoadedPages(tuple(pages), tuple(failures)))


def _given(paths: Sequence[str], user_state: UserState) -> tuple[Paths, list[Failure]]:
    """Return what is loaded as the user has it set, and a failure where no newspaper is known by the name set."""
    from hnreader.errors import UnknownPaperError  # noqa: PLC0415 as above
    from hnreader.model import Failure  # noqa: PLC0415
    from hnreader.papers import known_papers  # noqa: PLC0415

    paper, library = user_state.settings.paper, user_state.library()
    if not paper:
        return Paths(paths, None, library), []
    try:
        known_papers().find(paper)
    except UnknownPaperError as error:
        return Paths(paths, None, library), [Failure(paper, error.message)]
    return Paths(paths, paper, library), []


def _catalogue(given: Paths) -> Catalogue | None:
    if given.library is None:
        return None
    from hnreader.archive import stored_catalogue  # noqa: PLC0415 as above

    return stored_catalogue(given.paths, given.library, given.paper)


def _read(given: Paths) -> Iterator[PageArticles | Failure]:
    from hnreader.archive import load  # noqa: PLC0415 as above

    return load(*given.paths, paper=given.paper, library=given.library)
