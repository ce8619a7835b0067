"""A page's rows are cut where print puts two texts on a line, and nothing of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hnreader.model import Page
from hnreader.papers import known_papers
from hnreader.reading import pages_from
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hnreader.segment.draft import Row

    Rows = Callable[[Iterable[str]], tuple[Row, ...]]


@pytest.fixture
def rows() -> Rows:
    """The rows of a page."""

    def _rows(lines: Iterable[str]) -> tuple[Row, ...]:
        page = next(pages_from("\n".join(lines).encode(), "page.txt"))
        assert isinstance(page, Page)
        return rows_of(page, known_papers().generic)

    return _rows


LINES = st.text("长沙开湖渔民（下转2版①上接1）　 “”，。《》12ab", max_size=30)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=6).filter(lambda lines: "".join(lines).strip("　 ")))
def test_no_character_is_lost(rows: Rows, lines: list[str]) -> None:
    found = "".join(piece.compact for piece in pieces_of(rows(lines)))
    assert found == "".join("".join(lines).split())


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("全省春耕会议在长沙召开 强调不误农时", ["全省春耕会议在长沙召开", "强调不误农时"]),
        ("卡点 堵点 一起通", ["卡点 堵点 一起通"]),  # double slogans stay whole
        ("（紧接1版①）渔民江小舟说，开湖了。", ["（紧接1版①）", "渔民江小舟说，开湖了。"]),
        ("鱼获当场过秤。（下转2版）", ["鱼获当场过秤。", "（下转2版）"]),
        ("他说：“开湖 了今年。” 又说了许多话。", ["他说：“开湖 了今年。” 又说了许多话。"]),  # a paragraph
    ],
)
def test_where_lines_are_cut(rows: Rows, line: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces_of(rows([line]))] == parts
