"""Selecting in the reading pane, with keys and with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reading_app import HEIGHT, ReadingPilot, reading_app, sentence

from hnreader.app.panes.reading import ReadingPane
from hnreader.app.rendering.story_view import StoryView
from hnreader.model import Paragraph, Story, Text

if TYPE_CHECKING:
    from collections.abc import Callable


async def test_v_selects_by_sentences(long: StoryView) -> None:
    """v begins with the first sentence in sight, j and k take more and fewer, v again begins anew, Esc gives up."""
    async with reading_app() as here:
        await here.show(long)
        here.pane.go_to((3, 0))
        await here.press("v")
        assert here.pane.selected_text == sentence(0)
        await here.press("j", "j", "j")
        assert here.pane.selected_text == "".join(map(sentence, range(3))) + "\n" + sentence(3)
        await here.press("k", "v")
        assert here.pane.selected_text == sentence(2)
        await here.press("k", "k")
        assert here.pane.selected_text == "".join(map(sentence, range(3)))
        assert here.pane.cancel_selection()
        assert here.pane.selected_text == ""
        assert not here.pane.cancel_selection()
        y = here.pane.scroll_offset.y
        await here.press("j")
        assert here.pane.scroll_offset.y == y + 1


async def test_a_selection_goes_to_the_end(long: StoryView) -> None:
    """While keys select, screens and ends are selected up to, and the end that moves stays in sight."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("v", "space")
        assert here.pane.selected_text.startswith("渔村\n第00句")
        await here.press("G")
        assert here.pane.selected_text.endswith("芦苇青青。")
        assert "芦苇青青" in here.seen
        drawn = [
            segment
            for y in range(HEIGHT)
            for segment in here.pane.render_line(y)
            if segment.text.strip() and segment.style
        ]
        (background,) = {segment.style.bgcolor for segment in drawn}
        assert background != here.pane.base_style.bgcolor
        await here.press("g")
        assert here.pane.selected_text == "渔村"
        assert here.pane.scroll_offset.y <= 1


async def test_a_selection_survives_another_measure(long: StoryView) -> None:
    """What is selected stays so however its lines are set."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("v", "j", "j", "j")
        text = here.pane.selected_text
        await here.press(*"-----")
        assert here.pane.selected_text == text
        await here.press("j")
        assert here.pane.selected_text.startswith(text)


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
        await here.press("v")
        assert here.pane.selected_text == "渔村"
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
