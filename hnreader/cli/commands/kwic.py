"""`hnreader kwic`: every occurrence of a query in its context."""

from __future__ import annotations

import shutil
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from hnreader.cli.articles import highlight, summary
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_array, print_csv
from hnreader.errors import WordlessQueryError
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.research.concordance import CONTEXT, concordance
from hnreader.typesetting import aligned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.research.concordance import Concordance, Occurrence, Sort

_WIDTH: Final = 100  # cells of a line, where there is no terminal
_NARROWEST: Final = 20  # cells beside the id
_POSITION: Final = ("text", "number", "start", "end", "left", "hit", "right")
_COLUMNS: Final = ("id", "date", "page", "headline", *_POSITION)


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the occurrences; what of the query was not understood is reported on standard error."""
    context = CONTEXT if arguments.context is None else arguments.context
    try:
        build_index(archive, tr)
        with Progress(tr) as progress:
            found = concordance(
                archive, arguments.subject or "", sort=cast("Sort", arguments.sort), context=context, progress=progress
            )
    except WordlessQueryError as error:
        print_error(words_of(error.message, tr))
        return FAILURE
    print_query_notes([found], tr)
    occurrences = islice(found, arguments.limit)
    if arguments.json:
        print_array(summary(item.article, archive) | position(item) for item in occurrences)
    elif arguments.csv:
        table = (summary(item.article, archive) | position(item) for item in occurrences)
        print_csv(_COLUMNS, ([row[name] for name in _COLUMNS] for row in table))
    else:
        lead = max((len(article.id) for article in found.articles), default=0)
        width = max(_NARROWEST, line_width() - lead - 2)
        for item in occurrences:
            line, hit = aligned(item.left, item.hit, item.right, width)
            print(f"{item.article.id:{lead}}  {highlight(line, [hit])}")
    return SUCCESS if found else NOTHING_FOUND


def print_query_notes(found: Iterable[Concordance], tr: Translator) -> None:
    """Report what of the queries was not understood or not finished, and which were not found."""
    for occurrences in found:
        for note in occurrences.parsed.notes:
            print_error(words_of(note, tr))
        if occurrences.unfinished:
            print_error(tr("The regular expression took too long; the search is incomplete"))
        if not occurrences:
            print_error(tr("No matches for “{query}”", query=clean(occurrences.query)))


def line_width() -> int:
    """Return the width of lines in cells: that of the terminal or of COLUMNS."""
    return shutil.get_terminal_size((_WIDTH, 0)).columns


def position(occurrence: Occurrence) -> dict[str, Any]:
    """Return for JSON where in the article an occurrence is."""
    return {name: getattr(occurrence, name) for name in _POSITION}
