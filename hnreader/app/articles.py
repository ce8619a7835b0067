"""The list pane: a virtual list of articles. Only the rows in sight are drawn, so that it may hold a million."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.chooser import Chooser
from hnreader.app.commands import bindings
from hnreader.app.rowdrawing import RowDrawing, Shelfmarks
from hnreader.app.rows import Rows
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Voice
    from hnreader.model import Article

ROOMY: Final = 60  # cells: from here up a headline and its page share a line
SHORT: Final = 14  # lines: below this every row is one line high


_PARTS: Final = ("issue", "page", "rule", "headline", "read", "untitled", "meta", "selected", "bar", "hit")


class ArticleList(Chooser):
    """Articles under the heads of their issues, or the results of a search."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"list--{part}" for part in _PARTS}

    notice: reactive[str] = reactive("")
    """What an empty list says."""

    @dataclass
    class Selected(Message):
        """Another article was selected."""

        article: Article | None

    @dataclass
    class Opened(Message):
        """The selected article is to be read."""

        article: Article

    def __init__(self, voice: Voice, marks: Shelfmarks) -> None:
        super().__init__(id="list")
        self._draw = RowDrawing(voice, marks)
        self.rows = Rows()
        self.height_of_row = 2
        self.touched = False
        """The reader has chosen: from now on the selection stays with its article, whatever comes in."""

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self.rows.articles)

    @property
    def selected(self) -> Article | None:
        """The article that is selected."""
        return self.rows.articles[self.position] if self.position < len(self.rows.articles) else None

    def show(self, rows: Rows, *, keep: bool = True) -> None:
        """Hold other rows. The selected article stays selected, and where it is on the screen, if `keep` and held."""
        before, height = self.selected, self.height_of_row
        offset = self.rows.row(self.position) * height - self.scroll_offset.y
        kept = rows.position(before) if keep and before is not None else None
        self.rows = rows
        self.position = kept or 0
        self._measure()
        if kept is None:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            self.scroll_to(y=max(0, rows.row(kept) * self.height_of_row - offset), animate=False, force=True)
        self._bring_into_view()
        if self.selected is not before:
            self.post_message(self.Selected(self.selected))

    def choose(self, position: int) -> None:
        """Select the article at a position, or the nearest one there is."""
        fresh, self.touched = not self.touched, True
        position = max(0, min(position, len(self.rows.articles) - 1))
        if not self.rows.articles or (position == self.position and not fresh):
            return
        height = self.height_of_row
        rows = (self.rows.row(self.position), self.rows.row(position))
        self.position = position
        self._bring_into_view()
        self.redraw(row * height + part for row in rows for part in range(height))
        self.post_message(self.Selected(self.selected))

    def _measure(self) -> None:
        wide = self.size.width >= ROOMY and not self.rows.results
        self.height_of_row = 1 if wide or self.size.height < SHORT else 2
        self.reach(len(self.rows) * self.height_of_row)

    def _bring_into_view(self) -> None:
        """Scroll as little as needed; the heads above the first article of an issue or a page come along."""
        height = self.height_of_row
        self.bring_into_view(self.rows.top(self.position) * height, (self.rows.row(self.position) + 1) * height)

    def on_resize(self, _event: events.Resize) -> None:
        """Rows may be higher or lower now."""
        self._measure()
        self._bring_into_view()

    def watch_notice(self) -> None:
        """Say it."""
        self.refresh()

    def at_line(self, line: int) -> int | None:
        """Return the position of the article in a line; a head is none."""
        row = line // self.height_of_row
        return self.rows.place(row) if row < len(self.rows) else None

    def render_line(self, y: int) -> Strip:
        """Draw one line in sight."""
        width = self.breadth
        row, part = divmod(self.scroll_offset.y + y, self.height_of_row)
        if row >= len(self.rows):
            notice = "  " + clip(self.notice, width - 2) if y == 1 and not len(self.rows) else ""
            style = self.get_component_rich_style("list--meta")
            return Strip([Segment(notice, style)], cells(notice)).adjust_cell_length(self.size.width, self.ground)
        head, place = self.rows.head(row), self.rows.place(row)
        strip = self._draw.head(self, head, part, width) if head else self._draw.article(self, place or 0, part, width)
        return strip.adjust_cell_length(self.size.width, self.ground)

    def action_open(self) -> None:
        """Open the selected article."""
        self.touched = True
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))
