"""How a story is laid out, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import hnreader
from hnreader.app.rendering.story_layout import LayoutCache, StoryLayout
from hnreader.app.rendering.story_spread import StorySpread
from hnreader.app.rendering.story_view import BlockRole, StoryView, story_blocks
from hnreader.messages import Translator
from hnreader.model import Paragraph, People, Story, Text
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.app.rendering.story_layout import ScreenLine
    from hnreader.model import Article

DETAILS = "2024年3月9日 星期六 · 第1版 · 消息"
DATELINE = (Paragraph(Text("湖南日报3月9日讯（记者 张　三）春风来")),)
ONE, TWO = People(("张三",)), People(("张三",), ("李四",))


def lines_of(article: Article, measure: int, **opened: Any) -> list[ScreenLine]:
    layout = StoryLayout(story_blocks(StoryView(Story(article), **opened), Translator("zh"), "w"), measure)
    return [line for line in layout.lines if line is not None]


@pytest.mark.parametrize("measure", [2, 10, 20, 36, 76])
def test_no_line_is_wider_than_the_measure(article: Callable[..., Any], measure: int) -> None:
    """Whatever the measure, every line of a story is within it."""
    for line in lines_of(article(1), measure):
        assert line.left + cells(line.block.text[line.range.start : line.range.end]) <= measure


@pytest.mark.parametrize(
    ("measure", "fields", "shown"),
    [
        (36, {}, ["2024年3月9日 星期六 · 第1版 · 消息"]),
        (33, {}, ["2024年3月9日 星期六 · 第1版"]),
        (76, {}, [f"{DETAILS} · 51 字，约 1 分钟 · 20240309-000001"]),
        (60, {"paragraphs": (Paragraph(Text("春 风" * 500)),)}, [f"{DETAILS} · 1,006 字，约 3 分钟"]),
        (60, {"people": ONE}, [f"{DETAILS} · 51 字，约 1 分钟", "记者 张三"]),
        (60, {"people": ONE, "byline": Text("记者 张　三")}, [f"{DETAILS} · 55 字，约 1 分钟"]),
        (60, {"people": ONE, "paragraphs": DATELINE}, [f"{DETAILS} · 24 字，约 1 分钟"]),
        (60, {"people": TWO, "paragraphs": DATELINE}, [f"{DETAILS} · 24 字，约 1 分钟", "记者 张三  通讯员 李四"]),
        (60, {"people": TWO, "byline": Text("张三")}, [f"{DETAILS} · 53 字，约 1 分钟", "记者 张三  通讯员 李四"]),
    ],
)
def test_details_take_a_line(
    article: Callable[..., Any], measure: int, fields: dict[str, Any], shown: list[str]
) -> None:
    """As many details as fit stand in one line, none of them cut; who wrote it is not said twice."""
    details = [line for line in lines_of(article(1, **fields), measure) if line.block.role is BlockRole.DETAILS]
    assert [line.block.text[line.range.start : line.range.end] for line in details] == shown


def test_the_text_begins_on_the_first_screen(article: Callable[..., Any]) -> None:
    """In a low pane the head has no blank lines; elsewhere it has."""
    headed = article(1, column=Text("专栏"), kicker=Text("肩" * 20), subhead=Text("副" * 10), byline=Text("记者 张三"))
    cache = LayoutCache(Translator("zh"), "w")
    low, high = (cache.layout(StoryView(Story(headed)), StorySpread(36, height=height)) for height in (10, 22))
    first = [
        next(y for y, line in enumerate(each.lines) if line and line.block.role is BlockRole.BODY)
        for each in (low, high)
    ]
    assert first[0] == 8
    assert None not in low.lines[:8]
    assert [y for y, line in enumerate(high.lines[: first[1]]) if line is None] == [0, 2, 7, 11]


def test_a_paragraph_is_indented_by_two_ems(article: Callable[..., Any]) -> None:
    """The first line of a paragraph is indented by four cells, the others are not."""
    body = [line.left for line in lines_of(article(1), 36) if line.block.role is BlockRole.BODY]
    assert body[0] == 4
    assert set(body[1:]) == {0}


def test_doubts_are_shown_in_the_head(article: Callable[..., Any]) -> None:
    """What is doubtful about an article is centred above the rule."""
    lines = lines_of(article(1), 60, doubt_keys=("page unknown", "date unknown"))
    rule = next(index for index, line in enumerate(lines) if line.block.role is BlockRole.RULE)
    doubt_line = lines[rule - 1]
    assert doubt_line.block.text == "〔版次不详 · 日期不详（按 w 查看依据）〕"
    assert doubt_line.left == (60 - cells(doubt_line.block.text)) // 2


def test_blocks_know_their_source(article: Callable[..., Any]) -> None:
    """A block of the article's text has that text and its article; the program's own words have no source."""
    view = StoryView(Story(article(1)))
    for block in story_blocks(view, Translator("zh"), "w"):
        assert (block.source is not None) == (block.role in {BlockRole.HEADLINE, BlockRole.BODY})
        assert block.source is None or (block.source.text == block.text and block.part is view.article)


def test_every_text_of_a_story_is_shown() -> None:
    """Each text of a story of the sample pages is in one of its blocks."""
    archive = hnreader.open()
    for entry in archive.entries:
        view = StoryView(archive.story(entry))
        shown = {id(block.source) for block in story_blocks(view, Translator("zh"), "w")}
        assert shown - {id(None)} == {id(text.text) for text in view.story.texts}
