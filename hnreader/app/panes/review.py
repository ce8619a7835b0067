"""The list of a review: how likely each article is right, what it is called, and what is the least certain of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from hnreader.app.commands import bindings
from hnreader.app.panes.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from hnreader.app.rendering.review_rows import ReviewedArticle
    from hnreader.app.rendering.styled_text import StyledLine
    from hnreader.messages import Translator


class ReviewPane(RowList):
    """An article in two rows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("review")
    row_height = 2

    @dataclass
    class Selected(Message):
        """Another article was selected."""

        position: int

    def __init__(self, tr: Translator) -> None:
        super().__init__(id="review")
        self._tr = tr
        self._articles: Sequence[ReviewedArticle] = ()

    def show(self, articles: Sequence[ReviewedArticle]) -> None:
        """Show a review from its beginning. `articles` may change; `redraw_row` shows it."""
        self._articles = articles
        self.set_rows(len(articles))
        self.post_message(self.Selected(self.position))

    def choose(self, position: int) -> None:
        """Select the article at a position, or the nearest one."""
        super().choose(position)
        self.post_message(self.Selected(self.position))

    def redraw_row(self, position: int) -> None:
        """Draw an article anew."""
        self.redraw(range(*self._lines_of(position)))

    def row_line(self, position: int, line: int, width: int) -> StyledLine:
        """Return chance, title and place, or the line with the doubt."""
        article = self._articles[position]
        return article.doubt_row(width) if line else article.heading(width, self._tr)
