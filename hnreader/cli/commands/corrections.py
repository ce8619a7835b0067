"""`hnreader corrections`: lists, adds, exports and withdraws what people corrected on pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec
from msgspec import Struct

from hnreader.archive import Change, CorrectedFile, State, corrected_files
from hnreader.cli.arguments import UsageError
from hnreader.cli.articles import shown_title
from hnreader.cli.exit_codes import FAILURE, NOTHING_FOUND, SUCCESS
from hnreader.cli.pager import paged
from hnreader.cli.pages import print_failures, used_library
from hnreader.cli.streams import print_error
from hnreader.cli.tables import print_json, print_rows
from hnreader.cli.writing import write_error
from hnreader.messages import N_
from hnreader.messages.corrections import words_of_correction
from hnreader.messages.reasons import words_of
from hnreader.model import Failure
from hnreader.reading import clean, page_name
from hnreader.reasons import Message, Reason
from hnreader.storage.files import atomic_file
from hnreader.userdata.correction_file import (
    PageCorrection,
    add_corrections,
    author,
    correction_path,
    merged,
    page_of_corrections,
    read_bytes,
    read_corrections,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.cli.arguments import Arguments
    from hnreader.cli.tables import Row
    from hnreader.corrections import TextQuote
    from hnreader.messages import Translator
    from hnreader.userdata.correction_file import CorrectionFile

_ONLY: Final = {
    "--all": ("list", "drop"),
    "--dry-run": ("apply",),
    "--output": ("export",),
    "--force": ("export",),
}
"""The actions that options belong to."""
_STATES: Final = {
    State.APPLIED: "{correction}",
    State.MISFIT: N_("[does not fit the page any more] {correction}"),
    State.IGNORED: N_("[without effect: the file itself says what its lines are] {correction}"),
    State.WITHDRAWN: N_("[withdrawn] {correction}"),
}
_NONE: Final = "–"


def run(arguments: Arguments, tr: Translator) -> int:
    """Do what is asked with corrections, print what came of it, and return the exit code. Raises `UsageError`."""
    action = arguments.subject or "list"
    given = (arguments.everything, arguments.dry_run, arguments.output, arguments.force)
    for (option, actions), value in zip(_ONLY.items(), given, strict=True):
        if value and action not in actions:
            raise UsageError(Message(Reason.USAGE_ELSEWHERE, option=option, command=f"corrections {action}"))
    if action == "apply":
        return _apply(arguments, tr)
    if action == "drop":
        return _drop(arguments, tr)
    if action == "export" and arguments.output:
        return _write(arguments, Path(arguments.output), tr)
    return _list(arguments, tr, as_json=arguments.json or action == "export")


class _Listed(NamedTuple):
    path: Path
    correction: PageCorrection
    state: State

    def row(self, tr: Translator) -> Row:
        """Return its line in a list."""
        correction = self.correction.correction
        when = f"{correction.at:%Y-%m-%d %H:%M}" if correction.at else _NONE
        what = tr(_STATES[self.state], correction=words_of_correction(correction, tr))
        return self._place, self.correction.id, when, clean(correction.by) or _NONE, what

    def as_json(self) -> dict[str, Any]:
        correction = self.correction.correction
        return {
            "file": clean(str(self.path)),
            "page": self.correction.page or None,
            "id": self.correction.id,
            "state": self.state,
            "action": correction.action,
            "on": _passage(correction.on),
            "other": _passage(correction.other),
            "role": correction.role or None,
            "date": correction.date.isoformat() if correction.date else None,
            "page_no": correction.page_no or None,
            "text": clean(correction.text) or None,
            "by": clean(correction.by) or None,
            "at": correction.at.isoformat() if correction.at else None,
        }

    @property
    def _place(self) -> str:
        name = clean(str(self.path))
        return page_name(name, self.correction.page) if self.correction.page else name


def _list(arguments: Arguments, tr: Translator, *, as_json: bool) -> int:
    everything = arguments.everything or arguments.subject == "export"
    found = [listed for path in _found(arguments.paths, tr) for listed in _listed(path, arguments, tr, everything)]
    with paged():
        if as_json:
            print_json([each.as_json() for each in found])
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


def _listed(path: Path, arguments: Arguments, tr: Translator, everything: bool) -> Iterator[_Listed]:
    file = CorrectedFile(path, arguments.paper, used_library(arguments))
    _print_problems(correction_path(path), file.kept, tr)
    print_failures(file.failures, tr)
    corrections = [*file.kept.corrections, *(file.kept.withdrawn if everything else ())]
    for correction, state in zip(corrections, file.states(corrections), strict=True):
        yield _Listed(path, correction, state)


def _write(arguments: Arguments, output: Path, tr: Translator) -> int:
    """Write the corrections of all files to one, which is complete or is not written."""
    texts = []
    for path in _found(arguments.paths, tr):
        try:
            texts.append(read_bytes(correction_path(path))[0].decode("utf-8", "replace"))
        except OSError as error:
            why = Message(Reason.CORRECTIONS_UNREADABLE, error=error.strerror or "")
            print_failures([Failure(clean(str(correction_path(path))), why)], tr)
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
    _print_problems(given, kept, tr)
    file = CorrectedFile(page, arguments.paper, used_library(arguments))
    print_failures(file.failures, tr)
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
        print_rows([_changed(change, tr) for change in offered.changes])
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


def _changed(change: Change, tr: Translator) -> Row:
    before, now = (shown_title(article, tr) if article else "" for article in change)
    if not before:
        return tr("new"), now
    if not now:
        return tr("gone"), before
    return tr("changed"), now if now == before else f"{before} → {now}"


def _as_json(offered: _Offered) -> dict[str, Any]:
    return {
        **{name: [each.id for each in getattr(offered, name)] for name in ("added", "there", "withdrawn", "misfit")},
        "changes": [
            {name: article.id if article else None for name, article in change._asdict().items()}
            for change in offered.changes
        ],
    }


def _drop(arguments: Arguments, tr: Translator) -> int:
    """Withdraw corrections of a page: those named, or all of it; all that are named or none."""
    if not arguments.paths:
        raise _misused(arguments, "drop", "PAGE")
    page, ids = _page(arguments.paths[0]), arguments.paths[1:]
    if ids and arguments.everything:
        raise UsageError(Message(Reason.USAGE_EITHER, option="--all", other="ID"))
    if not ids and not arguments.everything:
        raise UsageError(Message(Reason.USAGE_SUBJECT, command="corrections drop", subject="ID"))
    if page.is_dir() or not (page.exists() or correction_path(page).exists()):
        print_failures([_no_page(page)], tr)
        return FAILURE
    kept = read_corrections(correction_path(page))
    _print_problems(correction_path(page), kept, tr)
    chosen = kept.corrections if arguments.everything else _named(kept, ids, tr)
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


def _named(kept: CorrectionFile, ids: Iterable[str], tr: Translator) -> Sequence[PageCorrection]:
    """Return the corrections with these ids, or beginnings of such; nothing, after messages, where one is not there."""
    chosen, unknown = dict[str, PageCorrection](), False
    for typed in ids:
        found = [each for each in kept.corrections if each.id.startswith(typed.casefold())]
        if len(found) == 1:
            chosen[found[0].id] = found[0]
        else:
            several = tr("Several corrections have ids that begin with {id}", id=clean(typed))
            print_error(several if found else words_of(Message(Reason.CORRECTION_UNKNOWN, id=typed), tr))
            unknown = True
    return () if unknown else [*chosen.values()]


def _kept(page: Path, added: Sequence[PageCorrection], withdrawn: Iterable[tuple[str, str]], tr: Translator) -> bool:
    """Add to the corrections of a page; say where they cannot be written."""
    path = correction_path(page)
    try:
        add_corrections(path, added, withdrawn)
    except OSError as error:
        print_error(write_error(path, error, tr))
        return False
    return True


def _page(typed: str) -> Path:
    """Return the file of a page that was named, or whose corrections were."""
    return page_of_corrections(Path(typed)) or Path(typed)


def _no_page(path: Path) -> Failure:
    """Return why a path is not that of a file."""
    return Failure(clean(str(path)), Message(Reason.SPECIAL_FILE if path.exists() else Reason.MISSING))


def _misused(arguments: Arguments, action: str, wanted: str) -> UsageError:
    command = f"corrections {action}"
    if len(arguments.paths) > len(wanted.split()):
        return UsageError(Message(Reason.USAGE_SURPLUS, command=command))
    return UsageError(Message(Reason.USAGE_SUBJECT, command=command, subject=wanted))


def _print_problems(path: Path, kept: CorrectionFile, tr: Translator) -> None:
    """Say what in a file of corrections cannot be read, by its lines."""
    for problem in kept.problems:
        print_error(f"{clean(str(path))}: {words_of(problem, tr)}")


def _passage(passage: TextQuote | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(passage).items()
    }
