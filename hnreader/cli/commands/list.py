"""`hnreader list`: all articles, newest first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from hnreader.cli.articles import list_row
from hnreader.cli.exit_codes import SUCCESS
from hnreader.cli.tables import print_records, print_rows
from hnreader.research.listings import ArticleRecord, article_record

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_ALIGNED: Final = 2_000  # rows whose columns stand below each other: no more are in memory, and the first come at once


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print a line for each article."""
    entries = iter(archive.entries)
    if arguments.json or arguments.csv:
        records = (article_record(archive, article) for article in entries)
        print_records(ArticleRecord, records, csv=arguments.csv)
        return SUCCESS
    while articles := [*islice(entries, _ALIGNED)]:
        print_rows([list_row(archive.story(article), tr) for article in articles])
    return SUCCESS
