"""What the size of type decides: rows are given as text, size and place, units parted by lists. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.model import Placing
from hnreader.papers import known_papers
from hnreader.segment.model.type_sizes import ROLES, size_breaks, size_decisions, size_of_text
from hnreader.segment.rows import make_row

if TYPE_CHECKING:
    from hnreader.segment.draft import Row

BODY = "三月的河岸上，新修的水厂里机器轰鸣，全县六百公里的管道都通了水，"
NAME = "韩松年"


def row(text: str, size: int, top: int = 0, left: int = 0, gap: int = 0) -> Row:
    placing = Placing(left, top, left + size * len(text), top + size, size) if size else None
    return make_row(1, 0, text, gap, known_papers().generic, placing)


def text(top: int = 600, size: int = 92, left: int = 0) -> tuple[Row, ...]:
    return tuple(row(BODY, size, top + number * 130, left, gap=2 * (not number)) for number in range(8))


def test_larger_type_is_of_a_title() -> None:
    units = [(row("水网建成之后", 110),), (row("城乡同饮一河水", 220, 200),), text()]
    found = size_decisions(units)
    assert {unit: tuple(roles) for unit, roles in found.among.items()} == {0: ROLES, 1: ROLES}
    assert found.together == ((0, 1),)


@pytest.mark.parametrize(
    "larger",
    [
        (row("这一句话用大字排，却是一句完整的话。", 120),),
        tuple(row(BODY, 120, number * 150) for number in range(4)),
        (row("2024年3月9日 星期六", 120),),
        (row("字号只大一点点", 98),),
    ],
    ids=["sentence", "paragraph", "furniture", "nearly"],
)
def test_what_else_may_be_larger(larger: tuple[Row, ...]) -> None:
    assert not size_decisions([larger, text(1000)]).among


def test_titles_side_by_side_are_two() -> None:
    kickers = [(row("县里的会上强调", 135, 0, left),) for left in (0, 3000)]
    headlines = [(row("要把水送到每一户", 200, 180, left),) for left in (0, 3000)]
    found = size_decisions([*kickers, *headlines, text(500), text(500, left=3000)])
    assert sorted(found.together) == [(0, 2), (1, 3)]


def test_titles_far_apart_are_two() -> None:
    units = [(row("上面的标题", 200),), (row("下面的标题", 200, 900),), text(1200)]
    assert size_decisions(units).together == ()


def test_a_name_between_title_and_text_signs_it() -> None:
    title = (row("让表格少一点", 220),)
    signed = (row(NAME, 92, 300, gap=2),)
    assert size_decisions([title, signed, text()]).roles == {1: "byline"}
    assert size_decisions([text(), signed, text()]).roles == {}
    assert size_decisions([title, (row(NAME, 92, 300),), text()]).roles == {}


def test_nothing_is_decided_where_sizes_are_not_known() -> None:
    units = [(row("水网建成之后", 0),), (row(NAME, 0, gap=2),), text(size=0)]
    found = size_decisions(units)
    assert (found.roles, found.among, found.together) == ({}, {}, ())
    assert not size_breaks([each for unit in units for each in unit]).any()


def test_breaks_are_where_the_size_changes() -> None:
    rows = [row("标题", 220), row("标题", 222), row("正文", 92), row("正文", 95), row("小字", 70), row("无", 0)]
    assert np.flatnonzero(size_breaks(rows)).tolist() == [2, 4]


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(1, 40)), min_size=1, max_size=30), st.randoms())
def test_the_size_of_text_depends_on_characters_and_not_on_order(lines: list[tuple[int, int]], random) -> None:
    rows = [row("字" * count, size) for size, count in lines]
    found = size_of_text(rows)
    no_larger = sum(count for size, count in lines if size <= found)
    smaller = sum(count for size, count in lines if size < found)
    total = sum(count for _, count in lines)
    assert smaller < 0.85 * total <= no_larger
    random.shuffle(rows)
    assert size_of_text(rows) == found
