"""How a story is laid out, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hnreader.app.story import Role, Story, blocks, lay
from hnreader.messages import Voice
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("measure", [2, 10, 20, 36, 76])
def test_no_line_leaves_the_measure(article: Callable[..., Any], measure: int) -> None:
    """Whatever the measure, every line of a story lies within it."""
    for line in lay(blocks(Story(article(1)), Voice("zh")), measure):
        if line is not None:
            assert line.left + cells(line.block.text[line.line.start : line.line.end]) <= measure


def test_particulars_break_between_themselves(article: Callable[..., Any]) -> None:
    """Where date, page, kind and id do not fit into a line, none of them is cut."""
    laid = lay(blocks(Story(article(1)), Voice("zh")), 36)
    shown = [one.block.text[one.line.start : one.line.end] for one in laid if one and one.block.role is Role.META]
    assert shown == ["2024年3月9日 星期六 · 第1版 · 消息", "20240309-000001"]


def test_a_paragraph_is_set_in_by_two_ems(article: Callable[..., Any]) -> None:
    """The first line of a paragraph stands four cells in, the others at the edge."""
    laid = lay(blocks(Story(article(1)), Voice("zh")), 36)
    body = [one.left for one in laid if one and one.block.role is Role.BODY]
    assert body[0] == 4
    assert set(body[1:]) == {0}


def test_doubts_are_told_in_the_head(article: Callable[..., Any]) -> None:
    """What is doubtful about an article stands in the middle, above the rule."""
    made = blocks(Story(article(1), flags=("page.unknown", "date.unknown")), Voice("zh"))
    rule = next(at for at, block in enumerate(made) if block.role is Role.RULE)
    assert made[rule - 1].text == "〔版次不详 · 日期不详 — w 说明〕"
    (line,) = (one for one in lay(made, 60) if one and one.block is made[rule - 1])
    assert line.left == (60 - cells(made[rule - 1].text)) // 2


def test_texts_know_where_they_come_from(article: Callable[..., Any]) -> None:
    """Each text of the paper tells the text and the part that it shows; the program's own words come from nowhere."""
    story = Story(article(1))
    for block in blocks(story, Voice("zh")):
        assert (block.source is not None) == (block.role in {Role.HEADLINE, Role.BODY})
        assert block.source is None or (block.source.text == block.text and block.part is story.article)
