"""The concordance of a query: every place of it in its context, over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widgets import Static

from hnreader.app.inquiry import Inquiry
from hnreader.app.keyline import KeyLine
from hnreader.app.placespane import PlacesPane
from hnreader.app.words import printable
from hnreader.research.concordance import Concordance, Occurrence, Sort, concordance
from hnreader.typesetting import cells, clip

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from hnreader.app.commands import Keys
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.search.index import Progress

_NEXT: Final[dict[Sort, Sort]] = {"date": "right", "right": "left", "left": "date"}


class ConcordanceView(Inquiry[Occurrence | None]):
    """Ends with the place at which an article is to be read, or None."""

    CSS_PATH: ClassVar = ["inquiry.tcss", "choices.tcss"]

    def __init__(
        self, voice: Voice, archive: Archive, query: str, keys: Keys, stand: tuple[Sort, int], *, loading: bool = False
    ) -> None:
        super().__init__(voice, loading=loading)
        self._archive = archive
        self._query = query
        self._keys = keys
        self._found: Concordance | None = None
        self._sort, self._begin = stand
        self._counted = ""
        self._notes = ""

    def compose(self) -> ComposeResult:
        """Make the rows."""
        yield Static(id="inquiry-title")
        yield PlacesPane(self.voice)
        yield Static(id="inquiry-said")
        keys = KeyLine(self.voice, self._keys)
        keys.pane = "concordance"
        yield keys

    def on_mount(self) -> None:
        """Let the places have the keys, and look for them."""
        self.query_one(PlacesPane).focus()
        self.say("")
        self.inquire(self._look, self._show)

    def on_resize(self, _event: events.Resize) -> None:
        """Say of the query what has room."""
        self._head()

    @property
    def stand(self) -> tuple[Sort, int]:
        """The order, and the place that the cursor is on: where to begin when it is opened again."""
        return self._sort, self.query_one(PlacesPane).position

    def _look(self, progress: Progress, cancelled: Callable[[], bool]) -> Concordance:
        return concordance(self._archive, self._query, sort=self._sort, progress=progress, cancelled=cancelled)

    def _show(self, found: Concordance) -> None:
        if self._found is None:
            self._counted = self.voice("concordance.count", len(found), len(found.articles))
            self._notes = self.remarks([found])
        position = self._begin if self._found is None else 0
        self._found = found
        self.query_one(PlacesPane).show(found, position)
        self._head()
        self.say("")

    def _head(self) -> None:
        """Say what is listed, the query last: of one that is long only the beginning has room."""
        shown = self._found.sort if self._found is not None else self._sort
        told = [self._counted, self.voice(f"concordance.by.{shown}")] if self._found is not None else []
        dot = self.voice("inquiry.dot")
        behind = "".join(dot + one for one in told)
        room = max(4, self.size.width - 2 - cells(behind) - cells(self.voice("concordance.title", "")))
        title = self.voice("concordance.title", clip(printable(self._query.strip()), room))
        self.query_one("#inquiry-title", Static).update(Content(title + behind))

    def say(self, text: str) -> None:
        """Say how far the work has come, or what of the query was not understood."""
        said = printable(text or self._notes)
        row = self.query_one("#inquiry-said", Static)
        row.display = bool(said)
        row.update(Content(said))

    def action_sort(self) -> None:
        """Order the places otherwise."""
        if self._found is None:
            return
        sort = self._sort = _NEXT[self._sort]
        found = self._found
        self.inquire(lambda progress, _: found.by(sort, progress), self._show)

    def on_choices_opened(self, message: PlacesPane.Opened) -> None:
        """Go to the place."""
        if self._found is not None:
            self.dismiss(self._found[message.position])

    def action_close(self) -> None:
        """Go back to where the reader was."""
        self.dismiss(None)
