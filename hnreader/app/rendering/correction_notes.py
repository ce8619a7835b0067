"""What is said around a page that is corrected: which page it is, and what is known of the text at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from hnreader.app.rendering.formatting import DOT, format_date, printable
from hnreader.app.rendering.page_pieces import LABELS
from hnreader.display_title import title
from hnreader.messages.corrections import words_of_correction
from hnreader.messages.page_labels import say_page
from hnreader.messages.terms import FURNITURE
from hnreader.model import Article, Furniture
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.rendering.page_pieces import TextPiece
    from hnreader.messages import Translator
    from hnreader.model import PageArticles
    from hnreader.userdata.correction_file import PageCorrection

_TITLE = 40  # cells


def heading(page: PageArticles, decisions: int, tr: Translator) -> Content:
    """Return the line above the page; `decisions` is how many there are about it."""
    parts = [
        tr("Correcting"),
        printable(page.page.source),
        format_date(tr, page.dating.date, inferred=page.dating.inferred),
        say_page(tr, page.dating.page_no),
        tr.plural("{count} decision", "{count} decisions", decisions),
    ]
    return Content(DOT.join(parts))


def notes(
    piece: TextPiece | None, about: Sequence[PageCorrection], outcome: str, tr: Translator, width: int
) -> Content:
    """Return three lines: what the text at the cursor is, what was decided about it, and what came of it."""
    decided = DOT.join(_decision(each, tr) for each in reversed(about))
    lines = [
        Content.styled(clip(_what(piece, tr), width), "bold"),
        Content.styled(clip(f"✓ {decided}", width) if decided else "", "$text-quiet"),
        Content.styled(clip(printable(outcome), width), "bold $accent"),
    ]
    return Content("\n").join(lines)


def _what(piece: TextPiece | None, tr: Translator) -> str:
    if piece is None:
        return tr("blank line")
    if isinstance(piece.owner, Article):
        text = clip(printable(title(piece.owner)[0]), _TITLE)
        return DOT.join((tr(LABELS[piece.role]), tr("of “{title}”", title=text)))
    return tr(FURNITURE[piece.owner.what]) if isinstance(piece.owner, Furniture) else tr("printed twice")


def _decision(each: PageCorrection, tr: Translator) -> str:
    correction = each.correction
    words = words_of_correction(correction, tr)
    at = f"{correction.at:%Y-%m-%d %H:%M}" if correction.at else ""
    signed = tr(", ").join(filter(None, (correction.by, at)))
    return printable(tr("{decision} ({signed})", decision=words, signed=signed) if signed else words)
