"""The trend on the screen: through its keys and its mouse, as its user sees it."""

from __future__ import annotations

import datetime as dt
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.screens import trend as trend_screen
from hnreader.model import Paragraph, Text

if TYPE_CHECKING:
    from collections.abc import Callable

ISSUES = [  # how often 芦苇 and 银鱼 are used; no issue of February or April 2024 is held
    (dt.date(2023, 12, 30), 2, 0),
    (dt.date(2024, 1, 5), 1, 1),
    (dt.date(2024, 1, 20), 1, 0),
    (dt.date(2024, 3, 1), 0, 1),
    (dt.date(2024, 5, 2), 6, 0),
]
BARS = [  # from the newest month
    ("h", "2024-04 · 未收录"),
    ("left k", "芦苇 0 处 0 篇 每万字 0.00"),
    ("g", "2023-12 · 1 期 100 字"),
    ("g l", "芦苇 2 处 2 篇 每万字 100.00"),
    ("g h", "2023-12"),
    ("g G", "[2024-05]"),
    ("pageup", "[2023-12]"),
    ("g space", "[2024-05]"),
    ("b", "按年"),
    ("g b", "2023 · 1 期 100 字"),
    ("g b b", "按期"),
    ("h b b b", "[2024-01]"),
]


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[Any]:
    """Issues of a page with one article of a hundred characters."""
    made = []
    for number, (day, reeds, fish) in enumerate(ISSUES):
        body = ("芦苇" * reeds + "银鱼" * fish).ljust(97, "文")
        used = article(
            number,
            id=f"{day:%Y%m%d}-{number:06d}",
            date=day,
            headline=Text(f"题目{number}"),
            paragraphs=(Paragraph(Text(body)),),
        )
        made.append(page((used,), day, f"{day}.txt"))
    return made


async def searched(here: Any, *keys: str) -> None:
    await here.press("/", *"芦苇", "enter", "t", *keys)


async def test_bars_stand_by_month(stage: Callable[..., Any], pages: list[Any]) -> None:
    """A month without a place has no bar, one without an issue a mark; what all comes to stands above."""
    async with stage(pages) as here:
        await searched(here)
        assert "趋势 · 按月 · 每万字出现次数 · x 未收录" in here.lines[0]
        assert "芦苇：10 处，4 篇；最早 2023-12-30" in here.lines[1]
        assert "最近 2024-05-02" in here.lines[1]
        assert "平均每万字 200.00" in here.lines[1]
        floor = next(line for line in reversed(here.lines) if "█" in line)
        assert [used[0] for used in floor.split()[1:]] == ["█", "█", "x", "x", "█"]
        assert "[2024-05]" in here.seen
        assert "2024-05 · 1 期 100 字" in here.seen
        assert "芦苇 6 处 1 篇 每万字 600.00" in here.seen


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_keys_go_from_bar_to_bar(stage: Callable[..., Any], pages: list[Any], size: tuple[int, int]) -> None:
    """The bar under the cursor tells its counts; another scale keeps to the day, or to the next issue held."""
    async with stage(pages, size=size) as here:
        await searched(here, "escape")
        for keys, details in BARS:
            await here.press("t", *keys.split())
            assert details in here.seen, keys
            await here.press("escape")


async def test_a_small_screen_has_a_table(stage: Callable[..., Any], pages: list[Any]) -> None:
    """Where there is no room for axes each period has a line, and a gap says that it is one."""
    async with stage(pages, size=(40, 12)) as here:
        await searched(here, "g")
        lines = [line.strip(" ▁▂▃▄▅▆▇█") for line in here.lines]
        assert any(line.startswith("[2023-12]▆") and line.endswith("2  200.00") for line in lines)
        assert any(line.startswith("2024-02") and line.endswith("x 未收录") for line in lines)
        assert any(line.startswith("2024-03") and line.endswith(" 0    0.00") and "▆" not in line for line in lines)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_enter_lists_the_articles_behind_a_bar(
    stage: Callable[..., Any], pages: list[Any], size: tuple[int, int]
) -> None:
    """The search bar gets the query with the bar's days, and the list has what the bar counts."""
    async with stage(pages, size=size) as here:
        await searched(here, "g", "l", "enter")
        assert here.query == "芦苇 日期：2024-01"
        assert len(here.app.screen_stack) == 1
        assert [article.headline.text for article in here.list.rows.articles] == ["题目2", "题目1"]
        assert here.app.focused is here.list


