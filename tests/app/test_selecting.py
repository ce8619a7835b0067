"""Selecting in the reading pane, with keys and with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from reading_app import HEIGHT, ReadingPilot, reading_app, sentence

from hnreader.app.panes.reading import ReadingPane
from hnreader.app.rendering.story_view import StoryView
from hnreader.model import Paragraph, Story, Text

if TYPE_CHECKING:
    from collections.abc import Callable


FIRST = "".join(map(sentence, range(3)))
"""The first paragraph."""


async def test_v_selects_by_characters(long: StoryView) -> None:
    """v begins with the first visible character; keys move the cursor, o the other end, v again gives up."""
    steps = [
        (["v"], sentence(0)[0]),
        (["l", "l"], sentence(0)[:3]),
        (["h"], sentence(0)[:2]),
        (["w", "w"], None),
        ([")"], sentence(0) + sentence(1)[0]),
        (["("], sentence(0)[0]),
        (["s"], sentence(0)),
        (["p"], FIRST),
        (["}"], f"{FIRST}\n{sentence(3)[0]}"),
        (["o", "}"], sentence(3)[0]),
        (["o", "G"], None),
        (["g"], f"渔村\n{FIRST}\n{sentence(3)[0]}"),
        (["V"], None),
        (["v"], f"渔村\n{FIRST}\n{sentence(3)[0]}"),
        (["v"], ""),
    ]
    async with reading_app() as here:
        await here.show(long)
        here.pane.go_to((3, 0))
        for keys, selected in steps:
            await here.press(*keys)
            assert selected is None or here.pane.selected_text == selected, keys
        assert not here.pane.selecting
        y = here.pane.scroll_offset.y
        await here.press("j")
        assert here.pane.scroll_offset.y == y + 1


async def test_lines_of_the_screen_are_selected(long: StoryView) -> None:
    """V selects lines as they are set; up and down keep the column past a short line, $ to the ends of lines."""
    async with reading_app() as here:
        await here.show(long)
        here.pane.go_to((3, 0))
        lines = [line.strip() for line in here.lines if "句" in line]
        await here.press("V")
        assert here.pane.selected_text == lines[0]
        await here.press("j", "v")
        assert here.pane.selected_text.startswith(lines[0])
        await here.press("escape", "v", "$", "j")
        assert here.pane.selected_text == lines[0] + lines[1]
        await here.press("0")
        assert here.pane.selected_text == lines[0] + lines[1][0]


@pytest.mark.parametrize("colours", [True, False])
async def test_the_cursor_is_visible(long: StoryView, *, colours: bool) -> None:
    """The character under the cursor differs from what is selected, with and without colours, and stays in sight."""
    async with reading_app() as here:
        here.app.no_color = not colours
        await here.show(long)
        await here.press("v", "G")
        drawn = [(s.text, s.style) for y in range(HEIGHT) for s in here.pane.render_line(y) if s.style]
        assert [(text, bool(style.reverse)) for text, style in drawn if style.underline] == [("。", colours)]
        selected = {bool(style.reverse) for text, style in drawn if text.strip() and not style.underline}
        assert selected == {not colours}


async def test_a_selection_survives_another_measure(long: StoryView) -> None:
    """What is selected stays so however its lines are set."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("v", ")", ")", ")")
        text = here.pane.selected_text
        here.pane.story_style = replace(here.pane.story_style, measure=20)
        await here.pilot.pause()
        assert here.pane.selected_text == text
        await here.press("l")
        assert here.pane.selected_text.startswith(text)
        assert len(here.pane.selected_text) == len(text) + 1


async def drag(here: ReadingPilot, start: tuple[int, int], end: tuple[int, int]) -> None:
    await here.pilot.mouse_down(ReadingPane, offset=start)
    await here.pilot.hover(ReadingPane, offset=end)
    await here.pilot.mouse_up(ReadingPane, offset=end)
    await here.pilot.pause()


async def test_the_mouse_selects_characters(long: StoryView) -> None:
    """What is dragged over is selected to the character; set lines are joined, the indent is left out."""
    async with reading_app() as here:
        await here.show(long)
        top = next(at for at, line in enumerate(here.lines) if "第00句" in line)
        left = here.lines[top].index("第00句")
        await drag(here, (left, top), (left + 4 - 4, top + 1))
        text = "".join(map(sentence, range(3)))
        assert text.startswith(here.pane.selected_text)
        assert len(here.pane.selected_text) > 36
        assert here.app.screen.get_selected_text() == here.pane.selected_text
        await drag(here, (0, top), (80, top + 2))
        assert here.pane.selected_text.startswith(text + "\n第03句")
        text = here.pane.selected_text
        await here.press("v")
        assert here.pane.selected_text == text
        assert here.pane.selecting
        assert here.app.screen.selections == {}


async def test_a_click_gives_up_and_two_select_a_sentence(long: StoryView) -> None:
    """A double click selects the sentence under it, a click elsewhere gives it up."""
    async with reading_app() as here:
        await here.show(long)
        top = next(at for at, line in enumerate(here.lines) if "第00句" in line)
        await here.pilot.double_click(ReadingPane, offset=(20, top))
        await here.pilot.pause()
        assert here.pane.selected_text == sentence(0)
        await here.pilot.click(ReadingPane, offset=(30, top + 4))
        assert here.pane.selected_text == ""


async def test_words_in_square_brackets_are_shown_as_they_are(article: Callable[..., Any]) -> None:
    """No text of a page is taken for markup."""
    text = "他说[bold]好[/bold]，[/]再见。"
    async with reading_app() as here:
        await here.show(StoryView(Story(article(1, paragraphs=(Paragraph(Text(text)),)))), "bold")
        assert text in here.seen
