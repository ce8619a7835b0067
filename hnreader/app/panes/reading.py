"""The reading pane: a story, the matches of a search in it and what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from msgspec.structs import replace
from textual import events, on
from textual.binding import BindingsMap
from textual.message import Message
from textual.reactive import reactive

from hnreader.app.commands import Keys, bindings
from hnreader.app.panes.key_selection import KeySelection
from hnreader.app.panes.match_stepper import MatchStepper
from hnreader.app.panes.mouse_selection import MouseSelection
from hnreader.app.panes.pane import Pane, lines_moved, lines_shown
from hnreader.app.panes.reading_messages import widest_text
from hnreader.app.panes.story_scroller import StoryScroller
from hnreader.app.rendering.story_document import StoryDocument
from hnreader.app.rendering.story_drawing import draw_row
from hnreader.app.rendering.story_spread import widest_measure
from hnreader.app.rendering.story_style import PLAIN
from hnreader.app.rendering.story_view import BlockRole

if TYPE_CHECKING:
    from rich.style import Style
    from textual.binding import BindingType
    from textual.selection import Selection
    from textual.strip import Strip

    from hnreader.app.panes.key_selection import CursorUnit
    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_style import StoryStyle
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article, Span

_NARROWEST: Final = 10  # 汉字 of a line that can be asked for
_WIDEST: Final = 60
_STEP: Final = 2  # 汉字
_OVERLAP: Final = 2  # lines of a screen that are still visible on the next one


_STYLE: Final = """
ReadingPane {
    width: 1fr;
}
.reading--match {
    background: $secondary;
    color: $text-on-match;
    text-style: bold;
}
.reading--selected {
    color: $foreground;
    background: $selection;
}
.reading--column {
    color: $text-primary;
    text-style: bold;
}
.reading--kicker {
    color: $text-soft;
}
.reading--headline {
    color: $foreground;
    text-style: bold;
}
.reading--subhead {
    color: $text-soft;
}
.reading--byline {
    color: $accent;
}
.reading--details, .reading--note, .reading--page-break, .reading--untitled {
    color: $text-quiet;
}
.reading--rule {
    color: $foreground 22%;
}
.reading--body {
    color: $foreground;
}
.reading--heading {
    color: $accent;
    text-style: bold;
}
.reading--caption {
    color: $text-quiet;
}
.reading--jump {
    color: $accent;
}
"""


class ReadingPane(Pane):
    """Shows a story. The mouse's selection is kept as text positions, so that it survives another measure."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")
    ALLOW_SELECT: ClassVar[bool] = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{part}" for part in (*BlockRole, "match", "selected")}

    story: reactive[StoryView | None] = reactive(None)
    highlighted_words: reactive[tuple[str, ...]] = reactive(())
    """The words that are highlighted."""
    story_style: reactive[StoryStyle] = reactive(PLAIN)
    """How stories are set; lines are as long as it says where the pane is wide enough."""
    selecting: reactive[bool] = reactive(False, init=False)
    """Whether keys select: then the pane has the keys of the commands for selecting."""

    class MeasureChanged(Message):
        """The user has chosen another measure."""

    @dataclass
    class MatchChanged(Message):
        """The current match is number `number` of `total`; both are 0 without matches."""

        number: int
        total: int

    @dataclass
    class EndReached(Message):
        """The end of the text is visible, and the user has asked for another screen."""

    def __init__(self, tr: Translator, keys: Keys) -> None:
        super().__init__(id="reading")
        self._tr = tr
        self._document = StoryDocument()
        self._scroller = StoryScroller(self, self._document, tr, keys.hint("why"))
        self.matches: Final = MatchStepper(self, self._document, self._scroller, tr)
        self._mouse = MouseSelection(self, self._document)
        self._key_selection = KeySelection(self, self._document)

    @property
    def place(self) -> TextPosition:
        """Where the visible text begins."""
        return self._document.layout.position_at(self.scroll_offset.y)

    @property
    def percent_seen(self) -> int | None:
        """How much of the text, which a blank line ends, lies above the end of the pane; None where all of it fits."""
        lines, shown = len(self._document.layout.lines) - 1, lines_shown(self)
        return min(100, 100 * (self.scroll_offset.y + shown) // lines) if lines > shown else None

    @property
    def selected_text(self) -> str:
        """The selected text without line ends of the layout, "" if nothing is selected."""
        return self._document.selection.text

    def go_to(self, position: TextPosition) -> None:
        """Scroll to a position; before the story is laid out, as soon as it is."""
        self._scroller.go_to(position)

    def follow(self) -> str | None:
        """Go to the next part of the story, or return why there is none."""
        message = self._scroller.follow()
        return message and self._tr(message)

    def cancel_selection(self) -> bool:
        """Select nothing; tell whether anything was selected."""
        selected = bool(self._document.selection)
        self._document.selection.clear()
        if self.text_selection is not None:
            self.screen.clear_selection()
        self._show_selection()
        return selected

    def origin(self, archive: Archive) -> tuple[Article, Span] | None:
        """Return where in a page's file the selection or else the visible text is, and the article that it is of."""
        return self._document.origin(archive, self.scroll_offset.y, lines_shown(self))

    def selected_spans(self, part: Article, archive: Archive) -> list[Span]:
        """Return where on its page what is selected of a part of the story is."""
        return self._document.selected_spans(part, archive.page_of(part).page.lines)

    # what is shown

    def watch_story(self) -> None:
        """Show another story."""
        self._scroller.show(self.story)
        self.lay_out()

    def watch_story_style(self) -> None:
        """Break the lines anew."""
        self.lay_out()

    @on(events.Resize)
    def lay_out(self) -> None:
        """Break the lines for the pane's size."""
        if self.size:
            self._scroller.lay_out(self.content_width, self.story_style)
            self.selecting = self._key_selection.active
            self.matches.report()

    def watch_highlighted_words(self) -> None:
        """Highlight other words, and show their first match."""
        self._document.set_words(self.highlighted_words)
        if self._document.layout.lines and self.highlighted_words:
            self._scroller.open()
        self.matches.report()

    def render_line(self, y: int) -> Strip:
        """Draw a visible row."""
        style = partial(_style, self)
        return draw_row(self._document, self.scroll_offset.y + y, self.content_width, style, no_color=self.app.no_color)

    # commands

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Scroll, down is positive."""
        lines = lines_moved(unit, count, lines_shown(self), overlap=_OVERLAP if self.columns == 1 else 0)
        if unit == "screen" and count > 0 and self.scroll_offset.y >= self.max_scroll_y:
            self.post_message(self.EndReached())
        else:
            self.scroll_relative(y=lines, animate=False)

    def action_widen(self, direction: int) -> None:
        """Take two 汉字 more to a line (1), or two fewer (-1)."""
        style = self.story_style
        widest = widest_measure(self.content_width, self.columns if style.columns == 2 else 1) // 2
        if direction > 0 and style.measure >= widest:
            _notify(self, widest_text(self._tr, widest))
            return
        chosen = min(style.measure, widest) + direction * _STEP
        self.story_style = replace(style, measure=max(_NARROWEST, min(chosen, _WIDEST)))
        self.post_message(self.MeasureChanged())

    def action_move_cursor(self, unit: CursorUnit, count: int) -> None:
        """Move the cursor while keys select, forward is positive."""
        self._key_selection.move(unit, count)
        self._show_selection()

    def action_select(self, step: str, *arguments: Any) -> None:
        """Carry out another step of selecting by keys, a method of `KeySelection`."""
        if getattr(self._key_selection, step)(*arguments) is False:
            _notify(self, self._tr("Nothing to select"))
        self._show_selection()

    def _show_selection(self) -> None:
        self.selecting = self._key_selection.active
        if self.selecting and self.text_selection is not None:  # what the mouse had selected is in it
            self.screen.clear_selection()
        self.refresh()

    def watch_selecting(self) -> None:
        """Obey the keys for what is being done."""
        self._bindings = BindingsMap(bindings("selecting" if self.selecting else "reading"))

    # the mouse

    def get_selection(self, _selection: Selection) -> tuple[str, str] | None:
        """Return the selected text to Textual, with the separator from the text of other widgets."""
        return self.selected_text, "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Select what the mouse has selected."""
        self._mouse.update(selection)
        self._show_selection()

    def on_click(self, event: events.Click) -> None:
        """Select by a double click; follow a page break by a click."""
        if self._mouse.click(event):
            message = self._scroller.follow_line(self.scroll_offset.y + self._document.spread.line_at(event.x, event.y))
            _notify(self, message and self._tr(message))
        self._show_selection()


def _notify(pane: ReadingPane, text: str | None) -> None:
    if text:
        pane.post_message(pane.Notice(text))


def _style(pane: ReadingPane, part: str) -> Style:
    return pane.get_component_rich_style(f"reading--{part}") if part else pane.base_style
