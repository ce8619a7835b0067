"""The sheet with the evidence by which an article was assembled."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual.content import Content

from hnreader.app.rendering.evidence_notes import evidence_notes
from hnreader.app.rendering.formatting import DOT, printable
from hnreader.app.rendering.story_view import story_details
from hnreader.app.screens.sheet import Sheet

if TYPE_CHECKING:
    from hnreader.app.controllers.assembly import Controllers
    from hnreader.app.rendering.evidence_notes import EvidenceNote
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article

_DOUBT: Final = "?"  # as on the page; ⚠ is two cells wide in some terminals and one in others


def open_screen(controllers: Controllers) -> None:
    """Show the evidence of the selected article."""
    archive, article = controllers.context.loaded.archive, controllers.panes.articles.selected
    if archive is not None and article is not None:
        controllers.context.view.push(evidence_sheet(controllers.context.tr, archive, article))


def evidence_sheet(tr: Translator, archive: Archive, article: Article) -> Sheet:
    """List all details of an article, and the evidence by file and in the order of the page.

    What is in doubt is marked and bold.
    """
    details = DOT.join(story_details(archive.story(article), tr))
    parts = [Content(f"{printable(details)}\n{printable(archive.page_of(article).page.source)}\n")]
    for source, found in groupby(evidence_notes(tr, archive, article), lambda note: note.source):
        parts.append(Content.styled(f"\n{printable(source)}\n", "bold $accent"))
        parts += [_entry(tr, note) for note in found]
    if len(parts) == 1:
        parts.append(Content("\n" + tr("Nothing was inferred: the text is in page order")))
    return Sheet(tr("Why it was assembled this way"), Content("").join(parts))


def _entry(tr: Translator, note: EvidenceNote) -> Content:
    mark = _DOUBT if note.doubtful else " "
    place = tr("whole page") if note.line is None else tr("line {number}", number=note.line)
    return Content.assemble(
        (f"{mark} {note.confidence:4.0%}  {place}\n", "bold" if note.doubtful else "$text-quiet"),
        (f"{printable(note.text)}\n", "bold" if note.doubtful else ""),
    )
