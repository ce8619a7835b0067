"""Chinese numerals and the numbers that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.language.numerals import number

DIGITS = "零一二三四五六七八九"


def written(value: int) -> str:
    """Write a number from 1 to 999 out."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def test_every_number_is_read() -> None:
    """Written out, figure by figure, and in figures; 十二 as 一十二."""
    for value in range(1, 1000):
        assert number(written(value)) == value
        assert number("".join(DIGITS[int(figure)] for figure in str(value))) == value
        assert number(str(value)) == value
    assert all(number(written(value).removeprefix("一")) == value for value in range(10, 20))


@pytest.mark.parametrize(
    ("text", "value"),
    [("〇", 0), ("〇三", 3), ("二○", 20), ("两百", 200), ("一百十二", 112), ("１２", 12), ("007", 7)],
)
def test_other_forms(text: str, value: int) -> None:
    """Zero as 〇, 零 or a circle, 两 for 二, 一百十二 for 一百一十二, full-width figures."""
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "第一", "百", "十百", "一百五", "一百零", "二十零五", "一二三四", "1十", "两三", "²"]
)
def test_other_texts(text: str) -> None:
    """What is no numeral, or could be read in two ways (一百五), is no number."""
    assert number(text) is None


@given(st.text(alphabet="〇零○一二两三九十百1第 ", max_size=7))
def test_no_text_fails(text: str) -> None:
    """Any text has a number or none, and one that has one is not longer than 九百九十九 where it is Chinese."""
    value = number(text)
    assert value is None or 0 <= value <= 999 or text.isdecimal()
