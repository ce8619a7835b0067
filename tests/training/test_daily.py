"""News pages of a provincial daily: many short stories, most with a dateline, titled and cut as on such pages."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from articles import article
from hypothesis import given
from hypothesis import strategies as st

from hnreader.training import daily
from hnreader.training.articles import SourceArticle, SourceParagraph, from_row
from hnreader.training.choice import Choice, PageKind
from hnreader.training.elements import text_of
from hnreader.training.habits import draw_habits
from hnreader.training.manuscripts import write
from hnreader.training.truth import Role

if TYPE_CHECKING:
    from hnreader.training.elements import Manuscript

ARTICLES = [from_row(article(random.Random(number), number)) for number in range(80)]


def page(seed: int) -> list[Manuscript]:
    rng = random.Random(seed)
    groups = Choice(ARTICLES).groups(rng, PageKind.DAILY)
    habits = draw_habits(rng, "2024-03-09", 1, PageKind.DAILY)
    return [write(rng, source, habits, number) for number, (source, *_) in enumerate(groups)]


def test_most_stories_have_a_dateline() -> None:
    """Most stories of news that began on the page open with the day; a page has seven stories or more."""
    pages = [page(seed) for seed in range(60)]
    assert all(len(stories) >= 7 for stories in pages)
    news = [story for stories in pages for story in stories if story.truth.kind == "news" and story.body]
    dated = [story for story in news if "讯（" in text_of(story.body[0])[:24] or "讯(" in text_of(story.body[0])[:24]]
    assert len(dated) > 0.55 * len(news)


def test_a_commentary_names_its_writer() -> None:
    stories = [story for seed in range(80) for story in page(seed) if story.truth.commentators]
    assert stories
    for story in stories:
        (name,) = story.truth.commentators
        byline = [text_of(element) for element in story.title if element[0].mark.role is Role.BYLINE]
        assert "评论员" in byline[0]
        assert name in byline[0].replace("　", "")


def test_a_piece_of_a_story_may_stand_alone() -> None:
    """A story that goes on or began elsewhere need not tell where: it is cut, or has no title of its own."""
    stories = [story for seed in range(150) for story in page(seed)]
    cut = [story for story in stories if story.truth.truncated and story.truth.jump_to is None]
    rest = [story for story in stories if story.truth.kind == "continuation" and story.truth.jump_from is None]
    assert cut
    assert rest
    jumps = [e for story in (*cut, *rest) for e in story.body if any(p.mark.role is Role.JUMP for p in e)]
    assert jumps == []


@given(seed=st.integers(0, 2000), room=st.integers(0, 400))
def test_a_cut_article_keeps_its_first_paragraphs(seed: int, room: int) -> None:
    """It ends in no heading and has one paragraph at least."""
    source = ARTICLES[seed % 80]
    cut = daily.shortened(random.Random(seed), source, room)
    assert cut.passages == source.passages[: len(cut.passages)]
    assert cut.passages
    assert not cut.passages[-1].heading or len(cut.passages) == 1


@pytest.mark.parametrize("seed", range(60))
def test_titles_leave_the_paragraphs_words(seed: int) -> None:
    """A kicker or subhead that says who met comes with a first sentence that tells it; the article's words stay."""
    source = SourceArticle(
        "a",
        "2024-03-09",
        1,
        "news",
        "甲城新桥通车",
        (SourceParagraph("今天，甲城新桥开通，群众出行方便。桥长三里。"),) * 3,
    )
    titled = daily.with_titles(random.Random(seed), source)
    text = "".join(passage.text for passage in titled.passages)
    assert text.count("桥长三里") == 3
    assert titled.headline == source.headline
    if text.startswith(source.passages[0].text):
        assert titled.kicker in {"", *source.passages[0].text.replace("。", "，").split("，")}
    else:
        assert titled.kicker or titled.subhead.endswith("召开")
