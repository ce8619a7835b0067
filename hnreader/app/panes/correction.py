"""The pane of a page on which somebody corrects: the passage that a decision is about is lit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from rich.segment import Segment

from hnreader.app.commands import bindings
from hnreader.app.panes.lines import DOUBT, LinesPane
from hnreader.app.panes.page_mouse import PageMouse
from hnreader.app.rendering.correction_rows import MARGIN, row_segments
from hnreader.app.rendering.page_cursor import PageCursor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from hnreader.app.rendering.page_lines import PageRow
    from hnreader.app.rendering.page_pieces import PagePieces
    from hnreader.messages import Translator
    from hnreader.model import Line
    from hnreader.segment import PageCharacters

_DECIDED: Final = "✓"  # somebody decided about the text
_GROUNDED: Final = ("passage", "target")
"""Parts with a ground of their own."""


_STYLE: Final = """
.page--label {
    color: $text-quiet;
}
.page--passage {
    background: $selection;
    color: $foreground;
}
.page--target {
    background: $secondary;
    color: $text-on-match;
}
"""


class CorrectionPane(LinesPane):
    """A page with the passage and the article at the cursor lit, and beside each text what it is taken for."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("correct")
    COMPONENT_CLASSES = {f"page--{part}" for part in ("label", "passage", "target")}  # noqa: RUF012 Textual's

    def __init__(self, lines: tuple[Line, ...], characters: PageCharacters, start: int, tr: Translator) -> None:
        """`start` is the character that the cursor begins on."""
        self.passage: Final = PageCursor(lines, characters)
        """What a decision would be about."""
        self.passage.put(start, "text")
        super().__init__(lines, self.passage.place(start), 2 + MARGIN, id="correction")
        self._tr = tr
        self._noted: Sequence[tuple[int, str]] = ()  # characters, and the marks beside their rows
        self._mouse = PageMouse(self, self.passage)

    def show(self, pieces: PagePieces, doubtful: Iterable[int], decided: Iterable[int]) -> None:
        """Show another segmentation, and which characters it is doubtful at, and which people decided about."""
        self.passage.pieces = pieces
        self._noted = [*((at, _DECIDED) for at in decided), *((at, DOUBT) for at in doubtful)]
        self.set_marks()
        self.refresh()
        self.post_message(self.Moved())

    def set_marks(self) -> None:
        """Mark what is doubtful, and what was decided."""
        self.marks = {self.rows.row_at(*self.passage.place(at)): mark for at, mark in self._noted}

    def move_to(self, row: int) -> None:
        """Move to a row; its line is meant then, and not its text."""
        self.put_cursor(row)
        self.passage.put(self.passage.characters_of(self.row).start, "line")
        self.refresh()

    def row_segments(self, number: int, row: PageRow, background: Style) -> Sequence[Segment]:
        """Return a row with its mark."""

        def style(part: str) -> Style:
            found = self.get_component_rich_style(f"page--{part}")
            return found if part in _GROUNDED else found + background

        margin = [Segment(self.marks.get(number, " ") + " ", style("mark")), Segment(*self.number_of(number, row))]
        return [*margin, *row_segments(row, self.passage, current=number == self.cursor, style=style, tr=self._tr)]

    # keys and mouse

    def action_go(self, unit: Literal["character", "text", "story"], count: int) -> None:
        """Move to the next character, text or article of the page (1), or the previous one (-1)."""
        character = self.passage.target(unit, count)
        if character is None:
            self.post_message(self.Notice(self._tr("No more in this direction")))
            return
        self.passage.put(character, "character" if unit == "character" else "text")
        row = self.rows.row_at(*self.passage.place(character))
        self.show_around(row)
        self.put_cursor(row)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse."""
        self._mouse.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse."""
        self._mouse.move(event)

    def on_mouse_up(self) -> None:
        """End selecting."""
        self._mouse.release()
