"""The concordance on the screen: through its keys and its mouse, as its user sees it."""

from __future__ import annotations

import datetime as dt
import threading
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.screens import concordance as concordance_screen
from hnreader.archive import LostPageError, View
from hnreader.model import Paragraph, People, Text
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "".join(f"这是第{number}句，说的是别的事情。" for number in range(60))


@pytest.fixture
def pages(article: Callable[..., Any], page: Callable[..., Any]) -> list[Any]:
    """Two issues; 芦苇 stands twice in the first, and far down in the second, whose name in between is a reporter's."""
    first = article(
        1,
        headline=Text("芦苇荡"),
        paragraphs=(Paragraph(Text("湖边的芦苇青了。")),),
    )
    later = dt.date(2024, 3, 20)
    two = article(
        2,
        id="20240320-000002",
        date=later,
        page_no=None,
        headline=Text("渔村"),
        people=People(reporters=("苏芦苇",)),
        paragraphs=(Paragraph(Text(LONG)), Paragraph(Text("岸上\x07没有a芦苇b。")), Paragraph(Text(LONG))),
    )
    return [page((first,)), page((two,), later, "later.txt")]


async def searched(here: Any, *keys: str) -> None:
    await here.press("/", *"芦苇", "enter", "x", *keys)


def column(line: str) -> int:
    """The cell at which the hit of a line begins."""
    return cells(line[: line.rindex("芦苇")])


@pytest.mark.parametrize(
    ("size", "place_label"), [((120, 40), "2024-03-09 第1版"), ((80, 24), "2024-03-09 "), ((40, 12), "▌")]
)
async def test_places_are_aligned(
    stage: Callable[..., Any], pages: list[Any], size: tuple[int, int], place_label: str
) -> None:
    """Each place has a line, the hits stand below each other, and day and page before them where there is room."""
    async with stage(pages, size=size) as here:
        await searched(here)
        assert "语境索引：芦苇 · 4 处 2 篇 · 按日期" in here.lines[0]
        places = here.lines[1:5]
        assert [line.count("芦苇") for line in places] == [1, 1, 1, 1]
        assert len({column(line) for line in places}) == 1
        assert places[0].startswith("▌")
        assert place_label in places[0]
        assert not here.lines[5].strip(" ▁▂▃▄▅▆▇█")


async def test_the_screen_speaks_english(stage: Callable[..., Any], pages: list[Any]) -> None:
    """What it says it says in English, too."""
    async with stage(pages, lang="en") as here:
        await searched(here)
        assert "Concordance: 芦苇 · 4 occurrences in 2 articles · by date" in here.lines[0]
        assert "page unknown" in here.seen


async def test_the_order_changes(stage: Callable[..., Any], pages: list[Any]) -> None:
    """S goes from the date to the right context, to the left one, and back; the head says which."""
    async with stage(pages) as here:
        await searched(here)
        begun = here.lines[1:5]
        await here.press("s")
        assert "按下文" in here.lines[0]
        behind = [line[line.rindex("芦苇") + 2 :].strip(" ▌") for line in here.lines[1:5]]
        assert behind == sorted(behind)
        await here.press("s")
        assert "按上文" in here.lines[0]
        await here.press("s")
        assert here.lines[1:5] == begun


async def test_credits_are_left_out(stage: Callable[..., Any], pages: list[Any]) -> None:
    """C leaves out datelines, bylines and credits, and counts them again; the head says which."""
    async with stage(pages, lang="en") as here:
        await searched(here, "c")
        assert "3 occurrences in 2 articles · by date · text only" in here.lines[0]
        await here.press("c")
        assert "4 occurrences in 2 articles · by date · with datelines and credits" in here.lines[0]


async def test_enter_opens_the_article_at_the_place(stage: Callable[..., Any], pages: list[Any]) -> None:
    """Where the place is far down the text, it is on the screen, lit and current, and the concordance is gone."""
    async with stage(pages) as here:
        await searched(here, "j", "j")
        assert "a芦苇b" in next(line for line in here.lines if line.startswith("▌"))
        await here.press("enter")
        assert "语境索引" not in here.lines[0]
        assert here.selected == "渔村"
        assert "没有a芦苇b" in here.seen
        document = here.text._document
        assert document.matches.position is not None
        block, char = document.matches.position
        assert document.layout.blocks[block].text[char:].startswith("芦苇b")
        assert here.app.focused is here.text


