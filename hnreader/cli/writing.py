"""What the commands that write files share: what may be written where, and an end in good order."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from hnreader.archive import Archive
from hnreader.reading import SUFFIXES, clean

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator
    from types import FrameType

    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_TERMINATIONS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def single_issues(
    archive: Archive, wanted: Callable[[datetime.date | None], bool] = lambda _date: True
) -> Iterator[Archive]:
    """Yield each of the issues that are wanted as an archive of its own, so that no more is in memory.

    Pages without a date, of which there may be any number, come each by itself: nothing continues on them.
    """
    for index, issue in enumerate(archive.summaries):
        if wanted(issue.date):
            if issue.date:
                yield Archive(archive.issues[index].pages)
            else:
                yield from (Archive([archive.view.page(index, page)]) for page in range(issue.pages))


def would_be_read(output: Path, arguments: Arguments, *, as_pages: bool = False) -> bool:
    """Return whether the output would be taken for pages the next time these paths are read.

    A file is by its name; what is in a folder may be written `as_pages`.
    """
    folders = [Path(path).resolve() for path in arguments.paths if Path(path).is_dir()]
    as_pages = as_pages or output.suffix.casefold() in SUFFIXES
    return as_pages and any(output.resolve().is_relative_to(folder) for folder in folders)


def write_error(output: Path, error: OSError, tr: Translator) -> str:
    """Return why something could not be written, in one line."""
    path = clean(str(output))
    if isinstance(error, FileExistsError):
        return tr("{path} already exists and was not changed; --force overwrites it", path=path)
    return tr("Cannot write {path}: {error}", path=path, error=error.strerror or error)


@contextmanager
def terminated_in_order() -> Iterator[None]:
    """Let a signal that terminates the process leave the block first, so that no temporary file is left behind."""
    before = {number: signal.signal(number, _exit) for number in _TERMINATIONS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
