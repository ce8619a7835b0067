"""Stories as papers print them: nothing of the article is lost but its old dateline, and the truth fits the text."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import replace

import pytest
from articles import article
from hypothesis import given
from hypothesis import strategies as st

from hnreader.training.articles import SourceArticle, SourceParagraph, from_row
from hnreader.training.choice import PageKind
from hnreader.training.elements import Manuscript, text_of
from hnreader.training.habits import draw_habits
from hnreader.training.inserts import short_notes, varied
from hnreader.training.manuscripts import write
from hnreader.training.truth import Role


def manuscript(seed: int, source: SourceArticle) -> Manuscript:
    rng = random.Random(seed)
    return write(rng, source, draw_habits(rng, "2024-03-09", 2, PageKind.SHORT), 0)


def roles(story: Manuscript, *wanted: Role) -> str:
    elements = (*story.title, *story.body, *story.pictures)
    return "".join(piece.text for element in elements for piece in element if piece.mark.role in wanted)


@given(seed=st.integers(0, 5000), number=st.integers(0, 40))
def test_a_story_has_the_text_of_its_article(seed: int, number: int) -> None:
    """A story that is whole has every paragraph; the pieces' numbers are their order."""
    source = from_row(article(random.Random(number), number))
    story = manuscript(seed, source)
    if story.truth.truncated or story.truth.kind == "continuation":
        return
    text = unicodedata.normalize("NFKC", roles(story, Role.BODY, Role.HEADING, Role.CAPTION, Role.EDITOR_NOTE))
    printed = re.sub(r"\W", "", text)
    for passage in source.passages:
        text = passage.text.removeprefix("本报甲城3月8日电（记者张三）")
        assert re.sub(r"\W", "", text) in printed
    numbers = [piece.mark.paragraph for part in (story.title, story.body, story.pictures) for e in part for piece in e]
    assert numbers == sorted(set(numbers))


@given(seed=st.integers(0, 20_000))
def test_the_dateline_that_is_printed_is_the_truth(seed: int) -> None:
    """Where the truth has a day, the text opens with it; where it names reporters, the page does."""
    story = manuscript(seed, from_row(article(random.Random(3), 0)))
    text = text_of(story.body[0])
    if story.truth.dateline and not story.truth.jump_from:
        _, month, day = map(int, story.truth.dateline.split("-"))
        assert f"{month}月{day}日" in unicodedata.normalize("NFKC", text[:40])
    for name in (*story.truth.reporters, *story.truth.correspondents):
        assert name in re.sub(r"\s", "", text + roles(story, Role.BYLINE))


def test_jumps_are_printed_and_known() -> None:
    source = from_row(article(random.Random(5), 5))
    source = SourceArticle(
        "long", "2024-03-09", 1, "feature", "桥", tuple(SourceParagraph(p.text * 4) for p in source.passages) * 3
    )
    stories = [manuscript(seed, source) for seed in range(400)]
    to, back = [s for s in stories if s.truth.jump_to], [s for s in stories if s.truth.jump_from]
    assert to
    assert back
    assert all("转" in roles(story, Role.JUMP) and story.truth.truncated for story in to)
    assert all("接" in roles(story, Role.JUMP) and story.truth.kind == "continuation" for story in back)
    first = {tuple(piece.mark.role for piece in story.body[0]) for story in back}
    assert {(Role.JUMP,), (Role.JUMP, Role.BODY)} <= first


@pytest.mark.parametrize("seed", range(40))
def test_inserts_add_and_take_nothing_away(seed: int) -> None:
    """A list or table is added; a question keeps its words."""
    source = from_row(article(random.Random(8), 8))
    changed = varied(random.Random(seed), source)
    words = "".join(re.sub(r"\W", "", passage.text) for passage in changed.passages)
    assert all(re.sub(r"\W", "", passage.text) in words for passage in source.passages)


@given(seed=st.integers(0, 3000))
def test_digits_may_be_full_width_and_headings_may_open_their_paragraphs(seed: int) -> None:
    """Either keeps the text; a heading that opens a paragraph keeps its role and is parted from it by a blank."""
    rng = random.Random(seed)
    source = from_row(article(random.Random(5), 5))
    habits = replace(
        draw_habits(rng, "2024-03-09", 2, PageKind.SHORT), full_width_digits=True, side_heads=True, half_width=""
    )
    story = write(rng, source, habits, 0)
    assert not re.search("[0-9]", roles(story, *set(Role) - {Role.FURNITURE}))
    headings = [element for element in story.body if element[0].mark.role is Role.HEADING]
    for heading in headings:
        assert heading[1].mark.role is Role.BODY
        assert heading[0].text.endswith("　")


def test_short_notes_stand_under_the_name_of_a_column() -> None:
    sources = [from_row(article(random.Random(number), number)) for number in range(4)]
    ways = [short_notes(random.Random(seed), sources) for seed in range(20)]
    assert {len(notes) for notes in ways} == {1, 4}
    for notes in ways:
        assert all(not note.column for note in notes[1:])
        assert notes[0].column or notes[0].headline
