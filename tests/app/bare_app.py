"""An app with nothing but what is tried, in the reader's colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App

from hnreader.app.themes.files import ThemeFiles
from hnreader.app.themes.theme import variables

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widget import Widget


class Bare(App[None]):
    """Shows widgets, or a screen laid over nothing, and keeps what the screen gives when it is closed."""

    def __init__(self, *widgets: Widget, over: Screen[Any] | None = None) -> None:
        super().__init__()
        self._widgets = widgets
        self._over = over
        self.given: Any = "nothing"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(ThemeFiles().load("dark"))

    def compose(self) -> ComposeResult:
        yield from self._widgets

    def on_mount(self) -> None:
        if self._over is not None:
            self.push_screen(self._over, lambda given: setattr(self, "given", given))

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self.screen._compositor.render_strips()]

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)


async def reached(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for something that comes within a second or two."""
    for _ in range(3000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError
