"""What each key does, as its user sees it."""

from __future__ import annotations

import datetime as dt
import threading
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from textual import events
from textual.selection import SELECT_ALL

from hnreader.app.commands import COMMANDS, PANES, Keys
from hnreader.app.panes.hanging_text import HangingText
from hnreader.app.panes.toast import Toast
from hnreader.messages import Translator
from hnreader.model import Failure, Jump, Paragraph, Text
from hnreader.reasons import Message, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

SELECTED = [  # from the list's first row
    ("j", 7),
    ("down j k", 7),
    ("j up", 6),
    ("k", 6),
    ("G", 2),
    ("end g", 6),
    ("end home", 6),
    ("pagedown", 2),
    ("pagedown pageup", 6),
    ("space b", 6),
    ("]", 3),
    ("] ] ]", 0),
    ("G [", 3),
    ("】", 3),
    ("enter J", 7),
    ("enter J J K", 7),
    ("enter ]", 3),
    ("tab J", 7),
]
HOSTILE = "[b]粗[/] [/] [@click=app.quit]退出[/] [see x=1]"


async def test_a_key_selects_an_article(stage: Callable[..., Any]) -> None:
    """Keys move through the list, by row, screen, end and issue, and the text beside follows."""
    async with stage() as here:
        for keys, selected in SELECTED:
            await here.press(*keys.split())
            assert here.selected == f"第{selected}篇的标题", keys
            assert f"这是第{selected}篇的正文" in here.seen, keys
            await here.press("escape", "g")
            assert (here.pane, here.selected) == ("list", "第6篇的标题")


async def test_issues_are_headed_newest_first(stage: Callable[..., Any]) -> None:
    """Heads of issues say day, weekday and number of articles, the newest on top."""
    async with stage() as here:
        heads = [line for line in here.lines if "星期" in line and "3 篇" in line]
        assert ["11日 星期一" in heads[0], "10日 星期日" in heads[1], "9日 星期六" in heads[2]] == [True] * 3


async def test_english_is_spoken(stage: Callable[..., Any]) -> None:
    """The interface speaks English where it is asked to."""
    async with stage(lang="en") as here:
        assert "2024-03-11 Monday" in here.seen
        assert "news · 51 char." in here.seen


async def test_a_date_that_is_too_long_is_without_its_weekday(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """That a date is inferred is said before its weekday is."""
    inferred = page((article(1),))
    inferred = replace(inferred, dating=replace(inferred.dating, inferred=True))
    for width, shown in ((100, "2024-03-09 (inferred)"), (160, "2024-03-09 Saturday (inferred)")):
        async with stage([inferred], size=(width, 30), lang="en") as here:
            assert any(shown in line for line in here.lines), here.lines[:3]


async def test_a_narrow_screen_shows_one_pane(stage: Callable[..., Any]) -> None:
    """Below 100 cells Enter shows the text in place of the list, and Escape brings the list back."""
    async with stage(size=(80, 24)) as here:
        assert "这是第6篇的正文" not in here.seen
        for keys in product(["enter", "l", "right", "tab"], ["escape", "h", "backspace", "left"]):
            await here.press(keys[0])
            assert "这是第6篇的正文" in here.seen, keys
            assert "第7篇的标题" not in here.seen, keys
            await here.press(keys[1])
            assert "第7篇的标题" in here.seen, keys
            assert "这是第6篇的正文" not in here.seen, keys


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (99, 30), (100, 30), (200, 60)])
async def test_every_size_can_be_read(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    """At any size from 40 by 12 a headline and a text can be read, and no line is wider than the screen."""
    async with stage(size=size) as here:
        assert "第6篇的标题" in here.seen
        await here.press("enter")
        assert "湖南日报讯" in here.seen
        assert all(strip.cell_length == size[0] for strip in here.app.screen._compositor.render_strips())


async def test_a_text_scrolls(stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]) -> None:
    """In the text letters and keys scroll by line, half a screen, a screen, and to the ends."""
    long = article(1, paragraphs=tuple(Paragraph(Text(f"第{number}段。" * 9)) for number in range(200)))
    async with stage([page((long,))]) as here:
        await here.press("enter")
        tops = []
        for key in ("j", "down", "k", "ctrl+d", "ctrl+u", "space", "pagedown", "b", "pageup", "G", "g", "end", "home"):
            await here.press(key)
            tops.append(here.text.scroll_offset.y)
        half, whole, end = here.text.size.height // 2, here.text.size.height - 2, here.text.max_scroll_y
        want = [1, 2, 1, 1 + half, 1, 1 + whole, 1 + 2 * whole, 1 + whole, 1, end, 0, end, 0]
        assert tops == want


async def test_search_takes_every_letter(stage: Callable[..., Any]) -> None:
    """In the search bar j, q, ?, [ and blanks are text."""
    async with stage() as here:
        await here.press("/", "j", "q", "?", "[", "space", "J")
        assert here.app.is_running
        assert here.app.screen.query_one("#query").value == "jq?[ J"
        assert "没有找到“jq?[ J”" in here.seen


async def test_search_narrows_at_each_key(stage: Callable[..., Any]) -> None:
    """Results replace the list as one types, with passage and count; Enter goes to them, Escape keeps the selection."""
    async with stage() as here:
        await here.press("/", "第", "4", "篇")
        assert "1 篇" in here.lines[0]
        assert "第4篇的标题" in here.seen
        assert "第5篇的标题" not in here.seen
        await here.press("enter", "escape")
        assert here.selected == "第4篇的标题"
        assert "第5篇的标题" in here.seen
        assert "9 篇" in here.lines[0]
        assert here.app.focused is here.list


@pytest.mark.parametrize("pane", ["list", "reading"])
async def test_hits_are_lit(stage: Callable[..., Any], pane: str) -> None:
    """The words searched for are lit in the headline and in the text."""
    async with stage() as here:
        await here.press("/", "第", "4", "篇", "enter")
        widget = here.list if pane == "list" else here.text
        light = widget.get_component_rich_style(f"{pane}--match")
        lit = [
            segment.text
            for y in range(widget.size.height)
            for segment in widget.render_line(y)
            if segment.style and segment.style.bgcolor == light.bgcolor
        ]
        assert lit.count("第4篇") >= 2


async def test_an_input_method_commits_a_phrase(stage: Callable[..., Any]) -> None:
    """Eight 汉字 that come at once, as keys or as a paste, land in the search bar whole."""
    async with stage() as here:
        await here.press("/", *"湖南数字产业发展")
        assert here.app.screen.query_one("#query").value == "湖南数字产业发展"
        here.app.screen.query_one("#query").post_message(events.Paste("乡村振兴三高四新"))
        await here.settle()
        assert here.app.screen.query_one("#query").value == "湖南数字产业发展乡村振兴三高四新"


def without_blanks(text: str) -> str:
    return "".join(text.split())


async def test_help_lists_every_command(stage: Callable[..., Any]) -> None:
    """The help sheet names every command that a pane has, and Escape closes it."""
    async with stage(size=(100, 600)) as here:
        tr = Translator("zh")
        for key in "？?":
            await here.press(key)
            await here.until(lambda: tr("Queries") in here.seen)
            text, _ = here.app.screen.query_one(HangingText).get_selection(SELECT_ALL)
            text = without_blanks(text)  # a long description is broken over lines
            assert all(without_blanks(tr(command.description)) in text for pane in PANES for command in Keys().of(pane))
            await here.press("escape")
            assert len(here.app.screen_stack) == 1


async def test_q_leaves(stage: Callable[..., Any]) -> None:
    """The letter q ends the program with code 0."""
    async with stage() as here:
        await here.press("q")
        assert here.app.return_code == 0
        assert not here.app.is_running


def test_every_command_is_explained() -> None:
    """Each command has a name and an explanation in both languages."""
    for language in ("zh", "en"):
        tr = Translator(language)
        assert all(tr(command.label) and tr(command.description) for command in COMMANDS)


