"""The app itself: its colours, its language, its one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.theme import Theme

from hnreader.app.screen import NOTHING_READ, ReaderScreen
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.app.loading import Loader
    from hnreader.model import Failure

__all__ = ["NOTHING_READ", "Reader"]

INK: Final = Theme(
    name="hnreader-ink",
    primary="#c8553d",  # the vermilion of the paper's nameplate
    secondary="#8fa3ad",
    accent="#d9a566",
    warning="#d9a566",
    error="#d9705c",
    success="#8fae7f",
    foreground="#d6d0c4",
    background="#1b1a18",
    surface="#211f1d",
    panel="#2a2825",
    dark=True,
    variables={
        "input-cursor-background": "#d9a566",
        "input-cursor-foreground": "#1b1a18",
        "scrollbar": "#45413b",
        "scrollbar-hover": "#5d5850",
        "scrollbar-active": "#d9a566",
        "scrollbar-background": "#1b1a18",
        "scrollbar-background-hover": "#1b1a18",
        "scrollbar-background-active": "#1b1a18",
    },
)


class Reader(App[None]):
    """Reads the paths given, in the language wished for."""

    CSS_PATH = "reader.tcss"
    TITLE = "hnreader"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, paths: Sequence[str], lang: str | None = None, loader: Loader | None = None) -> None:
        super().__init__()
        self.voice = Voice(lang)
        self._reader = ReaderScreen(self.voice, paths, loader)
        self.register_theme(INK)
        self.theme = INK.name

    def get_default_screen(self) -> ReaderScreen:
        """Begin with the reader's screen."""
        return self._reader

    @property
    def failures(self) -> Sequence[Failure]:
        """What could not be read."""
        return self._reader.failures
