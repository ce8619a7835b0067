"""`hnreader list`: all articles, newest first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from hnreader.cli.articles import list_row, summary
from hnreader.cli.exit_codes import SUCCESS
from hnreader.cli.tables import print_array, print_rows

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_ALIGNED: Final = 2_000  # rows whose columns stand below each other: no more are in memory, and the first come at once


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print a line for each article."""
    entries = iter(archive.entries)
    if arguments.json:
        print_array(summary(article, archive) for article in entries)
        return SUCCESS
    while articles := [*islice(entries, _ALIGNED)]:
        print_rows([list_row(archive.story(article), tr) for article in articles])
    return SUCCESS
