"""A review in the reader, as its user sees it. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from two_stories import LINES

from hnreader.app.panes.review import ReviewPane
from hnreader.app.screens.review import ReviewScreen
from hnreader.archive import load
from hnreader.corrections import Action
from hnreader.userdata.correction_file import correction_path, read_corrections

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "2024-03-09_01.txt"
    path.write_text("\n".join(LINES), "utf-8")
    return path


async def offered(here: Any) -> None:
    """Wait until corrections are offered."""
    await here.until(lambda: isinstance(here.app.screen, ReviewScreen) and here.app.screen._offered is not None)
    await here.settle()


def kept(page: Path) -> list[Action]:
    return [each.correction.action for each in read_corrections(correction_path(page)).corrections]


async def test_a_review_by_keys(stage: Callable[..., Any], page: Path) -> None:
    """What is decided is kept beside the page, is seen, and is taken back; the chosen article is read."""
    async with stage(list(load(page)), size=(40, 12)) as here:
        await here.press("E")
        await offered(here)
        assert "2 篇中已看过 0 篇" in here.lines[0]
        assert any(line.startswith(" 1 ") for line in here.lines)
        await here.press("1")
        assert len(kept(page)) == 1
        assert kept(page) != [Action.RIGHT]
        assert "✎" in here.seen
        await here.press("u")
        assert kept(page) == []
        assert "✎" not in here.seen
        await here.press("g", "y", "y")
        assert kept(page) == [Action.RIGHT] * 2
        assert "2 篇中已看过 2 篇" in here.lines[0]
        await here.press("u", "u", "u")
        assert kept(page) == []
        assert "没有可撤" in here.seen
        await here.press("j")
        chosen = here.app.screen._review.articles[here.app.screen.query_one(ReviewPane).position]
        await here.press("enter")
        assert (here.selected, here.pane) == (chosen.title, "reading")


async def test_what_cannot_be_kept_is_said(stage: Callable[..., Any], page: Path) -> None:
    """A folder stands where the corrections would be; an archive with nothing doubtful says so."""
    async with stage(list(load(page))) as here:
        correction_path(page).mkdir()
        await here.press("E")
        await offered(here)
        await here.press("y")
        assert "✓" not in here.seen
        assert "2024-03-09_01.txt.corrections.toml" in here.message
    async with stage() as here:
        await here.press("E")
        await here.until(lambda: not here.app.screen.tasks.busy("review"))
        await here.settle()
        assert "没有待看的文章了" in here.seen
