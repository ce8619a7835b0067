"""The rows of a review: how likely each article is right, what it is called, and what is the least certain of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.app.rendering.formatting import leave_room, printable
from hnreader.messages.page_labels import say_page
from hnreader.research.review import Status
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    import datetime

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.research.review import Judged

_MARKS: Final = {Status.RIGHT: " ✓", Status.CORRECTED: " ✎"}
_LEAD: Final = 5  # cells of a chance, or of the mark of what was decided


class ReviewedArticle(NamedTuple):
    """An article of a review, as it was when the review began."""

    id: str
    title: str
    printed: bool
    """Whether the title is its own, and not the beginning of its text."""
    date: datetime.date | None
    page_no: int | None
    doubt: str
    judged: Judged

    def heading(self, width: int, tr: Translator) -> StyledLine:
        """Return the row with chance, title and place."""
        mark = _MARKS.get(self.judged.status)
        lead = mark or f"{self.judged.chance:4.0%}"
        date = str(self.date or tr("date unknown"))
        place = "  " + leave_room((date, say_page(tr, self.page_no)), width - _LEAD)
        title = printable(self.title)
        name = clip(title if self.printed else f"〔{title}〕", max(0, width - _LEAD - cells(place)))
        gap = " " * (width - _LEAD - cells(name) - cells(place))
        return [
            (lead + " " * (_LEAD - cells(lead)), "strong"),
            (name, "meta" if mark else "name"),
            (gap + place, "meta"),
        ]

    def doubt_row(self, width: int) -> StyledLine:
        """Return the row with the doubt."""
        return [(" " * _LEAD + clip(printable(self.doubt), max(0, width - _LEAD)), "meta")]
