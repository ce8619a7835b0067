"""The overview, laid over the screen at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.app.commands import bindings
from hnreader.app.overlay import Overlay
from hnreader.app.overview import Overview

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ClassVar

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from hnreader.app.commands import Keys
    from hnreader.messages import Voice


class Survey(Overlay[None]):
    """What is held, over the whole screen; `fill` puts it in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")

    def __init__(self, voice: Voice, keys: Keys, fill: Callable[[Overview], None]) -> None:
        super().__init__()
        self._voice = voice
        self._keys = keys
        self._fill = fill

    def compose(self) -> ComposeResult:
        """Make it."""
        yield Overview(self._voice, self._keys)

    def on_mount(self) -> None:
        """Draw what is held."""
        self._fill(self.query_one(Overview))

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()
