"""Whole screens, beside what they looked like when somebody last looked at them and found them right.

With `HNREADER_SNAPSHOTS=write` in the environment they are written anew: look at each before it is kept.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.panes.footer import Footer
from hnreader.model import Line, Page, PageArticles, Paragraph, Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = Path(__file__).parents[1] / "data" / "screens"
SIZES = [(120, 40), (80, 24), (40, 12)]
SCREENS = {
    "list": [],
    "reading": ["enter"],
    "hit": ["/", "渔", "村", "enter", "enter", "n"],
    "page": ["enter", "r"],
    "why": ["enter", "w"],
    "calendar": ["i"],
    "paper": ["I"],
    "flow": ["I", "f"],
    "overview": ["o"],
    "help": ["?"],
    "concordance": ["/", "渔", "村", "enter", "x", "s"],
    "trend": ["/", "渔", "村", "enter", "t"],
    "question": [":", "2", "0", "2", "4"],
}


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """One issue with two articles, traced to the lines of their page."""
    lines = tuple(
        Line(number, text)
        for number, text in enumerate(
            [
                "渔村里的春天",
                "湖畔的渔村里，桃花已经开了。渔民们说，今年的春汛比往年早，鱼也比往年多，（网里的银鱼）一早就卖完了。",
                "“以前靠船，现在靠路。”村里的老人说，2024年通车的公路有35.6公里长——从堤上一直修到镇上。",
                "新桥通车",
                "连接两岸的新桥3月9日通车，两岸居民不必再绕行20公里。",
            ],
            1,
        )
    )
    texts = [Text(line.text, (Span(line.number, 0, len(line.text)),)) for line in lines]
    first = article(1, headline=texts[0], paragraphs=(Paragraph(texts[1]), Paragraph(texts[2])))
    second = article(2, headline=texts[3], paragraphs=(Paragraph(texts[4]),), page_no=1)
    sample = page((first, second))
    return [PageArticles(Page("page.txt", lines), sample.dating, sample.articles)]


@pytest.fixture
def issues(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """Two issues with the same story; the newer one tells of one more."""
    text = (
        "副省长沈从文到长沙、株洲调研，推进“智赋万企”。沈从文说，洞庭湖的候鸟比往年多，湿地修复的成效看得见，"
        "天鹅、白鹤、灰雁都来越冬，渔民上岸转产，开起了民宿，保护区的巡护员每天沿着堤岸走二十公里，记下候鸟的种类。"
    )
    made = []
    for number, more in enumerate(["", "县委书记丁玲参加。"], 1):
        day = dt.date(2022 + number, 3, 9)
        paragraphs = (Paragraph(Text(text + more)),)
        sample = article(
            number, id=f"{day:%Y%m%d}-{number:06d}", date=day, headline=Text("湿地来客"), paragraphs=paragraphs
        )
        made.append(page((sample,), day, f"{day}.txt"))
    return made


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
async def test_results(stage: Callable[..., Any], pages: list[PageArticles], size: tuple[int, int]) -> None:
    """Results in every shape look as they did; opened in it, since resizing shows the number of the match."""
    async with stage(pages, size=size) as here:
        await here.press("/", "渔", "村")
        await here.until(lambda: here.app.screen.controllers.search._matches is not None)  # counted a while later
        await compare_size(here, "results", size)


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen(stage: Callable[..., Any], pages: list[PageArticles], screen: str) -> None:
    """Every screen in every shape looks as it did."""
    async with stage(pages, size=SIZES[0]) as here:
        for key in SCREENS[screen]:
            await here.press(key)
            await here.settle()
        await compare(here, screen)


@pytest.mark.parametrize(("screen", "key", "last"), [("names", "P", "丁玲"), ("related", "R", "共有")])
async def test_a_screen_of_two_issues(
    stage: Callable[..., Any], issues: list[PageArticles], screen: str, key: str, last: str
) -> None:
    """So do those that are made of several issues; what they list comes a while later."""
    async with stage(issues, size=SIZES[0]) as here:
        await here.press(key)
        await here.until(lambda: last in here.seen and "已查" not in here.seen)
        await compare(here, screen)


async def compare(here: Any, screen: str) -> None:
    """Compare a screen in all sizes with what is kept."""
    for size in SIZES:
        await here.pilot.resize_terminal(*size)
        await here.settle()
        await compare_size(here, screen, size)


async def compare_size(here: Any, screen: str, size: tuple[int, int]) -> None:
    """Compare the screen with what is kept, once messages are gone; what is drawn last may take a while."""
    for footer in here.app.screen_stack[0].query(Footer):
        footer.hide_message()
    kept = KEPT / f"{screen}-{size[0]}x{size[1]}.txt"
    if os.environ.get("HNREADER_SNAPSHOTS") == "write":
        await here.pilot.pause(0.5)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn(here), encoding="utf-8")
    wanted = kept.read_text(encoding="utf-8")
    for _ in range(100):
        if drawn(here) == wanted:
            return
        await here.pilot.pause(0.02)
    assert drawn(here) == wanted


def drawn(here: Any) -> str:
    return "\n".join(line.rstrip() for line in here.lines) + "\n"