async def test_going_through_the_places(stage: Callable[..., Any], pages: list[Any]) -> None:
    """Opened again for the same query, it stands where it was left; for another it begins anew."""
    async with stage(pages) as here:
        await searched(here, "s", "j", "j", "enter", "x")
        assert "按下文" in here.lines[0]
        assert here.lines[3].startswith("▌")
        await here.press("escape", "/", "青", "enter", "x")
        assert "按日期" in here.lines[0]
        assert here.lines[1].startswith("▌")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_place_is_opened_without_a_search(
    stage: Callable[..., Any], pages: list[Any], size: tuple[int, int]
) -> None:
    """Where nothing is searched for, a line asks for the word, and its hits are lit where an article is opened."""
    async with stage(pages, size=size) as here:
        await here.press("x")
        assert "检索词" in here.seen
        await here.press(*"芦苇", "enter", "j", "j", "l")
        assert "没有a芦苇b" in here.seen
        assert here.text._document.matches.total
        assert here.query == ""
        await here.press("g", "x", *"芦苇", "enter", "enter")  # the same article again
        assert "没有a芦苇b" in here.seen


async def test_a_maker_leads_to_the_top(stage: Callable[..., Any], pages: list[Any]) -> None:
    """A name that stands in no text of the article leads to its beginning."""
    async with stage(pages) as here:
        await searched(here, "j", "j", "enter", "x", "G", "enter")
        assert here.selected == "渔村"
        assert "苏芦苇" in here.seen


@pytest.mark.parametrize("key", ["escape", "x", "q"])
async def test_leaving_keeps_the_place(stage: Callable[..., Any], pages: list[Any], key: str) -> None:
    """Leaving it, the reader is where he was."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter", "j", "enter", "space")
        await here.until(lambda: "4 处" in here.seen)
        before = here.lines
        await here.press("x", "j", key)
        assert here.lines == before


@pytest.mark.parametrize(("typed", "notice"), [("日期:2024", "中没有检索词"), ("-芦苇", "中没有检索词")])
@pytest.mark.parametrize("key", ["x", "t"])
async def test_a_query_without_a_word_is_refused(
    stage: Callable[..., Any], pages: list[Any], typed: str, notice: str, key: str
) -> None:
    """A query of the search bar that has no word is said to have none, and so is one that was asked for."""
    async with stage(pages) as here:
        await here.press("/", *typed, "enter", key)
        assert notice in here.message
        await here.press("escape", key, *typed, "enter")
        assert notice in here.seen
        await here.press("escape")
        assert len(here.app.screen_stack) == 1


async def test_what_was_not_understood_is_told(stage: Callable[..., Any], pages: list[Any]) -> None:
    """A filter that is none is named; a query without a place says so."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇 日期:昨天", "enter", "x")
        assert "“日期:昨天”不是日期" in here.seen
        assert "没有找到" in here.seen


async def test_the_mouse_chooses_and_opens(stage: Callable[..., Any], pages: list[Any]) -> None:
    """A click puts the cursor on a place, another one opens it."""
    async with stage(pages) as here:
        await searched(here)
        await here.pilot.click(offset=(60, 3))
        await here.settle()
        assert here.lines[3].startswith("▌")
        await here.pilot.click(offset=(60, 3))
        await here.settle()
        assert "没有a芦苇b" in here.seen


