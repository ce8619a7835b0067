"""The reading pane, as its reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reading_app import HEIGHT, reading_app, sentence

from hnreader.app.panes.reading import ReadingPane
from hnreader.app.rendering.story_style import PLAIN
from hnreader.app.rendering.story_view import StoryView
from hnreader.archive import Archive
from hnreader.model import Dating, Jump, Line, Page, PageArticles, Paragraph, Span, Story, Text

if TYPE_CHECKING:
    from collections.abc import Callable


# hits


async def test_a_result_opens_at_its_first_hit(long: StoryView) -> None:
    """The first hit is in sight with lines above it; the current one stands out, and its number is told."""
    async with reading_app() as here:
        await here.show(long, "芦苇")
        (at,) = (at for at, line in enumerate(here.lines) if "芦苇" in line)
        assert 0 < at < HEIGHT - 1
        assert here.segments(reverse=True) == ["芦苇"]
        assert here.app.match_numbers[-1] == (1, 3)
        assert here.app.match_numbers[-1] == (1, 3)


async def test_a_hit_in_the_first_screenful_opens_at_the_top(long: StoryView) -> None:
    """Where the hit is in the head or close below it, the article is seen from its beginning."""
    async with reading_app() as here:
        for word in ("渔村", "第05句"):
            await here.show(long, word)
            assert here.pane.scroll_offset.y == 0
            assert here.segments(reverse=True) == [word]


async def test_n_goes_round_the_hits(long: StoryView) -> None:
    """n goes on and N back; past an end they go on at the other one and say so."""
    async with reading_app() as here:
        await here.show(long, "芦苇")
        await here.match(1, 1)
        assert here.app.match_numbers[-1] == (3, 3)
        assert here.segments(reverse=True) == ["芦苇"]
        assert here.app.notices == []
        await here.match(1)
        assert here.app.match_numbers[-1] == (1, 3)
        assert here.app.notices == ["已到末处，从头继续"]
        await here.match(-1)
        assert here.app.match_numbers[-1] == (3, 3)
        assert here.app.notices[-1] == "已到首处，从末处继续"
        assert here.segments(reverse=True) == ["芦苇"]


async def test_without_hits_n_says_so(long: StoryView) -> None:
    """Where nothing is lit, n moves nothing, and no number is told."""
    async with reading_app() as here:
        await here.show(long)
        await here.match(1)
        assert here.app.notices == ["本篇中没有匹配"]
        assert here.app.match_numbers[-1] == (0, 0)
        assert here.app.match_numbers[-1] == (0, 0)


async def test_other_words_lead_to_their_own_hit(long: StoryView) -> None:
    """While one types on, the open article follows to the first hit of what is typed; cleared, it stays."""
    async with reading_app() as here:
        await here.show(long, "芦苇")
        here.pane.highlighted_words = ("第99句",)
        await here.pilot.pause()
        assert here.segments(reverse=True) == ["第99句"]
        y = here.pane.scroll_offset.y
        here.pane.highlighted_words = ()
        await here.pilot.pause()
        assert here.pane.scroll_offset.y == y
        assert here.segments(reverse=True) == []


# the place and the measure


async def test_another_size_keeps_what_is_read(long: StoryView) -> None:
    """However the pane is resized and the measure changed, the paragraph at the top stays there, and comes back."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("space", "space", "j")
        number, y = here.pane.place[0], here.pane.scroll_offset.y
        await here.pilot.resize_terminal(46, HEIGHT)
        await here.pilot.pause()
        assert here.pane.place[0] == number
        assert here.pane.scroll_offset.y > y
        await here.press(*"-----")
        assert here.pane.place[0] == number
        await here.press(*"=" * 5)
        await here.pilot.resize_terminal(84, HEIGHT)
        await here.pilot.pause()
        here.pane.story_style = PLAIN
        await here.pilot.pause()
        assert here.pane.scroll_offset.y == y


