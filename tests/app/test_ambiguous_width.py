"""Ambiguous marks: typesetting and the screen measure them alike."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from hnreader.app.terminal import ambiguous_width as widths
from hnreader.app.terminal.ambiguous_width import follow
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "“湖南”…—①"
DRAWN = "─│▌█▁▂▃▄▅▆▇▶"
TEXTS = st.text(st.sampled_from("湖南日报 ab12，。" + MARKS + DRAWN), max_size=40)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    follow(1)


def test_rich_has_the_names_that_are_replaced() -> None:
    """Rich measures by the names that are put in place; where it renames them, this tells."""
    assert len(widths._ORIGINAL) == 3
    assert follow(2)
    assert (cell_len("“"), cell_len("─")) == (2, 2)
    assert follow(1)
    assert (cell_len("“"), cell_len("─")) == (1, 1)


@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize("text", [MARKS, DRAWN, "·§×°", "é", "\ue000", "©\ufe0f"])
def test_both_measure_alike(ambiguous: int, text: str) -> None:
    """A strip is as long as typesetting says, whole and cut."""
    follow(ambiguous)
    strip = Strip([Segment(text)])
    assert strip.cell_length == cells(text) == cells(text, ambiguous=ambiguous)
    for width in range(1, strip.cell_length + 4):
        assert strip.adjust_cell_length(width).cell_length == cells(strip.adjust_cell_length(width).text) == width
        assert cells(strip.crop(0, width).text) == min(width, strip.cell_length)


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_each_ambiguous_character_is_measured_alike(ambiguous: int) -> None:
    """Of all characters of class A, Rich and typesetting differ on the soft hyphen only, which is not drawn."""
    follow(ambiguous)
    marks = [chr(code) for code in range(0x20000) if unicodedata.east_asian_width(chr(code)) == "A"]
    assert [mark for mark in marks if cell_len(mark) != cells(mark)] == ["\xad"]


@given(TEXTS, st.integers(0, 90), st.integers(0, 90))
def test_a_strip_is_cut_to_the_cell(text: str, start: int, end: int) -> None:
    """With wide marks too a strip is cut where it is asked to be, whatever it is cut through."""
    follow(2)
    strip = Strip([Segment(text)])
    cut = strip.crop(min(start, end), max(start, end))
    assert cells(cut.text) == max(0, min(max(start, end), strip.cell_length) - min(start, end))


def test_a_rich_that_is_not_known_stays_at_one_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Rich can't be told, typesetting does as Rich does, and that is said."""
    monkeypatch.setattr(widths, "_ORIGINAL", {})
    assert not follow(2)
    assert cells("“") == cell_len("“") == 1
    assert follow(1)
