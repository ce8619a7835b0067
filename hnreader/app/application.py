"""The app itself: its themes, its language, its one screen, and how it ends."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, Final
from weakref import WeakKeyDictionary

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.dom import NoScreen
from textual.worker import WorkerFailed

from hnreader.app.commands.table import NO_KEY
from hnreader.app.panes.footer import Footer
from hnreader.app.screens.reader import NOTHING_READ, ReaderScreen
from hnreader.app.terminal.capabilities import UNKNOWN, Capabilities
from hnreader.app.terminal.signals import SIGNAL_BASE
from hnreader.app.terminal.turns import Followed, Turns
from hnreader.app.themes.theme import show_theme
from hnreader.app.user_state import UserState
from hnreader.messages import Translator
from hnreader.userdata.crash_report import Crash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.timer import Timer
    from textual.widget import Widget

    from hnreader.archive.opening import Loader
    from hnreader.model import Failure

__all__ = ["NOTHING_READ", "Reader"]

_SETTLED: Final = 0.1  # seconds without another size
FAILURE: Final = 2  # the exit code after a crash


class Reader(App[None]):
    """Reads the given paths, in the requested language. `terminal` is what the terminal has said of itself."""

    TITLE = "hnreader"
    ENABLE_COMMAND_PALETTE = False  # Textual's own is in English only
    BINDINGS: ClassVar = []

    def __init__(
        self,
        paths: Sequence[str],
        lang: str | None = None,
        loader: Loader | None = None,
        user_state: UserState | None = None,
        terminal: Capabilities = UNKNOWN,
    ) -> None:
        super().__init__()
        self._typed = terminal.typed
        self._resized: Timer | None = None
        self._had_focus: WeakKeyDictionary[DOMNode, Widget] = WeakKeyDictionary()
        self.turns: Final = Turns(self, self._hand_out)
        self.crash: Crash | None = None
        """The first defect that was met."""
        self.tr = Translator(lang)
        self._user_state = user_state or UserState()
        name, palette, problems = self._user_state.themes.chosen(self._user_state.settings.theme, terminal.background)
        self._user_state.problems += problems
        show_theme(self, name, palette)
        self._reader = ReaderScreen(self.tr, self._user_state, paths, loader, terminal)
        self.set_keymap({name: keys or NO_KEY for name, keys in self._user_state.keys.keymap.items()})

    def get_default_screen(self) -> ReaderScreen:
        """Return the reader's screen."""
        return self._reader

    def get_driver_class(self) -> type[Driver]:
        """Return the driver of a terminal, or what the environment names: that of browsers."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from hnreader.app.terminal.driver import TerminalDriver  # noqa: PLC0415 Windows cannot import it

        return TerminalDriver

    def on_mount(self) -> None:
        """Redraw after a suspension."""
        self.app_resume_signal.subscribe(self, self._redraw)

    def on_ready(self) -> None:
        """Handle the keys that were typed before the app was up."""
        for event in XTermParser().feed(self._typed):
            self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        """Hold background work back at each key or mouse event, but not while a query is typed: it is awaited then."""
        if isinstance(event, events.InputEvent) and not self._reader.pane_layout.typing:
            self._reader.controllers.context.throttle.hold_off()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.turns.take(event)
        else:
            await super().on_event(event)

    async def _hand_out(self, typed: events.Key | events.Paste) -> None:
        if self.focused is None:
            self._give_focus_back()
        await super().on_event(typed)

    async def on_followed(self, message: Followed) -> None:
        """Have the next key take its turn."""
        await self.turns.follow(message)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take note of what has the focus on its screen."""
        with suppress(NoScreen):  # it is gone again
            self._had_focus[event.widget.screen] = event.widget

    def _give_focus_back(self) -> None:
        """Focus what had it on this screen: Textual takes it away at a click beyond the window, or with its pane."""
        widget = self._had_focus.get(self.screen)
        chain = self.screen.focus_chain if widget is not None else []
        if chain:
            self.screen.set_focus(widget if widget in chain else chain[0])

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the focus where it is while another window has the keys.

        Textual takes it away, and gives it back to what had it on the same screen: a screen that is opened or closed
        meanwhile is left without, and no key does anything.
        """
        event.prevent_default()

    def on_resize(self) -> None:
        """Redraw everything when the size has settled: terminals clear lines that Textual takes for drawn."""
        if self._resized is not None:
            self._resized.stop()
        self._resized = self.set_timer(_SETTLED, self._settle)

    def _settle(self) -> None:
        """Tell screens of the size, where Textual has not: its timer skips its only turn if held up as it begins."""
        self._check_resize()
        self._redraw()

    def _redraw(self, _app: object = None) -> None:
        """Redraw everything: the terminal no longer shows what was drawn."""
        for screen in self.screen_stack[-1:]:  # none while the app ends
            screen.refresh(layout=True)

    def end_soon(self, number: int) -> bool:
        """End because of a signal, as soon as what is done is done; return False where the app does not run yet."""
        if self._loop is None:
            return False
        with suppress(RuntimeError):  # it has ended already
            self._loop.call_soon_threadsafe(self._end, number)
        return True

    def _end(self, number: int) -> None:
        self._reader.controllers.reading.save_place()
        self.exit(return_code=SIGNAL_BASE + number)

    def _handle_exception(self, error: Exception) -> None:
        """End after a defect; Textual would print the values of variables, which are what is read."""
        if sys.flags.dev_mode:
            super()._handle_exception(error)
        elif not self._exit:  # while the app ends screens are taken apart, also one that was about to be shown
            self._exception = self._exception or error
            self._exception_event.set()
            self._return_code = FAILURE
            self.keep_crash(error.error if isinstance(error, WorkerFailed) else error)
        self._close_messages_no_wait()

    def keep_crash(self, error: BaseException) -> None:
        """Keep the place in the text, and of the first defect a report."""
        with suppress(Exception):  # what failed may be what knows the place
            self._reader.controllers.reading.save_place()
        if self.crash is None:
            self.crash = Crash.of(error, self._user_state.crash_folder)

    def action_help_quit(self) -> None:
        """Say how to quit: in programs without screens Ctrl+C does."""
        text = self.tr("{key} quits, in the list and in the text", key=self._user_state.keys.hint("quit"))
        for footer in self.screen.query(Footer):
            footer.show_message(text)

    async def action_quit(self) -> None:
        """Save the place in the text, and end."""
        self._reader.controllers.reading.save_place()
        self.exit()

    @property
    def failures(self) -> Sequence[Failure]:
        """The files that could not be read."""
        return self._reader.controllers.context.loaded.failures
