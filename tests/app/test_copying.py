"""What is copied and saved, without a screen; and the laws of laid-out text."""

from __future__ import annotations

from dataclasses import replace as replace_block
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hnreader.app.rendering.copying import article_text, copied_text
from hnreader.app.rendering.provenance import span_at
from hnreader.app.rendering.story_layout import StoryLayout
from hnreader.app.rendering.story_selection import StorySelection
from hnreader.app.rendering.story_style import StoryStyle
from hnreader.app.rendering.story_view import NOT_ARTICLE_TEXT, BlockRole, StoryView, story_blocks
from hnreader.app.rendering.text_motions import TextMotions, sentences
from hnreader.messages import Translator
from hnreader.model import Jump, Line, Paragraph, Span, Story, Text
from hnreader.userdata.settings import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

TR = Translator("zh")
TEXTS = st.text(st.sampled_from("湖南日报三高四新年月。！？…”（）、 \u3000abc12.5!"), max_size=80)
STYLES = st.builds(StoryStyle, *(st.sampled_from(values_of(name)) for name in StoryStyle.__struct_fields__))
MEASURES = st.integers(2, 120)
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def without_blanks(text: str) -> str:
    return "".join(text.split())


def view_of(article: Callable[..., Any], paragraphs: list[str]) -> StoryView:
    return StoryView(Story(article(1, paragraphs=tuple(Paragraph(Text(text)) for text in paragraphs))))


@pytest.fixture
def full(article: Callable[..., Any]) -> StoryView:
    """A story with every kind of text."""
    everything = article(
        1,
        column=Text("理论"),
        kicker=Text("引题"),
        headline=Text("标题"),
        subhead=Text("副题"),
        byline=Text("记者 杜若"),
        paragraphs=(Paragraph(Text("一")), Paragraph(Text("小标题"), heading=True), Paragraph(Text("二"))),
        captions=(Text("图为老街。"),),
        jump_to=Jump(2, None, Text("（下转2版）")),
    )
    return StoryView(Story(everything))


def test_an_article_is_copied_as_it_is_read(full: StoryView) -> None:
    """Titles, paragraphs and captions each have a line; details, jumps and notes are left out."""
    copied = ["理论", "引题", "标题", "副题", "记者 杜若", "一", "小标题", "二", "图为老街。"]
    assert article_text(full).split("\n") == copied


def test_an_article_without_a_headline_is_copied_without_one(article: Callable[..., Any]) -> None:
    """Where a headline is missing no words stand in for it."""
    assert article_text(StoryView(Story(article(1, headline=None, paragraphs=(Paragraph(Text("一")),))))) == "一"


@LAW
@given(paragraphs=st.lists(TEXTS, max_size=6), measure=MEASURES, style=STYLES)
def test_the_selection_of_everything_is_the_article(
    article: Callable[..., Any], paragraphs: list[str], measure: int, style: StoryStyle
) -> None:
    """Whatever the paragraphs, the measure and the style, what is drawn from end to end is copied, as it is printed."""
    view = view_of(article, paragraphs)
    layout = StoryLayout(story_blocks(view, TR, "w"), measure, style)
    copied = copied_text(layout.blocks, (0, 0), (len(layout.blocks), 0))
    assert copied == article_text(view)
    drawn = (line for line in layout.lines if line and line.block.role not in NOT_ARTICLE_TEXT)
    visible = "".join(line.block.text[line.range.start : line.range.end] for line in drawn)
    assert without_blanks(copied) == without_blanks(visible)
    assert copied.split("\n") == ["第1篇的标题", *(text.strip() for text in paragraphs if text.strip())]


@LAW
@given(paragraphs=st.lists(TEXTS, max_size=6), measures=st.tuples(MEASURES, MEASURES), style=STYLES, data=st.data())
def test_a_position_survives_another_measure(
    article: Callable[..., Any],
    paragraphs: list[str],
    measures: tuple[int, int],
    style: StoryStyle,
    data: st.DataObject,
) -> None:
    """What is at the top is in the top line again at another measure and in another style, and back as it was."""
    blocks = story_blocks(view_of(article, paragraphs), TR, "w")
    before, after = StoryLayout(blocks, measures[0]), StoryLayout(blocks, measures[1], style)
    block, char = position = before.position_at(data.draw(st.integers(0, len(before.lines))))
    line = after.lines[after.line_of(position)]
    assert line is not None
    assert line.index == block
    assert line.range.start <= char
    assert not line.block.text[line.range.end : char].strip(" ·")  # a dot between details is dropped at a line's end
    assert before.position_at(before.line_of(position)) == position


