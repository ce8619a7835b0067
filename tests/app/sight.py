"""The reading pane alone, and what its reader sees."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bare import Bare

from hnreader.app.reading import ReadingPane
from hnreader.messages import Voice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.message import Message
    from textual.pilot import Pilot
    from textual.strip import Strip

    from hnreader.app.pane import Noted
    from hnreader.app.story import Story

HEIGHT = 20


class Host(Bare):
    """The pane alone, and what it sends."""

    def __init__(self) -> None:
        self.pane = ReadingPane(Voice("zh"))
        super().__init__(self.pane)
        self.noted: list[str] = []
        self.hits: list[tuple[int, int]] = []
        self.measured: list[int] = []

    def on_mount(self) -> None:
        self.pane.focus()

    def on_noted(self, message: Noted) -> None:
        self.noted.append(message.text)

    def on_reading_pane_at_hit(self, message: ReadingPane.AtHit) -> None:
        self.hits.append((message.number, message.total))

    def on_story_pane_measured(self, message: Message) -> None:
        self.measured.append(getattr(message, "cells", 0))


class Sight:
    """A host at work."""

    def __init__(self, app: Host, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.pane = app, pilot, app.pane

    async def show(self, story: Story, *wanted: str) -> None:
        self.pane.wanted = wanted
        self.pane.story = story
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
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

    def pieces(self, *, reverse: bool = False) -> list[str]:
        """What stands out on the screen."""
        return [one.text for strip in self._drawn for one in strip if one.style and bool(one.style.reverse) is reverse]


@asynccontextmanager
async def sight(size: tuple[int, int] = (84, HEIGHT)) -> AsyncIterator[Sight]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Sight(app, pilot)


def sentence(number: int) -> str:
    return f"第{number:02d}句说的是洞庭湖边的渔村和它的春天。"
