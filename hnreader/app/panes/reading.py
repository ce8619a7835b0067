"""The reading pane: a story, the matches of a search in it and what is selected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from hnreader.app.commands import Keys, bindings
from hnreader.app.panes.match_stepper import MatchStepper
from hnreader.app.panes.mouse_selection import MouseSelection
from hnreader.app.panes.pane import Pane, lines_moved, show_lines
from hnreader.app.panes.reading_messages import measure_text, selection_help, widest_text
from hnreader.app.panes.story_scroller import StoryScroller
from hnreader.app.rendering.story_document import StoryDocument
from hnreader.app.rendering.story_layout import MEASURE, widest_measure
from hnreader.app.rendering.story_view import BlockRole

if TYPE_CHECKING:
    from rich.style import Style
    from textual.binding import BindingType
    from textual.selection import Selection

    from hnreader.app.panes.pane import MoveUnit
    from hnreader.app.rendering.story_layout import TextPosition
    from hnreader.app.rendering.story_view import StoryView
    from hnreader.archive import Archive
    from hnreader.messages import Translator
    from hnreader.model import Article, Span

_NARROWEST: Final = 20  # cells of a line that can be asked for
_WIDEST: Final = 120
_STEP: Final = 4  # cells: two 汉字
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
    preferred_measure: reactive[int] = reactive(MEASURE)
    """The cells that a line takes where the pane is wide enough."""

    @dataclass
    class MeasureChanged(Message):
        """The user has chosen another measure."""

        cells: int

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
        self._keys = keys
        self._document = StoryDocument()
        self._scroller = StoryScroller(self, self._document, tr, keys.hint("why"))
        self.matches: Final = MatchStepper(self, self._document, self._scroller, tr)
        self._mouse = MouseSelection(self, self._document)

    @property
    def place(self) -> TextPosition:
        """Where the visible text begins."""
        return self._document.layout.position_at(self.scroll_offset.y)

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
        self.refresh()
        return selected

    def origin(self, archive: Archive) -> tuple[Article, Span] | None:
        """Return where in a page's file the selection or else the visible text is, and the article that it is of."""
        return self._document.origin(archive, self.scroll_offset.y, self.size.height)

    def selected_spans(self, part: Article, archive: Archive) -> list[Span]:
        """Return where on its page what is selected of a part of the story is."""
        return self._document.selected_spans(part, archive.page_of(part).page.lines)

    # what is shown

    def watch_story(self) -> None:
        """Show another story."""
        self._scroller.show(self.story)
        self._lay_out()

    def watch_preferred_measure(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    @on(events.Resize)
    def _lay_out(self) -> None:
        if self.size:
            self._scroller.lay_out(self.content_width, self.preferred_measure)
            self.matches.report()

    def watch_highlighted_words(self) -> None:
        """Highlight other words, and show their first match."""
        self._document.set_words(self.highlighted_words)
        if self._document.layout.lines and self.highlighted_words:
            self._scroller.open()
        self.matches.report()

    def render_line(self, y: int) -> Strip:
        """Draw a visible line. Its segments tell Textual their offsets in the text for the mouse's selection."""
        y += self.scroll_offset.y
        style = partial(_style, self)
        strip = Strip(self._document.segments(y, style, no_color=self.app.no_color))
        return strip.adjust_cell_length(self.size.width, self.base_style).apply_offsets(0, y)

    # commands

    def _notify(self, text: str | None) -> None:
        if text:
            self.post_message(self.Notice(text))

    def action_move(self, unit: MoveUnit, count: int) -> None:
        """Scroll, down is positive; while keys select, extend the selection (by sentences in place of lines)."""
        lines = lines_moved(unit, count, self.size.height, overlap=_OVERLAP)
        if self._document.selection.by_keys:
            self._document.extend_selection(lines, sentences=unit == "line")
            show_lines(self, *self._document.cursor_lines())
            self.refresh()
        elif unit == "screen" and count > 0 and self.scroll_offset.y >= self.max_scroll_y:
            self.post_message(self.EndReached())
        else:
            self.scroll_relative(y=lines, animate=False)

    def action_widen(self, direction: int) -> None:
        """Take two 汉字 more to a line (1), or two fewer (-1)."""
        widest = widest_measure(self.content_width)
        if direction > 0 and self.preferred_measure >= widest:
            self._notify(widest_text(self._tr, widest // 2))
            return
        chosen = min(self.preferred_measure, widest) + direction * _STEP
        self.preferred_measure = max(_NARROWEST, min(chosen, _WIDEST))
        self.post_message(self.MeasureChanged(self.preferred_measure))
        self._notify(measure_text(self._tr, self._document.layout.measure // 2))

    def action_select(self) -> None:
        """Select the first visible sentence, which moving extends; while keys select, begin anew at the cursor."""
        selection = self._document.selection
        if selection.by_keys:
            selection.restart()
        else:
            self.cancel_selection()
            begun = selection.begin(self.place)
            self._notify(selection_help(self._tr, self._keys) if begun else self._tr("Nothing to select"))
        if selection.by_keys:
            show_lines(self, *self._document.cursor_lines())
        self.refresh()

    # the mouse

    def get_selection(self, _selection: Selection) -> tuple[str, str] | None:
        """Return the selected text to Textual, with the separator from the text of other widgets."""
        return self.selected_text, "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Select what the mouse has selected."""
        self._mouse.update(selection)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select by a double click; follow a page break by a click."""
        if self._mouse.click(event):
            message = self._scroller.follow_line(self.scroll_offset.y + event.y)
            self._notify(message and self._tr(message))
        self.refresh()


def _style(pane: ReadingPane, part: str) -> Style:
    return pane.get_component_rich_style(f"reading--{part}") if part else pane.base_style
