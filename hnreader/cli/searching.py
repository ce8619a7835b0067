"""`hnreader search`: results in lines, as JSON, or merely counted."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from hnreader.cli.briefs import brief, print_json
from hnreader.cli.codes import FINE, NOTHING_FOUND
from hnreader.cli.printing import lit, row_of, rows
from hnreader.cli.progress import Progress
from hnreader.cli.streams import complain
from hnreader.messages.nearness import say_nearness
from hnreader.reading import clean
from hnreader.search import index_of, search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.search import Order, Passage, Result, Results

_PASSAGES: Final = 3  # of an article, where lines are read by people; JSON has them all


def find(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Search, print what was found, and say on standard error what of the query was not understood."""
    order: Order = "newest" if "--newest" in asked.flags else "best"
    index(archive, voice)
    results = search(archive, asked.subject, limit=asked.limit, order=order)
    remark(results, asked.subject, voice)
    if {"--json", "--count"} <= asked.flags:
        print_json({"articles": results.articles, "hits": results.hits()})
    elif "--json" in asked.flags:
        print_json([_plain(one, archive, asked.context) for one in results])
    elif "--count" in asked.flags:
        print(voice("search.count", results.articles, results.hits()))
    else:
        for line in _lines(results, archive, asked.context, voice):
            print(line)
    return FINE if results else NOTHING_FOUND


def index(archive: Archive, voice: Voice) -> None:
    """Index the archive, as the first search of it would; somebody at a terminal sees how far it has come."""
    with Progress(voice) as shown:
        index_of(archive).follow(archive, progress=shown)


def remark(results: Results, query: str, voice: Voice) -> None:
    """Say on standard error what of a query was not understood or not finished, and that nothing was found."""
    for note in results.notes:
        complain(voice(note.code, note.typed))
    if results.unfinished:
        complain(voice("query.unfinished"))
    if not results:
        complain(voice("search.nothing", clean(query)))


def _lines(results: Results, archive: Archive, context: int | None, voice: Voice) -> Iterator[str]:
    table = [row_of(one.article, archive.chain(one.article), voice) for one in results]
    for one, row in zip(results, rows(table), strict=True):
        yield row
        said = say_nearness(voice, one)
        for number, shown in enumerate(islice(_shown(one, context), _PASSAGES)):
            lead = f"{said} " if said and not number else ""
            yield f"    {lead}{lit(shown.text, shown.hits)}"


def _shown(result: Result, context: int | None) -> tuple[Passage, ...]:
    return result.passages(context) or (result.best,)


def _plain(result: Result, archive: Archive, context: int | None) -> dict[str, Any]:
    """Return a result as plain data. `passage` and `part` are those of the first of its `passages`."""
    shown = _shown(result, context)
    return brief(result.article, archive) | {
        "score": round(result.score, 4),
        "why": result.why,
        "matches": [
            {"asked": one.asked, "found": one.found, "how": one.how}
            | ({"differ": list(one.differ)} if one.how == "fuzzy" else {})
            for one in result.matches
        ],
        "count": result.count,
        "part": shown[0].part.id,
        "passage": shown[0].text,
        "passages": [{"part": one.part.id, "text": one.text, "hits": [list(hit) for hit in one.hits]} for one in shown],
    }
