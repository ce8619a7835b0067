"""`hnreader list`: all articles, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.cli.articles import list_row, summary
from hnreader.cli.exit_codes import SUCCESS
from hnreader.cli.tables import print_json, print_rows

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print a line for each article."""
    if arguments.json:
        print_json([summary(article, archive) for article in archive.entries])
    else:
        print_rows([list_row(archive.story(article), tr) for article in archive.entries])
    return SUCCESS
