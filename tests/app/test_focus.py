"""What has the keys: they go on to be heard, wherever a mouse is said to have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.widgets import Input

from hnreader.app.screens.names import NamesScreen
from hnreader.app.screens.page import PageScreen
from hnreader.app.screens.prompt import Prompt
from hnreader.app.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from collections.abc import Callable

SCREENS = [("g", ReaderScreen), ("enter", ReaderScreen), ("r", PageScreen), ("P", NamesScreen), ("M", Prompt)]


def beyond(here: Any) -> events.MouseDown:
    """A press of the mouse where the window has ended, as a terminal reports it that has just become smaller."""
    place = here.app.size.width + 5.0, here.app.size.height + 5.0
    return events.MouseDown(None, *place, 0, 0, 1, False, False, False, *place)


@pytest.mark.parametrize(("keys", "screen"), SCREENS)
async def test_a_click_beyond_the_window_leaves_the_keys(stage: Callable[..., Any], keys: str, screen: type) -> None:
    """Textual takes the focus away then; the next key is heard where it would have been."""
    async with stage() as here:
        await here.press(*keys.split())
        await here.settle()
        assert isinstance(here.app.screen, screen)
        had = here.app.focused
        here.app.post_message(beyond(here))
        await here.settle()
        assert here.app.focused is None
        await here.press("f9")
        assert here.app.focused is had


async def test_what_had_the_focus_may_be_gone(stage: Callable[..., Any]) -> None:
    """A screen that is closed at once has said that something in it has the focus."""
    async with stage() as here:
        gone = Input()
        here.app.post_message(events.DescendantFocus(gone))
        await here.press("j")
        assert here.app.focused is not None
