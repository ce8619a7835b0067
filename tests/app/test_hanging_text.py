"""The help, which draws the lines that are seen alone: what the mouse selects of it, and that it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from hnreader.app.panes.hanging_text import HangingText
from hnreader.app.screens.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Callable


def grounds(text: HangingText, y: int) -> list[object]:
    """Return the background of each cell of a line."""
    return [
        segment.style and segment.style.bgcolor for segment in text.render_line(y) for _ in range(segment.cell_length)
    ]


async def test_what_the_mouse_selects_is_marked_and_copied(stage: Callable[..., Any]) -> None:
    async with stage() as here:
        await here.press("?")
        text = here.app.screen.query_one(HangingText)
        plain = grounds(text, 1)
        here.app.screen.selections = {text: Selection(Offset(0, 1), Offset(3, 1))}
        marked = grounds(text, 1)
        assert [at for at, (now, before) in enumerate(zip(marked, plain, strict=True)) if now != before] == [0, 1, 2]
        copied = here.app.screen.get_selected_text()
        assert copied is not None
        assert copied == "".join(each.text for each in text.render_line(1))[:3]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (80, 20), (60, 19), (40, 12)])
async def test_the_last_line_can_be_seen(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    async with stage(size=size) as here:
        await here.press("?", "G")
        text = here.app.screen.query_one(HangingText)
        lines = ["".join(each.text for each in text.render_line(y)).strip() for y in range(text.size.height)]
        *_, last = filter(None, lines)
        await here.until(lambda: last in here.seen)
        body = here.app.screen.query_one(SheetBody)
        assert body.region.bottom <= body.parent.region.bottom


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (7, 1), (0, 0)])
async def test_no_window_is_too_small(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    async with stage() as here:
        await here.press("?")
        await here.pilot.resize_terminal(*size)
        await here.settle()
        await here.pilot.resize_terminal(80, 24)
        await here.until(lambda: "按键" in here.seen)


async def test_it_is_set_anew_for_another_width(stage: Callable[..., Any]) -> None:
    async with stage(size=(120, 40)) as here:
        await here.press("?")
        text = here.app.screen.query_one(HangingText)
        wide = text.size
        await here.pilot.resize_terminal(60, 40)
        await here.settle()
        assert text.size.width < wide.width
        assert text.size.height > wide.height
        assert all(text.render_line(y).cell_length == text.size.width for y in range(text.size.height))
