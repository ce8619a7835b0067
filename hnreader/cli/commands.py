"""What each command does with the archive: it prints, and returns the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.archive import Archive, load, sorted_out
from hnreader.archive.evidence import standing
from hnreader.cli.arguments import OPEN
from hnreader.cli.briefs import brief, find_article, print_json
from hnreader.cli.checking import check, plain, report
from hnreader.cli.citing import cite
from hnreader.cli.codes import FINE, NOTHING_FOUND, UNUSABLE
from hnreader.cli.counting import count, kwic
from hnreader.cli.exporting import export
from hnreader.cli.naming import list_names, list_related
from hnreader.cli.printing import clipping, reasons, row_of, rows
from hnreader.cli.progress import Progress
from hnreader.cli.searching import find
from hnreader.cli.streams import at_terminal, complain
from hnreader.errors import NothingReadableError
from hnreader.research.export import export_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Voice
    from hnreader.model import Article, Failure


def run(asked: Arguments, voice: Voice) -> int:
    """Do what is asked. The reader opens where somebody sits at a terminal; elsewhere its list is printed."""
    if asked.command == OPEN and at_terminal():
        from hnreader.app import run as read  # noqa: PLC0415 - the screen is loaded where it is opened

        return read(asked.paths, asked.lang)
    if asked.command == "export":
        return export(asked, voice)
    try:
        with Progress(voice) as shown:
            archive = Archive(*sorted_out(shown.counted(load(*asked.paths), "reading.pages")))
    except NothingReadableError as error:
        _tell(error.failures, voice)
        return UNUSABLE
    _tell(archive.failures, voice)
    return _COMMANDS[asked.command](archive, asked, voice)


def _tell(failures: Iterable[Failure], voice: Voice) -> None:
    for one in failures:
        complain(f"{one.path}: {voice(one.code, one.detail)}")


def _list(archive: Archive, asked: Arguments, voice: Voice) -> int:
    if "--json" in asked.flags:
        print_json([brief(article, archive) for article in archive.entries])
    else:
        for row in rows([row_of(one, archive.chain(one), voice) for one in archive.entries]):
            print(row)
    return FINE


def _show(archive: Archive, asked: Arguments, voice: Voice) -> int:
    named = find_article(archive, asked.subject, voice)
    if named is None:
        return NOTHING_FOUND
    article = archive.whole(named)
    page = archive.page_of(article)
    if "--json" in asked.flags:
        print_json(brief(named, archive) | export_article(named, archive))
        return FINE
    for line in clipping(article, archive.chain(article), page.dating, voice):
        print(line)
    if "--why" in asked.flags:
        for line in _why(archive, article, voice):
            print(line)
    return FINE


def _why(archive: Archive, article: Article, voice: Voice) -> Iterator[str]:
    """Yield the reasons under a blank line; those of several parts under the files that their lines are of."""
    parts = archive.parts(article)
    for part in parts:
        page, tie = archive.page_of(part), archive.continued_by(part)
        yield ""
        if len(parts) > 1:
            yield f"{page.page.source} · {part.id}"
        told = (tie.evidence,) if tie else ()
        yield from reasons((*standing(part, tie), *told, *page.dating.evidence), voice)


def _check(archive: Archive, asked: Arguments, voice: Voice) -> int:
    found = check(archive)
    if "--json" in asked.flags:
        print_json(plain(found, voice))
    else:
        for line in report(found, voice):
            print(line)
    return FINE if found.lawful else NOTHING_FOUND


_COMMANDS: Final[dict[str, Callable[[Archive, Arguments, Voice], int]]] = {
    OPEN: _list,
    "list": _list,
    "show": _show,
    "search": find,
    "kwic": kwic,
    "trend": count,
    "cite": cite,
    "check": _check,
    "names": list_names,
    "related": list_related,
}
