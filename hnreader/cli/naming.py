"""`hnreader names` and `hnreader related`: who and what is named where, and which articles tell of the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.cli.arguments import ALL
from hnreader.cli.briefs import brief, find_article, print_json
from hnreader.cli.codes import FINE, NOTHING_FOUND, UNUSABLE
from hnreader.cli.printing import row_of, rows
from hnreader.cli.progress import Progress
from hnreader.cli.searching import index
from hnreader.cli.streams import complain
from hnreader.cli.tables import print_csv
from hnreader.errors import TaggingError

if TYPE_CHECKING:
    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.research.names import Name

_COLUMNS: Final = ("kind", "name", "count", "articles", "first", "last")
_RELATED: Final = 10


def list_names(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Print the index of names, with progress on standard error while texts are looked through."""
    from hnreader.research.mentions import Kind  # noqa: PLC0415 its rules take a moment to be read
    from hnreader.research.names import Names  # noqa: PLC0415
    from hnreader.research.store import store_path  # noqa: PLC0415

    names = Names(archive, store_path())
    try:
        with Progress(voice) as shown:
            for done, total in names.gather():
                shown.say("names.progress", done, total)
    except TaggingError as error:
        complain(voice(error.code, *error.detail))
        return UNUSABLE
    if names.problem:
        complain(voice(names.problem.code, *names.problem.detail))
    wanted, order = asked.choices["--kind"], asked.choices["--sort"]
    kinds = () if wanted == ALL else (Kind(wanted),)
    found = names.listing(kinds, "first" if order == "first" else "count", asked.limit)
    if "--json" in asked.flags:
        print_json([_plain(one) for one in found])
    elif "--csv" in asked.flags:
        print_csv(_COLUMNS, (list(_plain(one).values()) for one in found))
    else:
        for line in rows([_row(one, voice) for one in found]) if found else ():
            print(line)
    if not found:
        complain(voice("names.nothing"))
        return NOTHING_FOUND
    return FINE


def list_related(archive: Archive, asked: Arguments, voice: Voice) -> int:
    """Print what is related to an article."""
    from hnreader.research.related import related  # noqa: PLC0415 its rules take a moment to be read

    article = find_article(archive, asked.subject, voice)
    if article is None:
        return NOTHING_FOUND
    index(archive, voice)
    found = related(archive, article, asked.limit or _RELATED)
    if "--json" in asked.flags:
        print_json(
            [
                brief(one.article, archive) | {"score": one.score, "shared": list(one.shared), "same": one.same}
                for one in found
            ]
        )
    elif found:
        table = [row_of(one.article, archive.chain(one.article), voice) for one in found]
        for one, row in zip(found, rows(table), strict=True):
            print(row)
            lead = f"{voice('related.same')} · " if one.same else ""
            print(f"    {lead}{voice('related.shared', voice('related.comma').join(one.shared))}")
    if not found:
        complain(voice("related.nothing", article.id))
        return NOTHING_FOUND
    return FINE


def _row(one: Name, voice: Voice) -> tuple[str, ...]:
    days = [day.isoformat() if day else voice("date.unknown") for day in (one.first, one.last)]
    span = days[0] if days[0] == days[1] else "—".join(days)
    counts = voice("names.times", one.count), voice("names.articles", one.articles)
    return (voice(f"names.{one.kind}"), one.name, *counts, span)


def _plain(one: Name) -> dict[str, Any]:
    values = (getattr(one, column) for column in _COLUMNS)
    return {
        column: value.isoformat() if hasattr(value, "isoformat") else value
        for column, value in zip(_COLUMNS, values, strict=True)
    }
