"""Corrections as `hnreader corrections` prints them: a line each, one with all that is known of it, or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from hnreader.archive import State
from hnreader.cli.articles import shown_title
from hnreader.cli.reports import CorrectionRecord
from hnreader.messages import N_
from hnreader.messages.corrections import words_of_correction
from hnreader.reading import clean, page_name
from hnreader.segment import words_in_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hnreader.archive import Change, CorrectedFile
    from hnreader.cli.tables import Row
    from hnreader.corrections import TextQuote
    from hnreader.messages import Translator
    from hnreader.userdata.correction_file import PageCorrection

_STATES: Final = {
    State.APPLIED: "{correction}",
    State.MISFIT: N_("[does not fit the page any more] {correction}"),
    State.IGNORED: N_("[without effect: the file itself says what its lines are] {correction}"),
    State.WITHDRAWN: N_("[withdrawn] {correction}"),
}
_NONE: Final = "–"


class ListedCorrection(NamedTuple):
    """A correction of a file of pages, and what becomes of it."""

    file: CorrectedFile
    correction: PageCorrection
    state: State

    def row(self, tr: Translator) -> Row:
        """Return its line in a list."""
        correction = self.correction.correction
        when = f"{correction.at:%Y-%m-%d %H:%M}" if correction.at else _NONE
        what = tr(_STATES[self.state], correction=words_of_correction(correction, tr))
        return self._place(self.file.path), self.correction.id, when, clean(correction.by) or _NONE, what

    def record(self, *, folders: bool = True) -> CorrectionRecord:
        """Return all of it. What is given away has the names of files, and not the `folders` that they are in."""
        correction = self.correction.correction
        file, *kept_in = (each if folders else Path(each.name) for each in (self.file.path, *self.file.kept_in))
        return CorrectionRecord(
            file=clean(str(file)),
            source=self._place(file),
            id=self.correction.id,
            state=self.state,
            action=correction.action,
            on=_passage(correction.on),
            other=_passage(correction.other),
            role=correction.role or None,
            digest=clean(correction.digest) or None,
            date=correction.date,
            page_no=correction.page_no or None,
            text=clean(correction.text) or None,
            by=clean(correction.by) or None,
            at=correction.at,
            kept_in=[clean(str(path)) for path in kept_in],
        )

    def lines(self, tr: Translator) -> Iterator[str]:
        """Yield all that is known of it: its line, where it is kept, its words on the page, and what it changes."""
        yield "  ".join(self.row(tr))
        for path in self.file.kept_in:
            yield tr("Kept in {file}", file=clean(str(path)))
        correction, page = self.correction.correction, self.file.pages.get(self.correction.page)
        for quote in filter(None, (correction.on, correction.other)):
            if page and (found := words_in_context(page, quote)):
                passage = clean(f"…{found.before}【{found.words}】{found.behind}…")
                yield tr("Line {number}: {passage}", number=found.line, passage=passage)
        if self.state is State.APPLIED:
            rows = [changed_row(change, tr) for change in self.file.effect(self.correction)]
            yield from ("  ".join(row) for row in rows or [(tr("No article is changed by this"),)])

    def _place(self, file: Path) -> str:
        name = clean(str(file))
        return page_name(name, self.correction.page) if self.correction.page else name


def changed_row(change: Change, tr: Translator) -> Row:
    """Return the line of an article that is another with corrections than without."""
    before, now = (shown_title(article, tr) if article else "" for article in change)
    if not before:
        return tr("new"), now
    if not now:
        return tr("gone"), before
    return tr("changed"), now if now == before else f"{before} → {now}"


def _passage(passage: TextQuote | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(passage).items()
    }
