"""The search bar: the query input and the number of results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from msgspec import Struct
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from hnreader.app.commands import bindings
from hnreader.app.panes.suggestions import QuerySuggester
from hnreader.app.panes.text_input import TextInput
from hnreader.typesetting import clip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.panes.suggestions import FindSuggestions
    from hnreader.messages import Translator

_CLEAR: Final = " ✕"


class QueryHandlers(Struct, frozen=True):
    """What the search bar calls. These are calls, not messages: a message would arrive a frame later."""

    changed: Callable[[str], None]
    """The query is this text now."""
    submitted: Callable[[], None]
    """The query is complete; the focus is to move to the results."""
    history: Callable[[], Sequence[str]]
    """Returns the previous queries, the newest first."""
    suggest: FindSuggestions
    """Finds what the last word of the query may become."""


class QueryInput(TextInput):
    """The input of the search bar."""

    DEFAULT_CSS: ClassVar = """
    QueryInput {
        width: 1fr;
        background: $panel;
    }
    QueryInput:focus {
        background: $surface;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    @dataclass
    class Suggested(Message):
        """Several values complete what is typed."""

        values: Sequence[str]

    def __init__(self, tr: Translator, search_key: str, handlers: QueryHandlers) -> None:
        super().__init__(
            placeholder=tr("Press {key} to search headlines and text", key=search_key),
            id="query",
            compact=True,
            select_on_focus=False,
            suggester=QuerySuggester(handlers.suggest, lambda values: self.post_message(self.Suggested(values))),
        )
        self._handlers = handlers
        self._hint = str(self.placeholder)
        self._history_index = -1
        """Index in the history of the query that was recalled last, -1 for none."""

    def submit(self) -> None:
        """Move to the results."""
        self._handlers.submitted()

    def watch_value(self, value: str) -> None:
        """Hand the query on."""
        self._handlers.changed(value)

    def action_recall(self) -> None:
        """Recall the previous query of the history; at the oldest nothing changes."""
        history = self._handlers.history()
        if self._history_index < 0 and history[:1] == (self.value,):
            self._history_index = 0
        if history:
            self._history_index = min(self._history_index + 1, len(history) - 1)
            self.value = history[self._history_index]
            self.cursor_position = len(self.value)

    def on_resize(self) -> None:
        """Show as much of the hint as fits, and where it ends early."""
        self.placeholder = clip(self._hint, self.size.width)

    def on_blur(self) -> None:
        """Begin with the newest query again the next time."""
        self._history_index = -1


class ResultCount(Widget):
    """How much was found. Its width is fixed: a changing one would lay out the screen anew at each key."""

    DEFAULT_CSS: ClassVar = """
    ResultCount {
        width: 40%;
        max-width: 50;
        height: 1;
        padding: 0 1;
        text-align: right;
        color: $text-quiet;
    }
    """
    text: reactive[str] = reactive("")

    def render(self) -> Content:
        """Draw as much of the text as fits."""
        return Content(clip(self.text, self.size.width))


class FilterChip(Static):
    """What the list is narrowed to, with a mark to click; else what the bar is for."""

    DEFAULT_CSS: ClassVar = """
    FilterChip {
        width: auto;
        max-width: 40%;
        height: 1;
        padding: 0 1;
        color: $accent;
        text-style: bold;
        text-wrap: nowrap;
    }
    FilterChip.active {
        background: $accent;
        color: $background;
    }
    """
    active = False
    """It narrows the list."""

    def __init__(self, name: str) -> None:
        super().__init__(name, markup=False)
        self._text = name
        self._mark = ""

    def show(self, name: str, *, active: bool, typing: bool) -> None:
        """Show a name; `active` where it narrows the list. While a query is typed the width stays."""
        self._text, self.active = name, active
        self._mark = _CLEAR if active else " " * len(_CLEAR) if typing else ""
        self.set_class(active, "active")
        self.fit()

    def fit(self) -> None:
        """Clip the name, but not the mark, to two fifths of the screen; another text lays out the screen anew."""
        text = clip(self._text, self.app.size.width * 2 // 5 - len(_CLEAR) - 2) + self._mark
        if text != self.content:
            self.update(text)


class SearchBar(Horizontal):
    """The top row of the screen."""

    DEFAULT_CSS: ClassVar = """
    SearchBar {
        height: 1;
        background: $panel;
    }
    """

    def __init__(self, tr: Translator, search_key: str, handlers: QueryHandlers) -> None:
        super().__init__()
        self._search_key = search_key
        self._tr = tr
        self._handlers = handlers

    def compose(self) -> ComposeResult:
        """Yield the filter, the input and the count."""
        yield FilterChip(self._tr("Search"))
        yield QueryInput(self._tr, self._search_key, self._handlers)
        yield ResultCount()

    def show_filter(self, name: str, *, active: bool, typing: bool) -> None:
        """Show by what the list is narrowed, or what the bar is for."""
        self._chip.show(name, active=active, typing=typing)

    def on_resize(self) -> None:
        """Clip the filter to the width that there is now."""
        self._chip.fit()

    async def on_click(self, event: events.Click) -> None:
        """List all by a click on the filter, search by one elsewhere."""
        filtered = self._chip.active and event.widget is self._chip
        await self.screen.run_action("run('navigation.show_all')" if filtered else "run('search.focus')")

    def show_count(self, text: str) -> None:
        """Show a text at the right end."""
        self.query_one(ResultCount).text = text

    @property
    def _chip(self) -> FilterChip:
        return self.query_one(FilterChip)

    @property
    def line(self) -> QueryInput:
        """The query input."""
        return self.query_one(QueryInput)
