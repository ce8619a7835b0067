"""An issue as a paper, and reading it through: what is where, and the keys from the reader and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from made_layouts import MadePage, front_page, leg

from hnreader.app.panes.flow import FlowPane
from hnreader.app.panes.paper import HeadlineList, PageInSmall, PageList
from hnreader.app.rendering.flow import FlowLayout, FlowPosition, FlowStory
from hnreader.app.rendering.paper import print_of
from hnreader.app.rendering.story_layout import LayoutCache
from hnreader.app.rendering.story_spread import StorySpread
from hnreader.app.rendering.story_view import StoryView
from hnreader.archive.view import View
from hnreader.messages import Translator
from hnreader.model import Furniture, Story, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles

ACROSS, LEFT, RIGHT, FOOT = "春耕备耕工作全面展开", "青石镇迎来第一批采茶人", "红河桥通车", "乡村医生的一天"


def inner_page(number: int) -> MadePage:
    """In the file the right story comes first, and that on the left has the larger type."""
    page = MadePage(number)
    page.furniture.append(Furniture("page label", Text(f"第{number}版 · 市州新闻")))
    page.story(leg(520, 200, 950, 20), (f"古城墙下听戏去{number}", (520, 110, 950, 140)))
    page.story(leg(50, 200, 480, 20), (f"稻田里的年轻人{number}", (50, 100, 480, 160)))
    return page


@pytest.fixture
def issue() -> list[PageArticles]:
    """Three pages; of the second one it is not known where its text stands."""
    return [front_page().made(), inner_page(2).made(placed=False), inner_page(3).made()]


def titles(page: PageArticles) -> list[str]:
    return [article.headline.text if article.headline else "" for article in print_of(page).articles]


def test_articles_come_as_they_are_printed(article: Callable[..., Any], page: Callable[..., Any]) -> None:
    """From the top down and from the left where places are known, or else as in the file; one story leads the page."""
    placed, unplaced = inner_page(3).made(), inner_page(3).made(placed=False)
    assert titles(placed) == ["稻田里的年轻人3", "古城墙下听戏去3"]
    assert titles(unplaced) == ["古城墙下听戏去3", "稻田里的年轻人3"]
    assert titles(front_page().made()) == [ACROSS, LEFT, RIGHT, FOOT]
    assert print_of(placed).lead is placed.articles[1]
    plain, full = article(1), article(2, kicker=Text("肩题"), subhead=Text("副题"), paragraphs=())
    assert print_of(page((plain, full))).lead is full
    assert print_of(page((article(1, headline=None), article(2, headline=None)))).lead is None


@pytest.mark.parametrize(
    ("label", "section"),
    [
        ("第3版 · 要闻", "要闻"),
        ("03版：综合", "综合"),
        ("春江日报 2024年3月9日 星期六 市州新闻 05", "市州新闻"),
        ("第三版", ""),
        ("A05", ""),
        ("2024年3月9日 星期六 第3版", ""),
    ],
)
def test_a_page_has_the_section_of_its_label(label: str, section: str) -> None:
    """What stands beside the number of a page, and is no day and no newspaper, is its section."""
    made = MadePage()
    made.furniture.append(Furniture("page label", Text(label)))
    assert print_of(made.made()).section == section


def at(here: Any) -> tuple[int, str]:
    """Return the page that is shown, from 1, and the selected headline."""
    pages, headlines = here.app.screen.query_one(PageList), here.app.screen.query_one(HeadlineList)
    position = headlines.position
    return pages.position + 1, here.app.screen._articles[position].headline.text


WALK = (
    ("j j", (1, RIGHT)),
    ("} }", (3, "稻田里的年轻人3")),
    ("j {", (2, "古城墙下听戏去2")),
    ("h k", (1, ACROSS)),
    ("tab tab j j l j", (3, "古城墙下听戏去3")),
    ("h g enter G", (1, FOOT)),
    ("{ [ ]", (1, FOOT)),
)
"""Keys, and the page and headline where they lead one after the other."""


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_keys_turn_pages(stage: Callable[..., Any], issue: list[PageArticles], size: tuple[int, int]) -> None:
    """Keys go from page to page and from headline to headline, also where only one list has room; Enter reads."""
    async with stage(issue, size=size) as here:
        await here.press("I")
        for keys, place in WALK:
            await here.press(*keys.split())
            assert at(here) == place, keys
        await here.press("}", "enter")
        assert (here.selected, here.pane) == ("古城墙下听戏去2", "reading")
        await here.press("ctrl+o")
        assert at(here) == (2, "古城墙下听戏去2")
        await here.press("I")
        assert (here.selected, here.pane) == (ACROSS, "list")


async def test_the_paper_says_what_it_is(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """Pages have section, articles and share read; the page is there in small where places are known."""
    async with stage(issue) as here:
        await here.press("enter", "I", "}")
        assert "第2版 市州新闻" in here.lines[0]
        assert "4 篇  25%" in here.seen
        assert "头条 · 消息" in here.seen
        small = here.app.screen.query_one(PageInSmall)
        assert not small.display
        await here.press("p")
        assert "未载明" in here.message
        await here.press("{")
        assert small.display
        line = next(y for y, line in enumerate(here.lines[8:], 8) if "红河桥通车" in line[:40])
        await here.pilot.click(offset=(28, line))
        await here.settle()
        assert at(here) == (1, RIGHT)
        await here.press("p", "enter")
        assert (here.selected, here.pane) == (RIGHT, "reading")


async def test_the_paper_of_other_screens(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendar and overview open a paper; only the pages of its issue are read for it."""
    async with stage() as here:
        fetched: set[int] = set()
        page = View.page
        monkeypatch.setattr(View, "page", lambda view, index, number: fetched.add(index) or page(view, index, number))
        await here.press("i", "[", "I")
        assert "2024年3月10日" in here.lines[0]
        assert fetched == {1}
        await here.press("q", "G", "o", "I")
        assert "2024年3月11日" in here.lines[0]
        await here.press("]", "]", "]")
        assert "2024年3月9日" in here.lines[0]
        assert "没有更多了" in here.message


