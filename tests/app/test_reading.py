"""The reading pane, as its reader sees it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from textual.app import App

from hnreader.app.reading import ReadingPane
from hnreader.app.story import Story
from hnreader.archive import Archive
from hnreader.messages import Voice
from hnreader.model import Dating, Evidence, Jump, Kind, Line, Page, PageArticles, Paragraph, Span, Text, Tie

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.message import Message
    from textual.pilot import Pilot

    from hnreader.app.pane import Noted

HEIGHT = 20


class Host(App[None]):
    """The pane alone, and what it sends."""

    CSS = "ReadingPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"
    CSS_PATH = None

    def __init__(self) -> None:
        super().__init__()
        self.pane = ReadingPane(Voice("zh"))
        self.noted: list[str] = []
        self.hits: list[tuple[int, int]] = []
        self.measured: list[int] = []

    def compose(self) -> Any:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.focus()

    def on_noted(self, message: Noted) -> None:
        self.noted.append(message.text)

    def on_reading_pane_at_hit(self, message: ReadingPane.AtHit) -> None:
        self.hits.append((message.number, message.total))

    def on_story_pane_measured(self, message: Message) -> None:
        self.measured.append(getattr(message, "cells", 0))


class Sight:
    """A host at work."""

    def __init__(self, app: Host, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.pane = app, pilot, app.pane

    async def show(self, story: Story, *wanted: str) -> None:
        self.pane.wanted = wanted
        self.pane.story = story
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        return ["".join(segment.text for segment in self.pane.render_line(y)) for y in range(self.pane.size.height)]

    @property
    def seen(self) -> str:
        return "\n".join(self.lines)

    def pieces(self, *, reverse: bool = False) -> list[str]:
        """What stands out on the screen."""
        strips = [self.pane.render_line(y) for y in range(self.pane.size.height)]
        return [one.text for strip in strips for one in strip if one.style and bool(one.style.reverse) is reverse]


@asynccontextmanager
async def sight(size: tuple[int, int] = (84, HEIGHT)) -> AsyncIterator[Sight]:
    app = Host()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Sight(app, pilot)


def sentence(number: int) -> str:
    return f"第{number:02d}句说的是洞庭湖边的渔村和它的春天。"


@pytest.fixture
def long(article: Callable[..., Any]) -> Story:
    """Forty paragraphs of three sentences; the hit 芦苇 is in paragraphs 5, 20 and 39."""
    texts = ["".join(sentence(3 * number + one) for one in range(3)) for number in range(40)]
    texts = [text + "芦苇青青。" if number in {5, 20, 39} else text for number, text in enumerate(texts)]
    return Story(article(1, headline=Text("渔村"), paragraphs=tuple(Paragraph(Text(text)) for text in texts)))


@pytest.fixture
def tied(article: Callable[..., Any], long: Story) -> Story:
    """The same on two pages."""
    second = article(2, kind=Kind.CONTINUATION, headline=None, page_no=2, paragraphs=long.article.paragraphs[20:])
    first = article(1, headline=Text("渔村"), paragraphs=long.article.paragraphs[:20])
    return Story(first, ties=(Tie(first, second, (1, 2), cut=False, evidence=Evidence("why.turn.words", 1.0)),))


# hits


async def test_a_result_opens_at_its_first_hit(long: Story) -> None:
    """The first hit is in sight with lines above it; the current one stands out, and its number is told."""
    async with sight() as here:
        await here.show(long, "芦苇")
        (at,) = (at for at, line in enumerate(here.lines) if "芦苇" in line)
        assert 0 < at < HEIGHT - 1
        assert here.pieces(reverse=True) == ["芦苇"]
        assert here.pane.hit_at == (1, 3)
        assert here.app.hits[-1] == (1, 3)


async def test_a_hit_in_the_first_screenful_opens_at_the_top(long: Story) -> None:
    """Where the hit is in the head or close below it, the article is seen from its beginning."""
    async with sight() as here:
        for word in ("渔村", "第05句"):
            await here.show(long, word)
            assert here.pane.scroll_offset.y == 0
            assert here.pieces(reverse=True) == [word]


async def test_n_goes_round_the_hits(long: Story) -> None:
    """n goes on and N back; past an end they go on at the other one and say so."""
    async with sight() as here:
        await here.show(long, "芦苇")
        await here.press("n", "n")
        assert here.pane.hit_at == (3, 3)
        assert here.pieces(reverse=True) == ["芦苇"]
        assert here.app.noted == []
        await here.press("n")
        assert here.app.hits[-1] == (1, 3)
        assert here.app.noted == ["已过末处，回到第一处"]
        await here.press("N")
        assert here.app.hits[-1] == (3, 3)
        assert here.app.noted[-1] == "已过首处，转到最后一处"
        assert here.pieces(reverse=True) == ["芦苇"]


async def test_without_hits_n_says_so(long: Story) -> None:
    """Where nothing is lit, n moves nothing, and no number is told."""
    async with sight() as here:
        await here.show(long)
        await here.press("n")
        assert here.app.noted == ["这一篇里没有命中之处"]
        assert here.pane.hit_at is None
        assert here.app.hits[-1] == (0, 0)


async def test_other_words_lead_to_their_own_hit(long: Story) -> None:
    """While one types on, the open article follows to the first hit of what is typed; cleared, it stays."""
    async with sight() as here:
        await here.show(long, "芦苇")
        here.pane.wanted = ("第99句",)
        await here.pilot.pause()
        assert here.pieces(reverse=True) == ["第99句"]
        y = here.pane.scroll_offset.y
        here.pane.wanted = ()
        await here.pilot.pause()
        assert here.pane.scroll_offset.y == y
        assert here.pieces(reverse=True) == []


# the place and the measure


async def test_another_size_keeps_what_is_read(long: Story) -> None:
    """However the pane is resized and the measure changed, the paragraph at the top stays there, and comes back."""
    async with sight() as here:
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
        here.pane.measure_wished = 76
        await here.pilot.pause()
        assert here.pane.scroll_offset.y == y


async def test_a_place_is_brought_to_the_top(long: Story) -> None:
    """A remembered place is where the screen begins again."""
    async with sight() as here:
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


async def test_the_measure_changes_by_two_characters(long: Story) -> None:
    """- and = take two characters off a line or add them, and say how many it has; the pane's width is the end."""
    async with sight() as here:
        await here.show(long)
        await here.press("-")
        assert here.pane.measure == 72
        assert here.app.measured == [72]
        assert here.app.noted == ["每行 36 字"]
        await here.press("=", "=", "=")
        assert here.app.measured == [72, 76, 80]
        assert here.pane.measure == 78
        assert here.app.noted[-1].startswith("窗格只容得下")
        await here.press(*"-" * 40)
        assert here.app.measured[-1] == here.pane.measure == 20


