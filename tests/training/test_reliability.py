"""Figures of stated confidence: bins and rankings."""

from __future__ import annotations

import datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.kinds import Kind
from hnreader.model import Article, Dating, Evidence, Page, PageArticles
from hnreader.reasons import Message, Reason
from hnreader.training.reliability import BINS, Outcome, auc, confidences, reliability

OUTCOMES = st.lists(st.builds(Outcome, st.integers(0, 20).map(lambda twentieth: twentieth / 20), st.booleans()))


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        pytest.param([(0.1, False), (0.2, False), (0.3, True), (0.9, True)], 1.0, id="perfect"),
        pytest.param([(0.1, True), (0.2, True), (0.3, False)], 0.0, id="reversed"),
        pytest.param([(0.7, True), (0.7, False), (0.7, False)], 0.5, id="constant"),
        pytest.param([(0.2, False), (0.5, True), (0.5, False), (0.9, True)], 0.875, id="one tie"),
        pytest.param([(0.2, True), (0.3, True)], None, id="all exact"),
        pytest.param([], None, id="no story"),
    ],
)
def test_ranking(outcomes: list[tuple[float, bool]], expected: float | None) -> None:
    assert auc([Outcome(*outcome) for outcome in outcomes]) == expected


@given(OUTCOMES)
def test_ranking_is_the_share_of_pairs_in_order(outcomes: list[Outcome]) -> None:
    right = [outcome.confidence for outcome in outcomes if outcome.exact]
    wrong = [outcome.confidence for outcome in outcomes if not outcome.exact]
    pairs = [(high > low) + (high == low) / 2 for high, low in product(right, wrong)]
    assert auc(outcomes) == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@given(OUTCOMES)
def test_each_story_is_in_the_bin_of_its_confidence(outcomes: list[Outcome]) -> None:
    bins = reliability(outcomes)
    assert sum(each.stories for each in bins) == len(outcomes)
    assert sum(each.stories * each.exact for each in bins) == pytest.approx(sum(each.exact for each in outcomes))
    assert all(each.low - 1e-9 <= each.stated <= each.high for each in bins)
    assert all(each.high - each.low == pytest.approx(1 / BINS) for each in bins)


def test_bins_tell_stated_from_exact() -> None:
    bins = reliability([Outcome(0.0, exact=False), Outcome(0.92, exact=True), Outcome(1.0, exact=False)])
    assert [(each.low, each.stories, each.stated, each.exact) for each in bins] == [
        (0.0, 1, 0.0, 0.0),
        (0.9, 2, 0.96, 0.5),
    ]


@pytest.mark.parametrize(("stated", "expected"), [((), 1.0), ((Evidence(Message(Reason.TEXT), 0.3),), 0.3)])
def test_only_the_text_is_judged(stated: tuple[Evidence, ...], expected: float) -> None:
    evidence = (Evidence(Message(Reason.CUT, end="桥"), 0.1), *stated)
    article = Article("1", Kind.NEWS, "page.txt", datetime.date(2024, 3, 8), 1, evidence=evidence)
    assert confidences(PageArticles(Page("page.txt", ()), Dating(), (article,))) == [expected]
