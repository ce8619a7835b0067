"""The app itself: its themes, its language, its one screen, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App

from hnreader.app.panes.footer import Footer
from hnreader.app.screens.reader import NOTHING_READ, ReaderScreen
from hnreader.app.terminal.capabilities import UNKNOWN, Capabilities
from hnreader.app.themes.theme import show_theme
from hnreader.app.user_state import UserState
from hnreader.messages import Translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from hnreader.archive.opening import Loader
    from hnreader.model import Failure

__all__ = ["NOTHING_READ", "Reader"]

_SETTLED: Final = 0.1  # seconds without another size
_EXIT_TIMEOUT: Final = 2.0  # seconds for ending on a terminal that is gone
_SIGNAL_BASE: Final = 128  # plus the number of the signal that ended the app, as in shells


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
        self.tr = Translator(lang)
        self._user_state = user_state or UserState()
        name, palette, problems = self._user_state.themes.chosen(self._user_state.settings.theme, terminal.background)
        self._user_state.problems += problems
        show_theme(self, name, palette)
        self._reader = ReaderScreen(self.tr, self._user_state, paths, loader, terminal)
        self.set_keymap({name: keys or "no-key" for name, keys in self._user_state.keys.keymap.items()})

    def get_default_screen(self) -> ReaderScreen:
        """Return the reader's screen."""
        return self._reader

    def on_mount(self) -> None:
        """Let signals end the app as `q` does, so that the terminal is restored; redraw after a suspension."""
        self.app_resume_signal.subscribe(self, self._redraw)
        loop = asyncio.get_running_loop()
        if hasattr(signal, "SIGHUP") and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGHUP, lambda number, _frame: self._hang_up(loop, number))
        for name in ("SIGTERM", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, partial(self._end, number))
                except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                    return

    def on_ready(self) -> None:
        """Handle the keys that were typed before the app was up."""
        for event in XTermParser().feed(self._typed):
            self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        """Hold background work back at each key or mouse event, but not while a query is typed: it is awaited then."""
        if isinstance(event, events.InputEvent) and not self._reader.pane_layout.typing:
            self._reader.controllers.context.throttle.hold_off()
        await super().on_event(event)

    def on_resize(self) -> None:
        """Redraw everything when the size has settled: terminals clear lines that Textual takes for drawn."""
        if self._resized is not None:
            self._resized.stop()
        self._resized = self.set_timer(_SETTLED, self._redraw)

    def _redraw(self, _app: object = None) -> None:
        """Redraw everything: the terminal no longer shows what was drawn."""
        for screen in self.screen_stack[-1:]:  # none while the app ends
            screen.refresh(layout=True)

    def _hang_up(self, loop: asyncio.AbstractEventLoop, number: int) -> None:
        """End, by force where Textual waits for ever to write to a terminal that is gone, and its loop with it."""
        timer = threading.Timer(_EXIT_TIMEOUT, os._exit, (_SIGNAL_BASE + number,))
        timer.daemon = True
        timer.start()
        loop.call_soon_threadsafe(self._end, number)

    def _end(self, number: int) -> None:
        self._reader.controllers.reading.save_place()
        self.exit(return_code=_SIGNAL_BASE + number)

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
