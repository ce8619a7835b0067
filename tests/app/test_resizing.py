"""The focus and the selection outlive sizes at which nothing can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = [(30, 8), (39, 40), (120, 11)]


@pytest.mark.parametrize("small", SMALL)
@pytest.mark.parametrize(
    ("before", "key", "selected"), [([], "j", 7), (["enter"], "J", 7), (["j", "enter", "escape"], "k", 6)]
)
async def test_the_keyboard_works_after_a_small_size(
    stage: Callable[..., Any], small: tuple[int, int], before: list[str], key: str, selected: int
) -> None:
    """Where all panes were hidden, the pane that had the focus has it again."""
    async with stage() as here:
        await here.press(*before)
        pane = here.pane
        await here.pilot.resize_terminal(*small)
        await here.settle()
        assert "第6篇的标题" not in here.seen
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        assert here.pane == pane
        await here.press(key)
        assert here.selected == f"第{selected}篇的标题"


async def test_a_query_is_typed_on_after_a_small_size(stage: Callable[..., Any]) -> None:
    """So does the search bar."""
    async with stage() as here:
        await here.press("/", "第")
        await here.pilot.resize_terminal(30, 8)
        await here.settle()
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        await here.press("4", "篇")
        assert here.query == "第4篇"


async def test_a_small_size_under_another_screen(stage: Callable[..., Any]) -> None:
    """The size changes while another screen lies over the reader; when that is closed the list has the focus."""
    async with stage() as here:
        await here.press("?")
        await here.pilot.resize_terminal(30, 8)
        await here.settle()
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        await here.press("escape", "j")
        assert here.selected == "第7篇的标题"
        await here.press("i")
        await here.pilot.resize_terminal(30, 8)
        await here.settle()
        await here.press("escape")
        await here.pilot.resize_terminal(120, 40)
        await here.settle()
        await here.press("j")
        assert here.selected == "第8篇的标题"


@pytest.mark.parametrize("name", ["names", "help"])
async def test_a_window_that_loses_the_focus_keeps_its_keys(stage: Callable[..., Any], name: str) -> None:
    """A screen that opens while another window has the keys answers them when this one has them again."""
    async with stage() as here:
        here.app.post_message(events.AppBlur())
        await here.settle()
        here.app.screen_stack[0].action_open(name)
        await here.settle()
        here.app.post_message(events.AppFocus())
        await here.settle()
        assert here.app.screen.focused is not None
        await here.press("escape")
        assert len(here.app.screen_stack) == 1
        assert here.pane == "list"


async def test_a_key_right_before_the_focus_goes_counts(stage: Callable[..., Any]) -> None:
    """It is handled by the pane that had the keys when it was typed."""
    async with stage() as here:
        here.app.post_message(events.Key("question_mark", "?"))
        here.app.post_message(events.AppBlur())
        await here.settle()
        assert len(here.app.screen_stack) == 2


async def test_a_size_is_told_where_textuals_timer_does_not_fire(stage: Callable[..., Any]) -> None:
    """Such a timer is waited for for ever, and no screen hears of any size again."""
    async with stage() as here:
        here.app._resize_timer = here.app.set_timer(1000, lambda: None)
        await here.pilot.resize_terminal(30, 8)
        await here.until(lambda: here.app.screen.has_class("small"))
        await here.pilot.resize_terminal(120, 40)
        await here.until(lambda: not here.app.screen.has_class("small"))