async def test_a_story_that_has_grown_stays(tied: Story) -> None:
    """When its other page comes in, the text does not move, be it the one behind or the one before."""
    for alone in (Story(tied.article), Story(tied.ties[0].second)):
        async with sight() as here:
            await here.show(alone, "句")
            await here.press("space", "space", "n", "space")
            before, hit = here.lines, here.pane.hit_at
            part = tied.parts.index(alone.article)
            await here.show(Story(tied.article, ties=tied.ties, part=part), "句")
            assert here.lines[:5] == before[:5]
            assert hit is not None
            assert here.pane.hit_at == (hit[0] + 60 * part, 120)


# turns


async def test_f_follows_the_turn(tied: Story) -> None:
    """f brings the turn to the top; behind the last one it says that there is none."""
    async with sight() as here:
        await here.show(tied)
        await here.press("f")
        assert "── 转第2版 ──" in here.lines[1]
        await here.press("f")
        assert "── 转第2版 ──" in here.lines[1]
        assert here.app.noted == ["后面不再转版"]


async def test_f_says_what_is_not_there(article: Callable[..., Any], long: Story) -> None:
    """Where the other page is missing, or the article turns nowhere, f says so."""
    to, back = Jump(2, None, Text("（下转2版）")), Jump(1, None, Text("（上接1版）"))
    async with sight() as here:
        for story, said in (
            (long, "这一篇没有转版"),
            (Story(article(2, jump_to=to)), "读入的版面里没有找到下文"),
            (Story(article(3, jump_from=back)), "读入的版面里没有找到上文"),
        ):
            await here.show(story)
            await here.press("enter")
            assert here.app.noted[-1] == said


