"""Searching, as its user sees it."""

from __future__ import annotations

import datetime as dt
import threading
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from hnreader.model import Paragraph, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import PageArticles

OLD, NEW = dt.date(2023, 11, 16), dt.date(2024, 3, 9)


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    def story(number: int, date: dt.date, headline: str, *texts: str) -> Any:
        paragraphs = tuple(Paragraph(Text(text)) for text in texts)
        return article(
            number, id=f"{date:%Y%m%d}-{number:06d}", date=date, headline=Text(headline), paragraphs=paragraphs
        )

    old = story(1, OLD, "智赋万企进车间", "长沙智赋万企，智赋万企。")
    new = story(2, NEW, "老街新茶", "长沙的茶商说智赋万企，毛伟明到场。")
    return [page((old,), OLD, "a.txt"), page((new,), NEW, "b.txt")]


def rows(here: Any) -> list[str]:
    return [article.headline.text for article in here.list.rows.articles]


def lit(widget: Any, name: str) -> list[str]:
    light = widget.get_component_rich_style(name)
    return [
        segment.text
        for y in range(widget.size.height)
        for segment in widget.render_line(y)
        if segment.style and segment.style.bgcolor == light.bgcolor
    ]


async def test_results_are_counted(stage: Callable[..., Any], pages: Any) -> None:
    """Articles at once, places a moment later; English says the same."""
    for lang, count_shown in (("zh", "2 篇 4 处"), ("en", "2 articles, 4 matches")):
        async with stage(pages, lang=lang) as here:
            await here.press("/", *"智赋万企")
            await here.until(lambda count_shown=count_shown: count_shown in here.lines[0])
            assert rows(here) == ["智赋万企进车间", "老街新茶"]


async def test_s_changes_the_order_and_groups(stage: Callable[..., Any], pages: Any) -> None:
    """From the results `s` goes through orders and groupings; the bar says which it is, headings what a group is of."""
    best, newest = ["智赋万企进车间", "老街新茶"], ["老街新茶", "智赋万企进车间"]
    async with stage(pages) as here:
        await here.press("/", *"智赋万企", "enter")
        for words, expected, heads in (
            ("最新优先", newest, []),
            ("按期", newest, ["2024年3月9日 星期六", "2023年11月16日 星期四"]),
            ("按版", newest, ["2024年3月9日 星期六", "2023年11月16日 星期四"]),
            ("按栏目", best, ["无栏目"]),
            ("", best, []),
        ):
            await here.press("s")
            assert rows(here) == expected
            assert words in here.lines[0]
            assert [line.split(" ─")[0].strip(" ▾") for line in here.lines if "▾" in line[:4]] == heads
        await here.press("s", "s", "g", "z")
        assert "▸" in here.lines[1]


@pytest.mark.parametrize(
    ("typed", "count_shown", "there"),
    [("毛玮明", "〔玮→伟〕", "毛伟明"), ("ljxc", "〔拼音〕", "老街新茶"), ("毛伟伟明", "〔伟→无〕", "毛伟明")],
)
async def test_what_nearly_matches_says_how(
    stage: Callable[..., Any], pages: Any, typed: str, count_shown: str, there: str
) -> None:
    """A row says which characters differ or that it was found by its sound; what stands there is lit."""
    async with stage(pages) as here:
        await here.press("/", *typed)
        assert rows(here) == ["老街新茶"]
        assert count_shown in here.seen
        assert there in lit(here.text, "reading--match")
        assert there in lit(here.list, "list--match")


async def test_traditional_finds_simplified_and_lights_it(stage: Callable[..., Any], pages: Any) -> None:
    """What is lit is what is printed, not what was typed."""
    async with stage(pages) as here:
        await here.press("/", *"智賦萬企")
        assert rows(here) == ["智赋万企进车间", "老街新茶"]
        assert "智赋万企" in lit(here.text, "reading--match")


async def test_keys_in_one_breath(stage: Callable[..., Any], pages: Any) -> None:
    """What is typed right behind the slash goes into the bar, even if all of it comes at once."""
    async with stage(pages) as here:
        for key in ("slash", *"智赋jq"):
            here.app.post_message(events.Key(key, "/" if key == "slash" else key))
        await here.until(lambda: here.app.screen.query_one("#query").value == "智赋jq")


async def test_fields_and_notes(stage: Callable[..., Any], pages: Any) -> None:
    """Fields narrow the list, what was not understood is said in the bar, and the rest is searched for."""
    async with stage(pages) as here:
        await here.press("/", *"日期:2023")
        assert rows(here) == ["智赋万企进车间"]
        assert "智赋万企，智赋万企" in here.seen
        await here.press("escape", "/", *"长沙 标题:")
        assert rows(here) == ["智赋万企进车间", "老街新茶"]
        assert "“标题:”之后尚无内容" in here.lines[0]


async def test_the_light_goes_out_with_the_search(stage: Callable[..., Any], pages: Any) -> None:
    """After a search is cleared nothing is lit any more."""
    async with stage(pages) as here:
        await here.press("/", *"长沙")
        assert lit(here.text, "reading--match") == ["长沙"]
        await here.press("escape")
        assert lit(here.text, "reading--match") == []
        assert lit(here.list, "list--match") == []


async def test_the_help_teaches_the_query_language(stage: Callable[..., Any], pages: Any) -> None:
    """The sheet of keys shows how to ask for fields, phrases and what must not be."""
    async with stage(pages, size=(100, 600)) as here:
        await here.press("?")
        taught = ("日期：2023..2024-06", "长沙|株洲", "-长沙", "/第.届/")
        await here.until(lambda: all(word in here.seen for word in taught))


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_clearing_a_search_while_pages_come_in_keeps_the_place(
    stage: Any, article: Callable[..., Any], page: Callable[..., Any], key: str
) -> None:
    """The article that a search has found stays selected when the search is cleared and more pages come in."""
    more = threading.Event()

    def slowly() -> Any:
        yield page(tuple(article(number) for number in range(100, 120)))
        more.wait()
        yield page(tuple(article(number) for number in range(10)), name="a.txt")

    async with stage.opened_slowly(slowly()) as here:
        await here.until(lambda: len(here.list.rows.articles) == 20)
        await here.pilot.press("/", "7")
        await here.until(lambda: len(here.list.rows.articles) == 2)
        found = here.selected
        assert found in {"第107篇的标题", "第117篇的标题"}
        await here.pilot.press(key)
        await here.until(lambda: len(here.list.rows.articles) == 20)
        assert here.selected == found
        more.set()
        await here.settle()
        assert len(here.list.rows.articles) == 30
        assert here.selected == found


async def test_results_stay_when_articles_are_renamed(stage: Callable[..., Any], pages: Any) -> None:
    """What the user had noted moves to the new ids meanwhile."""
    async with stage(pages) as here:
        await here.press("/", *"老街新茶")
        await here.until(lambda: rows(here) == ["老街新茶"])
        here.app.screen_stack[0].controllers.loading._rename(({"20240309-old": "20240309-000002"}, []))
        assert rows(here) == ["老街新茶"]
