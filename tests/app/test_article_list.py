"""The list of articles, as its user sees it: folding, density, marks of issues, counts while pages come in."""

from __future__ import annotations

import datetime as dt
import re
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from hnreader.app.user_state import UserState
from hnreader.model import Dating, Text
from hnreader.userdata.notebook import Notebook
from hnreader.userdata.settings import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hnreader.model import PageArticles

NEW, OLD = dt.date(2024, 3, 9), dt.date(2024, 3, 8)


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """An issue of two pages with two articles each, and an older one of one page with three."""

    def made(date: dt.date, source: str, *names: str) -> PageArticles:
        articles = [
            article(1, id=f"{date:%Y%m%d}-{name}", date=date, headline=Text(name), source=source) for name in names
        ]
        return page(tuple(articles), date, source)

    return [made(NEW, "a.txt", "甲", "乙"), made(NEW, "b.txt", "丙", "丁"), made(OLD, "c.txt", "戊", "己", "庚")]


async def test_issues_and_pages_fold(stage: Callable[..., Any], pages: Any) -> None:
    """`z` folds a page or an issue of one page, `Z` all issues; the heading stands for what is below it."""
    async with stage(pages, size=(80, 24)) as here:

        def marks() -> str:
            return "".join(char for line in here.lines[1:-1] for char in line[:4] if char in "▸▾")

        assert marks() == "▾▾▾▾"
        for keys, shown, selected in (
            ("z", "▾▸▾▾", "甲"),
            ("j", "▾▸▾▾", "丙"),
            ("kl", "▾▾▾▾", "甲"),
            ("Z", "▸▸", "甲"),
            ("j", "▸▸", "戊"),
            ("l", "▸▾", "戊"),
            ("[", "▸▾", "甲"),
            ("G", "▸▾", "庚"),
            ("kkk", "▸▾", "甲"),
            ("<", "▸▾", "戊"),
            ("zZ", "▾▾▾▾", "戊"),
            ("gz", "▾▸▾▾", "甲"),
        ):
            await here.press(*keys)
            assert (marks(), here.selected) == (shown, selected), keys


async def test_what_is_gone_to_is_unfolded(stage: Callable[..., Any], pages: Any) -> None:
    """By its id, by the way back, and by the next article when one reads."""
    async with stage(pages) as here:
        await here.press("Z", ":", *"20240308-己", "enter")
        assert here.selected == "己"
        assert "己" in "".join(line[:40] for line in here.lines)
        await here.press("Z", "g", "l", "z", "l", "enter", "J", "J", "J")
        assert here.selected == "丁"
        await here.press("J")
        assert here.selected == "戊"


async def test_density_changes_and_is_kept(stage: Callable[..., Any], pages: Any, tmp_path: Path) -> None:
    """`D` goes from one line to two and to titles alone; forty lines show thirty articles and more but for two."""
    path = tmp_path / "settings.toml"
    async with stage(pages, size=(80, 24), user_state=UserState(path=path)) as here:
        for density, height, beside in (("normal", 1, True), ("spacious", 2, True), ("compact", 1, False)):
            assert (here.list.density, here.list.row_height, "46 字" in here.seen) == (density, height, beside)
            assert ("这是第1篇的正文" in here.seen) == (height == 2)
            await here.press("D")
            assert load(path)[0].density == here.list.density
        assert here.list.density == "normal"


async def test_a_whole_issue_is_marked_as_read(stage: Callable[..., Any], pages: Any) -> None:
    """`U` on a folded heading marks all below it; pressed again it takes back what it did and no more."""
    notebook = Notebook(None)
    notebook.mark_read("20240309-乙")
    async with stage(pages, size=(80, 24), user_state=UserState(notebook=notebook)) as here:
        await here.press("Z")
        assert "未读 3/4" in here.lines[1]
        for read in ({"甲", "乙", "丙", "丁"}, {"乙"}):
            await here.press("U")
            assert notebook.read_ids() == {f"20240309-{name}" for name in read}
        await here.press("j", "U")
        assert "未读 0/3" in here.lines[2]
        assert here.selected == "戊"


async def test_an_article_is_as_long_in_the_list_as_in_its_head(stage: Callable[..., Any], pages: Any) -> None:
    """Headline and byline count in both, blanks in neither."""
    async with stage(pages, size=(160, 24)) as here:
        lengths = [match for line in here.lines for match in re.findall(r"(\d+) 字", line)]
        await here.press("enter")
        assert len({*lengths}) == 1
        assert f"{lengths[0]} 字，" in here.seen


async def test_counts_leave_room_for_the_date(stage: Callable[..., Any], pages: Any) -> None:
    """In the list of a screen of 120 columns a long date stands whole beside them, and says that it was inferred."""
    notebook = Notebook(None)
    notebook.mark_read("20240309-甲")
    guessed = replace(pages[0], dating=Dating(dt.date(2024, 12, 12), inferred=True))
    async with stage([guessed], size=(120, 24), user_state=UserState(notebook=notebook)) as here:
        assert "2024年12月12日（推断）" in here.lines[1]
        assert "未读 1/2" in here.lines[1]


async def test_counts_say_that_pages_still_come(stage: Callable[..., Any], pages: Any) -> None:
    """Until all pages are there: of what is held, of what was found, and of what was not."""
    more = Event()

    def slowly() -> Iterator[PageArticles]:
        yield pages[0]
        more.wait(10)
        yield from pages[1:]

    async with stage.opened_slowly(slowly()) as here:
        await here.until(lambda: len(here.list.rows.articles) == 2)
        assert "目前 1 期 · 1 版 · 2 篇" in here.seen
        await here.pilot.press("/", *"蝴蝶")
        await here.until(lambda: "目前 0 篇" in here.lines[0])
        assert "暂未找到“蝴蝶”" in here.seen
        await here.pilot.press("backspace", "backspace", *"正文")
        await here.until(lambda: "目前 2 篇" in here.lines[0])
        more.set()
        await here.settle()
        assert "7 篇" in here.lines[0]
        await here.press("escape")
        assert "目前" not in here.seen
