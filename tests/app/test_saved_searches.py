"""Searches that are saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hnreader.app.user_state import UserState
from hnreader.userdata.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def test_a_search_is_saved_and_found_in_the_palette(stage: Callable[..., Any], tmp_path: Path) -> None:
    """It is kept in the settings under its name, made again from the palette, renamed, and dropped without a name."""
    path = tmp_path / "settings.toml"
    path.write_text("# mine\nmeasure = 30\n", "utf-8")
    async with stage(user_state=UserState(load(path)[0], path=path)) as here:
        await here.press("j", "S")
        assert "请先检索" in here.message
        await here.press("/", *"第4篇", "enter", "S", *"甲[", "enter")
        assert load(path)[0].searches == {"第4篇甲[": "第4篇"}
        await here.press("escape", "ctrl+p", "甲", "enter")
        assert here.selected == "第4篇的标题"
        await here.press("S", *["backspace"] * 5, "乙", "enter")
        assert load(path)[0].searches == {"乙": "第4篇"}
        await here.press("S", "backspace", "enter")
        assert (load(path)[0].searches, load(path)[0].measure) == ({}, 30)
        assert "# mine" in path.read_text("utf-8")
