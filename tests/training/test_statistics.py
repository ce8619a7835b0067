"""Figures that compare generated pages with real ones."""

from __future__ import annotations

import pytest

from hnreader.training.statistics import Figure, describe
from hnreader.training.truth import Label, LabelledPage, Role, StoryTruth


def page(*lines: tuple[str, int, Role, int]) -> LabelledPage:
    """Return a page of lines that are each one text: its text, story, role and paragraph."""
    labels = (
        Label(number, 0, len(text), story, role, paragraph, number)
        for number, (text, story, role, paragraph) in enumerate(lines, 1)
    )
    stories = tuple(StoryTruth("news") for _ in {story for _, story, _, _ in lines})
    return LabelledPage(tuple(text for text, *_ in lines), tuple(labels), "ocr", stories=stories)


@pytest.mark.parametrize(
    ("lines", "dated"),
    [
        (["甲城日报3月8日讯（记者 张三）新桥开通。"], 1.0),
        (["甲 城 日 报 3 月 8 日 讯 （ 记 者 张 三 ）新 桥 开 通 。"], 1.0),
        (["甲城日报3月8日讯", "（记者 张三）新桥开通。"], 1.0),
        (["新桥开通，记者在讯问处（二楼）见到张三。"], 0.0),
    ],
)
def test_a_dateline_is_seen_spaced_or_broken(lines: list[str], dated: float) -> None:
    assert describe([page(*((line, 0, Role.BODY, 0) for line in lines))])["has dateline"].mean == dated


def test_roles_and_copies_are_counted_by_story() -> None:
    figures = describe(
        [
            page(
                ("新桥开通", 0, Role.HEADLINE, 0),
                ("今天开通。", 0, Role.BODY, 1),
                ("学校开学", 1, Role.BODY, 0),
                ("今天开通。", 0, Role.DUPLICATE, 10_000),
            )
        ]
    )
    assert figures["has headline"].mean == 0.5
    assert figures["has kicker"].mean == 0.0
    assert figures["duplicates"].mean == 1


def test_a_line_with_two_texts_of_a_title_is_joined() -> None:
    labels = (Label(1, 0, 4, 0, Role.KICKER, 0, 0), Label(1, 5, 9, 0, Role.HEADLINE, 1, 0))
    joined = LabelledPage(("今天甲城 新桥开通",), labels, "ocr", stories=(StoryTruth("news"),))
    assert describe([joined])["lines: titles joined"].mean == 1.0


def test_the_range_leaves_out_a_tenth_at_either_end() -> None:
    assert Figure.of([100, *range(1, 9), -100]) == (3.6, 1, 8)
    assert Figure.of([3, 1]) == (2, 1, 3)
