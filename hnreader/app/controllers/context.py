"""What the controllers share: translator, user state, archive, background tasks, and the screen by what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from msgspec import Struct

from hnreader.app.terminal.capabilities import UNKNOWN, Capabilities
from hnreader.errors import HnreaderError, NotebookError
from hnreader.messages.reasons import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import App
    from textual.screen import Screen
    from textual.timer import Timer

    from hnreader.app.controllers.background import BackgroundTasks
    from hnreader.app.controllers.loaded_archive import LoadedArchive
    from hnreader.app.controllers.pane_layout import PaneLayout
    from hnreader.app.controllers.throttle import Throttle
    from hnreader.app.user_state import UserState
    from hnreader.messages import Translator
    from hnreader.research.mentions import NameKind
    from hnreader.research.names_listing import NamedArticles

ListMode = Literal["all", "unread", "bookmarks", "named"]


class ReaderView(Protocol):
    """The reader's screen as its controllers see it."""

    def refresh_summary(self) -> None:
        """Show in overview and footer what has been loaded."""

    def show_message(self, text: str) -> None:
        """Show in the footer, for a while, what has happened."""

    def push(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> None:
        """Lay a screen over this one; `callback` gets its result."""

    def ask(
        self,
        label: str,
        accept: Callable[[str | None], None],
        value: str = "",
        check: Callable[[str], str] = lambda _line: "",
        words: Sequence[str] = (),
    ) -> None:
        """Ask for a line; `accept` gets it, None if the user gave up. `check` returns what is wrong with a line.

        Tab completes the `words`.
        """

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call back once after `delay` seconds."""

    def copy(self, text: str) -> None:
        """Copy a text to the clipboard."""

    @property
    def app(self) -> App[Any]:
        """The app, which has the colours that everything is shown in."""


class Context(Struct, frozen=True):
    """What every controller is given."""

    tr: Translator
    user_state: UserState
    loaded: LoadedArchive
    throttle: Throttle
    tasks: BackgroundTasks
    view: ReaderView
    layout: PaneLayout
    terminal: Capabilities = UNKNOWN

    def save(self, change: Callable[[], None]) -> bool:
        """Change the notebook; tell whether that worked, and show the reason where it did not."""
        try:
            change()
        except NotebookError as error:
            self.view.show_message(words_of(error.message, self.tr))
            return False
        return True

    def show_noted(self, text: str) -> None:
        """Show what was noted, and where that is not kept, this."""
        if self.user_state.notebook.temporary:
            text = self.tr("{text}, for this session only: the notebook cannot be written", text=text)
        self.view.show_message(text)


class ReaderState(Struct):
    """What the list is to show."""

    query: str = ""
    """What is searched for, as it was typed."""
    list_mode: ListMode = "all"
    """Which articles are listed while nothing is searched for."""
    label: str = ""
    """What is common to the articles of the mode `named`: a name."""
    name_kind: NameKind | None = None
    """Of which kind it is."""
    named: NamedArticles | None = None
    """These articles."""

    @property
    def searching(self) -> bool:
        """Whether something is searched for."""
        return bool(self.query.strip())

    @property
    def filtered(self) -> bool:
        """Whether other articles are listed than all."""
        return self.searching or self.list_mode != "all"


def describe_error(error: Exception, tr: Translator) -> str:
    """Return an error of background work in words."""
    if isinstance(error, HnreaderError):
        return words_of(error.message, tr)
    if isinstance(error, OSError) and error.strerror:
        return tr("The system reports: {error}", error=error.strerror)
    return tr("Unexpected error: {error}", error=f"{type(error).__name__}: {error}")