async def test_page_text_is_never_markup(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Square brackets in page text are shown as they stand, and a click on them does nothing."""
    hostile = Text(HOSTILE)
    fields = dict.fromkeys(("column", "kicker", "headline", "subhead", "byline"), hostile)
    odd = article(1, **fields, captions=(hostile,), jump_to=Jump(2, None, hostile), paragraphs=(Paragraph(hostile),))
    async with stage([page((odd,)), Failure(HOSTILE, Message(Reason.MISSING))], size=(160, 40)) as here:
        await here.press("k")
        assert here.seen.count(HOSTILE) == 9
        await here.pilot.click("#reading", offset=(60, 5))
        await here.press("!")
        assert HOSTILE in here.seen
        await here.pilot.click("SheetBody", offset=(24, 0))
        await here.settle()
        assert here.app.is_running


async def test_escape_sequences_never_reach_the_terminal(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A control character that slipped through is drawn as a blank."""
    evil = Text("甲\x1b]2;标题\x07乙\x9b31m")
    async with stage([page((article(1, headline=evil, paragraphs=(Paragraph(evil),)),))]) as here:
        assert "甲" in here.seen
        assert not {"\x1b", "\x07", "\x9b"} & set(here.seen)


async def test_an_article_without_headline_is_seen_to_have_none(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """What stands in for a headline is bracketed, and an unknown page is said to be unknown."""
    untitled = article(1, headline=None, page_no=None, paragraphs=(), captions=(Text("图片说明"),))
    async with stage([page((untitled,))]) as here:
        await here.press("k")
        assert "〔图片说明〕" in here.seen
        assert "版次不详" in here.seen
        assert "（无题）" in here.seen


async def test_a_text_that_breaks_off_says_so(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A truncated text ends with a note, captions and jumps are marked."""
    cut = article(1, truncated=True, captions=(Text("一张图"),), jump_to=Jump(2, None, Text("下转2版")))
    async with stage([page((cut,))]) as here:
        await here.press("k")
        assert "此处文字未完" in here.seen
        assert "▣ 图 一张图" in here.seen
        assert "▶ 下转2版" in here.seen


async def test_nothing_readable_ends_with_two(stage: Callable[..., Any]) -> None:
    """Where nothing could be read the app ends with code 2."""
    async with stage([Failure("/no/where", Message(Reason.MISSING))]) as here:
        assert here.app.return_code == 2
        assert [failure.path for failure in here.app.failures] == ["/no/where"]


async def test_a_page_without_articles_is_said_to_have_none(
    stage: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A readable page without articles leaves an empty list in which keys do nothing."""
    async with stage([page(())]) as here:
        await here.press("j", "G", "enter", "escape", "]", "[", "J", "/", "x", "escape")
        assert here.app.is_running
        assert "0 篇" in here.seen


async def test_the_selection_stays_while_pages_come_in(
    stage: Callable[..., Any], article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """Pages that come in above a chosen article leave it selected."""
    more = threading.Event()
    first = tuple(article(number) for number in range(3))

    def slowly() -> Any:
        yield page(first)
        more.wait()
        yield page(tuple(article(number) for number in range(10, 20)), name="a.txt")

    async with stage.opened_slowly(slowly()) as here:
        await here.until(lambda: len(here.list.rows.articles) == 3)
        await here.pilot.press("j")
        more.set()
        await here.settle()
        assert len(here.list.rows.articles) == 13
        assert here.selected == "第1篇的标题"


async def test_the_mouse_selects_and_opens(stage: Callable[..., Any]) -> None:
    """A click selects a row, another one on it opens it; one on a heading folds it, and selects nothing else."""
    async with stage(size=(80, 24)) as here:
        await here.pilot.click("#list", offset=(10, 2))
        await here.settle()
        assert here.selected == "第7篇的标题"
        for mark in "▸▾":
            await here.pilot.click("#list", offset=(10, 0))
            await here.settle()
            assert here.selected == "第7篇的标题"
            assert mark in here.lines[1]
        await here.pilot.click("#list", offset=(10, 2))
        await here.settle()
        assert here.app.focused is here.text


async def test_a_hundred_thousand_articles_open(
    stage: Any, article: Callable[..., Any], page: Callable[..., Any]
) -> None:
    """A list of 100,000 articles is held, and its last one is a key away."""
    pages = []
    for issue in range(100):
        date = dt.date(2024, 3, 9) - dt.timedelta(issue)
        articles = tuple(article(1_000 * issue + number, date=date) for number in range(1_000))
        pages.append(page(articles, date, f"{date}.txt"))
    async with stage.opened_slowly(iter(pages)) as here:
        await here.until(lambda: len(here.list.rows.articles) == 100_000)
        await here.pilot.press("G")
        await here.pilot.pause()
        assert here.selected == "第99999篇的标题"
        assert "第99999篇的标题" in here.seen


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_widening_keeps_the_place(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    """A change of size keeps what is read in sight."""
    async with stage(size=size) as here:
        await here.press("j", "enter")
        await here.pilot.resize_terminal(200 - size[0], 30)
        await here.settle()
        assert "这是第7篇的正文" in here.seen


async def test_the_footer_says_how_much_was_seen(stage: Callable[..., Any], article: Any, page: Any, long: Any) -> None:
    """The footer has the share of a long text that lies above the end of the screen, while it is read."""
    pages = [page((article(1, headline=Text("渔村"), paragraphs=long.article.paragraphs), article(2)))]
    async with stage(pages, size=(80, 24)) as here:
        assert "%" not in here.lines[-1]
        await here.press("enter")
        first = int(here.lines[-1].split()[-1].removesuffix("%"))
        await here.press("space")
        assert 0 < first < int(here.lines[-1].split()[-1].removesuffix("%")) < 100
        await here.press("G")
        assert here.lines[-1].rstrip().endswith("100%")
        await here.press("J")
        assert "%" not in here.lines[-1]


@pytest.mark.parametrize("size", [(120, 40), (101, 20), (40, 12)])
async def test_a_message_covers_no_keys(stage: Callable[..., Any], size: tuple[int, int]) -> None:
    """What has happened stands above the keys, whole, whatever panes are below it; a click hides it."""
    async with stage(size=size) as here:
        keys = here.lines[-1]
        await here.press("j", "c")
        assert here.lines[-1] == keys
        drawn = "".join("".join(line.split()) for line in here.lines[-4:-1])
        citation = "引文已送往终端剪贴板：第7篇的标题[N].[报名不详],2024-03-11(1)."
        assert all(part in drawn for part in (citation[:12], citation[-9:]))
        await here.pilot.click(Toast)
        assert here.message == ""