READING = (
    ("f", ACROSS),
    ("J J", RIGHT),
    ("K", LEFT),
    ("j j j escape f", LEFT),
    ("G", FOOT),
    ("J", FOOT),
    ("escape F }", "古城墙下听戏去2"),
    ("} J {", "稻田里的年轻人3"),
    ("escape } f", "古城墙下听戏去2"),
)
"""Keys, and the story to which they lead one after the other."""


async def test_keys_read_through(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """Keys go from story to story and from page to page; Enter opens the one at hand, and the way back leads here."""
    async with stage(issue, size=(80, 24)) as here:
        await here.press("I")
        for keys, story in READING:
            await here.press(*keys.split())
            assert story in here.lines[0], keys
        await here.press("J", "j")
        place = here.app.screen.query_one(FlowPane).position
        await here.press("enter")
        assert (here.selected, here.pane) == ("稻田里的年轻人2", "reading")
        await here.press("ctrl+o")
        assert here.app.screen.query_one(FlowPane).position == place
        await here.pilot.resize_terminal(44, 16)
        await here.settle()
        assert here.app.screen.query_one(FlowPane).position.article == place.article


async def test_what_is_passed_was_read(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """A story that is read to its end counts as read; one that is skipped with the page does not."""
    async with stage(issue, size=(80, 24)) as here:
        await here.press("I", "F", "J", "J", "}", "escape")
        screen = here.app.screen
        is_read = screen._controllers.context.user_state.notebook.is_read
        assert [is_read(article.id) for article in issue[0].articles] == [True, True, False, False]


def test_a_flow_is_its_stories(article: Callable[..., Any]) -> None:
    """However it is laid out, the lines of the flow are those of its stories, in order, under their pages."""
    stories = [FlowStory(article(number), number // 2, "" if number % 2 else f"第{number}版") for number in range(6)]
    layouts = LayoutCache(Translator("zh"), "w")
    flow = FlowLayout(stories, lambda each: layouts.layout(StoryView(Story(each)), StorySpread(40, 0, 20)))
    flow.extend(1)
    assert not flow.complete
    flow.extend(10**6)
    found = [flow.at(y) for y in range(len(flow))]
    assert [line.story for line in found if line.line < 0] == [0, 2, 4]
    whole = [(story, line) for story in range(6) for line in range(len(flow.document(story).layout.lines))]
    assert [(line.story, line.line) for line in found if line.line >= 0] == whole
    assert [flow.line_of(FlowPosition(story.article.id)) for story in stories] == flow.tops[:-1]


async def test_a_paper_that_was_left_shows_no_issue(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """The window gets another size, and the screen is left before it is drawn anew, which is done all the same."""
    async with stage(issue) as here:
        await here.press("I")
        screen = here.app.screen
        await here.press("escape")
        assert here.app.screen is not screen
        screen._show_issue()
