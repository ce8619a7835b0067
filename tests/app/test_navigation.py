"""Navigation to a page, an issue, a date or an id, as its user sees it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from hnreader.model import Dating

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles

HOSTILE = "[b]粗[/] [/] [@click=app.quit]退"
GONE_TO = [
    ("2024-03-10", 3),
    ("20240310", 3),
    ("2024-03", 6),
    ("000004", 4),
    ("20240309-000001", 1),
    (" 2024-03-09 ", 0),
]
REFUSED = [
    ("乱写", "乱写"),
    ("1999-01-01", "未收录 1999-01-01"),
    ("", "请输入"),
    ("00000", "000001"),
    (HOSTILE, HOSTILE),
]


@pytest.fixture
def paged(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """One issue of three pages with two articles each."""
    pages = []
    for number in (1, 2, 3):
        name = f"{number}.txt"
        articles = tuple(article(number * 10 + at, page_no=number, source=name) for at in (0, 1))
        made = page(articles, name=name)
        pages.append(replace(made, dating=Dating(made.dating.date, page_no=number)))
    return pages


def opened(here: Any) -> str:
    """The text beside the list."""
    return "\n".join(line[45:] for line in here.lines)


async def test_pages_are_headed(stage: Callable[..., Any], paged: list[PageArticles]) -> None:
    """Where an issue has several pages, each has a head with its number and how many articles it has."""
    async with stage(paged) as here:
        heads = [line[:41] for line in here.lines if "版" in line[:41] and "2 篇" in line[:41]]
        assert [str(number) in head for number, head in zip((1, 2, 3), heads, strict=True)] == [True] * 3


async def test_the_only_page_has_no_head(stage: Callable[..., Any]) -> None:
    """An issue of one page has the head of the issue alone."""
    async with stage() as here:
        assert sum("3 篇" in line[:41] for line in here.lines) == 3


@pytest.mark.parametrize(
    ("keys", "number"),
    [(["}"], 20), (["j", "}"], 20), (["}", "}"], 30), (["}", "}", "{"], 20), (["｝"], 20), (["}", "｛"], 10)],
)
async def test_a_key_turns_to_another_page(
    stage: Callable[..., Any], paged: list[PageArticles], keys: list[str], number: int
) -> None:
    """Braces lead to the first article of the next page, or of the one before."""
    async with stage(paged) as here:
        await here.press(*keys)
        assert f"这是第{number}篇的正文" in opened(here)


@pytest.mark.parametrize("key", ["{", "[", "}", "]"])
async def test_the_end_is_said(stage: Callable[..., Any], key: str) -> None:
    """Where there is no further page or issue, that is said and nothing is chosen."""
    async with stage() as here:
        await here.press(*([] if key in "{[" else ["G"]), key)
        assert "没有更多了" in here.message
        assert here.selected == ("第6篇的标题" if key in "{[" else "第2篇的标题")


async def test_a_day_is_chosen_in_the_calendar(stage: Callable[..., Any]) -> None:
    """The calendar opens at the issue at hand, and Enter leads to the first article of the day chosen."""
    async with stage() as here:
        await here.press("i")
        assert "[11]" in here.seen
        await here.press("left", "enter")
        assert here.selected == "第3篇的标题"
        assert "这是第3篇的正文" in opened(here)


async def test_the_calendar_is_left(stage: Callable[..., Any]) -> None:
    """Escape leaves the calendar without choosing anything."""
    async with stage() as here:
        await here.press("j", "i", "left", "escape")
        assert "这是第7篇的正文" in opened(here)


async def test_a_date_or_an_id_is_gone_to(stage: Callable[..., Any]) -> None:
    """A day leads to its first article, a month to its newest issue, an id or its short part to the article."""
    async with stage() as here:
        for written, number in GONE_TO:
            await here.press("escape", "g", "j", ":", *written, "enter")
            assert f"这是第{number}篇的正文" in opened(here), written
            assert here.selected == f"第{number}篇的标题", written


async def test_nonsense_is_refused(stage: Callable[..., Any]) -> None:
    """What leads nowhere is told in words as it was typed, what is typed stays, and Escape gives up."""
    async with stage() as here:
        await here.press("j")
        for written, word in REFUSED:
            await here.press(":", *written, "enter")
            assert word in "".join(line.strip() for line in here.lines[-3:-1])
            assert written in here.lines[-1]
            await here.press("escape")
            assert "这是第7篇的正文" in opened(here)


async def test_going_leaves_a_search_that_has_it_not(stage: Callable[..., Any]) -> None:
    """Where the results have not what is gone to, everything is listed again."""
    async with stage() as here:
        await here.press("/", *"第4篇", "enter", ":", *"000001", "enter")
        assert here.selected == "第1篇的标题"
        assert "第5篇的标题" in here.seen


async def test_the_overview_is_laid_over(stage: Callable[..., Any]) -> None:
    """The overview covers the screen, and goes again."""
    async with stage() as here:
        await here.press("j", "o")
        assert "9 篇" in here.seen
        assert "第7篇的标题" not in here.seen
        await here.press("escape")
        assert "这是第7篇的正文" in opened(here)


async def test_the_overview_stands_first(stage: Callable[..., Any]) -> None:
    """Until something is chosen the overview stands where the text will be."""
    async with stage() as here:
        assert "hnreader" in opened(here)
        assert "湖南日报讯" not in here.seen
        await here.press("j")
        assert "hnreader" not in opened(here)
        assert "这是第7篇的正文" in opened(here)


async def test_matches_go_on_in_the_next_result(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Behind the last match of a result n goes to the first of the next, and N back to the last; at the ends around."""
    async with stage([page(tuple(article(number) for number in (1, 2)))]) as here:
        await here.press("/", *"湖南日报讯", "enter", "enter")
        seen = []
        for key in "nnnnnnNN":
            await here.press(key)
            seen.append((here.list.position + 1, here.text._document.matches.number))
            if key == "n" and seen[-1] == (2, 1) and seen[-2] == (1, 3):
                assert "第2条，共 2 条：第2篇的标题" in here.message
        assert seen == [(1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (2, 1), (1, 3), (1, 2)]
        await here.press("ctrl+o", "ctrl+o")
        assert here.selected == "第1篇的标题"


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_the_end_leads_on(
    stage: Callable[..., Any],
    article: Callable[..., Any],
    page: Callable[..., Any],
    long: Any,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Enter turns screens; at the end the next article is named, gone to by another key, and none by one held down."""
    pages = [page((article(1, paragraphs=long.article.paragraphs), article(2)))]
    async with stage(pages, size) as here:
        await here.press("j", "k", "enter", "enter")
        await here.until(lambda: 0 < here.text.scroll_offset.y < here.text.max_scroll_y)
        monkeypatch.setattr("hnreader.app.controllers.navigation._HELD", 60)
        await here.press("G", "space", "space")
        assert "再按一次读下一篇：第2篇的标题" in here.message
        assert here.selected == "第1篇的标题"
        monkeypatch.setattr("hnreader.app.controllers.navigation._HELD", 0)
        await here.press("space")
        assert (here.selected, here.text.scroll_offset.y, here.pane) == ("第2篇的标题", 0, "reading")
        await here.press("G", "enter")
        assert "已到列表最后一篇的末尾" in here.message


async def test_a_hostile_name_heads_its_page(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A page without a number is headed by the name of its file, which is never markup."""
    pages = [page((article(number),), dt.date(2024, 3, 9), f"{HOSTILE[:9]}{number}") for number in (1, 2)]
    async with stage(pages) as here:
        assert f"{HOSTILE[:9]}1" in here.seen
