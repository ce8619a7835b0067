"""Related articles, as their user sees them."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import pytest
from test_appearance import faint

from hnreader.app.screens.related import RelatedPane, RelatedScreen
from hnreader.app.user_state import UserState
from hnreader.model import Paragraph, Text
from hnreader.research import related as relating
from hnreader.search import index_of
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles

DAY = dt.date(2024, 3, 9)
STORY = (
    "洞庭湖的渔民说，芦苇荡里的候鸟比往年多，湿地修复的成效看得见，天鹅、白鹤、灰雁都来越冬，“守护好一江碧水”成了大家的话。"
    "保护区的巡护员每天沿着堤岸走二十公里，记下候鸟的种类和数量，渔政船停在码头，渔民上岸转产，开起了民宿。"
)
TEXTS = [
    STORY,
    STORY,
    "候鸟在芦苇荡里越冬，湿地修复见成效，天鹅飞来，“守护好一江碧水”写在堤岸上。",
    "地铁列车穿过隧道，乘客在车站换乘，新的线路年底开通。",
]


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """Four issues: one story told twice, a related one, one that has nothing to do with it."""
    made = []
    for number, text in enumerate(TEXTS):
        day = DAY - dt.timedelta(number)
        title = Text(f"[b]第{number}篇[/]的标题")
        story = article(
            number, id=f"{day:%Y%m%d}-{number:06d}", date=day, headline=title, paragraphs=(Paragraph(Text(text)),)
        )
        made.append(page((story,), day, f"{day}.txt"))
    return made


async def opened(here: Any) -> None:
    await here.press("R")
    await here.until(lambda: isinstance(here.app.screen, RelatedScreen) and not here.app.screen.tasks.busy("related"))
    await here.settle()


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_related_articles_are_listed(
    stage: Callable[..., Any], pages: list[PageArticles], size: tuple[int, int]
) -> None:
    """Each stands with day, page and headline, below it what is shared; the same story first, and said to be."""
    async with stage(pages, size=size) as here:
        await opened(here)
        assert "相关文章：[b]第0篇[/]的标题" in here.lines[0]
        assert "2024-03-08 第1版  [b]第1篇" in here.lines[1]
        assert "同一报道  共有：" in here.lines[2]
        assert "2024-03-07 第1版  [b]第2篇" in here.lines[3]
        assert "同一报道" not in here.lines[4]
        assert "守护好一江碧水" in here.lines[4]
        assert "2024-03-06" not in here.seen
        assert "Esc 返回" in here.lines[-1]


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_all_of_it_can_be_read(stage: Callable[..., Any], pages: list[PageArticles], theme: str) -> None:
    """Whatever is written stands out from its ground."""
    async with stage(pages, user_state=UserState(Settings(theme=theme))) as here:
        await opened(here)
        assert not list(faint(here))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_one_is_opened(stage: Callable[..., Any], pages: list[PageArticles], size: tuple[int, int]) -> None:
    """Enter selects the article in the list and opens it, also one that the list has not."""
    async with stage(pages, size=size) as here:
        await here.press("m", "'")
        await opened(here)
        await here.press("j", "enter")
        assert here.selected == "[b]第2篇[/]的标题"
        assert "候鸟在芦苇荡里越冬" in here.seen
        assert here.pane == "reading"


@pytest.mark.parametrize("key", ["escape", "R", "q", "h"])
async def test_it_is_left(stage: Callable[..., Any], pages: list[PageArticles], key: str) -> None:
    """Escape and its like lead back to what was read."""
    async with stage(pages) as here:
        await here.press("enter")
        await opened(here)
        await here.press("j", key)
        assert here.selected == "[b]第0篇[/]的标题"
        assert here.pane == "reading"


async def test_the_mouse(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """A click selects, a click on the selected one opens it."""
    async with stage(pages) as here:
        await opened(here)
        await here.pilot.click(offset=(20, 4))
        await here.settle()
        assert here.app.screen.query_one(RelatedPane).position == 1
        await here.pilot.click(offset=(20, 3))
        await here.settle()
        assert here.selected == "[b]第2篇[/]的标题"


async def test_nothing_is_related(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Where nothing is related that is said, and Enter does nothing."""
    async with stage(pages) as here:
        await here.press("G")
        await opened(here)
        await here.press("enter", "j")
        assert "其他各期中没有相关文章" in here.seen


async def test_that_not_all_is_indexed_is_said(
    stage: Callable[..., Any], pages: list[PageArticles], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below what was found so far."""
    async with stage(pages) as here:
        await opened(here)
        assert "索引尚未建完" not in here.seen
        await here.press("escape")
        issues = here.app.screen_stack[0].controllers.context.loaded.archive
        index = index_of(issues)
        monkeypatch.setattr(index, "now", index.now._replace(missing=1))
        monkeypatch.setattr(index, "update", lambda *_, **__: False)
        await opened(here)
        assert "索引尚未建完" in here.seen
        assert "2024-03-08 第1版  [b]第1篇" in here.lines[1]


async def test_it_takes_a_while(
    stage: Callable[..., Any], pages: list[PageArticles], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is being done is said after a while, and can be left meanwhile."""
    done: list[str] = []

    def slow(_archive: object, _article: object, _limit: int, cancelled: Callable[[], bool]) -> list[object]:
        while not cancelled():
            time.sleep(0.01)
        done.append("left")
        return []

    monkeypatch.setattr(relating, "related", slow)
    async with stage(pages) as here:
        await here.pilot.press("R")
        await here.until(lambda: "查找相关文章…" in here.seen)
        await here.pilot.press("escape")
        await here.until(lambda: done == ["left"])
        await here.settle()
        assert "第0篇" in here.lines[1] + here.lines[2] + here.lines[3] + here.lines[4]


async def test_texts_are_indexed_first(
    stage: Callable[..., Any], pages: list[PageArticles], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the index is being made that is said."""
    wait = [True]

    class Index:
        def update(self, *_: object) -> None:
            while wait:
                time.sleep(0.01)

    async with stage(pages) as here:
        monkeypatch.setattr("hnreader.search.index_of", lambda _archive: Index())
        await here.pilot.press("R")
        await here.until(lambda: "编制索引…" in here.seen)
        wait.clear()
        await here.until(lambda: "共有：" in here.seen)
