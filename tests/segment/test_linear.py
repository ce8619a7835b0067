"""Work grows in proportion to the text: counted in lines of code run, which no clock disturbs. All text is made up."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from hnreader.reading import pages_from
from hnreader.segment import segment

if TYPE_CHECKING:
    from types import FrameType

BODY = "青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"


def lines_run(text: str) -> int:
    """Count the lines of the segmentation's code that are run for a page."""
    page = next(pages_from(text.encode(), "page.txt"))
    count = 0

    def trace(frame: FrameType, event: str, _: object):
        nonlocal count
        count += event == "line"
        return trace if "hnreader" in frame.f_code.co_filename else None

    previous = sys.gettrace()
    sys.settrace(trace)
    try:
        segment(page)
    finally:
        sys.settrace(previous)
    return count


@pytest.mark.parametrize(
    "lines",
    [
        ["湖南日报全媒体记者 韩松年 杜若"],
        ["通讯员 韩松年"],
        ["记者 杜若 摄影报道"],
        ["记者 杜若", "编者按"],
        ["记者 杜若", BODY],
    ],
)
def test_runs_of_bylines_take_linear_work(lines: list[str]) -> None:
    """Twice as many lines run at most a little more than twice as much code, from a length that no page has."""
    lines_run("\n".join(lines * 10))  # fills what is cached
    short, long = (lines_run("\n".join(lines * (times // len(lines)))) for times in (1056, 2112))
    assert long < 2.3 * short
