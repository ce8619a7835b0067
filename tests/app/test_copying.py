"""What is copied and saved, without a screen; and the laws of laid text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hnreader.app.copying import APART, article_text, taken
from hnreader.app.laid import Laid
from hnreader.app.origins import span_of
from hnreader.app.selecting import Selecting, sentences
from hnreader.app.story import Role, Story, blocks
from hnreader.messages import Voice
from hnreader.model import Jump, Line, Paragraph, Span, Text

if TYPE_CHECKING:
    from collections.abc import Callable

VOICE = Voice("zh")
TEXTS = st.text(st.sampled_from("湖南日报三高四新年月。！？…”（）、 \u3000abc12.5!"), max_size=80)
MEASURES = st.integers(2, 120)
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def inked(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def full(article: Callable[..., Any]) -> Story:
    return Story(
        article(
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
    )


def test_an_article_is_copied_as_it_is_read(full: Story) -> None:
    """Titles, paragraphs and captions each have a line; particulars, turns and notes are left out."""
    said = ["理论", "引题", "标题", "副题", "记者 杜若", "一", "小标题", "二", "图为老街。"]
    assert article_text(full).split("\n") == said


def test_an_article_without_a_headline_is_copied_without_one(article: Callable[..., Any]) -> None:
    """Where a headline is missing no words stand in for it."""
    assert article_text(Story(article(1, headline=None, paragraphs=(Paragraph(Text("一")),)))) == "一"


@LAW
@given(paragraphs=st.lists(TEXTS, max_size=6), measure=MEASURES)
def test_the_selection_of_everything_is_the_article(
    article: Callable[..., Any], paragraphs: list[str], measure: int
) -> None:
    """Whatever the paragraphs and the measure, what is drawn from end to end is copied, and nothing else."""
    story = Story(article(1, paragraphs=tuple(Paragraph(Text(one)) for one in paragraphs)))
    laid = Laid(blocks(story, VOICE), measure)
    text = taken(laid.blocks, (0, 0), (len(laid.blocks), 0))
    assert text == article_text(story)
    drawn = (one for one in laid.lines if one and one.block.role not in APART)
    assert inked(text) == "".join(inked(one.block.text[one.line.start : one.line.end]) for one in drawn)
    assert text.split("\n") == ["第1篇的标题", *(one.strip() for one in paragraphs if one.strip())]


@LAW
@given(paragraphs=st.lists(TEXTS, max_size=6), first=MEASURES, second=MEASURES, data=st.data())
def test_a_place_survives_another_measure(
    article: Callable[..., Any], paragraphs: list[str], first: int, second: int, data: st.DataObject
) -> None:
    """What is at the top is in the top line again, however the lines were set, and back at the first measure."""
    story = blocks(Story(article(1, paragraphs=tuple(Paragraph(Text(one)) for one in paragraphs))), VOICE)
    one, other = Laid(story, first), Laid(story, second)
    place = one.place(data.draw(st.integers(0, len(one.lines))))
    line = other.lines[other.line_of(place)]
    assert line is not None
    assert line.number == place[0]
    assert line.line.start <= place[1]
    assert not line.block.text[line.line.end : place[1]].strip(" ·")  # particulars leave the dot out at a line's end
    assert one.place(one.line_of(place)) == place


@given(text=TEXTS)
def test_sentences_hold_all_of_a_text(text: str) -> None:
    """Cut into sentences, a text loses nothing."""
    assert "".join(text[start:end] for start, end in sentences(text)) == text


def test_a_sentence_has_its_closing_marks() -> None:
    """A quotation mark behind a full stop belongs to the sentence before it."""
    text = "他说：“好。”她笑了……走了！3.5%"
    assert [text[start:end] for start, end in sentences(text)] == ["他说：“好。”", "她笑了……走了！", "3.5%"]


def test_particulars_are_copied_only_alone(full: Story) -> None:
    """Date, page and kind get into what is copied where nothing else is selected."""
    made = blocks(full, VOICE)
    meta = next(at for at, block in enumerate(made) if block.role is Role.META)
    assert taken(made, (meta, 0), (meta, 9)) == made[meta].text[:9]
    assert taken(made, (meta - 1, 0), (meta + 1, 0)) == "记者 杜若"


def test_a_sentence_that_goes_on_behind_a_turn_is_one(full: Story) -> None:
    """The halves of a sentence on two pages are joined where it was cut."""
    body = [one for one in blocks(full, VOICE) if one.role is Role.BODY]
    assert taken([body[0], replace(body[1], flush=True)], (0, 0), (2, 0)) == "一二"


def test_a_selection_stays_with_its_text_when_more_is_read_in(full: Story) -> None:
    """In a story that has grown the same words are selected; in another one none."""
    before = Laid(blocks(full, VOICE), 40)
    selecting = Selecting()
    selecting.show(before.blocks)
    start = next(at for at, block in enumerate(before.blocks) if block.text == "一")
    assert selecting.begin((start, 0))
    selecting.extend(2)
    assert selecting.text == "一\n小标题\n二"
    after = Laid(blocks(replace(full, flags=("page.unknown",)), VOICE), 40)
    selecting.follow(before, after)
    assert selecting.text == "一\n小标题\n二"
    assert selecting.by_keys
    selecting.show(after.blocks)
    assert selecting.text == ""


def test_a_character_is_traced_to_its_line() -> None:
    """Blanks and what cleaning took out are not counted: the line is that of the character."""
    lines = (Line(1, "甲 乙", ((1, "\x00"),)), Line(2, "丙  丁"), Line(3, "戊"))
    text = Text("甲乙丙 丁戊", (Span(1, 0, 1), Span(1, 2, 4), Span(2, 0, 4), Span(3, 0, 1)))
    found = [span_of(text, char, lines) for char in range(6)]
    assert [one.line for one in found if one] == [1, 1, 2, 2, 2, 3]
    assert span_of(Text("甲"), 0, lines) is None
