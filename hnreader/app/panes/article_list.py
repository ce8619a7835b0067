"""The list of articles. Rows are drawn when they become visible, so that there may be a million."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.panes.list_pane import ListPane
from hnreader.app.panes.pane import lines_moved, scroll_to_line, show_lines
from hnreader.app.rendering.list_drawing import ListState, draw_row
from hnreader.app.rendering.list_folding import ListFolding
from hnreader.app.rendering.list_row import PARTS, ArticleMarks, RowRenderer
from hnreader.app.rendering.list_rows import ListRows
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.messages import Translator
    from hnreader.model import Article
    from hnreader.userdata.settings import Density

_LOW: Final = 14  # lines: in a lower pane every row has one line


_STYLE: Final = """
ArticleList {
    width: 1fr;
}
ArticleList.beside {
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
.list--tag-a {
    color: $text-primary;
}
.list--tag-b {
    color: $accent;
}
.list--tag-c {
    color: $text-soft;
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

    def __init__(self, tr: Translator, marks: ArticleMarks, density: Density = "normal") -> None:
        super().__init__(id="list")
        self._renderer = RowRenderer(tr, marks, partial(_style, self))
        self.density = self._renderer.density = density
        self._folding = ListFolding()
        self.rows = ListRows()
        self.user_selected = False
        """The user has selected an article: it stays selected when others come in."""

    @property
    def count(self) -> int:
        """The number of articles."""
        return len(self.rows.articles)

    @property
    def selected(self) -> Article | None:
        """The selected article."""
        return self.rows.articles[self.position] if self.position < self.count else None

    def show_density(self, density: Density) -> None:
        """Draw so much of each article."""
        self.density = self._renderer.density = density
        self._replace(self.rows, self.position)

    def show(self, rows: ListRows, *, keep: bool = True) -> None:
        """Show other rows. With `keep` the same article stays selected, at the same height, if it is among them."""
        kept = rows.position(before) if (before := self.selected) is not None and keep else None
        self._replace(self._folding.applied(rows), kept)
        if (self.selected and self.selected.id) != (before and before.id):
            self.post_message(self.Selected(self.selected))

    def _replace(self, rows: ListRows, kept: int | None) -> None:
        """Show other rows; the article at the position `kept` in them stays selected, at the same height."""
        y = self.rows.row(self.position) * self.row_height - self.scroll_offset.y
        self.rows = rows
        self.position = kept or 0
        self._set_row_height()
        scroll_to_line(self, 0 if kept is None else rows.row(kept) * self.row_height - y)
        self._show_selected()

    def choose(self, position: int) -> None:
        """Select the article at a position, or the nearest one."""
        first_time, self.user_selected = not self.user_selected, True
        position = max(0, min(position, self.count - 1))
        if not self.count or (position == self.position and not first_time):
            return
        rows, self.position = map(self.rows.row, (self.position, position)), position
        self._show_selected()
        self.redraw(row * self.row_height + line for row in rows for line in range(self.row_height))
        self.post_message(self.Selected(self.selected))

    def reveal(self, position: int) -> None:
        """Select the article at a position as `choose` does; what it is folded in is unfolded."""
        self._replace(self._folding.revealed(self.rows, position), self.position)
        self.choose(position)

    def _set_row_height(self) -> None:
        self.row_height = 2 if self.size.height >= _LOW and _two_lines(self.rows, self.density) else 1
        self.set_line_count(len(self.rows) * self.row_height)

    def _show_selected(self) -> None:
        """Show the selected article, and the headings right above it."""
        show_lines(self, *(self.row_height * row for row in self.rows.shown_with(self.position)))

    def on_resize(self, _event: events.Resize) -> None:
        """Change the height of rows, and keep the selected one visible."""
        self._set_row_height()
        self._show_selected()

    def position_at(self, line: int) -> int | None:
        """Return the position of what can be selected in a line, None for an open heading."""
        return self.rows.at(line // self.row_height).position if line < len(self.rows) * self.row_height else None

    def on_click(self, event: events.Click) -> None:
        """Fold or unfold a heading; what a click on an article does, Textual has done by the base as well."""
        row, y = (self.scroll_offset.y + event.y) // self.row_height, self.scroll_offset.y
        if row < len(self.rows) and (head := self.rows.at(row).head):
            event.prevent_default()
            self._replace(self._folding.toggled(self.rows, head), self.position)
            scroll_to_line(self, y)  # the heading stays under the mouse

    def notify_style_update(self) -> None:
        """Draw all lines anew in other styles."""
        self._renderer.forget_styles()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw a visible line."""
        width = self.content_width
        row, line = divmod(self.scroll_offset.y + y, self.row_height)
        if row >= len(self.rows):
            text = "  " + clip(self.empty_text, width - 2) if y == 1 and not len(self.rows) else ""
            strip = Strip([Segment(text, _style(self, "meta"))])
        else:
            seen = ListState(self.position, focused=self.has_focus, one_line=self.row_height == 1)
            strip = draw_row(self._renderer, self.rows, row, line, width, seen)
        return strip.adjust_cell_length(width, self.base_style)

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Select another article or folded heading, down is positive."""
        rows = lines_moved(unit, count, self.size.height // self.row_height, overlap=1)
        self.choose(self.rows.moved(self.position, rows))

    def action_fold(self, every: bool = False) -> None:
        """Fold what is below the heading of the selected article, or unfold it; or do that to `every` issue."""
        rows, head = self.rows, None if every else self.rows.head_of(self.position)
        self._replace(self._folding.all_toggled(rows) if every else self._folding.toggled(rows, head), self.position)

    def action_open(self) -> None:
        """Open the selected article; unfold a folded heading."""
        self.user_selected = True
        if self.rows.folded_at(self.position):
            self.action_fold()
        elif self.selected is not None:
            self.post_message(self.Opened(self.selected))


def _style(pane: ArticleList, part: str) -> Style:
    return pane.get_component_rich_style(f"list--{part}") if part else pane.base_style


def _two_lines(rows: ListRows, density: Density) -> bool:
    """Tell whether there is something to be said that neither a title nor a heading says."""
    return density == "spacious" or bool(rows.results) or (not rows.heads and density == "normal")
