"""`hnreader search`: results in lines, as JSON, or counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from hnreader.cli.articles import highlight, list_row, summary
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import build_index
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, rows
from hnreader.messages.nearness import say_nearness
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.search import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator
    from hnreader.search import Match, Passage, Result, ResultOrder, Results

_PASSAGES: Final = 3  # per article in lines; JSON has all


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Search and print what is found; what of the query was not understood is reported on standard error."""
    query = arguments.subject or ""
    order: ResultOrder = "newest" if arguments.newest else "best"
    build_index(archive, tr)
    results = search(archive, query, limit=arguments.limit, order=order)
    print_notes(results, query, tr)
    if arguments.json and arguments.count:
        print_json({"articles": results.articles, "hits": results.hits()})
    elif arguments.json:
        print_json([_as_json(result, archive, arguments.context) for result in results])
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


def _as_json(result: Result, archive: Archive, context: int | None) -> dict[str, Any]:
    """Return a result for JSON; `passage` and `part` are those of the first of its `passages`."""
    passages = _passages(result, context)
    return summary(result.article, archive) | {
        "score": round(result.score, 4),
        "why": result.why,
        "matches": [
            {"asked": match.term, "found": match.found, "how": match.how} | _differences(match)
            for match in result.matches
        ],
        "count": result.count,
        "part": passages[0].part.id,
        "passage": passages[0].text,
        "passages": [
            {"part": passage.part.id, "text": passage.text, "hits": [list(hit) for hit in passage.hits]}
            for passage in passages
        ],
    }


def _differences(match: Match) -> dict[str, Any]:
    """Return the characters that differ: `differ` has the first pair, `differences` all of them."""
    pairs = [list(pair) for pair in match.differences]
    return {"differ": pairs[0], "differences": pairs} if pairs else {}
