"""`hnreader related`: the articles of other issues most closely related to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.cli.articles import find_article, list_row
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_records, rows
from hnreader.research.listings import RelatedRecord, related_record
from hnreader.research.related import related

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_LIMIT: Final = 10


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print a line for each related article, and below it what the two share."""
    article = find_article(archive, arguments.subject or "", tr)
    if article is None:
        return NOTHING_FOUND
    build_index(archive, tr)
    found = related(archive, article, arguments.limit or _LIMIT)
    if found.incomplete:
        print_error(tr("indexing is not finished: there may be more"))
    if not found:
        print_error(tr("No article of another issue is related to {id}", id=article.id))
    if arguments.json or arguments.csv:
        print_records(RelatedRecord, (related_record(archive, item) for item in found), csv=arguments.csv)
        return SUCCESS if found else NOTHING_FOUND
    table = [list_row(archive.story(item.article), tr) for item in found]
    for item, row in zip(found, rows(table) if found else (), strict=True):
        print(row)
        shared = tr("shared: {terms}", terms=tr(", ").join(item.shared))
        parts = [tr("same story"), shared] if item.same else [shared]
        print(f"    {' · '.join(parts)}")
    return SUCCESS if found else NOTHING_FOUND
