"""The desk that everything lies on: the panes, what is open in them, and what is asked of the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from hnreader.app.articles import ArticleList
from hnreader.app.keyline import KeyLine
from hnreader.app.overview import Overview
from hnreader.app.pane import Noted
from hnreader.app.reading import ReadingPane
from hnreader.app.rows import Rows, issue_rows, kept_rows, named_rows
from hnreader.app.searchbar import QueryInput, SearchBar
from hnreader.errors import NotebookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.commands import Pane
    from hnreader.app.own import Own
    from hnreader.app.story import Story
    from hnreader.archive import Archive
    from hnreader.messages import Voice
    from hnreader.model import Article

TWO_PANES: Final = 100  # cells: from here up list and text stand side by side
LEAST: Final = (40, 12)  # cells and lines below which nothing can be read

Listing = Literal["all", "unread", "bookmarks", "named"]


@dataclass(frozen=True, slots=True)
class Named:
    """The articles that have a name."""

    name: str = ""
    ids: tuple[str, ...] = ()


class Desk(Screen[None]):
    """List and text, under a search bar. What commands do is added by the classes that build on this one."""

    BINDINGS: ClassVar[list[BindingType]] = []

    # The panes draw what follows from these; the screen itself, which `reactive` would draw anew, has nothing to draw.
    story: var[Story | None] = var(None)
    """The article that is open; None: the overview stands in its place."""
    query_text: var[str] = var("", init=False)
    """What is searched for, as it was typed."""
    wanted: var[tuple[str, ...]] = var(())
    """The words by which the open article was found."""
    reading: var[bool] = var(False, init=False)
    """Whether the text is at work rather than the list: where only one has room, it is the one shown."""
    listing: var[Listing] = var("all", init=False)
    """Which articles are listed while nothing is searched for."""

    def __init__(self, voice: Voice, own: Own) -> None:
        super().__init__()
        self.voice = voice
        self.own = own
        self.archive: Archive | None = None
        self.named = Named()
        """What is listed where `listing` is "named"."""

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield SearchBar(self.voice, self.take_query, self)
        with Horizontal(id="desk"):
            yield ArticleList(self.voice, self.own.notebook)
            yield Overview(self.voice, self.own.keys)
            yield ReadingPane(self.voice).data_bind(Desk.story, Desk.wanted)
        yield KeyLine(self.voice, self.own.keys)
        yield Static(Content(self.voice("screen.small", *LEAST)), id="small")

    @property
    def list(self) -> ArticleList:
        """The list pane."""
        return self.query_one(ArticleList)

    @property
    def text(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    @property
    def pane(self) -> Pane:
        """The pane at work."""
        if isinstance(self.focused, QueryInput):
            return "search"
        return "reading" if isinstance(self.focused, ReadingPane) else "list"

    @property
    def coming_in(self) -> bool:
        """Whether pages are still coming in."""
        return False

    def take_query(self, query: str) -> None:
        """Search for what is typed."""
        if query != self.query_text:
            self.list.touched = False
            self.query_text = query

    def leave_bar(self) -> None:
        """Go from the search bar to what was found."""
        self.set_focus(self.list)

    @on(Noted)
    def _say(self, message: Noted) -> None:
        self.say(message.text)

    def say(self, text: str) -> None:
        """Say in the bottom row what has happened."""
        self.query_one(KeyLine).say(text)

    def ask(
        self,
        label: str,
        take: Callable[[str | None], None],
        value: str = "",
        refused: Callable[[str], str] = lambda _line: "",
    ) -> None:
        """Ask for a line at the foot of the screen; `take` gets it, or None where the reader gave up."""
        from hnreader.app.prompt import Prompt  # noqa: PLC0415 loaded where it is opened

        self.app.push_screen(Prompt(label, value, refused), take)

    def keep(self, change: Callable[[], None]) -> bool:
        """Change what is kept, and say so where that failed."""
        try:
            change()
        except NotebookError as error:
            self.say(self.voice(error.code, *error.detail))
            return False
        return True

    # which articles are listed

    def rows(self, archive: Archive) -> Rows:
        """Return what the list shows while nothing is searched for."""
        notebook = self.own.notebook
        if self.listing == "bookmarks":
            return named_rows(archive, [one.id for one in notebook.bookmarks()])
        if self.listing == "named":
            return named_rows(archive, self.named.ids)
        if self.listing == "unread":
            return kept_rows(archive, lambda article: not notebook.is_read(article.id))
        return issue_rows(archive)

    def list_anew(self) -> None:
        """List what is to be listed, and keep the selected article if it is among it."""
        if self.archive is not None:
            self.list.show(self.rows(self.archive))

    def select(self, article: Article) -> None:
        """Select an article in the list; a search or a narrower list that has it not is left."""
        if self.archive is None:
            return
        position = self.list.rows.position(article)
        if position is None:
            self.bar.line.value = ""
            self.listing = "all"
            self.list_anew()
            position = self.list.rows.position(article)
        if position is not None:
            self.list.choose(position)

    # which panes have room

    def watch_story(self) -> None:
        """Show the text in place of the overview, or the overview."""
        self.fit_panes()

    def watch_reading(self) -> None:
        """Show the one pane that has room."""
        self.fit_panes()

    def on_resize(self, _event: events.Resize) -> None:
        """See which panes have room."""
        self.fit_panes()

    def fit_panes(self) -> None:
        """Show the panes that have room; where nothing can be read, say so."""
        if not self.is_mounted:
            return
        width, height = self.app.size
        two = width >= TWO_PANES
        self.list.display = two or not self.reading
        self.text.display = (two or self.reading) and self.story is not None
        self.query_one(Overview).display = two and self.story is None
        self.list.set_class(two, "beside")
        self.set_class(width < LEAST[0] or height < LEAST[1], "small")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the pane at work."""
        self.query_one(KeyLine).pane = self.pane
        if not isinstance(event.widget, ReadingPane):
            self.reading = False
