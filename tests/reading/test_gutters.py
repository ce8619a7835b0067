"""A line that runs across a gutter is parted where the lines next to it are two."""

from __future__ import annotations

import numpy as np
import pytest
from scan_files import Bar, page_of

from hnreader.reading.ocr.gutters import gutters

# Two legs from 40 to 540 and from 580 to 1080, and what an OCR has of their lines: the third across both.
LEGS = [Bar(5, top, left) for top in (100, 140, 180, 220) for left in (40, 580)]
BOXES = [(bar.left, bar.top, bar.left + 500, bar.top + 30) for bar in LEGS]
ACROSS = (40.0, 180.0, 1080.0, 210.0)
OTHERS = [box for box in BOXES if box[1] != 180]


def printed(bars: list[Bar]) -> np.ndarray:
    """Return a page on which a quarter of a line is ink, as it is of type."""
    pixels = np.array(page_of(bars))
    pixels[:, np.arange(pixels.shape[1]) % 4 > 0] = 255
    return pixels


def test_a_line_across_two_legs() -> None:
    image = printed(LEGS)
    assert gutters(ACROSS, [*OTHERS, ACROSS], image) == [560]
    assert gutters(ACROSS, [*OTHERS[2:4], ACROSS], image) == [560]


@pytest.mark.parametrize("box", BOXES)
def test_a_line_of_one_leg(box: tuple[int, int, int, int]) -> None:
    assert gutters(box, BOXES, printed(LEGS)) == []


def test_a_line_with_ink_in_the_gutter_is_one() -> None:
    """Such as one that is set across both legs."""
    image = printed([*LEGS, Bar(2, 180, 500)])
    assert gutters(ACROSS, [*OTHERS, ACROSS], image) == []


def test_a_title_over_two_legs_is_one() -> None:
    """It is higher than they are, and may have white where their gutter is."""
    title = (40.0, 30.0, 1080.0, 90.0)
    image = printed([Bar(5, 30, 40, 60), Bar(5, 30, 580, 60), *LEGS])
    assert gutters(title, [title, *BOXES], image) == []


def test_three_legs() -> None:
    legs = [Bar(3, top, left) for top in (100, 140) for left in (40, 380, 720)]
    boxes = [(bar.left, bar.top, bar.left + 300, bar.top + 30) for bar in legs[:3]]
    across = (40.0, 140.0, 1020.0, 170.0)
    assert gutters(across, [*boxes, across], printed(legs)) == [360, 700]


def test_specks_are_no_ink() -> None:
    pixels = printed(LEGS)
    pixels[190, 560] = 0
    assert gutters(ACROSS, [*OTHERS, ACROSS], pixels) == [560]
