"""The list of articles. Rows are drawn when they become visible, so that there may be a million."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.panes.list_pane import ListPane
from hnreader.app.panes.pane import scroll_to_line, show_lines
from hnreader.app.rendering.list_row import PARTS, ArticleMarks, ArticleRow, RowRenderer
from hnreader.app.rendering.list_rows import ListRows
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Translator
    from hnreader.model import Article

_WIDTH_FOR_ONE_LINE: Final = 60  # cells: from here up title and page share a line
_LOW: Final = 14  # lines: in a lower pane every row has one line


_STYLE: Final = """
ArticleList {
    width: 1fr;
}
ArticleList.beside {
    width: 34%;
    min-width: 40;
    max-width: 56;
    background: $surface;
    scrollbar-background: $surface;
    scrollbar-background-hover: $surface;
    scrollbar-background-active: $surface;
}
.list--issue {
    color: $accent;
    text-style: bold;
}
.list--rule {
    color: $foreground 22%;
}
.list--page {
    color: $text-quiet;
}
.list--headline {
    color: $foreground;
}
.list--read {
    color: $text-quiet;
}
.list--untitled {
    color: $text-quiet;
    text-style: italic;
}
.list--meta {
    color: $text-quiet;
}
.list--selected {
    background: $foreground 9%;
    text-style: bold;
}
.list--bar {
    color: $text-quiet;
}
ArticleList:focus > .list--selected {
    background: $foreground 12%;
}
ArticleList:focus > .list--bar {
    color: $primary;
}
.list--match {
    background: $secondary;
    color: $text-on-match;
    text-style: bold;
}
"""


class ArticleList(ListPane):
    """Articles under the headings of their issues and pages, or the results of a search."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{part}" for part in PARTS}

    empty_text: reactive[str] = reactive("")
    """Is shown where there are no articles."""

    @dataclass
    class Selected(Message):
        """Another article is selected."""

        article: Article | None

    @dataclass
    class Opened(Message):
        """The selected article is to be read."""

        article: Article

    def __init__(self, tr: Translator, marks: ArticleMarks) -> None:
        super().__init__(id="list")
        self._renderer = RowRenderer(tr, marks, lambda part: self.get_component_rich_style(f"list--{part}"))
        self.rows = ListRows()
        self.row_height = 2
        self.user_selected = False
        """The user has selected an article, so that it stays selected when others come in."""

    @property
    def count(self) -> int:
        """The number of articles."""
        return len(self.rows.articles)

    @property
    def selected(self) -> Article | None:
        """The selected article."""
        return self.rows.articles[self.position] if self.position < self.count else None

    def show(self, rows: ListRows, *, keep: bool = True) -> None:
        """Show other rows. With `keep` the same article stays selected, at the same height, if it is among them."""
        before, y = self.selected, self.rows.row(self.position) * self.row_height - self.scroll_offset.y
        kept = rows.position(before) if keep and before is not None else None
        self.rows = rows
        self.position = kept or 0
        self._set_row_height()
        scroll_to_line(self, 0 if kept is None else rows.row(kept) * self.row_height - y)
        self._show_selected()
        if (self.selected and self.selected.id) != (before and before.id):
            self.post_message(self.Selected(self.selected))

    def choose(self, position: int) -> None:
        """Select the article at a position, or the nearest one."""
        first_time, self.user_selected = not self.user_selected, True
        position = max(0, min(position, self.count - 1))
        if not self.count or (position == self.position and not first_time):
            return
        rows = (self.rows.row(self.position), self.rows.row(position))
        self.position = position
        self._show_selected()
        self.redraw(row * self.row_height + line for row in rows for line in range(self.row_height))
        self.post_message(self.Selected(self.selected))

    def _set_row_height(self) -> None:
        one_line = self.size.width >= _WIDTH_FOR_ONE_LINE and not self.rows.results
        self.row_height = 1 if one_line or self.size.height < _LOW else 2
        self.set_line_count(len(self.rows) * self.row_height)

    def _show_selected(self) -> None:
        """Show the selected article, and the headings right above it."""
        first, last = self.rows.top(self.position), self.rows.row(self.position)
        show_lines(self, first * self.row_height, (last + 1) * self.row_height)

    def on_resize(self, _event: events.Resize) -> None:
        """Change the height of rows, and keep the selected one visible."""
        self._set_row_height()
        self._show_selected()

    def position_at(self, line: int) -> int | None:
        """Return the position of the article in a line, None for a heading."""
        row = line // self.row_height
        return self.rows.place(row) if row < len(self.rows) else None

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        width = self.content_width
        row, line = divmod(self.scroll_offset.y + y, self.row_height)
        if row >= len(self.rows):
            text = "  " + clip(self.empty_text, width - 2) if y == 1 and not len(self.rows) else ""
            strip = Strip([Segment(text, self.get_component_rich_style("list--meta"))])
        elif heading := self.rows.head(row):
            strip = self._renderer.heading(heading, line, width)
        else:
            strip = self._renderer.article(self._article_row(self.rows.place(row) or 0), line, width, self.base_style)
        return strip.adjust_cell_length(self.size.width, self.base_style)

    def _article_row(self, position: int) -> ArticleRow:
        rows = self.rows
        article = rows.articles[position]
        return ArticleRow(
            article,
            rows.story(article),
            rows.results[position] if rows.results else None,
            selected=position == self.position,
            focused=self.has_focus,
            dated=not rows.heads,
            one_line=self.row_height == 1,
        )

    def action_open(self) -> None:
        """Open the selected article."""
        self.user_selected = True
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))
