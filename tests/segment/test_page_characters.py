"""Quotes of a page: they lead back to the characters that they were made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hnreader.corrections import TextQuote
from hnreader.model import Line, Span
from hnreader.segment.page_characters import PageCharacters

LINES = (
    Line(1, "老街 的灯 亮了", ((0, "\x1b"), (3, "\x00\x00"))),
    Line(3, ""),
    Line(4, "　老街的灯亮了，"),
)
"""In the file, without what a control character stands for: ·老街·· 的灯 亮了; and another two lines further down."""


@given(st.text("甲乙 ", max_size=80), st.integers(0, 80), st.integers(1, 80))
def test_a_quote_leads_back_to_its_characters_however_often_they_stand_there(text: str, start: int, size: int) -> None:
    page = PageCharacters([Line(1, text)])
    wanted = range(start, min(start + size, len(page.text)))
    if wanted:
        assert page.find(page.quote(wanted)) == wanted


def test_a_long_quote_has_its_ends_alone() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(60))
    assert PageCharacters([Line(1, text)]).quote(range(5, 55)) == TextQuote(text[5:19], text[45:55])


def test_spans_of_the_file_are_runs_of_characters_in_their_order() -> None:
    """Columns of the file count what cleaning removed; neighbours are one run; blanks alone are none."""
    page = PageCharacters(LINES)
    assert page.text == "老街的灯亮了老街的灯亮了，"
    second, rest_of_first, blank = Span(4, 1, 3), Span(1, 6, 11), Span(1, 3, 5)
    assert page.runs([second, rest_of_first]) == [range(6, 8), range(2, 6)]
    assert page.runs([rest_of_first, second]) == [range(2, 8)]
    assert page.runs([blank]) == []


def test_each_character_is_where_it_stands() -> None:
    page = PageCharacters(LINES)
    places = [page.position(at) for at in range(len(page.text))]
    assert places == [(1, 0), (1, 1), (1, 3), (1, 4), (1, 6), (1, 7), *((4, column) for column in range(1, 8))]
    assert [page.place(*place) for place in places] == [*range(len(page.text))]
    assert page.position(len(page.text)) == (4, 8)
