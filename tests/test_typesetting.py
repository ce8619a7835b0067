"""Chinese line breaking: tables of cases, and laws that hold for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hnreader.typesetting import SetLine, aligned, ambiguous_width, balanced, cells, clip, set_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "、。，；：？！）》」”’…·（《「“‘—/％ \u3000.,%-:"
TEXTS = st.text(
    st.one_of(
        st.sampled_from("湖南日报三高四新一年月日万元第" + MARKS + "abcXYZ0123456789"),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
    ),
    max_size=120,
)
PLAIN = st.text("湖南abc，", max_size=80)
NO_START = set("、。，；：？！）》」”’…·％%")
NO_END = set("（《「“‘")


def shown(text: str, width: int, indent: int = 0) -> list[str]:
    return [" " * line.indent + text[line.start : line.end] for line in set_lines(text, width, indent)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("湖南日报", 4, ["湖南", "日报"]),
        ("建设湖南，从今天起", 8, ["建设湖", "南，从今", "天起"]),
        ("他说“好”。", 6, ["他说", "“好”。"]),
        ("我们要《建设》", 8, ["我们要", "《建设》"]),
        ("达到2022年水平", 8, ["达到", "2022年水", "平"]),
        ("完成第27314号文", 10, ["完成", "第27314号", "文"]),
        ("增长12.5%左右", 8, ["增长", "12.5%左", "右"]),
        ("投入25,000万元", 12, ["投入", "25,000万元"]),
        ("使用DeepSeek模型", 10, ["使用", "DeepSeek模", "型"]),
        ("改革——发展", 5, ["改革", "——发", "展"]),
        ("改革—发展开放", 4, ["改", "革—", "发展", "开放"]),
        ("等等……好", 5, ["等", "等……", "好"]),
        ("ABCDEFGHIJ", 4, ["ABCD", "EFGH", "IJ"]),
        ("，，，，", 4, ["，，", "，，"]),
        ("我 们", 2, ["我", "们"]),
        ("甲乙 丙", 4, ["甲乙", "丙"]),
        ("丙甲 ，乙", 6, ["丙", "甲 ，", "乙"]),
        ("  　", 8, []),
        ("", 8, []),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_a_line_breaks_where_the_rules_of_print_allow(text: str, width: int, lines: list[str]) -> None:
    """Marks stay at their place, words and numbers stay whole, and blanks at an edge are dropped."""
    assert shown(text, width) == lines


def test_a_paragraph_is_set_in_by_two_ems() -> None:
    """Only the first line is set in, and it is shorter by what it is set in."""
    assert shown("湖南日报三月八日讯", 12, 4) == ["    湖南日报", "三月八日讯"]


def test_an_indent_gives_way_to_the_text() -> None:
    """Where an indent would leave no room for a character there is none."""
    assert shown("湖南", 5, 4) == ["湖南"]


def test_an_ambiguous_mark_can_be_wide() -> None:
    """In a terminal that draws “ over two cells lines hold less."""
    text = "“湖南”日报"
    lines = set_lines(text, 8, ambiguous=2)
    assert [text[line.start : line.end] for line in lines] == ["“湖南”", "日报"]


@pytest.fixture
def wide() -> Iterator[None]:
    ambiguous_width(2)
    yield
    ambiguous_width(1)


@pytest.mark.usefixtures("wide")
def test_a_width_once_set_holds_everywhere() -> None:
    """Measuring, clipping, breaking and balancing follow the width that was set, unless they are given one."""
    text = "“湖南”日报"
    assert (cells(text), cells(text, ambiguous=1)) == (12, 10)
    assert clip(text, 11) == "“湖南”…"
    assert clip("湖南", 3) == "…"
    assert clip("湖南", 1) == ""
    assert set_lines(text, 8) == set_lines(text, 8, ambiguous=2) != set_lines(text, 8, ambiguous=1)
    assert all(cells(text[line.start : line.end]) <= 10 for line in balanced(text, 10))
    ambiguous_width(1)
    assert (cells(text), cells(text, ambiguous=2)) == (10, 12)


def test_a_mark_takes_one_cell_or_two() -> None:
    """Another width is refused and changes nothing."""
    with pytest.raises(ValueError, match="3 cells"):
        ambiguous_width(3)
    assert cells("“") == 1


@pytest.mark.usefixtures("wide")
@given(TEXTS, st.integers(0, 40))
def test_a_clipped_text_fits_with_wide_marks(text: str, width: int) -> None:
    """A clipped text is no wider than asked where marks, and the ellipsis, take two cells."""
    assert cells(clip(text, width)) <= width


def test_a_measure_must_hold_a_character() -> None:
    """A measure of one cell is refused."""
    with pytest.raises(ValueError, match="no character"):
        set_lines("湖", 1)


@given(TEXTS, st.integers(2, 90), st.sampled_from([0, 4]), st.sampled_from([1, 2]))
def test_no_line_is_wider_than_its_measure(text: str, width: int, indent: int, ambiguous: int) -> None:
    """Whatever the text, no line is wider than its measure."""
    for line in set_lines(text, width, indent, ambiguous=ambiguous):
        assert line.indent + cells(text[line.start : line.end], ambiguous=ambiguous) <= width


@given(TEXTS, st.integers(2, 90))
def test_no_character_is_lost(text: str, width: int) -> None:
    """The lines hold every non-blank character once and in order, and neither end of a line is blank."""
    lines = set_lines(text, width)
    assert "".join("".join(text[line.start : line.end] for line in lines).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(lines))
    assert all(text[line.start : line.end].strip() == text[line.start : line.end] != "" for line in lines)


@given(st.text("湖南日报三高四新、。，；！（《“”》） ", max_size=200), st.integers(24, 90))
def test_no_line_begins_or_ends_badly(text: str, width: int) -> None:
    """No line begins with a closing mark or ends with an opening one where there is a place to avoid it."""
    for before, after in pairwise(set_lines(text, width)):
        if text[after.start] in NO_START or text[before.end - 1] in NO_END:
            legal = range(before.start + 1, after.start)
            assert not any(_may_begin(text, at) for at in legal)


def _may_begin(text: str, at: int) -> bool:
    left = text[:at].rstrip()
    return not text[at].isspace() and bool(left) and text[at] not in NO_START and left[-1] not in NO_END


@given(TEXTS, st.integers(2, 60))
def test_a_title_takes_no_more_lines_when_balanced(text: str, width: int) -> None:
    """Balancing evens lines out and never adds one."""
    lines = balanced(text, width)
    assert len(lines) == len(set_lines(text, width))
    assert all(cells(text[line.start : line.end]) <= width for line in lines)


@given(TEXTS)
def test_cells_are_never_fewer_than_drawn(text: str) -> None:
    """What is measured here is at least as wide as what Rich measures of the marks that print has."""
    plain = "".join(char for char in text if ord(char) < 0x3400 or 0x4E00 <= ord(char) < 0xA000 or ord(char) > 0xFF00)
    plain = "".join(char for char in plain if char.isalnum() or char in MARKS)
    assert cells(plain) >= cell_len(plain)


@given(TEXTS, st.integers(0, 40))
def test_a_clipped_text_fits(text: str, width: int) -> None:
    """A clipped text is no wider than asked, and one that fits is left alone."""
    assert cells(clip(text, width)) <= width
    if cells(text) <= width:
        assert clip(text, width) == text


def test_a_very_long_line_is_set() -> None:
    """A text of 200,000 characters without a blank is set into lines that follow one another."""
    text = "湖南日报" * 50_000
    lines = set_lines(text, 72)
    assert lines[0] == SetLine(0, 36)
    assert lines[-1].end == len(text)


@pytest.mark.parametrize(
    ("left", "hit", "right", "width", "line"),
    [
        ("建设湖南", "长沙", "芯片产业", 20, "  建设湖南长沙芯片产"),
        ("全省建设湖南", "长沙", "芯片", 16, "建设湖南长沙芯片"),
        ("abc建", "长沙", "", 12, " abc建长沙"),
        ("a", "长沙", "b", 8, "   a长沙"),
        ("建", "长沙市委", "在", 8, "  建长沙"),
        ("", "长沙", "", 2, "长"),
        ("湖南", "3", "月8日", 9, "湖南3月8"),
        ("e\u0301建建", "长", "", 8, "建建长"),  # nothing to stand upon is left for the accent
        ("\u263a\ufe0fa建建", "长", "", 12, " a建建长"),  # nor for what makes a sign a picture
        ("建", "长", "e\u0301建", 8, "  建长e\u0301"),
    ],
)
def test_a_concordance_line_is_aligned_on_its_hit(left: str, hit: str, right: str, width: int, line: str) -> None:
    """The hit begins in the middle, the end of what leads up to it stands before it, and nothing is cut by half."""
    made, (start, end) = aligned(left, hit, right, width)
    assert made == line
    assert hit.startswith(made[start:end])


@pytest.mark.parametrize("text", ["\u263a\ufe0f\ufe0f", "[\ufe0f\ufe0f\ufe0f"])
def test_what_makes_a_sign_a_picture_counts_once(text: str) -> None:
    """A sign takes two cells at most, however often it is asked for as a picture, and so fits into any measure."""
    assert cells(text) == 2
    assert set_lines(text, 2) == [SetLine(0, len(text))]


@given(TEXTS, TEXTS, TEXTS, st.integers(2, 120), st.sampled_from([1, 2]))
def test_hits_of_one_width_begin_at_the_same_cell(left: str, hit: str, right: str, width: int, ambiguous: int) -> None:
    """Whatever the texts, the line fits, the hit begins where that of another line does, and all is of the texts."""
    line, (start, end) = aligned(left, hit, right, width, ambiguous=ambiguous)
    without_blanks, (there, _) = aligned("", "字", "", width)
    assert cells(line, ambiguous=ambiguous) <= width
    assert cells(line[:start], ambiguous=ambiguous) == cells(without_blanks[:there])
    assert left.endswith(line[:start].lstrip(" "))
    assert (hit + right).startswith(line[start:])
    assert end == len(line) or line[start:end] == hit


@given(PLAIN, PLAIN, PLAIN, st.integers(2, 120))
def test_no_room_of_a_concordance_line_is_wasted(left: str, hit: str, right: str, width: int) -> None:
    """Context is left out only where the next character of it would not have fitted."""
    line, (start, _) = aligned(left, hit, right, width)
    before, behind = line[:start].lstrip(" "), line[start:]
    assert behind == hit + right or cells(line + (hit + right)[len(behind)]) > width
    assert before == left or cells(left[-len(before) - 1 :]) > cells(line[:start])


def test_a_concordance_line_holds_a_character_at_least() -> None:
    """A line that could not hold one is refused."""
    with pytest.raises(ValueError, match="1 cells"):
        aligned("左", "中", "右", 1)
