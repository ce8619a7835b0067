"""The pane of a story of which text can be selected, by keys and with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.style import Style

from hnreader.app.selecting import Selecting
from hnreader.app.storypane import StoryPane

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset
    from textual.selection import Selection

    from hnreader.app.inking import Layer
    from hnreader.app.laid import Laid, Place
    from hnreader.app.story import StoryLine
    from hnreader.messages import Voice

_REVERSED: Final = Style(reverse=True)


class SelectingPane(StoryPane):
    """While keys select, what moves the text moves an end of the selection.

    Where Textual has the mouse's selection in lines on the screen, here it is in places of the text: it outlives a
    change of the measure, and there is one selection for mouse and keys.
    """

    ALLOW_SELECT: ClassVar[bool] = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {"reading--selected"}

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)
        self._selecting = Selecting()

    @property
    def selected_text(self) -> str:
        """What is selected, ends of set lines joined; nothing where nothing is."""
        return self._selecting.text

    def give_up(self) -> bool:
        """Give up what is selected; tell whether there was anything."""
        held = bool(self._selecting)
        self._selecting.drop()
        self._drop_mouse()
        self.refresh()
        return held

    def action_select(self) -> None:
        """Select the first sentence in sight, which moving extends; once more, begin anew at the end that moved."""
        if self._selecting.by_keys:
            self._selecting.begin_anew()
        else:
            began = self._selecting.begin(self.place)
            self._drop_mouse()
            self._note("reading.select" if began else "reading.nothing")
        self._show_end()

    def _set_anew(self, before: Laid) -> None:
        if self._due:
            self._selecting.show(self._laid.blocks)
        else:
            self._selecting.follow(before, self._laid)

    def _layers(self, line: StoryLine) -> list[Layer]:
        selected = self._selecting.of(line.number)
        if not selected:
            return []
        if self.app.no_color:
            return [(selected, _REVERSED)]
        return [(selected, self.get_component_rich_style("reading--selected"))]

    # with the mouse

    def get_selection(self, _selection: Selection) -> tuple[str, str] | None:
        """Give the selected text to Textual."""
        return self.selected_text, "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Select what the mouse has; a selection made by keys is not the mouse's to give up."""
        if selection is not None:
            start = self._place_at(selection.start) if selection.start is not None else (0, 0)
            end = self._place_at(selection.end) if selection.end is not None else (len(self._laid.blocks), 0)
            self._selecting.take(start, end)
        elif not self._selecting.by_keys:
            self._selecting.drop()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the sentence that is clicked on twice; one click gives up what is selected."""
        if event.widget is not self:
            return
        event.prevent_default()  # Textual would select everything
        if self.text_selection is not None:  # the end of a drag
            return
        if event.chain == 1:
            self._selecting.drop()
            self._clicked(self.scroll_offset.y + event.y)
        else:
            _, offset = self.screen.get_widget_and_offset_at(event.screen_x, event.screen_y)
            if offset is not None and self._selecting.begin(self._place_at(offset)):
                self._selecting.take(self._selecting.start, self._selecting.end)
        self.refresh()

    def _clicked(self, at: int) -> None:
        """Do what a click on a line does."""

    def _place_at(self, offset: Offset) -> Place:
        """Return the place of a character drawn: `offset` counts it from the edge of the pane."""
        line = self._laid.lines[offset.y] if offset.y < len(self._laid.lines) else None
        if line is None:
            below = range(offset.y, len(self._laid.lines))  # between two texts: where the lower one begins
            number = next((one.number for at in below if (one := self._laid.lines[at])), len(self._laid.blocks))
            return number, 0
        lead = len(line.block.lead) if line.first else 0
        char = line.line.start + offset.x - self._left(line) - lead
        return line.number, max(line.line.start, min(char, line.line.end))

    def _drop_mouse(self) -> None:
        """Have Textual forget its selection."""
        if self.text_selection is not None:
            self.screen.clear_selection()

    # with keys

    def _show_end(self) -> None:
        """Have the end that moves in sight."""
        self.refresh()
        if not self._selecting.by_keys:
            return
        start, end = self._selecting.cursor
        top, last = self._laid.line_of(start), self._laid.line_of((end[0], end[1] - 1))
        y, height = self.scroll_offset.y, self.size.height
        if top < y:
            self._scroll(top)
        elif last >= y + height:
            self._scroll(min(top, last - height + 1))

    def _extend_lines(self, lines: int) -> None:
        """Move the end that moves by about so many lines, by a sentence at the least."""
        before = self._selecting.cursor
        self._selecting.extend_to(self._laid.place(max(0, self._laid.line_of(before[0]) + lines)))
        if self._selecting.cursor == before:
            self._selecting.extend(1 if lines > 0 else -1)
        self._show_end()

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines; while keys select, take a sentence more or fewer."""
        if self._selecting.by_keys:
            self._selecting.extend(lines)
            self._show_end()
        else:
            super().action_scroll_lines(lines)

    def action_half(self, way: int) -> None:
        """Scroll by half a screen, or select as much."""
        if self._selecting.by_keys:
            self._extend_lines(way * max(1, self.size.height // 2))
        else:
            super().action_half(way)

    def action_turn(self, way: int) -> None:
        """Scroll by a screen, of which two lines stay in sight, or select as much."""
        if self._selecting.by_keys:
            self._extend_lines(way * max(1, self.size.height - 2))
        else:
            super().action_turn(way)

    def action_first(self) -> None:
        """Scroll to the top, or select up to it."""
        if self._selecting.by_keys:
            self._selecting.extend_to((0, 0))
            self._show_end()
        else:
            super().action_first()

    def action_last(self) -> None:
        """Scroll to the end, or select up to it."""
        if self._selecting.by_keys:
            self._selecting.extend_to((len(self._laid.blocks), 0))
            self._show_end()
        else:
            super().action_last()
