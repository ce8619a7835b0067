"""`hnreader corrections`: lists, adds, exports and withdraws what people corrected on pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from hnreader.archive import Change, CorrectedFile, State, corrected_files
from hnreader.cli.arguments import UsageError
from hnreader.cli.correction_lines import ListedCorrection, changed_row
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pager import paged
from hnreader.cli.pages import print_failures, used_library
from hnreader.cli.reports import CorrectionRecord
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_records, print_rows
from hnreader.cli.writing import write_error
from hnreader.messages.corrections import words_of_correction
from hnreader.messages.reasons import words_of
from hnreader.model import Failure
from hnreader.reading import clean
from hnreader.reasons import Message, Reason
from hnreader.storage.files import atomic_file
from hnreader.userdata.correction_file import (
    PageCorrection,
    author,
    correction_path,
    merged,
    read_bytes,
    read_corrections,
)
from hnreader.userdata.correction_places import corrected_page, keep_corrections, kept_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.cli.arguments import Arguments
    from hnreader.messages import Translator

_ONLY: Final = {
    "--all": ("list", "drop"),
    "--dry-run": ("apply",),
    "--output": ("export",),
    "--force": ("export",),
    "--csv": ("list",),
}
"""The actions that options belong to."""


def run(arguments: Arguments, tr: Translator) -> int:
    """Do what is asked with corrections, print what came of it, and return the exit code. Raises `UsageError`."""
    action = arguments.subject or "list"
    given = (arguments.everything, arguments.dry_run, arguments.output, arguments.force, arguments.csv)
    for (option, actions), value in zip(_ONLY.items(), given, strict=True):
        if value and action not in actions:
            raise UsageError(Message(Reason.USAGE_ELSEWHERE, option=option, command=f"corrections {action}"))
    if action == "apply":
        return _apply(arguments, tr)
    if action == "drop":
        return _drop(arguments, tr)
    if action == "show":
        return _show(arguments, tr)
    if action == "export" and arguments.output:
        return _write(arguments, Path(arguments.output), tr)
    return _list(arguments, tr, as_json=arguments.json or action == "export")


def _list(arguments: Arguments, tr: Translator, *, as_json: bool) -> int:
    exported = arguments.subject == "export"
    everything = arguments.everything or exported
    found = [listed for path in _found(arguments.paths, tr) for listed in _listed(path, arguments, tr, everything)]
    with paged():
        if as_json or arguments.csv:
            records = (each.record(folders=not exported) for each in found)
            print_records(CorrectionRecord, records, csv=arguments.csv)
        elif found:
            print_rows([each.row(tr) for each in found])
        else:
            print_error(tr("No corrections were found"))
    return SUCCESS if found else NOTHING_FOUND


def _found(paths: Iterable[str], tr: Translator) -> Iterator[Path]:
    """Yield the files that have corrections; say at which paths there is nothing."""
    for path in corrected_files(*paths):
        if isinstance(path, Failure):
            print_failures([path], tr)
        else:
            yield path


def _listed(path: Path, arguments: Arguments, tr: Translator, everything: bool) -> Iterator[ListedCorrection]:
    file = _corrected_file(path, arguments, tr)
    for place in file.kept_in:
        _say_place(path, place, tr)
    corrections = [*file.kept.corrections, *(file.kept.withdrawn if everything else ())]
    for correction, state in zip(corrections, file.states(corrections), strict=True):
        yield ListedCorrection(file, correction, state)


def _corrected_file(path: Path, arguments: Arguments, tr: Translator) -> CorrectedFile:
    """Return a file of pages with its corrections; say what of either cannot be read."""
    file = CorrectedFile(path, arguments.paper, used_library(arguments))
    print_failures([*file.problems, *file.failures], tr)
    return file


def _write(arguments: Arguments, output: Path, tr: Translator) -> int:
    """Write the corrections of all files to one, which is complete or is not written."""
    texts = []
    for path in (kept for page in _found(arguments.paths, tr) for kept in kept_files(page)):
        try:
            texts.append(read_bytes(path)[0].decode("utf-8", "replace"))
        except OSError as error:
            why = Message(Reason.CORRECTIONS_UNREADABLE, error=error.strerror or "")
            print_failures([Failure(clean(str(path)), why)], tr)
    if not texts:
        print_error(tr("No corrections were found"))
        return NOTHING_FOUND
    try:
        with atomic_file(output, force=arguments.force) as file:
            file.write(merged(texts))
    except OSError as error:
        print_error(write_error(output, error, tr))
        return FAILURE
    return SUCCESS


class _Offered(Struct, frozen=True):
    """What becomes of the corrections of a file that are offered to a page."""

    added: Sequence[PageCorrection]
    there: Sequence[PageCorrection]
    """Already."""
    withdrawn: Sequence[PageCorrection]
    """Before, on this page."""
    misfit: Sequence[PageCorrection]
    changes: Sequence[Change]

    @classmethod
    def to(cls, file: CorrectedFile, corrections: Sequence[PageCorrection]) -> _Offered:
        """Return what becomes of them at a file of pages."""
        of_state: dict[State, list[PageCorrection]] = {state: [] for state in State}
        for each, state in zip(corrections, file.states(corrections), strict=True):
            of_state[state].append(each)
        there = [each for each in of_state[State.APPLIED] if each in file.kept.corrections]
        added = [each for each in of_state[State.APPLIED] if each not in there]
        misfit = of_state[State.MISFIT] + of_state[State.IGNORED]
        return cls(added, there, of_state[State.WITHDRAWN], misfit, [*file.changes(added)])


def _apply(arguments: Arguments, tr: Translator) -> int:
    if len(arguments.paths) != 2:
        raise _misused(arguments, "apply", "FILE PAGE")
    given, page = Path(arguments.paths[0]), _page(arguments.paths[1])
    for path in (given, page):
        if not path.is_file():
            print_failures([_no_page(path)], tr)
            return FAILURE
    kept = read_corrections(given)
    print_failures([Failure(clean(str(given)), problem) for problem in kept.problems], tr)
    file = _corrected_file(page, arguments, tr)
    if not file.pages:
        return FAILURE
    offered = _Offered.to(file, kept.corrections)
    if not arguments.dry_run and not _kept(page, offered.added, [], tr):
        return FAILURE
    if arguments.json:
        print_json(_as_json(offered))
    else:
        for line in _lines(offered, tr, dry_run=arguments.dry_run):
            print(line)
        print_rows([changed_row(change, tr) for change in offered.changes])
    return SUCCESS if offered.added or offered.there else NOTHING_FOUND


def _lines(offered: _Offered, tr: Translator, *, dry_run: bool) -> Iterator[str]:
    """Yield how many corrections came to what, those that were left out by name."""
    count = len(offered.added)
    if dry_run:
        yield tr.plural("{count} correction would be added", "{count} corrections would be added", count)
    else:
        yield tr.plural("{count} correction added", "{count} corrections added", count)
    if count := len(offered.there):
        yield tr.plural("{count} was there already", "{count} were there already", count)
    if count := len(offered.withdrawn):
        yield tr.plural("{count} was withdrawn here", "{count} were withdrawn here", count)
    if count := len(offered.misfit):
        yield tr.plural(
            "{count} does not fit this page and was left out:", "{count} do not fit this page and were left out:", count
        )
        yield from (f"  {each.id}  {words_of_correction(each.correction, tr)}" for each in offered.misfit)


def _as_json(offered: _Offered) -> dict[str, Any]:
    return {
        **{name: [each.id for each in getattr(offered, name)] for name in ("added", "there", "withdrawn", "misfit")},
        "changes": [
            {name: article.id if article else None for name, article in change._asdict().items()}
            for change in offered.changes
        ],
    }


def _show(arguments: Arguments, tr: Translator) -> int:
    """Print all that is known of corrections of a page: those named, also if they were withdrawn."""
    if len(arguments.paths) < 2:
        raise _misused(arguments, "show", "PAGE ID")
    page, *ids = arguments.paths
    file = _corrected_file(_page(page), arguments, tr)
    chosen = _named((*file.kept.corrections, *file.kept.withdrawn), ids, tr)
    listed = [ListedCorrection(file, *each) for each in zip(chosen, file.states(chosen), strict=True)]
    with paged():
        if arguments.json:
            print_records(CorrectionRecord, (each.record() for each in listed))
        for each in listed if not arguments.json else ():
            for line in each.lines(tr):
                print(line)
    return SUCCESS if listed else NOTHING_FOUND


def _drop(arguments: Arguments, tr: Translator) -> int:
    """Withdraw corrections of a page: those named, or all of it; all that are named or none."""
    if not arguments.paths:
        raise _misused(arguments, "drop", "PAGE")
    page, ids = _page(arguments.paths[0]), arguments.paths[1:]
    if ids and arguments.everything:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--all", other="ID"))
    if not ids and not arguments.everything:
        raise UsageError(Message(Reason.USAGE_SUBJECT, command="corrections drop", subject="ID"))
    if page.is_dir() or not (page.exists() or kept_files(page)):
        print_failures([_no_page(page)], tr)
        return FAILURE
    file = _corrected_file(page, arguments, tr)
    chosen = file.kept.corrections if arguments.everything else _named(file.kept.corrections, ids, tr)
    if not chosen:
        if arguments.everything:
            print_error(tr("No corrections were found"))
        return NOTHING_FOUND
    if not _kept(page, [], [(each.id, author()) for each in chosen], tr):
        return FAILURE
    if arguments.json:
        print_json({"withdrawn": [each.id for each in chosen]})
        return SUCCESS
    print_rows([(each.id, words_of_correction(each.correction, tr)) for each in chosen])
    print(tr.plural("{count} correction withdrawn", "{count} corrections withdrawn", len(chosen)))
    return SUCCESS


def _named(known: Sequence[PageCorrection], ids: Iterable[str], tr: Translator) -> Sequence[PageCorrection]:
    """Return the corrections with these ids, or beginnings of such; nothing, after messages, where one is not there."""
    chosen, unknown = dict[str, PageCorrection](), False
    for typed in ids:
        found = [each for each in known if each.id.startswith(typed.casefold())]
        if len(found) == 1:
            chosen[found[0].id] = found[0]
        else:
            several = tr("Several corrections have ids that begin with {id}", id=clean(typed))
            print_error(several if found else words_of(Message(Reason.CORRECTION_UNKNOWN, id=typed), tr))
            unknown = True
    return () if unknown else [*chosen.values()]


def _kept(page: Path, added: Sequence[PageCorrection], withdrawn: Iterable[tuple[str, str]], tr: Translator) -> bool:
    """Add to the corrections of a page; say where they are now, and where they cannot be written."""
    try:
        _say_place(page, keep_corrections(page, added, withdrawn), tr)
    except OSError as error:
        print_error(write_error(Path(error.filename or correction_path(page)), error, tr))
        return False
    return True


def _say_place(page: Path, place: Path, tr: Translator) -> None:
    """Say where corrections of a page are kept, if not beside it."""
    if place != correction_path(page):
        print_error(tr("{file}: corrections are kept in {place}", file=clean(str(page)), place=clean(str(place))))


def _page(typed: str) -> Path:
    """Return the file of a page that was named, or whose corrections were."""
    return corrected_page(Path(typed)) or Path(typed)


def _no_page(path: Path) -> Failure:
    """Return why a path is not that of a file."""
    return Failure(clean(str(path)), Message(Reason.SPECIAL_FILE if path.exists() else Reason.MISSING))


def _misused(arguments: Arguments, action: str, wanted: str) -> UsageError:
    command = f"corrections {action}"
    if len(arguments.paths) > len(wanted.split()):
        return UsageError(Message(Reason.USAGE_SURPLUS, command=command))
    return UsageError(Message(Reason.USAGE_SUBJECT, command=command, subject=wanted))
