"""An article over several pages, as its reader sees it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from hnreader.app.rendering.story_layout import StoryLayout
from hnreader.app.rendering.story_view import BlockRole, StoryView, story_blocks
from hnreader.archive import Archive
from hnreader.kinds import Kind
from hnreader.messages import Translator
from hnreader.model import Jump, Paragraph, People, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.model import Article, PageArticles

TO, BACK = Jump(2, "①", Text("（下转2版①）")), Jump(1, "①", Text("（上接1版①）"))
CUT, GOES_ON = "茶农罗大川把春茶送到了集市，制茶师傅在老街支起", "铁锅，当街炒茶给客商看。"
LATER = "老街的茶行添了三口铁锅。"


@pytest.fixture
def first(article: Callable[..., Article]) -> Article:
    head = {"headline": Text("茶香老街"), "people": People(reporters=("韩松年",))}
    rest = {"truncated": True, "captions": (Text("图为老街。"),), "jump_to": TO}
    return article(1, **head, **rest, paragraphs=(Paragraph(Text("春茶上市。")), Paragraph(Text(CUT))))


@pytest.fixture
def second(article: Callable[..., Article]) -> Article:
    return article(
        2,
        kind=Kind.CONTINUATION,
        page_no=2,
        headline=None,
        people=People(photographers=("江小舟",)),
        jump_from=BACK,
        paragraphs=(Paragraph(Text(GOES_ON)), *(Paragraph(Text(LATER)) for _ in range(60)), Paragraph(Text("完。"))),
    )


@pytest.fixture
def pages(page: Callable[..., PageArticles], first: Article, second: Article, article: Callable[..., Article]) -> Any:
    other = article(3, headline=Text("湖面开网"), jump_to=Jump(4, None, Text("（下转4版）")))
    return [page((first, other), name="1.txt"), page((second,), name="2.txt")]


@pytest.mark.parametrize(
    ("lang", "turn", "page_labels"),
    [("zh", "── 转第2版 ──", "第1版、第2版 · 消息"), ("en", "── continued on page 2 ──", "page 1, page 2 · news")],
)
async def test_the_turn_is_shown_within_one_text(
    stage: Callable[..., Any], pages: Any, lang: str, turn: str, page_labels: str
) -> None:
    """One entry; the text runs over the turn, the header has both pages, the printed turns are not repeated."""
    async with stage(pages, lang=lang) as here:
        await here.press("k")
        assert len(here.list.rows.articles) == 2
        assert here.selected == "茶香老街"
        assert page_labels in here.seen
        lines = [line[line.index("│") :] if "│" in line else line for line in here.lines]
        (at,) = (number for number, line in enumerate(lines) if turn in line)
        assert CUT[-6:] in lines[at - 2]
        assert GOES_ON in lines[at + 2]
        assert "下转2版" not in here.seen
        assert "上接" not in here.seen
        assert "此处文字未完" not in here.seen
        assert "江小舟" in here.seen
        await here.press("enter", "G")
        assert "图为老街" in here.lines[-3]


@pytest.mark.parametrize(("lang", "note"), [("zh", "已读入的版面中没有下文"), ("en", "the continuation is not among")])
async def test_a_page_that_is_not_there_is_said_to_be_lacking(
    stage: Callable[..., Any], pages: Any, lang: str, note: str
) -> None:
    """A turn to a page that was not read stands as printed, with a note."""
    async with stage(pages, lang=lang) as here:
        await here.press("k")
        await here.press("j")
        assert "▶ （下转4版）" in here.seen
        assert note in here.seen


async def test_a_continuation_alone_is_read_as_it_is(stage: Callable[..., Any], pages: Any) -> None:
    """Without its first page a continuation is an entry, and its beginning is said to be lacking."""
    async with stage(pages[1:]) as here:
        await here.press("k")
        assert "（上接1版①）" in here.seen
        assert "已读入的版面中没有上文" in here.seen
        assert "── 转" not in here.seen


async def test_a_search_leads_to_the_part(stage: Callable[..., Any], pages: Any) -> None:
    """A hit in the second part opens the article there, also where it was open before; keys lead there and back."""
    async with stage(pages, size=(120, 24)) as here:
        assert here.text.scroll_offset.y == 0
        await here.press("/", *"完。")
        assert here.selected == "茶香老街"
        assert here.text.scroll_offset.y > 20
        assert "完。" in here.lines[-3] + here.lines[-2] + "".join(here.lines[8:])
        await here.press("escape", "j")
        await here.press("k")  # once the other article is open, which takes a moment behind each key
        assert here.text.scroll_offset.y == 0
        for key in ("f", "enter"):
            await here.press("tab", key)
            assert "── 转第2版 ──" in here.lines[2]
            await here.press("ctrl+o", "tab")
            assert here.text.scroll_offset.y == 0
        await here.press("/", *"当街炒茶", "enter", "enter")
        assert any("── 转第2版 ──" in line for line in here.lines[:4])
        assert any(GOES_ON in line for line in here.lines[:8])


async def test_a_search_leads_to_the_passage(stage: Callable[..., Any], pages: Any) -> None:
    """Of many hits the one is shown that the list's passage shows, and the text follows what is typed."""
    last = Paragraph(Text("入夜，老街的茶行打烊。"))
    second = replace(pages[1].articles[0], paragraphs=(*pages[1].articles[0].paragraphs, last))
    async with stage([pages[0], replace(pages[1], articles=(second,))], size=(120, 24)) as here:
        await here.press("/", *"茶行")
        assert any("── 转第2版 ──" in line for line in here.lines)
        await here.press("space", *"打烊")
        assert any("老街的茶行打烊" in line for line in here.lines)


