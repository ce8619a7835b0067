"""A reader that follows a folder of its own pages, whatever happens to them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from bare_app import reached

from hnreader.app.application import Reader
from hnreader.app.user_state import UserState
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from hnreader.app.controllers.assembly import Controllers


class Following:
    """A reader that follows a folder, and what it shows."""

    def __init__(self, app: Reader, pilot: Pilot[None]) -> None:
        self.app = app
        self.until = partial(reached, pilot)

    @property
    def controllers(self) -> Controllers:
        return self.app.screen_stack[0].controllers

    def texts(self) -> list[str]:
        """What tells the articles of `pages` apart."""
        return sorted(each.paragraphs[-1].text.text[-2] for each in self.controllers.context.loaded.archive.entries)


@asynccontextmanager
async def following(tmp_path: Path, *paths: Path) -> AsyncIterator[Following]:
    state = UserState(Settings(library=str(tmp_path / "library")), keeps_pages=True)
    app = Reader([*map(str, paths)], "en", user_state=state)
    async with app.run_test() as pilot:
        shown = Following(app, pilot)
        await shown.until(lambda: shown.controllers.context.tasks.busy("watching"))
        yield shown


def written(path: Path, number: int) -> Path:
    path.write_text(f"青石镇通水记\n\n渠道清了，水才走得远{number}。\n", "utf-8")
    return path
