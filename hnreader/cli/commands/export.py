"""`hnreader export`: which articles are exported, where to, and what is reported about it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from msgspec import Struct

from hnreader.archive import require_whole
from hnreader.cli.arguments import UsageError
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index, open_archive, print_failures
from hnreader.cli.progress import Progress
from hnreader.cli.streams import keep_line_ends, print_error
from hnreader.cli.writing import single_issues, terminated_in_order, would_be_read, write_error
from hnreader.errors import NothingReadableError
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.research.export_writer import Batch, refuse, stream, write
from hnreader.search import search
from hnreader.search.dates import parse_dates
from hnreader.search.limited_query import limited_query

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.model import Article
    from hnreader.research.export_writer import Format

    Days = tuple[datetime.date, datetime.date]

_STDOUT: Final = "-"


class _NothingToExportError(Exception):
    """No article is to be exported; the argument is the text that says so."""


def run(arguments: Arguments, tr: Translator) -> int:
    """Read the paths and export what is asked for; a file or folder is complete or is not written."""
    output = Path(arguments.output) if arguments.output and arguments.output != _STDOUT else None
    form = cast("Format", arguments.format)
    if form == "markdown" and output is None:
        raise UsageError(Message(Reason.USAGE_FOLDER))
    if output is not None and not arguments.force and would_be_read(output, arguments, as_pages=form == "markdown"):
        raise UsageError(Message(Reason.USAGE_AMONG, path=str(output)))
    with terminated_in_order(), Progress(tr) as progress:
        try:
            if output is not None:
                refuse(form, output, force=arguments.force)
            batches = _Reading(arguments, _days(arguments.issue), tr, progress).batches()
            if output is not None:
                write(batches, form, output, force=arguments.force)
            else:
                for piece in stream(batches, form, bom=keep_line_ends()):
                    print(piece, end="")
        except NothingReadableError:  # each path was reported
            return FAILURE
        except _NothingToExportError as error:
            progress.clear()
            print_error(str(error))
            return NOTHING_FOUND
        except OSError as error:
            if output is None:
                raise
            progress.clear()
            print_error(write_error(output, error, tr))
            return FAILURE
    return SUCCESS


class _Reading(Struct, frozen=True):
    """Reads the pages and selects the articles."""

    arguments: Arguments
    days: Days | None
    tr: Translator
    progress: Progress

    def batches(self) -> Iterator[Batch]:
        """Read all paths; return the articles, by issue or as the query found them. Raises where there are none."""
        archive = self._archive()
        if self.arguments.query is not None:
            return chain([self._found(archive, self.arguments.query)], _whole(archive))
        batches = (
            Batch(issue, self._counted(issue.entries), complete=True) for issue in single_issues(archive, self._within)
        )
        first = next(batches, None)
        if first is None:
            day = clean(self.arguments.issue or "")
            raise _NothingToExportError(self.tr("No page of {date} was found", date=day))
        return chain([first], batches, _whole(archive))

    def _found(self, archive: Archive, query: str) -> Batch:
        """Return what the query finds, newest first; report what of it was not understood."""
        build_index(archive, self.tr)
        days = self.days and "date:{}..{}".format(*self.days)
        results = search(archive, limited_query(query, days) if days else query, order="newest")
        self.progress.clear()
        for note in results.notes:
            print_error(words_of(note, self.tr))
        if results.unfinished:
            print_error(self.tr("The regular expression took too long; the search is incomplete"))
        if not results:
            require_whole(archive)
            raise _NothingToExportError(self.tr("No matches for “{query}”", query=clean(query)))
        if near := results.near:
            total = self.tr.plural("{count} article", "{count} articles", len(results))
            text = self.tr.plural(
                "{count} of {total} is a near match", "{count} of {total} are near matches", near, total=total
            )
            print_error(text)
        return Batch(archive, self._counted(result.article for result in results))

    def _archive(self) -> Archive:
        """Return the archive of the paths; report what cannot be read. Raises `NothingReadableError`."""
        self.progress.clear()
        try:
            archive = open_archive(self.arguments, self.tr)
        except NothingReadableError as error:
            print_failures(error.failures, self.tr)
            raise
        print_failures(archive.failures, self.tr)
        return archive

    def _within(self, day: datetime.date | None) -> bool:
        return self.days is None or (day is not None and self.days[0] <= day <= self.days[1])

    def _counted(self, articles: Iterable[Article]) -> Iterator[Article]:
        def text(number: int) -> str:
            return self.tr.plural("{count} article exported", "{count} articles exported", number)

        return self.progress.counted(articles, text)


def _whole(archive: Archive) -> Iterator[Batch]:
    """Yield nothing. Raises `LibraryError`, so that nothing is complete that lacks texts."""
    require_whole(archive)
    yield from ()


def _days(typed: str | None) -> Days | None:
    if typed is None:
        return None
    span = parse_dates(typed)
    if span is None:
        raise UsageError(Message(Reason.USAGE_DATE, option="--issue", value=typed))
    return span
