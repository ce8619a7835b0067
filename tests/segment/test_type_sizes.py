"""The sizes of type: rows are given as text and size. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hnreader.page_layout import Placing
from hnreader.papers import known_papers
from hnreader.segment.model.type_sizes import size_breaks, size_of_text
from hnreader.segment.rows import make_row

if TYPE_CHECKING:
    from hnreader.segment.draft import Row


def row(text: str, size: int) -> Row:
    placing = Placing(0, 0, size * len(text), size, size) if size else None
    return make_row(1, 0, text, 0, known_papers().generic, placing)


def test_without_sizes_there_are_no_breaks() -> None:
    assert not size_breaks([row("水网建成之后", 0), row("城乡同饮一河水", 0)]).any()


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
