"""The reader's screen: list, text and search bar, and the controllers behind them."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import events, on
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from hnreader.app.controllers.assembly import Panes, make_controllers
from hnreader.app.controllers.background import BackgroundTasks
from hnreader.app.controllers.context import Context, describe_error
from hnreader.app.controllers.loaded_archive import LoadedArchive
from hnreader.app.controllers.pane_layout import SMALLEST, PaneLayout
from hnreader.app.controllers.summary import say_problems, show_summary
from hnreader.app.controllers.throttle import Throttle
from hnreader.app.panes.article_list import ArticleList
from hnreader.app.panes.divider import Divider
from hnreader.app.panes.footer import Footer
from hnreader.app.panes.overview import Overview
from hnreader.app.panes.pane import Pane
from hnreader.app.panes.reading import ReadingPane
from hnreader.app.panes.search_bar import QueryHandlers, QueryInput, SearchBar
from hnreader.app.terminal.capabilities import UNKNOWN, Capabilities
from hnreader.errors import UnknownArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.user_state import UserState
    from hnreader.archive.opening import Loader
    from hnreader.messages import Translator

_SAVE_INTERVAL: Final = 3.0  # seconds from one look at the place in the text to the next
NOTHING_READ: Final = 2  # the exit code where no page could be read


_STYLE: Final = """
#body {
    height: 1fr;
}
#too-small {
    display: none;
    width: 1fr;
    height: 1fr;
    content-align: center middle;
}
ReaderScreen.small #too-small {
    display: block;
}
ReaderScreen.small #body, ReaderScreen.small Footer, ReaderScreen.focus-mode Footer {
    display: none;
}
ReaderScreen.focus-mode ReadingPane {
    scrollbar-size-vertical: 0;
}
"""


class ReaderScreen(Screen[None]):
    """Owns the panes, and the controllers that commands are carried out by."""

    DEFAULT_CSS: ClassVar = _STYLE
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = ""  # Textual would focus the search bar where the pane that had the focus is hidden

    def __init__(
        self,
        tr: Translator,
        user_state: UserState,
        paths: Sequence[str],
        loader: Loader | None = None,
        terminal: Capabilities = UNKNOWN,
    ) -> None:
        super().__init__()
        self._paths = paths
        self._loader = loader
        loaded, throttle = LoadedArchive(), Throttle()
        handlers = QueryHandlers(self._change_query, self._leave_query, user_state.notebook.history, self._suggest)
        self._list = ArticleList(tr, user_state.notebook, user_state.settings.density)
        self._text = ReadingPane(tr, user_state.keys)
        self._bar = SearchBar(tr, user_state.keys.hint("search"), handlers)
        self._overview, self._footer = Overview(tr, user_state.keys), Footer(tr, user_state.keys)
        self._divider = Divider()
        panes = self._list, self._divider, self._text
        self.pane_layout = PaneLayout(self, panes, self._bar, self._overview)
        tasks = BackgroundTasks(self, throttle, self._show_error)
        context = Context(tr, user_state, loaded, throttle, tasks, self, self.pane_layout, terminal)
        self.controllers = make_controllers(context, Panes(self._list, self._text, self._bar, self._footer))

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        yield self._bar
        with Horizontal(id="body"):
            yield self._list
            yield self._divider
            yield self._overview
            yield self._text
        yield self._footer
        columns, lines = SMALLEST
        small = self.controllers.context.tr(
            "Window too small: at least {columns} columns and {lines} lines are needed", columns=columns, lines=lines
        )
        yield Static(Content(small), id="too-small")

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.controllers.appearance.apply_settings()
        self._list.focus()
        self.watch(self._text, "scroll_y", self._show_place)
        self.watch(self._text, "selecting", self._show_place)
        self._show_failure_count()
        self.set_interval(_SAVE_INTERVAL, self.controllers.reading.save_place)
        self.call_after_refresh(
            self.controllers.loading.start,
            self._paths,
            self._loader,
            lambda: self.app.exit(return_code=NOTHING_READ),
        )

    def on_unmount(self) -> None:
        """End the work in the background, and close the library."""
        self.controllers.context.tasks.close()
        self.controllers.loading.close()

    # what controllers ask for

    def refresh_summary(self) -> None:
        """Show in overview and footer what has been loaded."""
        show_summary(self.controllers.context, self._overview)
        self._show_failure_count()

    def _show_failure_count(self) -> None:
        self._footer.failure_count = say_problems(self.controllers.context)

    def show_message(self, text: str) -> None:
        """Show in the footer, for a while, what has happened."""
        self._footer.show_message(text)

    def _show_error(self, error: Exception) -> None:
        self.show_message(describe_error(error, self.controllers.context.tr))

    def push(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> None:
        """Lay a screen over this one; `callback` gets its result."""
        self.app.push_screen(screen, callback)

    def ask(
        self,
        label: str,
        accept: Callable[[str | None], None],
        value: str = "",
        check: Callable[[str], str] = lambda _line: "",
        words: Sequence[str] = (),
    ) -> None:
        """Ask for a line at the foot of the screen; `accept` gets it, None if the user gave up."""
        from hnreader.app.screens.prompt import Prompt  # noqa: PLC0415 loaded where it is opened

        self.push(Prompt(label, value, check, words), accept)

    def copy(self, text: str) -> None:
        """Copy a text to the clipboard."""
        self.app.copy_to_clipboard(text)

    # commands

    def action_run(self, command: str, *arguments: object) -> None:
        """Carry out a command of a controller, such as `navigation.issue` with 1."""
        controller, _, method = command.partition(".")
        with self._gone_articles_said():
            getattr(getattr(self.controllers, controller), method)(*arguments)

    def action_open(self, name: str) -> None:
        """Open a screen of this package by the name of its module, which is loaded now."""
        with self._gone_articles_said():
            import_module(f"hnreader.app.screens.{name}").open_screen(self.controllers)

    @contextmanager
    def _gone_articles_said(self) -> Iterator[None]:
        """Say so where a command is for an article that was deleted meanwhile, or whose library is out of reach."""
        try:
            yield
        except UnknownArticleError as error:
            self._show_error(error)

    # the focus, and which panes have room

    @on(events.Resize)
    @on(events.ScreenResume)
    def _fit_panes(self) -> None:
        """See which panes have room: the size may have changed while another screen lay over this one."""
        self.pane_layout.fit()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of the focused pane."""
        self.pane_layout.follow_focus(event.widget)
        self.controllers.search.follow_focus()
        self._show_place()

    # what the panes report

    def _change_query(self, query: str) -> None:
        self.controllers.search.set_query(query)

    def _leave_query(self) -> None:
        self.controllers.search.leave()

    def _suggest(self, typed: str, done: Callable[[Sequence[str]], None]) -> None:
        self.controllers.search.suggest(typed, done)

    @on(Pane.Notice)
    def _show_notice(self, message: Pane.Notice) -> None:
        self.show_message(message.text)

    @on(QueryInput.Suggested)
    def _show_suggestions(self, message: QueryInput.Suggested) -> None:
        self.show_message(self.controllers.context.tr("Options: {choices}", choices="  ".join(message.values)))

    @on(ArticleList.Selected)
    def _open_selected(self) -> None:
        self.controllers.reading.open_soon()

    @on(ArticleList.Opened)
    def _read_opened(self) -> None:
        self.controllers.reading.read()

    @on(ReadingPane.MatchChanged)
    def _show_match_position(self, message: ReadingPane.MatchChanged) -> None:
        self._footer.match_position = f"{message.number}/{message.total}" if message.total else ""
        self._show_place()

    def _show_place(self) -> None:
        """Show in the footer the keys of the focused pane, and how far the text is read where it has the focus."""
        self._footer.pane = pane = self.pane_layout.focused_pane
        percent = self._text.percent_seen if pane in {"reading", "selecting"} else None
        self._footer.place = "" if percent is None else f"{percent}%"

    @on(ReadingPane.EndReached)
    def _go_on(self) -> None:
        self.controllers.navigation.go_on()

    @on(ReadingPane.MeasureChanged)
    def _save_measure(self) -> None:
        self.controllers.appearance.save_measure()

    @on(Divider.Dragged)
    def _drag_divider(self, message: Divider.Dragged) -> None:
        self.controllers.appearance.set_list_width(message.cell, final=message.released)
