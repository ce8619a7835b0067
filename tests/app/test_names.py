"""The index of names, as its user sees it."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from made_names import put_people
from test_appearance import faint

from hnreader.app.panes.names import NamePane
from hnreader.app.screens.names import NamesScreen
from hnreader.app.user_state import UserState
from hnreader.archive import Archive
from hnreader.errors import TaggingError
from hnreader.model import Paragraph, Text
from hnreader.research.names import Names
from hnreader.research.names_gathering import GatheringProgress
from hnreader.typesetting import cells
from hnreader.userdata.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from hnreader.model import PageArticles

FIRST_NAMES = [  # from the names of people
    ("2", "常德"),
    ("２", "常德"),
    ("4", "智赋万企"),
    ("tab", "常德"),
    ("l right l", "智赋万企"),
    ("h", "智赋万企"),
    ("shift+tab tab", "沈从文"),
    ("2 / 株", "株洲"),
    ("2 / c d", "常德"),
    ("1 / d", "丁玲"),
    ("1 / 沈 从 闻", "沈从文"),
    ("2 s", "株洲"),
]
OLD, NEW = dt.date(2023, 3, 9), dt.date(2024, 12, 12)


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[PageArticles]:
    """Two issues; the older one tells of one who is in both."""

    def story(number: int, day: dt.date, text: str) -> Any:
        return article(number, id=f"{day:%Y%m%d}-{number:06d}", date=day, paragraphs=(Paragraph(Text(text)),))

    return [
        page((story(1, OLD, "副省长沈从文到长沙、株洲调研，推进“智赋万企”。沈从文说，好。"),), OLD, "a.txt"),
        page(
            (
                story(2, NEW, "副省长沈从文来了，推进“智赋万企”，再推进“智赋万企”。"),
                story(3, NEW, "县委书记丁玲表示，常德市的路好走。"),
            ),
            NEW,
            "b.txt",
        ),
    ]


def rows(here: Any) -> list[str]:
    return [line.strip(" ▌▁▂▃▄▅▆▇") for line in here.lines[2:-1] if line.strip(" ▌")]


async def opened(here: Any, *keys: str) -> None:
    """Open the index, wait until it is whole, and press keys."""
    await here.press("P")
    await here.until(lambda: not here.app.screen_stack[0].controllers.names.running)
    await quiet(here)
    for key in keys:
        await here.press(key)
        await quiet(here)


async def quiet(here: Any) -> None:
    screen = here.app.screen
    await here.until(
        lambda: not isinstance(screen, NamesScreen) or (screen._list is not None and not screen.tasks.busy("list"))
    )
    await here.settle()


async def test_names_are_listed(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Each name stands with how often and in how many articles it stands, since when and until when, in columns."""
    async with stage(pages) as here:
        await opened(here)
        assert here.lines[0].startswith("[1 人名] 2 地名  3 机构  4 引语")
        assert "2 个" in here.lines[1]
        first, second = (line for line in here.lines[2:4])
        assert rows(here)[0].split() == ["沈从文", "3", "次", "2", "篇", "2023-03-09—2024-12-12"]
        assert rows(here)[1].split() == ["丁玲", "1", "次", "1", "篇", "2024-12-12"]
        for mark in ("次", "篇", "20"):
            assert cells(first.partition(mark)[0]) == cells(second.partition(mark)[0])


