"""How articles are set, in how many columns, and how much room list and text have."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reading_app import reading_app
from textual import events

from hnreader.app.panes.divider import Divider
from hnreader.app.panes.reading import ReadingPane
from hnreader.app.rendering.story_spread import make_spread
from hnreader.app.rendering.story_style import PLAIN, StoryStyle
from hnreader.app.rendering.story_view import StoryView
from hnreader.app.user_state import UserState
from hnreader.model import Paragraph, Story, Text
from hnreader.userdata.settings import Settings, values_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TWO = replace(PLAIN, columns=2)
STYLES = st.builds(StoryStyle, *(st.sampled_from(values_of(name)) for name in StoryStyle.__struct_fields__))


@given(width=st.integers(40, 300), height=st.integers(1, 60), style=STYLES)
def test_cells_and_lines_are_one_to_one(width: int, height: int, style: StoryStyle) -> None:
    """Every visible line has its own cells, in the pane; whatever cell of it is pointed at, it is found there."""
    spread = make_spread(width, height, style)
    taken = set()
    for line in range(spread.columns * height):
        x, row = spread.place_of(line)
        assert 0 <= x <= x + spread.measure <= width
        assert {spread.line_at(cell, row) for cell in (x, x + spread.measure - 1)} == {line}
        taken.add((x, row))
    assert len(taken) == spread.columns * height


@pytest.mark.parametrize(
    ("width", "columns", "expected"),
    [
        (156, "auto", (2, 76)),
        (155, "auto", (1, 76)),
        (300, 1, (1, 76)),
        (120, 2, (2, 58)),
        (60, 2, (2, 28)),
        (59, 2, (1, 54)),
    ],
)
def test_two_columns_need_room(width: int, columns: int | str, expected: tuple[int, int]) -> None:
    """Left to the program, both columns hold the measure; where two are asked for, as much as a newspaper's."""
    spread = make_spread(width, 20, replace(PLAIN, columns=columns))
    assert (spread.columns, spread.measure) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["    他说:走", "吧,出发。", "    到了。"]),
        ({"punctuation": "full-width"}, ["    他说：走", "吧，出发。", "    到了。"]),
        ({"line_spacing": 1}, ["    他说:走", "", "吧,出发。", "", "    到了。"]),
        ({"paragraphs": "blank"}, ["他说:走吧,出", "发。", "", "到了。"]),
        ({"paragraphs": "both"}, ["    他说:走", "吧,出发。", "", "    到了。"]),
        ({"paragraphs": "both", "line_spacing": 1}, ["    他说:走", "", "吧,出发。", "", "", "    到了。"]),
    ],
)
async def test_a_style_sets_the_text(article: Callable[..., Any], changes: dict[str, Any], expected: list[str]) -> None:
    """Each setting does what it says, at once, and what is copied stays as it is printed."""
    texts = (Paragraph(Text("他说:走吧,出发。")), Paragraph(Text("到了。")))
    async with reading_app((18, 24)) as here:
        await here.show(StoryView(Story(article(1, headline=None, paragraphs=texts))), "走吧,")
        here.pane.story_style = replace(PLAIN, **changes)
        await here.pilot.pause()
        rows = [line[2:].rstrip() for line in here.lines]
        begin = next(y for y, row in enumerate(rows) if "他说" in row)
        end = next(y for y, row in enumerate(rows) if "到了" in row)
        assert rows[begin : end + 1] == expected
        assert here.app.match_numbers[-1] == (1, 1)
        await here.press("v", "G")
        assert here.pane.selected_text == "他说:走吧,出发。\n到了。"


async def test_two_columns_are_read_one_after_the_other(long: StoryView) -> None:
    """The right column goes on where the left one ends; a screen turns both, a line scrolls, and nothing is lost."""
    async with reading_app((125, 20)) as here:
        here.pane.story_style = TWO
        await here.show(long)
        layout = here.pane._document.layout

        def lines(column: int) -> list[str]:
            x, measure = here.pane._document.spread.place_of(20 * column)[0], layout.measure
            rows = [strip.crop(x, x + measure) for strip in here.pane.render_lines(here.pane.size.region)]
            return ["".join(segment.text for segment in row).strip() for row in rows]

        def expected(top: int) -> list[str]:
            found = (layout.line(y) for y in range(top, top + 20))
            return [
                ""
                if line is None
                else "─" * layout.measure
                if line.block.role == "rule"
                else line.shown[line.range.start : line.range.end]
                for line in found
            ]

        assert (lines(0), lines(1)) == (expected(0), expected(20))
        await here.press("space", "j")
        assert (lines(0), lines(1)) == (expected(41), expected(61))
        await here.press("G")
        top = here.pane.scroll_offset.y
        assert top % 40 == 0
        assert top < len(layout.lines) <= top + 40
        assert here.pane.percent_seen == 100


