"""The archive of a command line, where its pages are kept, and its index."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.archive import Archive, Opening, library_folder, read_whole
from hnreader.cli.progress import Progress, pages_read
from hnreader.cli.streams import print_error
from hnreader.cli.user_notes import tags
from hnreader.errors import NothingReadableError
from hnreader.messages.pace import Pace, pages_done
from hnreader.messages.reasons import words_of
from hnreader.reading import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hnreader.archive import Taken
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Failure

_MANY: Final = 5_000
"""Pages up to which files are looked over before anything is shown: for these it takes a tenth of a second."""


def open_archive(arguments: Arguments, tr: Translator) -> Archive:
    """Return the archive of the paths, on disk where it can be kept there, with what has changed taken in.

    A large library is not looked over first, which is said: it is shown as it is. Raises `NothingReadableError`.
    """
    opening = read_whole(
        lambda: Opening(Archive, arguments.paths, used_library(arguments), arguments.paper),
        lambda opening: _take_in(opening, tr),
    )
    if not opening.archive.summaries:
        opening.close()
        raise NothingReadableError(tuple(opening.archive.failures))
    return opening.archive


def _take_in(opening: Opening[Archive], tr: Translator) -> None:
    """Take in what has changed, with progress shown, unless that is left to `index`."""
    looked, pages = opening.looked, sum(issue.pages for issue in opening.archive.summaries)
    if opening.read_only or (looked and pages > _MANY):
        if looked:
            time = f"{looked:%Y-%m-%d %H:%M}"
            print_error(tr("As of {time}; “hnreader index” looks for changes", time=time))
    else:
        with Progress(tr) as progress:
            for _ in counted(opening.read(), lambda: opening.total, progress, tr):
                pass


def counted(
    items: Iterable[Taken | Failure], total: Callable[[], int | None], progress: Progress, tr: Translator
) -> Iterator[Taken | Failure]:
    """Yield what becomes of the files, and show how many are done, how many there are, and how long it takes."""
    pace = Pace()
    for done, item in enumerate(items, 1):
        yield item
        if progress.due:
            count = total()
            words = pages_done(done, count, pace.rate(monotonic(), done), tr) if count else pages_read(done, tr)
            progress.show(words, done, count)


def print_failures(failures: Iterable[Failure], tr: Translator) -> None:
    """Report what could not be read, and what is wrong with the library."""
    for failure in failures:
        print_error(f"{failure.path}: {words_of(failure.message, tr)}")


def library_of(arguments: Arguments) -> Path:
    """Return the folder of the library."""
    return library_folder(arguments.library or "")


def build_index(archive: Archive, tr: Translator) -> None:
    """Index what of an archive is not indexed, with progress shown, and have it searched for the user's tags.

    What is wrong with the index on disk is reported.
    """
    from hnreader.search import bring_tags, index_of  # noqa: PLC0415 not every command searches

    bring_tags(archive, tags)
    index = index_of(archive)
    with Progress(tr) as progress:
        index.update(archive, progress=progress)
    if index.problem:
        print_error(f"{clean(str(index.path))}: {words_of(index.problem, tr)}")


def used_library(arguments: Arguments) -> Path | None:
    """Return the folder of the library that is read and written; None for none."""
    return None if arguments.in_memory else library_of(arguments)
