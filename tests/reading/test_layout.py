"""Lines at their places → blocks in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hnreader.reading.layout import laid_out
from hnreader.reading.placed_text import PlacedText, printed_lines

if TYPE_CHECKING:
    from random import Random


def placed(text: str, left: float, baseline: float, size: float = 100) -> PlacedText:
    return PlacedText(text, left, baseline - size, left + size * len(text), baseline, baseline, size)


def texts(*lines: PlacedText) -> list[str]:
    return laid_out(sorted(lines, key=lambda line: line.baseline), 6000, 8000)[0]


def test_a_blank_line_parts_what_stands_apart() -> None:
    lines = [placed("第一段文字", 0, 1000), placed("接着的文字", 0, 1140), placed("另一块文字", 0, 1700)]
    assert texts(*lines) == ["第一段文字", "接着的文字", "", "", "另一块文字"]


def test_type_of_another_size_is_another_block() -> None:
    assert texts(placed("小标题", 0, 1000), placed("大标题", 0, 1250, 200)) == ["小标题", "", "", "大标题"]


def test_a_caption_is_not_of_the_leg_above_it() -> None:
    """It stands close below, but is wider than the leg."""
    leg = [placed("栏里的正文", 0, 1000 + 140 * at) for at in range(4)]
    assert texts(*leg, placed("比这一栏宽得多的图片说明", 0, 1560))[-2:] == ["", "比这一栏宽得多的图片说明"]


def test_legs_below_pictures_of_unlike_height() -> None:
    """Their first lines stand at different heights; the left leg is read to its end all the same."""
    left = [placed("左栏的正文", 0, 1500 + 140 * at) for at in range(6)]
    right = [placed("右栏的正文", 700, 1000 + 140 * at) for at in range(9)]
    assert [text for text in texts(*left, *right) if text] == ["左栏的正文"] * 6 + ["右栏的正文"] * 9


PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from((90, 100, 220)))


@given(st.lists(PLACES, max_size=25, unique_by=lambda place: place[:2]))
def test_every_line_is_laid_out_once_with_its_place(places: list[tuple[int, int, int]]) -> None:
    lines = [placed(f"行{at}", 150 * x, 140 * y, size) for at, (x, y, size) in enumerate(places)]
    found, layout = laid_out(sorted(lines, key=lambda line: line.baseline), 6000, 8000)
    assert len(layout.lines) == len(found)
    shown = {text.strip(): place for text, place in zip(found, layout.lines, strict=True) if text}
    assert shown.keys() == {line.text for line in lines}
    for line in lines:
        place = shown[line.text]
        assert place
        assert (place.left, place.size) == (line.left, line.size)


@given(st.lists(PLACES, max_size=25, unique_by=lambda place: place[:2]), st.randoms())
def test_lines_do_not_depend_on_the_order_of_the_file(places: list[tuple[int, int, int]], draw: Random) -> None:
    """Words that stand far enough apart, or touch."""
    words = [placed("词", 300 * x, 140 * y, 100) for x, y, _ in places]
    shuffled = draw.sample(words, len(words))
    assert {line.box for line in printed_lines(words)} == {line.box for line in printed_lines(shuffled)}


def story(name: str, left: float, measure: int, rows: int) -> list[PlacedText]:
    """A story under its headline, each in one leg; marks hang out of the measure by an em."""
    head = placed(f"{name}的标题", left, 1000, 180)
    leg = [
        placed(name + "文" * (measure - 2) + "，" + "。" * (at % 3 == 0), left, 1250 + 140 * at) for at in range(rows)
    ]
    return [head, *leg]


def test_stories_side_by_side_are_read_one_by_one() -> None:
    """Their headlines stand at one height, and nothing but a narrow gutter parts the legs, into which marks hang."""
    found = texts(*story("甲", 0, 10, 12), *story("乙", 1200, 10, 9), *story("丙", 2400, 10, 14))
    assert "".join(text[0] for text in found if text) == "甲" * 13 + "乙" * 10 + "丙" * 15


def test_a_head_over_all_legs_is_read_before_them() -> None:
    legs = [placed("栏里的正文一行字多", left, 1300 + 140 * at) for left in (0, 1000, 2000) for at in range(6)]
    found = [text for text in texts(placed("通栏的大标题有十二个字", 100, 1000, 230), *legs) if text]
    assert found == ["通栏的大标题有十二个字", *["栏里的正文一行字多"] * 18]


def test_a_name_between_title_and_text_stays_with_them() -> None:
    """Else the names under titles of one height would be a row of their own."""
    lines: list[PlacedText] = []
    for name, left in (("甲", 0), ("乙", 1200)):
        lines.append(placed(f"{name}的标题", left, 1000, 180))
        lines.append(placed(f"{name}某某", left + 300, 1200))
        lines += [placed(name + "文" * 9, left, 1450 + 140 * at) for at in range(8)]
    assert "".join(text.strip()[0] for text in texts(*lines) if text) == "甲" * 10 + "乙" * 10


@given(st.lists(PLACES, max_size=20, unique_by=lambda place: place[:2]), st.randoms())
def test_the_order_in_which_lines_are_given_does_not_matter(places: list[tuple[int, int, int]], random: Random) -> None:
    lines = [placed(f"行{at}", 150 * x, 140 * y, size) for at, (x, y, size) in enumerate(places)]
    first = texts(*sorted(lines, key=lambda line: (line.baseline, line.left)))
    random.shuffle(lines)
    assert texts(*sorted(lines, key=lambda line: (line.baseline, line.left))) == first
