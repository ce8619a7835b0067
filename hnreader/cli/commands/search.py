"""`hnreader search`: results in lines, as JSON, or counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from hnreader.cli.articles import highlight, list_row
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.cli.reports import CountRecord
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_records, rows
from hnreader.messages.nearness import say_nearness
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.research.listings import ResultRecord, result_record
from hnreader.search import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.search import Passage, Result, ResultOrder, Results

_PASSAGES: Final = 3  # per article in lines; JSON has all


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Search and print what is found; what of the query was not understood is reported on standard error."""
    query = arguments.subject or ""
    order: ResultOrder = "newest" if arguments.newest else "best"
    build_index(archive, tr)
    results = search(archive, query, limit=arguments.limit, order=order)
    print_notes(results, query, tr)
    if arguments.count and (arguments.json or arguments.csv):
        counts = CountRecord(articles=results.articles, hits=results.hits())
        if arguments.csv:
            print_records(CountRecord, [counts], csv=True)
        else:
            print_json(counts)
    elif arguments.json or arguments.csv:
        records = (result_record(archive, result, arguments.context) for result in results)
        print_records(ResultRecord, records, csv=arguments.csv)
    elif arguments.count:
        articles = tr.plural("{count} article", "{count} articles", results.articles)
        print(articles, tr.plural("{count} place", "{count} places", results.hits()))
    else:
        for line in _lines(results, archive, arguments.context, tr):
            print(line)
    return SUCCESS if results else NOTHING_FOUND


def print_notes(results: Results, query: str, tr: Translator) -> None:
    """Report what of a query was not understood or not finished, and that nothing was found."""
    for note in results.notes:
        print_error(words_of(note, tr))
    if results.unfinished:
        print_error(tr("The regular expression took too long; the search is incomplete"))
    if results.incomplete:
        print_error(tr("indexing is not finished: there may be more"))
    if not results:
        print_error(tr("No matches for “{query}”", query=clean(query)))


def _lines(results: Results, archive: Archive, context: int | None, tr: Translator) -> Iterator[str]:
    """Yield for each result its line of the list, and below it its first passages."""
    table = [list_row(archive.story(result.article), tr) for result in results]
    for result, row in zip(results, rows(table), strict=True):
        yield row
        nearness = say_nearness(tr, result)
        for number, passage in enumerate(islice(_passages(result, context), _PASSAGES)):
            lead = f"{nearness} " if nearness and not number else ""
            yield f"    {lead}{highlight(passage.text, passage.hits)}"


def _passages(result: Result, context: int | None) -> tuple[Passage, ...]:
    return result.passages(context) or (result.best,)
