"""`hnreader index`: takes pages into the library."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hnreader.archive import Archive, Opening, Taken, TakingIn, newer_beside, require_whole
from hnreader.cli.arguments import UsageError
from hnreader.cli.exit_codes import FAILURE, SUCCESS
from hnreader.cli.pages import build_index, counted, library_of
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error
from hnreader.messages.reasons import words_of
from hnreader.model import Failure
from hnreader.reading import STDIN
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator


def run(arguments: Arguments, tr: Translator) -> int:
    """Take in the pages and say how many there were; fail where no page can be read, or the library keeps nothing.

    Raises `UsageError` for standard input, `LibraryError` where an article cannot be indexed.
    """
    if STDIN in arguments.paths:
        raise UsageError(Message(Reason.USAGE_NO_INPUT, command="index"))
    counts: Counter[Taken | None] = Counter()
    with Progress(tr) as progress:

        def report(failure: Failure) -> None:
            progress.clear()
            print_error(f"{failure.path}: {words_of(failure.message, tr)}")

        library = library_of(arguments)
        if beside := newer_beside(library):
            report(beside)
        taking = TakingIn(
            *arguments.paths,
            library=library,
            report=report,
            paper=arguments.paper,
            jobs=arguments.jobs,
            scheduler=arguments.scheduler,
        )
        for item in counted(taking, lambda: taking.total, progress, tr):
            if isinstance(item, Failure):
                report(item)
            counts[None if isinstance(item, Failure) else item] += 1
    _index(arguments, tr)
    print(_summary(counts[Taken.NEW], counts[Taken.KNOWN], counts[None], tr))
    return FAILURE if taking.refused or not (counts[Taken.NEW] or counts[Taken.KNOWN]) else SUCCESS


def _index(arguments: Arguments, tr: Translator) -> None:
    """Index the articles for search, so that the first search does not have to. Raises `LibraryError`."""
    opening = Opening(Archive, arguments.paths, library_of(arguments), arguments.paper)
    with opening.archive as archive:
        if not (opening.in_memory or opening.read_only):
            build_index(archive, tr)
            require_whole(archive)


def _summary(new: int, known: int, failed: int, tr: Translator) -> str:
    return tr(
        "{taken}; {known} already there; {failed} failed",
        taken=tr.plural("{count:,} page taken in", "{count:,} pages taken in", new),
        known=f"{known:,}",
        failed=f"{failed:,}",
    )
