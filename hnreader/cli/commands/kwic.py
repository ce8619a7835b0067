"""`hnreader kwic`: every occurrence of a query in its context."""

from __future__ import annotations

import shutil
import sys
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from hnreader.cli.articles import highlight
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pager import in_pager
from hnreader.cli.pages import build_index
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error, to_terminal
from hnreader.cli.tables import print_records
from hnreader.errors import WordlessQueryError
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.research.concordance import CONTEXT, concordance, growing_concordance
from hnreader.research.listings import OccurrenceRecord, occurrence_record
from hnreader.typesetting import aligned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.research.concordance import Concordance, Occurrence, Sort

_WIDEST: Final = 1000  # cells of a line, whatever COLUMNS says
_WIDTH: Final = 100  # cells of a line, where there is no terminal
_NARROWEST: Final = 20  # cells beside the id
_ID: Final = len("20240309-xcmtt2")  # cells of an id; that of an article without a date is shorter


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the occurrences; what of the query was not understood is reported on standard error."""
    build_index(archive, tr)
    with Progress(tr) as progress:
        states = _states(archive, arguments, progress)
        try:
            found = next(states)
        except WordlessQueryError as error:
            print_error(words_of(error.message, tr))
            return FAILURE
        progress.clear()
        _print_notes(found, tr)
        _print(_printed(chain([found], states), arguments.limit, progress), archive, arguments)
    _print_outcome(found, tr)
    return SUCCESS if found else NOTHING_FOUND


def _states(archive: Archive, arguments: Arguments, progress: Progress) -> Iterator[Concordance]:
    """Yield the concordance, by date again and again while it grows."""
    query, sort = arguments.subject or "", cast("Sort", arguments.sort)
    context = CONTEXT if arguments.context is None else arguments.context

    def show(done: int, total: int) -> None:
        if not in_pager():
            progress(done, total)

    text_only = arguments.text_only
    if sort == "date":
        yield from growing_concordance(archive, query, context=context, text_only=text_only, progress=show)
    else:
        yield concordance(archive, query, sort=sort, context=context, text_only=text_only, progress=show)


def _printed(states: Iterable[Concordance], limit: int | None, progress: Progress) -> Iterator[Occurrence]:
    """Yield the occurrences to print; each is written out before the next article is looked for."""
    printed = 0
    for found in states:
        if to_terminal():
            progress.clear()
        known = len(found) if limit is None else min(limit, len(found))
        yield from (found[number] for number in range(printed, known))
        printed = known
        sys.stdout.flush()
        if printed == limit:
            return


def _print(occurrences: Iterable[Occurrence], archive: Archive, arguments: Arguments) -> None:
    if arguments.json or arguments.csv:
        records = (occurrence_record(archive, item) for item in occurrences)
        print_records(OccurrenceRecord, records, csv=arguments.csv)
    else:
        width = max(_NARROWEST, line_width() - _ID - 2)
        for item in occurrences:
            line, hit = aligned(item.left, item.hit, item.right, width)
            print(f"{item.article.id:{_ID}}  {highlight(line, [hit])}")


def _print_notes(found: Concordance, tr: Translator) -> None:
    """Report what of the query was not understood."""
    for note in found.parsed.notes:
        print_error(words_of(note, tr))


def _print_outcome(found: Concordance, tr: Translator) -> None:
    """Report that a query was not finished, not asked of all articles, or not found."""
    if found.unfinished:
        print_error(tr("The regular expression took too long; the search is incomplete"))
    if found.incomplete:
        print_error(tr("indexing is not finished: there may be more"))
    if not found:
        print_error(tr("No matches for “{query}”", query=clean(found.query)))


def print_query_notes(queries: Iterable[Concordance], tr: Translator) -> None:
    """Report what of the queries was not understood or not finished, and which were not found."""
    for found in queries:
        _print_notes(found, tr)
        _print_outcome(found, tr)


def line_width() -> int:
    """Return the width of lines in cells: that of the terminal or of COLUMNS, within reason."""
    return min(_WIDEST, shutil.get_terminal_size((_WIDTH, 0)).columns)
