"""Figures of segmented pages: truth agrees with itself, and each mistake costs what it should."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import write_articles
from random_model import random_model

from hnreader.segment import segment
from hnreader.training.articles import read_articles
from hnreader.training.evaluation import (
    ComparableStory,
    Comparison,
    Sums,
    compare,
    evaluate,
    found_stories,
    pair_stories,
    total,
    true_stories,
)
from hnreader.training.generator import Generator
from hnreader.training.pages import page_of
from hnreader.training.reliability import Outcome
from hnreader.training.truth import NO_STORY, Label, LabelledPage, Role

BODY = "甲城新桥今天开通，乙县群众前来参加，计划今年再修建三座。"
OTHER = "丙河水库检修完成，果园种植面积比去年增长一成，学校开学。"


def story(title: str, body: str, line: int = 1) -> ComparableStory:
    return ComparableStory(title, body, frozenset((line, column) for column in range(len(body))))


TRUTH = [story("新桥开通", BODY, 1), story("水库检修", OTHER, 2)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[LabelledPage]:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    return list(Generator(read_articles(path), seed=3).pages(12))


def figures(found: list[ComparableStory]) -> dict[str, float | None]:
    return compare(TRUTH, found, [1.0] * len(found)).sums.figures()


def test_the_truth_agrees_with_itself(pages: list[LabelledPage]) -> None:
    for page in pages:
        stories = true_stories(page)
        sums = compare(stories, stories, [1.0] * len(stories)).sums
        titled = any(story.title for story in stories)  # a clipping may have none
        assert set(sums.figures().values()) == {1.0} | ({None} if not titled else set())
        assert sums.stories == len({label.story for label in page.labels} - {NO_STORY})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([], {"near": 0, "exact": 0, "titles": 0, "owned": 0}, id="nothing"),
        pytest.param(TRUTH[::-1], {"near": 1, "exact": 1, "titles": 1, "owned": 1}, id="another order"),
        pytest.param(TRUTH[:1], {"near": 2 / 3, "exact": 2 / 3, "titles": 0.5, "owned": 0.5}, id="one missing"),
        pytest.param(
            [TRUTH[0], replace(TRUTH[1], body=OTHER[:-1])], {"near": 1, "exact": 0.5, "titles": 1}, id="a stop lost"
        ),
        pytest.param(
            [TRUTH[0], replace(TRUTH[1], body=OTHER[:-4])], {"near": 0.5, "exact": 0.5, "titles": 1}, id="a clause lost"
        ),
        pytest.param([TRUTH[0], replace(TRUTH[1], title="水库")], {"exact": 1, "titles": 0.5}, id="a title cut"),
        pytest.param(
            [TRUTH[0], replace(TRUTH[1], places=frozenset({(2, 0)}))], {"owned": (len(BODY) + 1) / 56}, id="not owned"
        ),
        pytest.param(
            [*TRUTH, story("", "三" * 9, 9)], {"near": 0.8, "exact": 0.8, "titles": 1, "owned": 1}, id="one too many"
        ),
        pytest.param([story("新桥开通", BODY + OTHER)], {"near": 0, "owned": 0.5}, id="two in one"),
    ],
)
def test_what_mistakes_cost(found: list[ComparableStory], expected: dict[str, float]) -> None:
    assert len(BODY) == len(OTHER) == 28
    assert {name: value for name, value in figures(found).items() if name in expected} == pytest.approx(expected)


def test_pairs_are_the_best_and_one_to_one() -> None:
    half = story("", BODY[:20])
    assert pair_stories(TRUTH, [half, TRUTH[0]]) == {0: 1}
    assert pair_stories([TRUTH[0], TRUTH[0]], [TRUTH[0], half]) == {0: 0, 1: 1}
    pictures = [story("湖景", ""), story("", "")]
    assert pair_stories(pictures, pictures) == {0: 0}


def test_each_story_found_has_an_outcome() -> None:
    found = [replace(TRUTH[1], body=OTHER[:-1]), TRUTH[0], story("", "三" * 9)]
    outcomes = compare(TRUTH, found, [0.4, 0.9, 0.2]).outcomes
    assert outcomes == (Outcome(0.4, exact=False), Outcome(0.9, exact=True), Outcome(0.2, exact=False))


def test_figures_of_pages_are_made_from_their_sums() -> None:
    first, second = compare(TRUTH, TRUTH, [1.0, 1.0]), compare(TRUTH[:1], [], [])
    both = total([first, second])
    assert both.sums.figures()["near"] == pytest.approx(2 * 2 / (3 + 2))
    assert both.sums.pages == 2
    assert both.outcomes == first.outcomes
    assert total([]) == Comparison(Sums(), ())
    assert set(Sums().figures().values()) == {None}


def test_a_story_of_labels() -> None:
    """A paragraph in two pieces out of order, a heading, a caption, a copy; blanks count nowhere."""
    rows = [
        ("天 开通。", 0, Role.BODY, 3, 9),
        ("果园", 0, Role.HEADLINE, 1, 0),
        ("丰收", 0, Role.KICKER, 0, 0),
        ("新桥今", 0, Role.BODY, 3, 0),
        ("小题", 0, Role.HEADING, 2, 0),
        ("图为新桥。", 0, Role.CAPTION, 4, 0),
        ("图为果园。", 1, Role.CAPTION, 0, 0),
        ("李四摄", 1, Role.CREDIT, 1, 0),
        ("新桥今天开通。", 0, Role.DUPLICATE, 10_000, 0),
        ("第3版", NO_STORY, Role.FURNITURE, 0, 0),
    ]
    labels = tuple(Label(number, 0, len(text), *rest) for number, (text, *rest) in enumerate(rows, 1))
    first, second = true_stories(LabelledPage(tuple(text for text, *_ in rows), labels, "by hand"))
    assert (first.title, first.body) == ("丰收果园", "小题新桥今天开通。")
    assert first.places == {
        (1, 0),
        *((1, column) for column in range(2, 5)),
        *((4, c) for c in range(3)),
        (5, 0),
        (5, 1),
    }
    assert (second.title, second.body, len(second.places)) == ("", "图为果园。李四摄", 8)


def test_a_segmented_page_is_scored(pages: list[LabelledPage]) -> None:
    """Every character of the page that is in an article is in one place of the stories found."""
    model = random_model(1)
    (comparison,) = evaluate(model, pages[:1])
    found = found_stories(segment(page_of(pages[0]), model=model))
    assert comparison.sums.found == len(found) == len(comparison.outcomes)
    assert comparison.sums.stories == len(true_stories(pages[0]))
    for each in found:
        printed = {pages[0].lines[line - 1][column] for line, column in each.places}
        assert set(each.title + each.body) <= printed
    places = [place for each in found for place in each.places]
    assert len(places) == len(set(places))
