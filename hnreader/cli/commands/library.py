"""`hnreader library`: shows, verifies and shrinks the library of segmented pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hnreader.archive import LibraryFile, newer_beside, recipes
from hnreader.cli.arguments import UsageError
from hnreader.cli.exit_codes import NOTHING_FOUND, SUCCESS
from hnreader.cli.pages import library_of, print_failures
from hnreader.cli.progress import Progress
from hnreader.cli.reports import LibraryReport
from hnreader.cli.tables import print_json, print_records, print_rows
from hnreader.messages.reasons import words_of
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.research.names_compacting import compact_names
from hnreader.research.names_database import delete_names, size_of_names
from hnreader.search import delete_indexes, indexes, size_of_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.archive import Totals
    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_MIB = 2**20


def run(arguments: Arguments, tr: Translator) -> int:
    """Do what is asked with the library and print what came of it. Raises `LibraryError`, `UsageError`."""
    action = arguments.subject or "show"
    if arguments.csv and action != "show":
        raise UsageError(Message(Reason.USAGE_ELSEWHERE, option="--csv", command=f"library {action}"))
    if bool(arguments.paths) is not (action == "forget"):
        reason = Message(Reason.USAGE_SURPLUS, command=f"library {action}")
        missing = Message(Reason.USAGE_SUBJECT, command="library forget", subject="PATH")
        raise UsageError(reason if arguments.paths else missing)
    folder = library_of(arguments)
    if beside := newer_beside(folder):
        print_failures([beside], tr)
    with LibraryFile(folder) as library:
        if action == "verify":
            return _verify(library, arguments, tr)
        if action != "show":
            freed = _compact(library, folder) if action == "compact" else _forget(library, folder, arguments.paths)
            _print({"freed": freed}, tr("{size} MB freed", size=_megabytes(freed)), arguments)
            return SUCCESS
        totals = library.totals(recipes())
    _show(totals, folder, arguments, tr)
    return SUCCESS


def _compact(library: LibraryFile, folder: Path) -> int:
    """Delete what nobody would ask for, and return how many bytes that freed. Raises `LibraryError`."""
    freed = delete_indexes(folder, earlier=True) + library.compact(recipes())
    return freed + compact_names(folder, library.archive_keys(), library.page_keys())


def _forget(library: LibraryFile, folder: Path, paths: Iterable[str]) -> int:
    """Delete what is held of paths, and return how many bytes that freed. Raises `LibraryError`."""
    return delete_indexes(folder) + delete_names(folder) + library.forget(map(Path, paths))


def _show(totals: Totals, folder: Path, arguments: Arguments, tr: Translator) -> None:
    size_of_indexes, names = sum(map(size_of_index, indexes(folder))), size_of_names(folder)
    if arguments.json or arguments.csv:
        report = LibraryReport(
            path=str(totals.path),
            size=totals.size,
            pages=totals.pages,
            current=totals.current,
            files=totals.files,
            indexes=size_of_indexes,
            names=names,
        )
        if arguments.csv:
            print_records(LibraryReport, [report], csv=True)
        else:
            print_json(report)
        return
    earlier = totals.pages - totals.current
    print_rows(
        [
            (tr("Library"), clean(str(totals.path))),
            (tr("Size"), tr("{size} MB", size=_megabytes(totals.size))),
            (tr("Pages"), f"{totals.pages:,}"),
            (tr("Files"), f"{totals.files:,}"),
            *([(tr("Of earlier versions"), f"{earlier:,}")] if earlier else []),
            (tr("Search indexes"), tr("{size} MB", size=_megabytes(size_of_indexes))),
            (tr("Names"), tr("{size} MB", size=_megabytes(names))),
        ]
    )


def _verify(library: LibraryFile, arguments: Arguments, tr: Translator) -> int:
    verified = 0
    problems: list[tuple[str, Message]] = []
    with Progress(tr) as progress:
        text = tr.plural
        for file in progress.counted(library.verify(), lambda count: text("{count} file", "{count} files", count)):
            verified += 1
            if file.problem:
                problems.append((file.path, file.problem))
    words = [f"{clean(path)}: {words_of(problem, tr)}" for path, problem in problems]
    total = tr.plural("{count} file verified", "{count} files verified", verified)
    found = [{"path": path, "problem": problem.reason} for path, problem in problems]
    _print({"verified": verified, "problems": found}, "\n".join([*words, total]), arguments)
    return NOTHING_FOUND if problems else SUCCESS


def _print(values: dict[str, object], words: str, arguments: Arguments) -> None:
    if arguments.json:
        print_json(values)
    else:
        print(words)


def _megabytes(size: int) -> str:
    return f"{size / _MIB:,.1f}"
