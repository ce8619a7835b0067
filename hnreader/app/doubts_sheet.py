"""The sheet that says why an article was put together so."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual.content import Content

from hnreader.app.doubts import reasons
from hnreader.app.sheet import Sheet
from hnreader.app.words import printable

if TYPE_CHECKING:
    from hnreader.app.doubts import Reason
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article

MARK: Final = "?"  # as on the page; ⚠ is two cells wide in some terminals and one in others


def why_sheet(voice: Voice, archive: Archive, article: Article) -> Sheet:
    """List the evidence in the order of the page, what is in doubt marked and bold, under the files it is of."""
    parts: list[Content] = []
    for source, found in groupby(reasons(voice, archive, article), lambda one: one.source):
        parts.append(Content.styled(("\n" if parts else "") + printable(source) + "\n", "bold $accent"))
        parts += [_told(voice, one) for one in found]
    return Sheet(voice("sheet.why"), Content("").join(parts or [Content(voice("doubt.nothing"))]))


def _told(voice: Voice, reason: Reason) -> Content:
    mark = MARK if reason.doubtful else " "
    place = voice("raw.page") if reason.line is None else voice("raw.line", reason.line)
    return Content.assemble(
        (f"{mark} {reason.sure:4.0%}  {place}\n", "bold" if reason.doubtful else "$foreground 52%"),
        (f"{printable(reason.said)}\n", "bold" if reason.doubtful else ""),
    )
