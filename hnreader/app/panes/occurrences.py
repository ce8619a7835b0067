"""The lines of a concordance, each made when it becomes visible."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from hnreader.app.commands import bindings
from hnreader.app.panes.pane import scroll_to_line
from hnreader.app.panes.row_list import RowList
from hnreader.app.rendering.formatting import printable
from hnreader.messages.page_labels import say_page
from hnreader.typesetting import aligned, cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator
    from hnreader.research.concordance import Occurrence

WIDTH_FOR_DATE: Final = 70  # cells: from here up the date stands before an occurrence
WIDTH_FOR_PAGE: Final = 100  # cells: from here up the page stands behind the date


class OccurrencePane(RowList):
    """Occurrences aligned on the match."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("concordance")

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="occurrences")
        self._tr = tr
        self._date_width = max(len("2024-03-09"), cells(tr("date unknown"))) + 1
        self._page_width = max(cells(say_page(tr, number)) for number in (None, 99)) + 1
        self._occurrences: Sequence[Occurrence] = ()

    def show(self, occurrences: Sequence[Occurrence]) -> None:
        """Show other occurrences, from the first one on."""
        self._occurrences = occurrences
        self.empty_text = self._tr("No occurrences")
        self.set_rows(len(occurrences))

    def grow(self) -> None:
        """Show also the occurrences that have come behind those shown."""
        self._count = len(self._occurrences)
        self.set_line_count(self._count)

    def return_to(self, position: int) -> None:
        """Select an occurrence, a third of the screen down, unless another than the first is selected."""
        if self.position == 0:
            scroll_to_line(self, position - self.size.height // 3)
            self.choose(position)

    def row_line(self, position: int, line: int, width: int) -> StyledLine:  # noqa: ARG002 rows have one line
        """Return the occurrence in its context, behind its date and page where they fit."""
        occurrence = self._occurrences[position]
        source = self._source(occurrence)
        left, match, right = map(printable, (occurrence.left, occurrence.hit, occurrence.right))
        text, (start, end) = aligned(left, match, right, width - cells(source))
        return [(source, "meta"), (text[:start], "name"), (text[start:end], "match"), (text[end:], "name")]

    def _source(self, occurrence: Occurrence) -> str:
        if self.content_width < WIDTH_FOR_DATE:
            return ""
        article = occurrence.article
        date = _padded(str(article.date or self._tr("date unknown")), self._date_width)
        if self.content_width < WIDTH_FOR_PAGE:
            return date
        return date + _padded(say_page(self._tr, article.page_no), self._page_width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
