"""The app itself: its colours, its language, its one screen, and how it is left."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.command import CommandPalette

from hnreader.app.own import Own
from hnreader.app.palette import Commands
from hnreader.app.screen import NOTHING_READ, ReaderScreen
from hnreader.app.themes import INK, PAPER, THEMES
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.ground import Ground
    from hnreader.app.loading import Loader
    from hnreader.model import Failure

__all__ = ["NOTHING_READ", "Reader"]

_ENDED_BY: Final = 128  # + the number of the signal, as shells say it


class Reader(App[None]):
    """Reads the paths given, in the language wished for; `ground` is what the terminal tells of its background."""

    CSS_PATH: ClassVar = ["reader.tcss", "reading.tcss", "calendar.tcss", "pageview.tcss"]
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
    ) -> None:
        super().__init__()
        self.voice = Voice(lang)
        self._own = own or Own()
        self._reader = ReaderScreen(self.voice, self._own, paths, loader)
        self.register_theme(INK)
        self.register_theme(PAPER)
        self.theme = THEMES.get(self._own.settings.theme, THEMES[ground]).name
        self.set_keymap(self._own.keys.keymap)

    def get_default_screen(self) -> ReaderScreen:
        """Begin with the reader's screen."""
        return self._reader

    def on_mount(self) -> None:
        """Be ended by a signal as by `q`, so that the terminal is left as it was."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, partial(self._end, number))
                except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
                    return

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
        self.push_screen(CommandPalette(providers=[Commands], placeholder=self.voice("palette.hint")))

    @property
    def failures(self) -> Sequence[Failure]:
        """What could not be read."""
        return self._reader.failures
