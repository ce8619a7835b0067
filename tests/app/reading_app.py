"""An app with nothing but the reading pane: what it shows and which messages it posts."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bare_app import Bare

from hnreader.app.commands import Keys
from hnreader.app.panes.reading import ReadingPane
from hnreader.messages import Translator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot
    from textual.strip import Strip

    from hnreader.app.panes.pane import Pane
    from hnreader.app.rendering.story_view import StoryView

HEIGHT = 20


class ReadingApp(Bare):
    """The pane alone, and the messages that it posts."""

    def __init__(self) -> None:
        self.pane = ReadingPane(Translator("zh"), Keys())
        super().__init__(self.pane)
        self.notices: list[str] = []
        self.match_numbers: list[tuple[int, int]] = []
        self.measured: list[int] = []

    def on_mount(self) -> None:
        self.pane.focus()

    def on_pane_notice(self, message: Pane.Notice) -> None:
        self.notices.append(message.text)

    def on_reading_pane_match_changed(self, message: ReadingPane.MatchChanged) -> None:
        self.match_numbers.append((message.number, message.total))

    def on_reading_pane_measure_changed(self) -> None:
        self.measured.append(self.pane.story_style.cells)


class ReadingPilot:
    """The running app, its pane and what is on the screen."""

    def __init__(self, app: ReadingApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.pane = app, pilot, app.pane

    async def show(self, story: StoryView, *wanted: str) -> None:
        self.pane.highlighted_words = wanted
        self.pane.story = story
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def match(self, *directions: int) -> None:
        """Go to the next match (1) or the previous one (-1), as the reader's `n` and `N` do within an article."""
        for direction in directions:
            self.pane.matches.step(direction, around=True)
        await self.pilot.pause()

    @property
    def _drawn(self) -> list[Strip]:
        return self.pane.render_lines(self.pane.size.region)

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in strip) for strip in self._drawn]

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)

    def segments(self, *, reverse: bool = False) -> list[str]:
        """The texts of segments that are drawn in reverse, or not."""
        segments = (segment for strip in self._drawn for segment in strip)
        return [segment.text for segment in segments if segment.style and bool(segment.style.reverse) is reverse]


@asynccontextmanager
async def reading_app(size: tuple[int, int] = (84, HEIGHT)) -> AsyncIterator[ReadingPilot]:
    app = ReadingApp()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield ReadingPilot(app, pilot)


def sentence(number: int) -> str:
    return f"第{number:02d}句说的是洞庭湖边的渔村和它的春天。"
