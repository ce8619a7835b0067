"""The line that is typed into, as its user sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.panes.search_bar import FilterChip
from hnreader.app.user_state import UserState
from hnreader.userdata.notebook import Notebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def test_up_brings_back_what_was_searched_for(stage: Callable[..., Any], tmp_path: Path) -> None:
    """Up brings back the queries of this session and of those before it, the newest first; the oldest stays."""
    with Notebook(tmp_path / "notebook") as notebook:
        async with stage(user_state=UserState(notebook=notebook)) as here:
            await here.press("/", *"第4篇", "enter", "escape", "/", *"第5篇", "enter", "escape")
    with Notebook(tmp_path / "notebook") as notebook:
        async with stage(user_state=UserState(notebook=notebook)) as here:
            await here.press("/", "up")
            assert "第5篇" in here.lines[0]
            assert "第5篇的标题" in here.seen
            assert "第4篇的标题" not in here.seen
            await here.press("up")
            assert "第4篇" in here.lines[0]
            await here.press("ctrl+r")
            assert "第4篇" in here.lines[0]
            await here.press("escape", "/", "up")
            assert "第5篇" in here.lines[0]


async def test_what_is_only_typed_is_not_kept(stage: Callable[..., Any]) -> None:
    """A query that was left by Escape does not come back."""
    async with stage() as here:
        await here.press("/", *"第4篇", "escape", "/", "up")
        assert "第4篇" not in here.lines[0]


async def test_a_query_is_edited_again(stage: Callable[..., Any]) -> None:
    """The slash goes back to the query as it stands, and what is typed is added to it."""
    async with stage() as here:
        await here.press("/", *"第4", "enter", "/", *"篇的")
        assert "第4篇的" in here.lines[0]
        assert "第4篇的标题" in here.seen
        assert "第5篇的标题" not in here.seen


async def test_escape_keeps_the_place(stage: Callable[..., Any]) -> None:
    """Leaving a search lists everything, with the article that was found still selected and open."""
    async with stage() as here:
        await here.press("/", *"第4篇", "escape")
        assert here.selected == "第4篇的标题"
        assert "第5篇的标题" in here.seen
        assert "这是第4篇的正文" in here.seen


async def test_an_error_in_suggesting_is_shown(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The app goes on, the search with it, and the next word is completed."""

    def fail(*_: object) -> None:
        raise RuntimeError("made up")

    async with stage() as here:
        with monkeypatch.context() as patched:
            patched.setattr("hnreader.search.suggest", fail)
            await here.press("/", *"体裁")
            assert "made up" in here.message
        await here.press(":")
        await here.until(lambda: "体裁:消息" in here.lines[0])


async def test_a_value_is_suggested(stage: Callable[..., Any]) -> None:
    """What a field may be stands behind the cursor, and the right arrow takes it."""
    async with stage() as here:
        await here.press("/", *"体裁:")
        await here.until(lambda: "体裁:消息" in here.lines[0])
        await here.press("right")
        assert here.app.screen.query_one("#query").value == "体裁:消息"
        assert "9 篇" in here.lines[0]


async def test_a_field_is_suggested(stage: Callable[..., Any]) -> None:
    """A field's name is completed, behind what was typed before it."""
    async with stage() as here:
        await here.press("/", *"标题 体")
        await here.until(lambda: "标题 体裁:" in here.lines[0])
        await here.press("right")
        assert here.app.screen.query_one("#query").value == "标题 体裁:"


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_what_narrows_the_list_is_said(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    """A chip names the filter, the bottom row how to leave it; a click on the chip lists all, beside it searches."""
    async with stage(size=size) as here:
        await here.press("j", "m")
        assert "列出全部" not in here.lines[-1]
        for keys, name in ((["u"], "未读 ✕"), (["'"], "书签 ✕"), (["/", *"第4篇", "enter"], "检索 ✕")):
            await here.press(*keys)
            assert here.lines[0].startswith(f" {name} ")
            assert "Esc 列出全部" in here.lines[-1]
            await here.pilot.click(FilterChip)
            await here.settle()
            assert here.lines[0].startswith(" 检索 按 ")
            assert here.list.count == 9
        await here.press("u", "/")
        assert here.lines[0].startswith(" 检索 ✕ ")
        await here.press("enter")
        assert here.lines[0].startswith(" 未读 ✕ ")
        await here.pilot.click(FilterChip)
        await here.pilot.click(FilterChip)
        await here.settle()
        assert here.pane == "search"
