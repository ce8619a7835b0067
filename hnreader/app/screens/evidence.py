"""The sheet with the evidence by which an article was assembled."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual.content import Content

from hnreader.app.rendering.evidence_notes import evidence_notes
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.hanging import Hanging
from hnreader.app.rendering.story_view import story_contributors, story_details
from hnreader.app.screens.sheet import HangingSheet
from hnreader.userdata.reading_speed import SPEED

if TYPE_CHECKING:
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.rendering.evidence_notes import EvidenceNote
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article

_COLUMN: Final = 8  # cells: mark, confidence, two blanks
_NOTHING: Final = Hanging(Content(""))
_DOUBT: Final = "?"  # as on the page; ⚠ is two cells wide in some terminals and one in others


def open_screen(controllers: Controllers) -> None:
    """Show the evidence of the selected article."""
    archive, article = controllers.context.loaded.archive, controllers.panes.articles.selected
    if archive is not None and article is not None:
        speed = controllers.context.user_state.notebook.speed.characters_a_minute()
        controllers.context.view.push(evidence_sheet(controllers.context.tr, archive, article, speed))


def evidence_sheet(tr: Translator, archive: Archive, article: Article, speed: int = SPEED) -> HangingSheet:
    """List all details of an article, and the evidence by file and in the order of the page.

    What is in doubt is marked and bold.
    """
    story = archive.story(article)
    *details, length, article_id = story_details(story, tr, speed)
    particulars = (DOT.join(details), DOT.join((length, article_id)), story_contributors(story, tr))
    entries = [Hanging(Content(printable(line))) for line in particulars if line]
    notes = evidence_notes(tr, archive, article)
    for source, found in groupby(notes, lambda note: note.source):
        entries += [_NOTHING, Hanging(Content.styled(printable(source), "bold $accent"))]
        entries += [_entry(tr, note) for note in found]
    if not notes:
        entries.append(Hanging(Content(printable(archive.page_of(article).page.source))))
        entries += [_NOTHING, Hanging(Content(tr("Nothing was inferred: the text is in page order")))]
    return HangingSheet(tr("Why it was assembled this way"), entries, _COLUMN)


def _entry(tr: Translator, note: EvidenceNote) -> Hanging:
    mark = _DOUBT if note.doubtful else " "
    place = tr("whole page") if note.line is None else tr("line {number}", number=note.line)
    bold = "bold" if note.doubtful else ""
    text = Content.assemble((place, bold or "$text-quiet"), (f"  {printable(note.text)}", bold))
    return Hanging(text, Content.styled(f"{mark} {note.confidence:4.0%}", bold or "$text-quiet"))
