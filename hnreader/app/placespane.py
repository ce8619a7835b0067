"""The pane that holds the places of a concordance: one line each, made when it comes in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from hnreader.app.choices import Choices
from hnreader.app.commands import bindings
from hnreader.app.words import printable
from hnreader.messages.folios import say_page
from hnreader.typesetting import aligned, cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from hnreader.app.pieces import Pieces
    from hnreader.messages import Voice
    from hnreader.research.concordance import Occurrence

DATED: Final = 70  # cells: from here up the day stands before a place
PAGED: Final = 100  # cells: from here up the page stands behind it


class PlacesPane(Choices):
    """Places aligned on the hit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("concordance")

    def __init__(self, voice: Voice) -> None:
        super().__init__(id="places")
        self._voice = voice
        self._lead = max(len("2024-03-09"), cells(voice("date.unknown"))) + 1
        self._page = max(cells(say_page(voice, number)) for number in (None, 99)) + 1
        self.places: Sequence[Occurrence] = ()

    def show(self, places: Sequence[Occurrence], position: int) -> None:
        """Show places, one of them chosen, a third of the screen down."""
        self.places = places
        self.notice = self._voice("concordance.none")
        self.hold(len(places), 0)
        self.scroll_to(y=max(0, position - self.size.height // 3), animate=False, force=True)
        self.choose(position)

    def pieces(self, position: int, part: int, room: int) -> Pieces:  # noqa: ARG002 a row is one line
        """Return the place in its context, behind its day and page where there is room."""
        place = self.places[position]
        lead = self._before(place)
        left, hit, right = map(printable, (place.left, place.hit, place.right))
        line, (start, end) = aligned(left, hit, right, room - cells(lead))
        return [(lead, "meta"), (line[:start], "name"), (line[start:end], "hit"), (line[end:], "name")]

    def _before(self, place: Occurrence) -> str:
        """Say on which day and page a place is, as far as there is room."""
        if self.breadth < DATED:
            return ""
        article = place.article
        told = _filled(str(article.date or self._voice("date.unknown")), self._lead)
        return told + (_filled(say_page(self._voice, article.page_no), self._page) if self.breadth >= PAGED else "")


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
