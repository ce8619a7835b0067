"""Legs that stand side by side in the text are read one after the other; other pages stay as they are."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.model import Line, Page
from hnreader.papers import known_papers
from hnreader.segment.model.legs import FEWEST, one_behind_the_other
from hnreader.segment.rows import rows_of

LEFT = [f"左边第{number}行字在这里" for number in range(FEWEST)]
RIGHT = [f"右边第{number}行又说别的" for number in range(FEWEST)]


def read(lines: list[str]) -> list[str]:
    page = Page("page.txt", tuple(Line(number, text) for number, text in enumerate(lines, 1)))
    return [row.compact for row in one_behind_the_other(rows_of(page, known_papers().generic))]


def beside(*legs: list[str], cells: int = 2, pitch: int = 30) -> list[str]:
    """Set legs side by side, each line of a leg in the cells of that leg."""
    lines = []
    for row in zip(*legs, strict=True):
        line, width = "", 0
        for place, text in enumerate(row):
            line += " " * (place * pitch - width) + text
            width = max(place * pitch, width) + sum(cells if ord(char) > 0x2E80 else 1 for char in text)
        lines.append(line.rstrip())
    return lines


@pytest.mark.parametrize("cells", [1, 2])
def test_legs_side_by_side(cells: int) -> None:
    assert read(beside(LEFT, RIGHT, cells=cells)) == [*LEFT, *RIGHT]


def test_a_headline_over_two_legs_comes_first() -> None:
    assert read(["横跨两栏的一个大标题就写在整页的上方", *beside(LEFT, RIGHT)])[1:] == [*LEFT, *RIGHT]


def test_a_short_leg_ends_where_its_text_ends() -> None:
    short = [*RIGHT[:5], *[""] * 4, *(line.replace("右", "下") for line in RIGHT[9:])]
    assert read(beside(LEFT, short)) == [*LEFT, *RIGHT[:5], *(line.replace("右", "下") for line in RIGHT[9:])]


@pytest.mark.parametrize(
    "lines",
    [
        beside(LEFT[:4], RIGHT[:4]),  # too few to tell
        [*LEFT, *beside(LEFT[:3], RIGHT[:3]), *RIGHT],  # a table among text
        [" ".join(line) for line in LEFT],  # letter-spaced
    ],
)
def test_other_pages_stay_as_they_are(lines: list[str]) -> None:
    assert read(lines) == ["".join(line.split()) for line in lines]


@given(
    st.lists(st.lists(st.text("字a， ", min_size=1, max_size=9), min_size=1, max_size=4), min_size=FEWEST, max_size=30)
)
def test_no_character_is_lost(rows: list[list[str]]) -> None:
    lines = ["   ".join(row) for row in rows]
    assert Counter("".join(read(lines))) == Counter("".join("".join(lines).split()))