async def test_kinds_and_filters(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Keys change the kind; what is typed narrows the list, as characters or as pinyin."""
    async with stage(pages) as here:
        for keys, first in FIRST_NAMES:
            await opened(here, "1", *keys.split())
            assert rows(here)[0].startswith(first), keys
            await leave(here)


async def leave(here: Any) -> None:
    """Leave the filter, if there is one, and the index."""
    while len(here.app.screen_stack) > 1:
        await here.press("escape")
        await quiet(here)


async def test_the_order_is_changed(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """`s` puts those first that were used first, says so, and back."""
    async with stage(pages) as here:
        await opened(here, "2", "G", "s")
        assert "最早优先" in here.lines[1]
        days = [line.rsplit(" ", 1)[-1] for line in rows(here)]
        assert days == sorted(days)
        await opened_again(here, "s")
        assert "最早优先" not in here.lines[1]


async def opened_again(here: Any, *keys: str) -> None:
    for key in keys:
        await here.press(key)
        await quiet(here)


async def test_a_filter_is_left(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Enter goes to the names that are left, Escape lists all again; what is in no name is said."""
    async with stage(pages) as here:
        await opened(here, "/", "丁", "enter")
        assert [row.split()[0] for row in rows(here)] == ["丁玲"]
        await opened_again(here, "/", "[", "/")
        assert "人名：没有含“丁[/”的" in here.seen
        await opened_again(here, "escape")
        assert len(rows(here)) == 2
        assert "返回" in here.lines[-1]


async def test_articles_of_a_name(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Enter lists the articles that have the name, which is named and lit; Escape lists everything, Ctrl+o these."""
    async with stage(pages) as here:
        await opened(here, "enter")
        await here.until(lambda: here.lines[0].startswith(" 人名：沈从文 ✕ ") and "2 篇" in here.lines[0])
        await here.settle()
        assert [article.id for article in here.list.rows.articles] == ["20241212-000002", "20230309-000001"]
        assert here.text.highlighted_words == ("沈从文",)
        assert "第2篇的标题" in here.seen
        await here.press("escape")
        assert "3 篇" in here.lines[0]
        assert here.text.highlighted_words == ()
        await here.press("ctrl+o")
        assert here.lines[0].startswith(" 人名：沈从文 ✕ ")
        assert here.text.highlighted_words == ("沈从文",)


async def test_it_begins_where_it_was_left(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """Opened again the index shows the kind, the order and the name that it was left with."""
    async with stage(pages) as here:
        await opened(here, "2", "s", "j", "escape")
        assert "第2篇的标题" in here.seen
        await opened(here)
        assert "[2 地名]" in here.lines[0]
        assert "最早优先" in here.lines[1]
        assert here.app.screen.query_one(NamePane).position == 1


async def test_the_mouse(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """A click on a kind lists it, one on a name chooses it, and one on the chosen name lists its articles."""
    async with stage(pages) as here:
        await opened(here)
        await here.pilot.click(offset=(12, 0))
        await quiet(here)
        assert "[2 地名]" in here.lines[0]
        await here.pilot.click(offset=(5, 3))
        await here.settle()
        assert here.lines[3].startswith("▌")
        name = rows(here)[1].split()[0]
        await here.pilot.click(offset=(5, 3))
        await here.until(lambda: here.lines[0].startswith(f" 地名：{name} ✕ "))


async def test_a_small_window(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """In forty columns there are years for days, and the way out is shown."""
    async with stage(pages, size=(40, 12)) as here:
        await opened(here)
        assert rows(here)[0].split() == ["沈从文", "3", "次", "2", "篇", "2023—2024"]
        assert "Esc 返回" in here.lines[-1]
        assert all(cells(line) <= 40 for line in here.lines)


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_all_of_it_can_be_read(stage: Callable[..., Any], pages: list[PageArticles], theme: str) -> None:
    """Whatever is written stands out from its ground."""
    async with stage(pages, user_state=UserState(Settings(theme=theme))) as here:
        await opened(here)
        assert not list(faint(here))


async def test_pages_without_names(stage: Callable[..., Any]) -> None:
    """Where nothing is named that is said."""
    async with stage() as here:
        await opened(here, "3")
        assert "机构：没有找到" in here.seen


async def test_it_speaks_english(stage: Callable[..., Any], pages: list[PageArticles]) -> None:
    """All it says it says in English, too."""
    async with stage(pages, size=(40, 12), lang="en") as here:
        await opened(here)
        assert here.lines[0].strip() == "[1 People] 2 Places  3 Orgs  4 Phrases"
        assert "3×" in here.seen


# while the pass runs


class Slow(Names):
    """Names that come when they are let."""

    def __init__(self, archive: Archive, steps: list[GatheringProgress | TaggingError]) -> None:
        super().__init__(archive)
        self.steps = steps
        self.closed = False
        self.passes = 0

    def gather(self) -> Iterator[GatheringProgress]:  # type: ignore[override]
        self.passes += 1
        try:
            for step in self.steps:
                if isinstance(step, TaggingError):
                    raise step
                yield step
                while step.done < step.total and self.steps[-1] is step:
                    yield step
                    time.sleep(0.01)
        finally:
            self.closed = True

    def name(self, *names: str, times: int = 1) -> None:
        put_people(self, ((name, times, OLD, NEW) for name in names))


@asynccontextmanager
async def slowly(
    stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, *steps: GatheringProgress | TaggingError
) -> AsyncIterator[tuple[Any, list[Slow]]]:
    made: list[Slow] = []

    def names(archive: Archive) -> Slow:
        made.append(Slow(archive, list(steps)))
        return made[-1]

    monkeypatch.setattr("hnreader.research.names.Names", names)
    async with stage() as here:
        await here.pilot.press("P")
        await here.until(lambda: bool(made) and isinstance(here.app.screen, NamesScreen))
        yield here, made
        if made:
            made[0].steps.append(GatheringProgress(1, 1))  # let it end


async def test_it_grows(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """How far the pass is is said after a while; what it finds is listed as it comes, the chosen name stays chosen."""
    async with slowly(stage, monkeypatch, GatheringProgress(320, 1000)) as (here, (slow,)):
        await here.until(lambda: "已查 320/1000 篇" in here.lines[1])
        assert "人名：尚未找到" in here.seen
        slow.name("丁玲", "沈从文", times=2)
        await here.until(lambda: "沈从文" in here.seen)
        await here.pilot.press("j")
        slow.name("叶紫", times=5)
        await here.until(lambda: "叶紫" in here.seen)
        assert here.app.screen.query_one(NamePane).chosen.name == "沈从文"


async def test_nothing_moves_while_somebody_types(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """An input method's window stays where it is: what has come in meanwhile is shown when the filter is left."""
    async with slowly(stage, monkeypatch, GatheringProgress(320, 1000)) as (here, (slow,)):
        slow.name("丁玲", times=2)
        await here.until(lambda: "丁玲" in here.seen and "已查" in here.seen)
        await here.pilot.press("slash")
        slow.name("丁西林")
        before = here.seen
        await here.pilot.pause(1.2)
        assert here.lines[2:-1] == before.split("\n")[2:-1]
        await here.pilot.press("enter")
        await here.until(lambda: "丁西林" in here.seen)


async def test_it_goes_on_when_closed(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The pass outlives the screen, is begun once, and ends with the app."""
    async with slowly(stage, monkeypatch, GatheringProgress(320, 1000)) as (here, made):
        await here.pilot.press("escape")
        await here.until(lambda: not isinstance(here.app.screen, NamesScreen))
        await here.pilot.pause(0.1)
        assert not made[0].closed
        await here.pilot.press("P")
        await here.until(lambda: "已查 320/1000 篇" in here.lines[1])
        assert len(made) == made[0].passes == 1
        await here.pilot.press("escape", "q")
        await here.until(lambda: made[0].closed)


async def test_a_pass_that_breaks_off(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """That the process is gone is said; the next time the screen is opened the pass goes on."""
    async with slowly(stage, monkeypatch, GatheringProgress(1, 1000), TaggingError("[/]")) as (here, (slow,)):
        await here.until(lambda: "查找名称的进程未能运行：[/]" in here.message)
        slow.steps = [GatheringProgress(1000, 1000)]
        await here.press("escape", "P")
        assert slow.passes == 2


async def test_pages_that_come_later(stage: Any, pages: list[PageArticles]) -> None:
    """What is read after the pass is looked through by another one."""
    wait = [True]

    def slow() -> Iterator[PageArticles]:
        yield pages[0]
        while wait:
            time.sleep(0.01)
        yield pages[1]

    async with stage.opened_slowly(slow()) as here:
        await here.until(lambda: here.app.screen_stack[0].controllers.context.loaded.archive is not None)
        await here.pilot.press("P")
        await here.until(lambda: any(row.startswith("沈从文") for row in rows(here)))
        assert "2 次" in rows(here)[0]
        wait.clear()
        await here.until(lambda: "丁玲" in here.seen)
        assert "3 次" in rows(here)[0]


@pytest.mark.parametrize("running", [False, True], ids=["when the pass has ended", "while it runs"])
async def test_names_are_those_of_the_archive_that_is_open(
    running: bool,
    stage: Callable[..., Any],
    pages: list[PageArticles],
    article: Callable[..., Any],
    page: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As where a library turns out not to keep what is new: the pass over the other archive ends."""
    gather, ended = Names.gather, []

    def slow(names: Names) -> Iterator[GatheringProgress]:
        try:
            while running and names._archive is before:
                time.sleep(0.01)
                yield GatheringProgress(0, 1)
            yield from gather(names)
        finally:
            ended.append(names._archive)

    monkeypatch.setattr(Names, "gather", slow)
    async with stage(pages) as here:
        controllers = here.app.screen_stack[0].controllers
        before = controllers.context.loaded.archive
        text = Text("县委书记周立波表示，常德市的路好走。")
        now = Archive(
            [page((article(9, id="20241212-000009", date=NEW, paragraphs=(Paragraph(text),)),), NEW, "c.txt")]
        )
        await here.pilot.press("P")
        await here.until(lambda: isinstance(here.app.screen, NamesScreen))
        await here.until(lambda: controllers.names.running is running)
        controllers.context.loaded.archive = now
        controllers.names.resume()
        await here.until(lambda: ended == [before, now] and not controllers.names.running)
        await here.until(lambda: "周立波" in here.seen)
        assert "沈从文" not in here.seen
