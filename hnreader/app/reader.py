"""The app itself: its colours, its language, its one screen, and how it is left."""

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

from hnreader.app.own import Own
from hnreader.app.screen import NOTHING_READ, ReaderScreen
from hnreader.app.themes import INK, PAPER, THEMES
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from hnreader.app.ground import Ground
    from hnreader.app.loading import Loader
    from hnreader.model import Failure

__all__ = ["NOTHING_READ", "Reader"]

_SETTLED: Final = 0.1  # seconds without another size
_PATIENCE: Final = 2.0  # seconds for leaving a terminal that is gone
_ENDED_BY: Final = 128  # + the number of the signal, as shells say it


class Reader(App[None]):
    """Reads the paths given, in the language wished for.

    `ground` is what the terminal tells of its background, `typed` what was typed before it had.
    """

    CSS_PATH: ClassVar = "reader.tcss"
    TITLE = "hnreader"
    ENABLE_COMMAND_PALETTE = False  # Textual's own; ours speaks the reader's language
    BINDINGS: ClassVar = []

    def __init__(
        self,
        paths: Sequence[str],
        lang: str | None = None,
        loader: Loader | None = None,
        own: Own | None = None,
        ground: Ground = "dark",
        typed: str = "",
    ) -> None:
        super().__init__()
        self._typed = typed
        self._resized: Timer | None = None
        self.voice = Voice(lang)
        self._own = own or Own()
        self._reader = ReaderScreen(self.voice, self._own, paths, loader)
        self.register_theme(INK)
        self.register_theme(PAPER)
        self.theme = THEMES.get(self._own.settings.theme, THEMES[ground]).name
        self.set_keymap({name: keys or "no-key" for name, keys in self._own.keys.keymap.items()})

    def get_default_screen(self) -> ReaderScreen:
        """Begin with the reader's screen."""
        return self._reader

    def on_mount(self) -> None:
        """Be ended by a signal as by `q`, so that the terminal is left as it was; come back from a shell whole."""
        self.app_resume_signal.subscribe(self, self._draw_anew)
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
        """Take in what was typed early."""
        for event in XTermParser().feed(self._typed):
            self.post_message(event)

    async def on_event(self, event: events.Event) -> None:
        """Have what is done behind the screen make way; whoever searches waits for it, and is not made to wait."""
        if isinstance(event, events.InputEvent) and self._reader.pane != "search":
            self._reader.courtesy.heed()
        await super().on_event(event)

    def on_resize(self) -> None:
        """Draw everything once more when the size has settled: terminals wipe lines that Textual takes for drawn."""
        if self._resized is not None:
            self._resized.stop()
        self._resized = self.set_timer(_SETTLED, self._draw_anew)

    def _draw_anew(self, _app: object = None) -> None:
        """Draw everything: what the terminal shows is not what was drawn."""
        self.screen.refresh(layout=True)

    def _hang_up(self, loop: asyncio.AbstractEventLoop, number: int) -> None:
        """End also where Textual waits for ever to write to a terminal that is gone, and its loop with it."""
        last = threading.Timer(_PATIENCE, os._exit, (_ENDED_BY + number,))
        last.daemon = True
        last.start()
        loop.call_soon_threadsafe(self._end, number)

    def _end(self, number: int) -> None:
        self._leave()
        self.exit(return_code=_ENDED_BY + number)

    async def action_quit(self) -> None:
        """Keep the place, and leave."""
        self._leave()
        self.exit()

    def _leave(self) -> None:
        self._reader.keep_place()

    def action_commands(self) -> None:
        """Open the palette."""
        from hnreader.app.palette import Commands, Palette  # noqa: PLC0415 loaded where it is opened

        self.push_screen(Palette(providers=[Commands], placeholder=self.voice("palette.hint")))

    @property
    def failures(self) -> Sequence[Failure]:
        """What could not be read."""
        return self._reader.failures
