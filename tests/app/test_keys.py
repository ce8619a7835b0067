"""Keys that the reader wishes for, as their user sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.commands import Keys
from hnreader.app.panes.footer import Footer
from hnreader.app.user_state import UserState, user_state
from hnreader.reasons import Message, Reason
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def test_a_wished_key_works(stage: Callable[..., Any]) -> None:
    """A key wished for does what it was wished for, and the one it replaces does nothing."""
    async with stage(user_state=UserState(keys=Keys({"calendar": "c"}))) as here:
        await here.press("j", "i")
        assert len(here.app.screen_stack) == 1
        await here.press("c")
        assert len(here.app.screen_stack) == 2


async def test_a_wished_key_is_shown(stage: Callable[..., Any]) -> None:
    """The line of keys and the sheet of help show the live key."""
    async with stage(user_state=UserState(keys=Keys({"calendar": "c"})), size=(200, 60)) as here:
        assert " c 日历" in here.lines[-1]
        assert " i " not in here.lines[-1]
        await here.press("?")
        line = next(line for line in here.lines if "日历" in line)
        assert " c  " in line


async def test_a_key_is_taken_from_another(stage: Callable[..., Any]) -> None:
    """A key wished for no longer does what it did before."""
    async with stage(user_state=UserState(keys=Keys({"list.overview": "u"}))) as here:
        await here.press("j", "u")
        assert "未读" not in here.lines[0]
        assert "第7篇的标题" not in here.seen


@pytest.mark.parametrize("name", ["unread", "list.unread"])
async def test_a_command_is_left_without_a_key(stage: Callable[..., Any], name: str) -> None:
    """An empty wish leaves a command without a key, in all panes or in one."""
    async with stage(user_state=UserState(keys=Keys({name: "", "overview": ""}))) as here:
        await here.press("j", "u", "o")
        assert "未读" not in here.lines[0]
        assert "第7篇的标题" in here.seen


async def test_a_key_is_wished_for_one_pane(stage: Callable[..., Any]) -> None:
    """A wish for one pane leaves the others as they are."""
    async with stage(user_state=UserState(keys=Keys({"reading.copy": "c"}))) as here:
        await here.press("y")
        assert "全文" in here.message


async def test_a_key_in_the_bottom_row_is_clicked(stage: Callable[..., Any]) -> None:
    """A click runs the command in the focused pane, here and on what lies over the reader; behind the keys nothing."""
    async with stage() as here:
        for label, pane, over in (
            ("阅读", "reading", 1),
            ("返回", "list", 1),
            ("原版面", "list", 2),
            ("返回", "list", 1),
        ):
            line = here.lines[-1]
            await here.pilot.click(Footer, offset=(cells(line[: line.index(label)]), 0))
            await here.settle()
            assert (here.pane, len(here.app.screen_stack)) == (pane, over), label
        await here.pilot.click(Footer, offset=(118, 0))


async def test_ctrl_c_names_the_key_that_quits(stage: Callable[..., Any]) -> None:
    """Who takes the reader for a program that Ctrl+C ends is told its key, also while a query is typed."""
    async with stage(user_state=UserState(keys=Keys({"quit": "Q"}))) as here:
        for keys in (["ctrl+c"], ["/", "湖", "ctrl+c"]):
            await here.press(*keys)
            assert "在列表或正文中按 Q 退出" in here.message


async def test_unknown_commands_are_reported(stage: Callable[..., Any], tmp_path: Path) -> None:
    """A key for a command that does not exist is counted in the bottom row and named on the sheet, and not fatal."""
    (tmp_path / "settings.toml").write_text('[keys]\n"[b]fly[/]" = "x"\ncalendar = "c"\n', "utf-8")
    async with stage(user_state=user_state(tmp_path)) as here:
        assert "1 处" in here.lines[-1]
        await here.press("!")
        assert "“[b]fly[/]”指定了按键，但没有这个命令" in here.seen
        await here.press("escape", "j", "c")
        assert "[11]" in here.seen


async def test_what_is_wrong_with_the_files_is_told(stage: Callable[..., Any]) -> None:
    """What was wrong with the reader's own files is on the sheet, and is not called a file that cannot be read."""
    problems = (Message(Reason.SETTING_UNKNOWN, setting="[/]"),)
    async with stage(user_state=UserState(problems=problems)) as here:
        assert "设置有 1 处问题（!）" in here.lines[-1]
        await here.press("!")
        assert "设置问题" in here.seen
        assert "“[/]”" in here.seen
        assert "无法读取的文件" not in here.seen


@pytest.mark.parametrize(
    ("old", "new"), [("held_before", "calendar.earlier_issue"), ("reading.next_hit", "reading.next_match")]
)
def test_a_command_by_the_id_that_it_had_once(old: str, new: str) -> None:
    """Settings written for an older version still count."""
    keys = Keys({old: "z"})
    assert keys.keymap == {new: "z"}
    assert not keys.unknown
