"""`hnreader export`: what is taken along, where to, and what is said of it."""

from __future__ import annotations

import signal
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from hnreader.archive import Archive, Spool, load
from hnreader.cli.arguments import UsageError
from hnreader.cli.codes import FINE, NOTHING_FOUND, UNUSABLE
from hnreader.cli.progress import Progress
from hnreader.cli.streams import as_it_is, complain
from hnreader.errors import NothingReadableError
from hnreader.model import Failure
from hnreader.reading import SUFFIXES, clean
from hnreader.research.taking import Batch, refuse, stream, write
from hnreader.search import index_of, search
from hnreader.search.dates import days

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.model import Article, PageArticles

    Days = tuple[datetime.date, datetime.date]

_STDOUT: Final = "-"
_ENDINGS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class _NothingError(Exception):
    """Nothing is there to take: a key of the catalogue and what fills its blanks."""


def export(asked: Arguments, voice: Voice) -> int:
    """Read the paths, take what is asked for, and write it out; a file or folder is there whole or not at all."""
    output = Path(asked.output) if asked.output and asked.output != _STDOUT else None
    if asked.form == "markdown" and output is None:
        raise UsageError("usage.folder")
    force = "--force" in asked.flags
    if output is not None and not force and _read_again(output, asked):
        raise UsageError("usage.among", asked.output or "")
    with _ending_in_order(), Progress(voice) as shown, ExitStack() as held:
        try:
            if output is not None:
                refuse(asked.form, output, force=force)
            batches = _Reading(asked, _days(asked.issue), voice, shown).batches(output, held)
            if output is not None:
                write(batches, asked.form, output, force=force)
            else:
                for piece in stream(batches, asked.form, bom=as_it_is()):
                    print(piece, end="")
        except NothingReadableError:  # each path has been complained of
            return UNUSABLE
        except _NothingError as error:
            shown.clear()
            complain(voice(*error.args))
            return NOTHING_FOUND
        except OSError as error:
            if output is None:
                raise
            shown.clear()
            key = "export.exists" if isinstance(error, FileExistsError) else "export.failed"
            complain(voice(key, clean(str(output)), error.strerror or error))
            return UNUSABLE
    return FINE


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the pages and picks the articles."""

    asked: Arguments
    days: Days | None
    voice: Voice
    shown: Progress

    def batches(self, output: Path | None, held: ExitStack) -> Iterator[Batch]:
        """Read all paths; return what is to be taken, issue by issue, or as it was found. Raises where it is nothing.

        Without a query pages are put aside beside the output, on the disk that has to take it anyway.
        """
        if self.asked.query is not None:
            return iter([self._found(self.asked.query)])
        spool = held.enter_context(Spool(output.absolute().parent if output else None))
        for page in self._pages():
            spool.add(page)
        if not spool:
            raise _NothingError("export.no_issue", clean(self.asked.issue or ""))
        return (Batch(issue, self._counted(issue.entries), complete=True) for issue in spool)

    def _found(self, query: str) -> Batch:
        """Return what answers to the query, the newest first, and say what of it was not understood."""
        archive = Archive(self._pages())
        index_of(archive).follow(archive, progress=self.shown)
        results = search(archive, query, order="newest")
        self.shown.clear()
        for note in results.notes:
            complain(self.voice(note.code, note.typed))
        if results.unfinished:
            complain(self.voice("query.unfinished"))
        taken = [one for one in results if self._within(one.article.date)]
        if not taken:
            raise _NothingError("search.nothing", clean(query))
        if near := sum(one.near for one in taken):
            complain(self.voice("export.near", near, len(taken)))
        return Batch(archive, self._counted([one.article for one in taken]))

    def _pages(self) -> Iterator[PageArticles]:
        """Yield the pages of the days asked for, and say what can't be read."""
        failures: list[Failure] = []
        read = 0
        for item in self.shown.counted(load(*self.asked.paths), "reading.pages"):
            if isinstance(item, Failure):
                failures.append(item)
                self.shown.clear()
                complain(f"{item.path}: {self.voice(item.code, item.detail)}")
                continue
            read += 1
            if self._within(item.dating.date):
                yield item
        if not read:
            raise NothingReadableError(tuple(failures))

    def _within(self, day: datetime.date | None) -> bool:
        return self.days is None or (day is not None and self.days[0] <= day <= self.days[1])

    def _counted(self, articles: Iterable[Article]) -> Iterator[Article]:
        return self.shown.counted(articles, "export.writing")


def _read_again(output: Path, asked: Arguments) -> bool:
    """Tell whether what is written would be taken for pages the next time that these paths are read."""
    folders = [Path(path).resolve() for path in asked.paths if Path(path).is_dir()]
    as_pages = asked.form == "markdown" or output.suffix.casefold() in SUFFIXES
    return as_pages and any(output.resolve().is_relative_to(folder) for folder in folders)


def _days(typed: str | None) -> Days | None:
    if typed is None:
        return None
    meant = days(typed)
    if meant is None:
        raise UsageError("usage.date", "--issue", typed)
    return meant


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal that ends the process end the block first, so that nothing half-written is left behind."""
    before = {number: signal.signal(number, _end) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