@given(text=TEXTS)
def test_sentences_cover_the_text(text: str) -> None:
    """Cut into sentences, a text loses nothing."""
    assert "".join(text[start:end] for start, end in sentences(text)) == text


@LAW
@given(paragraphs=st.lists(TEXTS, max_size=5), measure=MEASURES, data=st.data())
def test_the_cursor_stays_in_the_article(
    article: Callable[..., Any], paragraphs: list[str], measure: int, data: st.DataObject
) -> None:
    """Every motion ends on a character of the article, forward or back as asked; by characters it can be undone."""
    layout = StoryLayout(story_blocks(view_of(article, paragraphs), TR, "w"), measure)
    motions = TextMotions(layout)
    at = motions.nearest(layout.position_at(data.draw(st.integers(0, len(layout.lines)))))
    count = data.draw(st.integers(1, 9))
    forward = motions.by_character(at, count)
    reached = [forward, motions.by_unit(at, "sentence", 1), motions.by_unit(at, "paragraph", 1), motions.end(1)]
    back = [motions.by_unit(at, "sentence", -1), motions.by_unit(at, "paragraph", -1), motions.end(-1)]
    lines = [motions.by_line(at, count, 0), motions.by_line(at, -count, 7), *motions.line_range(at)]
    assert all(position >= at for position in reached)
    assert all(position <= at for position in back)
    for index, char in [at, *reached, *back, *lines, *motions.unit_at(at, "sentence")]:
        assert layout.blocks[index].role not in NOT_ARTICLE_TEXT
        assert 0 <= char < len(layout.blocks[index].text)
    if motions.by_character(forward, 1) != forward:
        assert motions.by_character(forward, -count) == at


def test_a_sentence_has_its_closing_marks() -> None:
    """A quotation mark behind a full stop belongs to the sentence before it."""
    text = "他说：“好。”她笑了……走了！3.5%"
    assert [text[start:end] for start, end in sentences(text)] == ["他说：“好。”", "她笑了……走了！", "3.5%"]


def test_details_are_copied_only_alone(full: StoryView) -> None:
    """Date, page and kind are copied where nothing else is selected."""
    blocks = story_blocks(full, TR, "w")
    details = next(index for index, block in enumerate(blocks) if block.role is BlockRole.DETAILS)
    assert copied_text(blocks, (details, 0), (details, 9)) == blocks[details].text[:9]
    assert copied_text(blocks, (details - 1, 0), (details + 1, 0)) == "记者 杜若"


def test_a_sentence_over_a_page_break_is_joined(full: StoryView) -> None:
    """The halves of a sentence on two pages are joined where it was cut."""
    first, second = (block for block in story_blocks(full, TR, "w") if block.role is BlockRole.BODY)
    assert copied_text([first, replace_block(second, goes_on=True)], (0, 0), (2, 0)) == "一二"


def test_a_selection_stays_with_its_text_when_more_is_read_in(full: StoryView) -> None:
    """In a story that has grown the same text is selected; in another one nothing."""
    before = StoryLayout(story_blocks(full, TR, "w"), 40)
    selection = StorySelection()
    selection.reset(before.blocks)
    start = next(index for index, block in enumerate(before.blocks) if block.text == "一")
    selection.select((start, 0), (start + 2, 1))
    selection.by_keys = (start, 0), (start + 2, 0)
    after = StoryLayout(story_blocks(replace(full, doubt_keys=("page unknown",)), TR, "w"), 40)
    selection.follow(before, after)
    assert selection.text == "一\n小标题\n二"
    shift = len(after.blocks) - len(before.blocks)
    assert selection.by_keys == ((start + shift, 0), (start + shift + 2, 0))
    selection.reset(after.blocks)
    assert selection.text == ""


def test_a_character_is_traced_to_its_line() -> None:
    """Blanks and what cleaning took out are not counted: the line is that of the character."""
    lines = (Line(1, "甲 乙", ((1, "\x00"),)), Line(2, "丙  丁"), Line(3, "戊"))
    text = Text("甲乙丙 丁戊", (Span(1, 0, 1), Span(1, 2, 4), Span(2, 0, 4), Span(3, 0, 1)))
    found = [span_at(text, char, lines) for char in range(6)]
    assert [span.line for span in found if span] == [1, 1, 2, 2, 2, 3]
    assert span_at(Text("甲"), 0, lines) is None