async def test_the_mouse_selects_over_two_columns(long: StoryView) -> None:
    """What is dragged over from the left column into the right one is what lies between in the order of reading."""
    async with reading_app((125, 20)) as here:
        here.pane.story_style = TWO
        await here.show(long)
        spread, layout = here.pane._document.spread, here.pane._document.layout
        last, first = layout.line(19), layout.line(20)
        assert last is not None
        assert first is not None
        left, bottom = spread.place_of(19)
        right, top = spread.place_of(20)
        await here.pilot.mouse_down(ReadingPane, offset=(left + last.left, bottom))
        await here.pilot._post_mouse_events(
            [events.MouseMove], ReadingPane, offset=(right + first.left + 2, top), button=1
        )
        await here.pilot.mouse_up(ReadingPane, offset=(right + first.left + 2, top))
        start = (last.index, last.range.start)
        assert here.pane._document.selection.start == start
        assert here.pane._document.selection.end == (first.index, first.range.start + 2)


# the reader


async def test_the_typesetting_is_chosen(stage: Callable[..., Any], tmp_path: Path) -> None:
    """Rows are changed by keys and the mouse, the text follows at once, and all is kept when the screen is left."""
    path = tmp_path / "settings.toml"
    async with stage(user_state=UserState(path=path), size=(120, 40)) as here:
        await here.press("enter", "a", "l")
        assert here.text.story_style.punctuation == "full-width"
        await here.press("j", "right", "j", "h", "j", "left", "left")
        assert here.text.story_style == StoryStyle(38, "full-width", 1, "both", 1)
        assert not path.exists()
        await here.press("enter")
        assert tomllib.loads(path.read_text("utf-8")) == {
            "punctuation": "full-width",
            "line_spacing": 1,
            "paragraphs": "both",
            "columns": 1,
        }
        assert here.pane == "reading"


async def test_the_list_is_hidden_and_comes_back(stage: Callable[..., Any], tmp_path: Path) -> None:
    """While an article is read the list may be hidden; it is there again when it is used, and the choice is kept."""
    path = tmp_path / "settings.toml"
    async with stage(user_state=UserState(path=path), size=(120, 40)) as here:
        await here.press("enter", "L")
        assert not here.list.display
        assert here.text.size.width > 115
        assert tomllib.loads(path.read_text("utf-8")) == {"list": "hidden"}
        for keys in (["escape"], ["enter", "/"], ["escape", "enter", "h"]):
            await here.press(*keys)
            assert here.list.display
            assert here.text.display
        await here.press("enter")
        assert not here.list.display
        await here.press("L")
        assert here.list.display
        await here.press("escape", "L")  # from the list
        assert (here.pane, here.list.display) == ("reading", False)


async def test_the_list_is_resized(stage: Callable[..., Any], tmp_path: Path) -> None:
    """Keys and the mouse move the border, within limits, and the settings keep it."""
    path = tmp_path / "settings.toml"
    async with stage(user_state=UserState(Settings(list_width=50), path=path), size=(120, 40)) as here:
        await here.press("j", ")")
        assert here.list.size.width == 54
        await here.press("(", "(")
        assert here.list.size.width == 46
        assert tomllib.loads(path.read_text("utf-8")) == {"list_width": 46}
        await here.pilot.mouse_down(Divider)
        await here.pilot._post_mouse_events([events.MouseMove], offset=(60, 9), button=1)
        await here.pilot.mouse_up(offset=(60, 9))
        await here.settle()
        assert here.list.size.width == 60
        assert tomllib.loads(path.read_text("utf-8")) == {"list_width": 60}
        await here.press(*"(" * 12)
        assert here.list.size.width == 24
        await here.press(*")" * 20)
        assert (here.list.size.width, here.text.size.width) == (80, 39)


async def test_focus_mode_shows_the_text_alone(stage: Callable[..., Any]) -> None:
    """Nothing but the text is shown, messages too while there are any; F, Esc and whatever needs a pane end it."""
    async with stage(size=(120, 40)) as here:
        for leave, pane in (("F", "reading"), ("escape", "reading"), ("/", "search")):
            await here.press("j", "F")
            assert here.text.size.width == 120
            assert here.text.size.height == 40
            assert "检索" not in here.seen
            assert "退出" not in here.seen
            await here.press("n")
            assert "没有匹配" in here.message
            assert here.text.size.height == 40
            await here.press(leave)
            assert here.pane == pane
            assert here.list.display
            assert "检索" in here.lines[0]
            await here.press("escape")