async def test_many_places_are_walked_through(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Only what is in sight is made; keys go by places, screens and to the ends."""
    paragraphs = tuple(Paragraph(Text(f"{number}芦苇。")) for number in range(5000))
    async with stage([page((article(1, paragraphs=paragraphs),))], size=(80, 24)) as here:
        await searched(here)
        rows = [line for line in here.lines if line.startswith("▌")]
        assert "0芦苇" in rows[0]
        for keys, seen in (
            (["G"], "4999芦苇"),
            (["b"], "4978芦苇"),
            (["ctrl+u"], "4967芦苇"),
            (["k"], "4966芦苇"),
            (["g", "space"], " 21芦苇"),
            (["ctrl+d", "down"], " 33芦苇"),
        ):
            await here.press(*keys)
            assert seen in next(line for line in here.lines if line.startswith("▌")), keys


async def test_a_long_wait_is_told_and_ended(
    stage: Callable[..., Any], pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work that takes long says how far it has come; Esc leaves at once, and the work ends."""
    ended = Event()

    def slow(_archive: Any, _query: str, *, text_only: bool, progress: Any, cancelled: Any) -> Any:
        assert not text_only
        progress(41, 100)
        while not cancelled():
            ended.wait(0.01)
        ended.set()
        progress(42, 100)
        yield

    monkeypatch.setattr(concordance_screen, "growing_concordance", slow)
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("x")
        await here.until(lambda: "处理中 41%" in here.seen)
        await here.pilot.press("s", "j", "enter", "escape")
        await here.until(ended.is_set)
        assert len(here.app.screen_stack) == 1
        await here.settle()


async def test_what_is_not_counted_is_said(stage: Callable[..., Any]) -> None:
    """A query in pinyin finds articles, but has no place: the screen says why."""
    async with stage() as here:
        await here.press("x")
        await here.press("enter")
        assert "请输入检索词" in here.seen
        await here.press(*"biaoti", "enter")
        await here.until(lambda: "没有找到" in here.seen)
        assert "不计拼音与近似匹配" in here.seen


async def test_while_pages_come_in_it_says_so(
    stage: Any, page: Callable[..., Any], article: Callable[..., Any]
) -> None:
    """What is counted then is only a part."""
    more = threading.Event()

    def slowly() -> Any:
        yield page((article(1),))
        more.wait(30)

    async with stage.opened_slowly(slowly()) as here:
        await here.until(lambda: bool(here.list.rows.articles))
        await here.pilot.press("x", "正", "文", "enter")
        try:
            await here.until(lambda: "仅统计已读入的" in here.seen)
        finally:
            more.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let a concordance grow by an article, and wait until it is to go on."""
    grow = concordance_screen.growing_concordance
    gate = Event()

    def slowly(*arguments: Any, **options: Any) -> Any:
        for number, found in enumerate(grow(*arguments, **options)):
            yield found
            if number == 0:
                options["progress"](1, 2)
                while not (gate.wait(0.01) or options["cancelled"]()):
                    pass

    monkeypatch.setattr(concordance_screen, "growing_concordance", slowly)
    return gate


async def test_the_first_rows_are_there_while_the_count_goes_on(
    stage: Callable[..., Any], pages: list[Any], gate: Event
) -> None:
    """Keys work meanwhile; what comes is put behind, and what is selected stays selected."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("x")
        await here.until(lambda: "处理中 50%" in here.seen)
        assert "语境索引：芦苇 · 2 处 1 篇 · 按日期" in here.lines[0]
        assert [line.count("芦苇") for line in here.lines[1:4]] == [1, 1, 0]
        await here.pilot.press("j")
        await here.until(lambda: here.lines[2].startswith("▌"))
        gate.set()
        await here.settle()
        assert "4 处 2 篇" in here.lines[0]
        assert [line.count("芦苇") for line in here.lines[1:6]] == [1, 1, 1, 1, 0]
        assert here.lines[2].startswith("▌")
        assert "处理中" not in here.seen


async def test_an_occurrence_is_read_before_all_are_known(
    stage: Callable[..., Any], pages: list[Any], gate: Event
) -> None:
    """The count ends then."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("x")
        await here.until(lambda: "处理中" in here.seen)
        await here.press("enter")
        assert here.selected == "芦苇荡"
        assert not gate.is_set()
        assert len(here.app.screen_stack) == 1


async def test_another_order_comes_when_all_are_known(stage: Callable[..., Any], pages: list[Any], gate: Event) -> None:
    """Until then they stand by date."""
    async with stage(pages) as here:
        await here.press("/", *"芦苇", "enter")
        await here.pilot.press("x")
        await here.until(lambda: "处理中" in here.seen)
        await here.pilot.press("s")
        assert "按日期" in here.lines[0]
        gate.set()
        await here.until(lambda: "按下文" in here.lines[0])
        await here.settle()
        assert "4 处 2 篇" in here.lines[0]


async def test_a_library_that_goes_away_leaves_rows_without_text(
    stage: Callable[..., Any], pages: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They can be gone through and opened, and nothing fails."""

    def lost(*_place: Any) -> Any:
        raise LostPageError

    async with stage(pages) as here:
        await searched(here)
        monkeypatch.setattr(View, "fetched", lost)
        here.app.screen._concordance._table._texts.cache_clear()  # type: ignore[attr-defined]  # nothing is kept
        await here.pilot.resize_terminal(100, 30)
        await here.press("j", "k", "G", "g")
        assert "4 处 2 篇" in here.lines[0]
        assert "2024-03-09" in here.lines[1]
        assert not any("芦苇" in line for line in here.lines[1:])
        await here.press("enter")
        assert len(here.app.screen_stack) == 1
