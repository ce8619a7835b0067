"""The pane that holds the places of a concordance: one line each, made when it comes in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from hnreader.app.commands import bindings
from hnreader.app.lighting import lit
from hnreader.app.pane import Pane
from hnreader.app.words import printable
from hnreader.messages.folios import say_page
from hnreader.typesetting import aligned, cells, clip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from hnreader.messages import Voice
    from hnreader.research.concordance import Occurrence

DATED: Final = 70  # cells: from here up the day stands before a place
PAGED: Final = 100  # cells: from here up the page stands behind it
_BAR: Final = "▌"


class PlacesPane(Pane):
    """Places aligned on the hit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("concordance")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"places--{part}" for part in ("text", "hit", "meta", "selected", "bar", "notice")
    }

    @dataclass
    class Opened(Message):
        """The article is to be read at the place that the cursor is on."""

        place: Occurrence

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="places")
        self._voice = voice
        self._lead = max(len("2024-03-09"), cells(voice("date.unknown"))) + 1
        self._page = max(cells(say_page(voice, number)) for number in (None, 99)) + 1
        self.places: Sequence[Occurrence] | None = None
        """What is shown; None until it is known."""
        self.position = 0

    def show(self, places: Sequence[Occurrence], position: int) -> None:
        """Show places, with the cursor on one of them."""
        self.places = places
        self.reach(len(places))
        self.scroll_to(y=max(0, position - self.size.height // 3), animate=False, force=True)
        self.select(position)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight."""
        self.reach(len(self.places or ()))
        self.select(self.position)

    def select(self, position: int) -> None:
        """Put the cursor on a place, or on the nearest there is, and have it in sight."""
        if not self.places:
            return
        before, self.position = self.position, max(0, min(position, len(self.places) - 1))
        if self.position < self.scroll_offset.y:
            self.scroll_to(y=self.position, animate=False, force=True)
        elif self.position >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=self.position - self.size.height + 1, animate=False, force=True)
        self.redraw((before, self.position))

    # drawing

    def render_line(self, y: int) -> Strip:
        """Draw one place in sight."""
        at = self.scroll_offset.y + y
        if self.places is None or at >= len(self.places):
            notice = (
                "  " + self._voice("concordance.none") if y == 1 and self.places is not None and not self.places else ""
            )
            segment = Segment(clip(notice, self.breadth), self.get_component_rich_style("places--notice"))
            return Strip([segment]).adjust_cell_length(self.size.width, self.ground)
        place, chosen = self.places[at], at == self.position
        ground = self.get_component_rich_style("places--selected") if chosen else self.ground
        back = Style(bgcolor=ground.bgcolor)
        bar, meta, text = (self.get_component_rich_style(f"places--{part}") + back for part in ("bar", "meta", "text"))
        lead = self._before(place)
        room = max(2, self.breadth - 1 - cells(lead))
        left, hit, right = map(printable, (place.left, place.hit, place.right))
        line, found = aligned(left, hit, right, room)
        segments = [Segment(_BAR if chosen else " ", bar), Segment(lead, meta)]
        segments += lit(line, (found,), text, self.get_component_rich_style("places--hit"))
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def _before(self, place: Occurrence) -> str:
        """Say on which day and page a place is, as far as there is room."""
        if self.breadth < DATED:
            return ""
        article = place.article
        told = _filled(str(article.date or self._voice("date.unknown")), self._lead)
        return told + (_filled(say_page(self._voice, article.page_no), self._page) if self.breadth >= PAGED else "")

    # moving

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the place under the mouse; a click on the one it is on opens it."""
        at = self.scroll_offset.y + event.y
        if at == self.position:
            self.action_open()
        elif at < len(self.places or ()):
            self.select(at)

    def action_move(self, step: int) -> None:
        """Move by places, down is positive."""
        self.select(self.position + step)

    def action_turn(self, way: int) -> None:
        """Move by a screen."""
        self.select(self.position + way * max(1, self.size.height - 1))

    def action_half(self, way: int) -> None:
        """Move by half a screen."""
        self.select(self.position + way * max(1, self.size.height // 2))

    def action_first(self) -> None:
        """Move to the first place."""
        self.select(0)

    def action_last(self) -> None:
        """Move to the last place."""
        self.select(len(self.places or ()) - 1)

    def action_open(self) -> None:
        """Ask for the article at the place."""
        if self.places:
            self.post_message(self.Opened(self.places[self.position]))


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
