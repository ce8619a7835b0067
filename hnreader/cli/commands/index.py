"""`hnreader index`: takes pages into the library."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Final

from hnreader.archive import Taken, seeds, take_in
from hnreader.cli.exit_codes import FAILURE, SUCCESS
from hnreader.cli.pages import library_of
from hnreader.cli.progress import Pace, Progress, pages_done
from hnreader.cli.streams import print_error
from hnreader.messages.reasons import words_of
from hnreader.model import Failure
from hnreader.reading import find_files
from hnreader.reasons import Reason

if TYPE_CHECKING:
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_REFUSALS: Final = frozenset({Reason.LIBRARY_NEWER, Reason.LIBRARY_UNUSABLE})


def run(arguments: Arguments, tr: Translator) -> int:
    """Take in the pages and say how many there were; fail where no page can be read, or the library keeps nothing."""
    refused = False
    counts: Counter[Taken | None] = Counter()
    with Progress(tr) as progress:

        def report(failure: Failure) -> None:
            nonlocal refused
            refused |= failure.message.reason in _REFUSALS
            progress.clear()
            print_error(f"{failure.path}: {words_of(failure.message, tr)}")

        taken = take_in(
            *arguments.paths, library=library_of(arguments), report=report, paper=arguments.paper, jobs=arguments.jobs
        )
        pace, total = Pace(), _count(arguments.paths) if progress.visible else None
        for item in progress.counted(
            taken, lambda done: pages_done(done, total or done, pace.rate(monotonic(), done), tr), total
        ):
            if isinstance(item, Failure):
                report(item)
            counts[None if isinstance(item, Failure) else item] += 1
    print(_summary(counts[Taken.NEW], counts[Taken.KNOWN], counts[None], tr))
    return FAILURE if refused or not (counts[Taken.NEW] or counts[Taken.KNOWN]) else SUCCESS


def _count(paths: tuple[str, ...]) -> int:
    """Return how many files there are, which takes a second for a hundred thousand."""
    return sum(1 for _ in find_files(*(paths or (seeds(),))))


def _summary(new: int, known: int, failed: int, tr: Translator) -> str:
    return tr(
        "{taken}; {known} already there; {failed} failed",
        taken=tr.plural("{count:,} page taken in", "{count:,} pages taken in", new),
        known=f"{known:,}",
        failed=f"{failed:,}",
    )
