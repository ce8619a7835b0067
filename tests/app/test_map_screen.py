"""The page map through its keys and its mouse, from the reader and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from made_layouts import MadePage, front_page, leg
from pdf_files import Drawn, paragraph, pdf_of
from test_snapshots import compare

import hnreader
from hnreader.app.panes.issue_map import IssueMapPane
from hnreader.app.panes.map import MapPane
from hnreader.app.rendering.map_layout import map_layout
from hnreader.model import Jump
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hnreader.model import PageArticles

ACROSS, LEFT, RIGHT, FOOT = "春耕备耕工作全面展开", "青石镇迎来第一批采茶人", "红河桥通车", "乡村医生的一天"


def second_page(number: int = 2) -> MadePage:
    page = MadePage(number)
    page.story(leg(50, 200, 480, 60), ("稻田里的年轻人", (50, 100, 480, 160)))
    page.story(leg(520, 200, 950, 60), ("古城墙下听戏去", (520, 100, 950, 160)))
    return page


@pytest.fixture
def issue() -> list[PageArticles]:
    """Three pages; of the second one it is not known where its text stands."""
    return [front_page().made(), second_page(2).made(placed=False), second_page(3).made()]


def chosen(here: Any) -> str:
    article = here.app.screen.query_one(MapPane).article
    return article.headline.text if article is not None else ""


async def test_the_map_shows_the_open_story(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """The map shows the page with its headlines, the story that is open marked and selected, and what it says."""
    async with stage(issue) as here:
        await here.press("enter", "J", "p")
        assert chosen(here) == LEFT
        for words in ("版面图", "第1版", "▸青石镇", "红河桥通车", "第2/4篇", "这是第2篇的正文", "正在阅读"):
            assert words in here.seen.replace(" ", "")


@pytest.mark.parametrize(
    ("keys", "headline"),
    [
        (["down", "right"], RIGHT),
        (["j", "l", "h"], LEFT),
        (["down", "down"], FOOT),
        (["down", "down", "down"], FOOT),
        (["j", "j", "k", "k"], ACROSS),
        (["left", "up"], ACROSS),
        (["tab", "tab"], RIGHT),
        (["shift+tab"], FOOT),
        (["end"], FOOT),
        (["G", "home"], ACROSS),
    ],
)
async def test_keys_choose_a_story(
    stage: Callable[..., Any], issue: list[PageArticles], keys: list[str], headline: str
) -> None:
    """Arrows go to the nearest story, Tab in reading order and round; Enter reads what is chosen."""
    async with stage(issue) as here:
        await here.press("p", *keys)
        assert chosen(here) == headline
        await here.press("enter")
        assert (here.selected, here.pane) == (headline, "reading")


@pytest.mark.parametrize("key", ["escape", "p", "q"])
async def test_leaving_keeps_the_place(stage: Callable[..., Any], issue: list[PageArticles], key: str) -> None:
    """Escape and its like go back to what was read, whatever was looked at on the map."""
    async with stage(issue, size=(80, 12)) as here:
        await here.press("enter", "j", "j")
        place = here.text.place, here.selected
        await here.press("p", "down", "]", key)
        assert (here.text.place, here.selected) == place
        assert here.pane == "reading"


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 12)])
async def test_the_mouse_chooses_and_reads(
    stage: Callable[..., Any], issue: list[PageArticles], size: tuple[int, int]
) -> None:
    """A click selects the story under the mouse, a double click reads it, and one on white does nothing."""
    async with stage(issue, size=size) as here:
        await here.press("p")
        rows = list(enumerate(here.lines))
        y, line = next((y, line) for y, line in rows[2:] if "青石镇" in line)
        x = cells(line[: line.index("青石镇")])
        await here.pilot.click(offset=(x, y))
        await here.settle()
        assert chosen(here) == LEFT
        await here.pilot.click(offset=(0, 1))
        assert chosen(here) == LEFT
        await here.pilot.click(offset=(x, y), times=2)
        await here.settle()
        assert here.selected == LEFT


async def test_other_pages_of_the_issue(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """`]` and `[` show the next page whose places are known, and the one before; beyond the ends nothing."""
    async with stage(issue) as here:
        await here.press("p", "]")
        assert chosen(here) == "稻田里的年轻人"
        assert "第3版" in here.lines[0]
        await here.press("]")
        assert "没有更多了" in here.message
        await here.press("[")
        assert chosen(here) == ACROSS


async def test_all_pages_of_the_issue(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """`o` shows all pages; one whose places are not known says so and is not opened, another is."""
    async with stage(issue) as here:
        await here.press("p", "o")
        for words in ("第1版 · 4篇", "第2版 · 2篇", "第3版 · 2篇", "无位置信息", "春耕备耕", "稻田里的年"):
            assert words.replace(" ", "") in here.seen.replace(" ", "")
        await here.press("right", "enter")
        assert "未载明文字位置" in here.message
        await here.press("l", "l", "enter")
        assert chosen(here) == "稻田里的年轻人"
        await here.press("backspace", "escape")
        assert chosen(here) == "稻田里的年轻人"


async def test_the_mouse_chooses_a_page(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """A click selects a page, a double click shows its map."""
    async with stage(issue) as here:
        await here.press("p", "o")
        y, line = next((y, line) for y, line in enumerate(here.lines) if "第3版" in line)
        x = cells(line[: line.index("第3版")])
        await here.pilot.click(offset=(x, y - 3))
        assert here.app.screen.query_one(IssueMapPane).selected == 2
        await here.pilot.click(offset=(x, y - 3), times=2)
        await here.settle()
        assert chosen(here) == "稻田里的年轻人"


async def test_a_page_without_places(stage: Callable[..., Any]) -> None:
    """Of a page whose file does not say where its text stands, a line says so, and nothing is opened."""
    async with stage([front_page().made(placed=False)]) as here:
        await here.press("p")
        assert "未载明文字位置" in here.message
        assert here.app.screen is here.app.screen_stack[0]


async def test_a_story_over_several_pages(stage: Callable[..., Any]) -> None:
    """The map of each page shows its part, and the panel says where it goes on, and where it comes from."""
    first, second = MadePage(1), MadePage(2)
    first.story(
        leg(50, 200, 480, 60),
        ("古城墙下听戏去", (50, 100, 480, 160)),
        jump_to=Jump(2, "①", first.text("（下转2版①）", (50, 1110, 480, 1120))),
    )
    second.story(leg(50, 200, 480, 60), jump_from=Jump(1, "①", second.text("（紧接1版①）", (50, 180, 480, 190))))
    async with stage([first.made(), second.made()]) as here:
        await here.press("p")
        assert "下转第2版" in here.seen
        await here.press("]")
        assert "上接第1版" in here.seen
        assert "正在阅读" in here.seen
        await here.press("enter")
        assert here.selected == "古城墙下听戏去"


@pytest.mark.parametrize(
    ("size", "ground", "lang"),
    [
        ((160, 50), "dark", "zh"),
        ((120, 40), "light", "en"),
        ((80, 24), "dark", "en"),
        ((60, 20), "light", "zh"),
        ((40, 12), "dark", "zh"),
        ((40, 12), "light", "en"),
    ],
)
async def test_every_size(
    stage: Callable[..., Any], issue: list[PageArticles], size: tuple[int, int], ground: str, lang: str
) -> None:
    """Whatever the size, no row is wider than the screen, and every headline can be selected."""
    async with stage(issue, size=size, ground=ground, lang=lang) as here:
        await here.press("p")
        for _ in range(4):
            await here.press("tab")
            assert chosen(here)[:2] in here.seen.replace(" ", "")
            assert all(cells(row) <= size[0] for row in here.lines)
        await here.press("z", "down", "o", "down", "right")
        assert all(cells(row) <= size[0] for row in here.lines)


@pytest.mark.parametrize("size", [(10, 5), (3, 3), (250, 70)])
async def test_the_map_survives_resizing(
    stage: Callable[..., Any], issue: list[PageArticles], size: tuple[int, int]
) -> None:
    """A terminal may become so small that nothing can be read, or large, and another size again."""
    async with stage(issue) as here:
        await here.press("p", "down")
        await here.pilot.resize_terminal(*size)
        await here.press("tab", "z", "o", "right", "o", "tab")
        await here.pilot.resize_terminal(80, 24)
        await here.settle()
        assert chosen(here)[:2] in here.seen


async def test_a_page_as_wide_as_the_screen(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """`z` shows the page as wide as the screen, what is selected in sight, and once more as a whole."""
    async with stage(issue, size=(80, 24)) as here:
        await here.press("p")
        whole = here.seen
        await here.press("z")
        assert ACROSS in here.seen.replace(" ", "")
        assert FOOT not in "".join(here.lines[:-3])
        await here.press("end")
        assert FOOT in "".join(here.lines[:-3]).replace(" ", "")
        await here.press("home", "z")
        assert here.seen == whole


async def test_two_hundred_stories(stage: Callable[..., Any]) -> None:
    """A page crowded with stories has each of them selected in turn."""
    page = MadePage()
    for number in range(200):
        left, top = 50 + 90 * (number % 10), 60 + 65 * (number // 10)
        page.story(leg(left, top + 15, left + 80, 2), (f"短讯{number}", (left, top, left + 80, top + 12)))
    async with stage([page.made()], size=(40, 12)) as here:
        await here.press("p", *["tab"] * 30)
        assert "短讯30" in here.seen
        await here.press("G")
        assert "短讯199" in here.seen


async def test_hostile_text_is_no_markup(stage: Callable[..., Any]) -> None:
    """Brackets of a page are brackets, and what would move the cursor is drawn as blanks."""
    page = MadePage()
    page.masthead("[b]报[/]", (50, 30, 450, 60))
    text = page.text("[@click=app.quit]肩[/]", (50, 60, 950, 70))
    page.story(leg(50, 200, 950, 30), ("[red]标题\x9b31m[/]", (50, 100, 950, 160)), kicker=text, byline=text)
    async with stage([page.made()]) as here:
        await here.press("p")
        assert "[red]" in here.seen
        assert all(char.isprintable() or char == "\u3000" for row in here.lines for char in row)


async def test_a_page_without_a_story(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """A page that has no more than furniture can be looked at, and its keys do nothing."""
    empty = MadePage(4)
    empty.masthead("春江日报", (50, 30, 450, 60))
    async with stage([*issue, empty.made()]) as here:
        await here.press("p", "]", "]", "down", "tab", "end", "enter")
        assert chosen(here) == ""
        assert "第4版" in here.lines[0]


async def test_the_map_looks_as_it_did(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """The map of a page in all sizes, with the story read marked and another one selected."""
    async with stage(issue) as here:
        await here.press("enter", "p", "down")
        await compare(here, "map")


async def test_the_pages_look_as_they_did(stage: Callable[..., Any], issue: list[PageArticles]) -> None:
    """All pages of an issue in all sizes."""
    async with stage(issue) as here:
        await here.press("p", "o")
        await compare(here, "issue-map")


def test_a_pdf_has_a_map(tmp_path: Path) -> None:
    """What a PDF prints side by side stands side by side on its map, from its file to its regions."""
    left = ["渔民们说，今年的春汛比往年早，", "网里的银鱼一早就卖完了。"]
    right = ["两岸的居民从此不必再绕行，", "红河桥上人来人往。"]
    page = [
        Drawn("渔村里的春天", 40, 60, 24),
        *paragraph(left * 10, 40, 100),
        Drawn("新桥通车", 320, 60, 24),
        *paragraph(right * 10, 320, 100),
    ]
    (tmp_path / "2024-03-09_01.pdf").write_bytes(pdf_of(page))
    with hnreader.open(tmp_path) as archive:
        layout = map_layout(next(iter(archive.pages)))
        assert layout is not None
        stories = [(item.article, item.box) for item in layout.items if item.article is not None]
        boxes = {article.headline.text: box for article, box in stories if article.headline is not None}
    assert boxes["渔村里的春天"].right <= boxes["新桥通车"].left
