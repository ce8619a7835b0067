"""`hnreader names`: who and what is named, how often and since when."""

from __future__ import annotations

from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from hnreader.cli.exit_codes import FAILURE, INTERRUPTED, NOTHING_FOUND, SUCCESS
from hnreader.cli.progress import Progress
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_records, print_rows
from hnreader.errors import TaggingError
from hnreader.messages import N_
from hnreader.messages.reasons import words_of
from hnreader.research.listings import NAME_KINDS, NameRecord, name_record
from hnreader.research.mentions import NameKind
from hnreader.research.names import Names
from hnreader.research.names_gathering import GatheringProgress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Archive
    from hnreader.cli.arguments import Arguments
    from hnreader.cli.tables import Row
    from hnreader.messages import Translator
    from hnreader.research.names import Name

_KINDS: Final = {
    NameKind.PEOPLE: N_("person"),
    NameKind.PLACES: N_("place"),
    NameKind.ORGANIZATIONS: N_("organisation"),
    NameKind.PHRASES: N_("phrase"),
}


def run(archive: Archive, arguments: Arguments, tr: Translator) -> int:
    """Print the index of names; progress is shown while articles are analysed.

    Where that is interrupted the names found so far are printed, and how many articles they are of.
    """
    names = Names(archive)
    try:
        interrupted = _gather(names, tr)
    except TaggingError as error:
        print_error(words_of(error.message, tr))
        return FAILURE
    if names.problem:
        print_error(words_of(names.problem, tr))
    kinds = () if arguments.kind == "all" else (NameKind(NAME_KINDS[arguments.kind]),)
    ranked = names.ranked(kinds, "first" if arguments.sort == "first" else "count", arguments.limit)
    found = _print(ranked, arguments, tr)
    if not found:
        print_error(tr("No names found"))
    if interrupted:
        return INTERRUPTED
    return SUCCESS if found else NOTHING_FOUND


def _gather(names: Names, tr: Translator) -> bool:
    """Look through what is new, and say where not all was; return whether the user ended it. Raises `TaggingError`."""
    reached, interrupted = GatheringProgress(0, 0), False
    with Progress(tr) as progress, closing(names.gather()) as steps:
        try:
            for reached in steps:
                done, total = reached
                progress.show(tr("Looking for names: {done} of {total} articles", done=done, total=total), done, total)
        except KeyboardInterrupt:
            interrupted = True
    if reached.done < reached.total:
        done_so_far, all_articles = f"{reached.done:,}", f"{reached.total:,}"
        text = tr(
            "Incomplete: {done} of {total} articles were looked through for names",
            done=done_so_far,
            total=all_articles,
        )
        print_error(text)
    return interrupted


def _print(ranked: Iterator[Name], arguments: Arguments, tr: Translator) -> bool:
    """Print names, and return whether there are any."""
    first = [*islice(ranked, 1)]
    names = chain(first, ranked)
    if arguments.json or arguments.csv:
        print_records(NameRecord, map(name_record, names), csv=arguments.csv)
    elif first:
        print_rows([_row(name, tr) for name in names])
    return bool(first)


def _row(name: Name, tr: Translator) -> Row:
    days = [day.isoformat() if day else tr("date unknown") for day in (name.first, name.last)]
    span = days[0] if days[0] == days[1] else "—".join(days)
    counts = tr("{count}×", count=name.count), tr.plural("{count} article", "{count} articles", name.articles)
    return (tr(_KINDS[name.kind]), name.name, *counts, span)
