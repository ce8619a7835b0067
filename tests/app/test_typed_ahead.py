"""Keys typed in one breath: each takes effect where the one before it has led to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED = {"⏎": "enter", "␛": "escape"}


async def breathe(here: Any, keys: str) -> None:
    """Type keys without waiting for what any of them does."""
    for key in keys:
        name = NAMED.get(key) or _character_to_key(key)
        here.app.post_message(events.Key(name, None if key in NAMED else key))
    await here.settle()
    await here.pilot.pause(0.2)
    await here.settle()


@pytest.mark.parametrize(
    "opened",
    [["i"], [":", *"2024-03-10"], ["j", "M", "记"], ["/", "正", "文", "enter", "x"], ["o"], ["?"], ["w"]],
)
async def test_two_returns_close_one_screen(stage: Callable[..., Any], opened: list[str]) -> None:
    """A screen that two keys end is left once, and the reader goes on."""
    async with stage() as here:
        await here.press("j", *opened)
        await breathe(here, "⏎⏎")
        assert here.app.is_running
        assert len(here.app.screen_stack) == 1
        await here.press("o")
        assert len(here.app.screen_stack) == 2


async def test_two_returns_leave_the_screen_below(stage: Callable[..., Any]) -> None:
    """A question asked over another screen is answered once, and that screen stays."""
    async with stage() as here:
        await here.press("/", "正", "文", "enter", "t")
        await here.press("+", "标", "题")
        await breathe(here, "⏎")
        assert len(here.app.screen_stack) == 2


@pytest.mark.parametrize("over", ["f", "F"])
async def test_a_screen_below_another_is_not_left_in_its_place(stage: Callable[..., Any], over: str) -> None:
    """A story is chosen in a paper, and something is laid over that before it is left: it can be left later."""
    async with stage() as here:
        await here.press("I")
        await breathe(here, f"⏎{over}")
        assert len(here.app.screen_stack) == 3
        await here.press("escape", "escape")
        assert len(here.app.screen_stack) == 1


async def test_a_key_behind_return_belongs_to_the_list(stage: Callable[..., Any]) -> None:
    """What is typed behind the end of a search is no part of it."""
    async with stage() as here:
        await breathe(here, "/正文⏎j")
        assert here.query == "正文"
        assert here.list.position == 1
        await breathe(here, "/长⏎x")
        assert here.query == "正文长"
        assert len(here.app.screen_stack) == 2


async def test_a_key_behind_an_answer_belongs_to_the_reader(stage: Callable[..., Any]) -> None:
    """So with the end of a question: the date is gone to, and the next key goes on from there."""
    async with stage() as here:
        await breathe(here, ":2024-03-10⏎j")
        assert len(here.app.screen_stack) == 1
        assert here.selected == "第4篇的标题"


async def test_a_key_behind_escape_belongs_to_the_list(stage: Callable[..., Any]) -> None:
    """The search is left, all articles are listed, and the next key moves among them."""
    async with stage() as here:
        await breathe(here, "/没有␛G")
        assert here.query == ""
        assert here.list.position == here.list.count - 1