async def test_a_search_leads_to_the_part_on_a_narrow_screen(stage: Callable[..., Any], pages: Any) -> None:
    """The same where the text is not on the screen while one searches."""
    async with stage(pages, size=(60, 20)) as here:
        await here.press("/", *"当街炒茶", "enter", "enter")
        assert any(GOES_ON in line for line in here.lines)


@pytest.mark.parametrize("late", [0, 1])
async def test_a_part_that_comes_late_joins_what_is_open(stage: Callable[..., Any], pages: Any, late: int) -> None:
    """While one reads, the other page comes in: the entry becomes one, the text stays where it is."""
    more = threading.Event()

    def slowly() -> Any:
        yield pages[1 - late]
        more.wait()
        yield pages[late]

    async with stage.opened_slowly(slowly()) as here:
        await here.until(lambda: len(here.list.rows.articles) > 0)
        await here.pilot.press("enter", "j")
        more.set()
        await here.settle()
        assert here.selected == "茶香老街"
        assert len(here.list.rows.articles) == 2
        assert "── 转第2版 ──" in here.seen
        assert GOES_ON in here.seen


def test_a_sentence_that_goes_on_is_not_set_in(pages: Any) -> None:
    """Behind a turn in mid-sentence the text goes on at the edge; its other paragraphs are set in."""
    archive = Archive(pages)
    view = StoryView(archive.story(archive.entries[0]))
    lines = StoryLayout(story_blocks(view, Translator("zh"), "w"), 60).lines
    first_lines = [line.left for line in lines if line and line.block.role is BlockRole.BODY and line.first]
    assert first_lines[:4] == [4, 4, 0, 4]


def test_what_a_continuation_is_headed_with_is_shown(pages: Any, page: Callable[..., PageArticles]) -> None:
    """A continuation with a headline and a byline of its own has them behind the turn."""
    headed = replace(pages[1].articles[0], headline=Text("茶香老街（续）"), byline=Text("记者 杜若"))
    archive = Archive([pages[0], page((headed,), name="2.txt")])
    view = StoryView(archive.story(archive.entries[0]))
    shown = [block.text for block in story_blocks(view, Translator("zh"), "w")]
    page_break = shown.index("── 转第2版 ──")
    assert shown[page_break + 1 : page_break + 4] == ["茶香老街（续）", "记者 杜若", GOES_ON]