async def test_a_place_is_brought_to_the_top(long: StoryView) -> None:
    """A remembered place is where the screen begins again."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("space", "space")
        place, line = here.pane.place, here.lines[0]
        await here.press("g")
        assert here.pane.place == (0, 0)
        here.pane.display = False
        here.pane.go_to(place)
        here.pane.display = True
        await here.pilot.pause()
        assert here.pane.place == place
        assert here.lines[0] == line or not line.strip()


async def test_the_measure_changes_by_two_characters(long: StoryView) -> None:
    """- and = take two characters off a line or add them, up to the pane's width; its owner is told, and says so."""
    async with reading_app() as here:
        await here.show(long)
        await here.press("-")
        assert here.pane._document.layout.measure == 72
        assert here.app.measured == [72]
        await here.press("=", "=", "=")
        assert here.app.measured == [72, 76, 80]
        assert here.pane._document.layout.measure == 78
        assert here.app.notices[-1].startswith("窗格每行最多")
        await here.press(*"-" * 40)
        assert here.app.measured[-1] == here.pane._document.layout.measure == 20


async def test_a_story_that_has_grown_stays(tied: StoryView) -> None:
    """When its other page comes in, the text does not move, be it the one behind or the one before."""
    for alone in (StoryView(Story(tied.article)), StoryView(Story(tied.continuations[0].second))):
        async with reading_app() as here:
            await here.show(alone, "句")
            await here.press("space", "space")
            await here.match(1)
            await here.press("space")
            before, hit = here.lines, here.app.match_numbers[-1]
            part = tied.parts.index(alone.article)
            await here.show(StoryView(tied.story, part=part), "句")
            assert here.lines[:5] == before[:5]
            assert hit is not None
            assert here.app.match_numbers[-1] == (hit[0] + 60 * part, 120)


# turns


async def test_f_follows_the_turn(tied: StoryView) -> None:
    """f brings the turn to the top; behind the last one it says that there is none."""
    async with reading_app() as here:
        await here.show(tied)
        assert here.pane.follow() is None
        await here.pilot.pause()
        assert "── 转第2版 ──" in here.lines[1]
        assert here.pane.follow() == "后面不再转版"
        await here.pilot.pause()
        assert "── 转第2版 ──" in here.lines[1]


async def test_f_says_what_is_not_there(article: Callable[..., Any], long: StoryView) -> None:
    """Where the other page is missing, or the article turns nowhere, f says so."""
    to, back = Jump(2, None, Text("（下转2版）")), Jump(1, None, Text("（上接1版）"))
    async with reading_app() as here:
        for story, message in (
            (long, "本篇没有转版"),
            (StoryView(Story(article(2, jump_to=to))), "已读入的版面中没有下文"),
            (StoryView(Story(article(3, jump_from=back))), "已读入的版面中没有上文"),
        ):
            await here.show(story)
            assert here.pane.follow() == message


async def test_a_click_follows_a_turn(tied: StoryView) -> None:
    """A click on the line of a turn brings it to the top."""
    async with reading_app() as here:
        await here.show(tied)
        here.pane.go_to((0, 0))
        turn = here.pane._document.layout.page_breaks[0]
        here.pane.scroll_to(y=turn - 9, animate=False)
        await here.pilot.pause()
        assert "── 转第2版 ──" in here.lines[9]
        await here.pilot.click(ReadingPane, offset=(40, 9))
        assert "── 转第2版 ──" in here.lines[1]


# the file


async def test_the_origin_is_the_line_of_the_file(article: Callable[..., Any]) -> None:
    """What is selected, or else the first line of the body in sight, is traced to the line it came from."""
    lines = tuple(Line(number, sentence(number)) for number in range(1, 61))
    texts = [Text(line.text, (Span(line.number, 0, len(line.text)),)) for line in lines]
    traced = article(1, headline=texts[0], paragraphs=tuple(Paragraph(text) for text in texts[1:]))
    archive = Archive([PageArticles(Page("page.txt", lines), Dating(), (traced,))])
    async with reading_app() as here:
        assert here.pane.origin(archive) is None
        await here.show(StoryView(Story(traced)))
        assert here.pane.origin(archive) == (traced, Span(2, 0, len(lines[1].text)))
        await here.press("v")
        assert here.pane.origin(archive) == (traced, Span(1, 0, len(lines[0].text)))
        here.pane.cancel_selection()
        await here.press("space", "space")
        found = here.pane.origin(archive)
        assert found is not None
        assert lines[found[1].line - 1].text in here.lines[0] + here.lines[1]