@pytest.mark.parametrize(
    ("typed", "narrowed"),
    [('"芦苇', '日期：2024-05 "芦苇'), ("芦苇|", "日期：2024-05 芦苇|"), ("'芦苇", "'芦苇 日期：2024-05")],
)
async def test_a_query_left_open_is_narrowed(
    stage: Callable[..., Any], pages: list[Any], typed: str, narrowed: str
) -> None:
    """A quote or an alternative that is not finished does not take in the days."""
    async with stage(pages) as here:
        await here.press("/", *typed, "enter", "t", "enter")
        assert here.query == narrowed
        assert len(here.list.rows.articles) == 1


@pytest.mark.parametrize(("keys", "shown"), [(["h"], "未收录"), (["h", "h"], "没有找到")])
async def test_an_empty_bar_lists_nothing(
    stage: Callable[..., Any], pages: list[Any], keys: list[str], shown: str
) -> None:
    """Where there is nothing to list, that is said."""
    async with stage(pages) as here:
        await searched(here, *keys, "enter")
        assert shown in here.lines[-2]
        assert len(here.app.screen_stack) == 2


@pytest.mark.parametrize("key", ["+", "a", "="])
async def test_queries_are_compared(stage: Callable[..., Any], pages: list[Any], key: str) -> None:
    """Another query stands below the first, on the same scale; Tab chooses which Enter lists; - takes it away."""
    async with stage(pages) as here:
        await searched(here, key, *"银鱼", "enter")
        assert "芦苇：10 处" in here.seen
        assert "银鱼：2 处" in here.seen
        assert here.seen.count("600 ") == 2
        assert "芦苇 6 处 1 篇 每万字 600.00   银鱼 0 处 0 篇 每万字 0.00" in here.seen
        await here.press("g", "l", "tab", "enter")
        assert here.query == "银鱼 日期：2024-01"
        await here.press("t", "-")
        assert "只有一个检索词" in here.seen
        await here.press("+", *"芦苇", "enter", "d")
        assert "芦苇" not in here.seen
        await here.press("+", "escape", "+", *"日期:2024", "enter")
        assert "中没有检索词" in here.seen


async def test_the_table_is_of_one_query(stage: Callable[..., Any], pages: list[Any]) -> None:
    """Tab goes from the table of one query to that of the other."""
    async with stage(pages, size=(40, 12)) as here:
        await searched(here, "a", *"银鱼", "enter", "g")
        assert "芦苇：10 处" in here.seen
        await here.press("tab", "g")
        assert "银鱼：2 处" in here.seen
        assert "芦苇：" not in here.seen


async def test_the_mouse_chooses_a_bar(stage: Callable[..., Any], pages: list[Any]) -> None:
    """A click chooses the bar it is on, a second one lists its articles; one beside all bars does nothing."""
    async with stage(pages) as here:
        await searched(here)
        for offset in ((9, 20), (2, 20), (9, 1)):
            await here.pilot.click(offset=offset)
            await here.settle()
        assert "[2023-12]" in here.seen
        await here.pilot.click(offset=(9, 20))
        await here.settle()
        assert here.query == "芦苇 日期：2023-12"


@pytest.mark.parametrize("key", ["escape", "t", "q"])
async def test_leaving_keeps_the_place(stage: Callable[..., Any], pages: list[Any], key: str) -> None:
    """Leaving it, the reader is where he was."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter", "j", "enter")
        await here.until(lambda: "处" in here.lines[0])  # matches are counted when no key has come for a while
        before = here.lines
        await here.press("t", "h", key)
        assert here.lines == before


async def test_many_days_share_bars(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Days that find no room share bars; a bar of several lists the articles of all."""
    made = []
    for number in range(300):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
        used = article(number, id=f"{day:%Y%m%d}-{number:06d}", date=day, headline=Text("芦苇"))
        made.append(page((used,), day, f"{day}.txt"))
    async with stage(made, size=(100, 30)) as here:
        await searched(here, "b", "b", "g")
        assert "[2024-01-01..2024-01-04]" in here.seen
        await here.press("enter")
        assert here.query == "芦苇 日期：2024-01-01..2024-01-04"
        assert len(here.list.rows.articles) == 4