async def test_a_click_follows_a_turn(tied: Story) -> None:
    """A click on the line of a turn brings it to the top."""
    async with sight() as here:
        await here.show(tied)
        here.pane.go_to((0, 0))
        turn = next(here.pane._laid.turns())
        here.pane.scroll_to(y=turn - 9, animate=False)
        await here.pilot.pause()
        assert "── 转第2版 ──" in here.lines[9]
        await here.pilot.click(ReadingPane, offset=(40, 9))
        assert "── 转第2版 ──" in here.lines[1]


# selecting


async def test_v_selects_by_sentences(long: Story) -> None:
    """v begins with the first sentence in sight, j and k take more and fewer, v again begins anew, Esc gives up."""
    async with sight() as here:
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
        assert here.pane.give_up()
        assert here.pane.selected_text == ""
        assert not here.pane.give_up()
        y = here.pane.scroll_offset.y
        await here.press("j")
        assert here.pane.scroll_offset.y == y + 1


async def test_a_selection_goes_to_the_end(long: Story) -> None:
    """While keys select, screens and ends are selected up to, and the end that moves stays in sight."""
    async with sight() as here:
        await here.show(long)
        await here.press("v", "space")
        assert here.pane.selected_text.startswith("渔村\n第00句")
        await here.press("G")
        assert here.pane.selected_text.endswith("芦苇青青。")
        assert "芦苇青青" in here.seen
        selection = here.app.screen.get_component_rich_style("screen--selection")
        drawn = [one for y in range(HEIGHT) for one in here.pane.render_line(y) if one.text.strip() and one.style]
        assert {one.style.bgcolor for one in drawn} == {selection.bgcolor}
        await here.press("g")
        assert here.pane.selected_text == "渔村"
        assert here.pane.scroll_offset.y <= 1


async def test_a_selection_survives_another_measure(long: Story) -> None:
    """What is selected stays so however its lines are set."""
    async with sight() as here:
        await here.show(long)
        await here.press("v", "j", "j", "j")
        text = here.pane.selected_text
        await here.press(*"-----")
        assert here.pane.selected_text == text
        await here.press("j")
        assert here.pane.selected_text.startswith(text)


async def drag(here: Sight, start: tuple[int, int], end: tuple[int, int]) -> None:
    await here.pilot.mouse_down(ReadingPane, offset=start)
    await here.pilot.hover(ReadingPane, offset=end)
    await here.pilot.mouse_up(ReadingPane, offset=end)
    await here.pilot.pause()


async def test_the_mouse_selects_characters(long: Story) -> None:
    """What is dragged over is selected to the character; set lines are joined, the indent is left out."""
    async with sight() as here:
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


async def test_a_click_gives_up_and_two_select_a_sentence(long: Story) -> None:
    """A double click selects the sentence under it, a click elsewhere gives it up."""
    async with sight() as here:
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
    async with sight() as here:
        await here.show(Story(article(1, paragraphs=(Paragraph(Text(text)),))), "bold")
        assert text in here.seen


# the file


async def test_the_origin_is_the_line_of_the_file(article: Callable[..., Any]) -> None:
    """What is selected, or else the first line of the body in sight, is traced to the line it came from."""
    lines = tuple(Line(number, sentence(number)) for number in range(1, 61))
    texts = [Text(line.text, (Span(line.number, 0, len(line.text)),)) for line in lines]
    one = article(1, headline=texts[0], paragraphs=tuple(Paragraph(text) for text in texts[1:]))
    archive = Archive([PageArticles(Page("page.txt", lines), Dating(), (one,))])
    async with sight() as here:
        assert here.pane.origin(archive) is None
        await here.show(Story(one))
        assert here.pane.origin(archive) == (one, Span(2, 0, len(lines[1].text)))
        await here.press("v")
        assert here.pane.origin(archive) == (one, Span(1, 0, len(lines[0].text)))
        here.pane.give_up()
        await here.press("space", "space")
        found = here.pane.origin(archive)
        assert found is not None
        assert lines[found[1].line - 1].text in here.lines[0] + here.lines[1]