async def test_undated_places_are_told(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """What bears no date has no bar, and is counted."""
    async with stage([page((article(1, date=None, headline=Text("芦苇")),), None)]) as here:
        await searched(here)
        assert "芦苇：1 处，1 篇" in here.seen
        assert "日期不详 1 处" in here.seen
        await here.press("h", "l", "G", "space", "enter", "tab", "b")
        assert "芦苇：1 处，1 篇" in here.seen


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_nothing_is_cut(stage: Callable[..., Any], pages: list[Any], lang: str) -> None:
    """What all comes to is said to its end, whatever the size and the language."""
    async with stage(pages, lang=lang) as here:
        await searched(here, "g")
        for size in ((120, 40), (80, 24), (60, 20), (40, 12)):
            await here.pilot.resize_terminal(*size)
            await here.settle()
            shown = "".join(line.strip(" ▁▂▃▄▅▆▇█") for line in here.lines)
            assert ("平均每万字200.00" if lang == "zh" else "200.00per10,000") in shown.replace(" ", ""), size


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a count go by an article, and wait until it is to go on."""
    grow = trend_screen.growing_concordance
    gate = Event()
    gate.counted = []  # type: ignore[attr-defined]

    def slowly(archive: Any, query: str, **options: Any) -> Any:
        gate.counted.append(query)  # type: ignore[attr-defined]
        for number, found in enumerate(grow(archive, query, **options)):
            yield found
            if number == 0:
                options["progress"](1, 2)
                while not (gate.wait(0.01) or options["cancelled"]()):
                    pass

    monkeypatch.setattr(trend_screen, "growing_concordance", slowly)
    return gate


async def test_bars_grow_while_the_count_goes_on(stage: Callable[..., Any], pages: list[Any], gate: Any) -> None:
    """Keys work meanwhile, and the cursor stays on its bar."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("t")
        await here.until(lambda: "处理中 50%" in here.seen)
        assert "芦苇：2 处，1 篇" in here.lines[1]
        await here.pilot.press("g")
        await here.until(lambda: "2023-12 · 1 期 100 字" in here.seen)
        assert "芦苇 2 处 1 篇" in here.seen
        await here.pilot.press("G", "h", "h", "h", "h")
        await here.until(lambda: "2024-01 · 2 期 200 字" in here.seen)
        assert "芦苇 0 处 0 篇" in here.seen
        gate.set()
        await here.settle()
        assert "芦苇：10 处，4 篇" in here.lines[1]
        assert "2024-01 · 2 期 200 字" in here.seen
        assert "芦苇 2 处 2 篇" in here.seen
        assert "处理中" not in here.seen


async def test_leaving_ends_the_count(stage: Callable[..., Any], pages: list[Any], gate: Any) -> None:
    """So does another scale, which begins anew where it was not complete."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("t")
        await here.until(lambda: "处理中" in here.seen)
        await here.pilot.press("b")
        await here.until(lambda: len(gate.counted) == 2)
        await here.press("escape")
        assert len(here.app.screen_stack) == 1
        assert not gate.is_set()


async def test_what_is_counted_is_not_counted_again(stage: Callable[..., Any], pages: list[Any], gate: Any) -> None:
    """Neither for another scale nor where another query comes beside it."""
    gate.set()
    async with stage(pages) as here:
        await searched(here, "b", "b", "+", *"银鱼", "enter")
        assert gate.counted == ["芦苇", "银鱼"]
        assert "银鱼：2 处，2 篇" in here.seen
        await here.press("-", "+", *"银鱼", "enter")
        assert gate.counted == ["芦苇", "银鱼", "银鱼"]  # what was removed is not kept
