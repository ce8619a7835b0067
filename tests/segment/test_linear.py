"""No page costs more than linear time, whatever its lines are and however they stand. All text is made up."""

from __future__ import annotations

import gc
import json
from functools import cache
from math import inf
from random import Random
from time import process_time
from typing import TYPE_CHECKING, Final

import pytest

from hnreader.model import Page
from hnreader.reading import pages_from
from hnreader.segment import segment, violations
from hnreader.segment.model import segmentation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Shape = Callable[[int], list[str]]

BODY = "青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"
DATELINE = "本报讯（记者 韩松年）"
CAPTION = "▲3月8日，青石镇，茶农在采摘春茶。湖南日报记者 杜若 摄"
TIMES: Final = 2.5
"""What twice the size may cost at the most, in times of the half."""
ATTEMPTS: Final = 12
MEASURABLE: Final = 0.04  # seconds beside which noise is small
LARGEST: Final = 32_000


@cache
def _words(count: int, seed: int = 1) -> str:
    return "".join(Random(seed).choices([chr(code) for code in range(0x4E00, 0x5A00)], k=count))


def _distinct(count: int, length: int) -> list[str]:
    words = _words(count * length)
    return [words[at : at + length] for at in range(0, len(words), length)]


def _several(*lines: str) -> Shape:
    return lambda count: list(lines) * (count // len(lines))


def _one_line(words: str) -> Shape:
    return lambda count: [words * count]


MODELLED: Final[dict[str, Shape]] = {
    "bylines": _several("湖南日报全媒体记者 韩松年 杜若", "通讯员 韩松年", "记者 杜若 摄影报道", "编者按"),
    "bylines over texts": _several("记者 杜若", BODY),
    "datelines": _several(DATELINE + BODY, "本报长沙3月8日讯（记者 韩松年）", "新华社北京3月8日电"),
    "captions": lambda count: [CAPTION.replace("青石镇", name) for name in _distinct(count, 3)],
    "jumps": _several("青石镇的茶农送茶（下转2版①）", "（紧接1版①）" + BODY, "（下转2版）"),
    "duplicates": lambda count: _distinct(count // 2, 24) * 2,
    "titles over texts": lambda count: [
        line for title in _distinct(count // 2, 10) for line in (title, DATELINE + title)
    ],
    "rows of a table": _several(BODY, "区县 一月 二月 三月 同比", "青石县 12.5 13.6 14.7 3.2%"),
    "legs side by side": _several("青石镇的茶农把头一批   春茶送到了集市，桥头的", BODY[:11] + "   " + BODY[11:22]),
    "mastheads": _several("湖南日报 2024年3月8日 星期五 第3版", "责任编辑 韩松年 版式编辑 杜若", DATELINE, "3"),
}
"""Shapes of which the model makes articles; counted in lines."""
LONG: Final[dict[str, Shape]] = {
    "titles": lambda count: _distinct(count, 8),
    "verse": _several("青石镇", "茶"),
    "blank lines": _several("", "", "春"),
    "English": _several("The tea market opened"),
    "many fields": lambda count: ["茶叶  " * (count // 12)] * 12,
    "many fields, shifted": lambda count: ["茶叶  " * (count // 12), " 茶叶  12  " * (count // 12)] * 6,
    "one line": _one_line(BODY),
    "one line of many words": lambda count: [_words(20 * count)],
    "one line of blanks": lambda count: [" \u3000" * 10 * count + "春"],
    "one line of jumps": _one_line("（下转2版）"),
    "one line of names": lambda count: ["本报讯（记者 " + "韩松年 杜若 " * count],
    "one line of credits": _one_line("杜若 摄 "),
    "one line of calls": _one_line("春茶上市了 老街飘香呀 "),
    "one line of dates": _one_line("2024年3月8日"),
    "one line of brackets": _one_line("（“《【"),
    "one line, letter-spaced": _one_line("春 茶 上 市 "),
    "one line of controls": _one_line("春\x1b]\x9b\u200b\u202e"),
}
"""Shapes that are cheap, or are kept as printed; counted in lines, or in parts of a line."""


def _file(lines: list[str]) -> tuple[str, bytes]:
    return "page.txt", "\n".join(lines).encode()


def _cost(made: Callable[[int], tuple[str, bytes]], size: int) -> float:
    """Return the seconds of the processor in which a page of a size is read, segmented and checked."""
    name, data = made(size)
    start = process_time()
    for page in pages_from(data, name):
        assert isinstance(page, Page)
        assert not violations(segment(page))
    return process_time() - start


def _assert_linear(made: Callable[[int], tuple[str, bytes]], size: int) -> None:
    """Compare the costs of a size, or a larger one where that is too small to be measured, and of twice that.

    Where they do not agree they are measured again, in turn and for as long: whatever else runs only adds to the
    least, and what is measured in half of the time is more likely to be left alone.
    """
    _cost(made, 48)  # fills what is cached
    while (half := _cost(made, size)) < MEASURABLE and size < LARGEST:
        size *= 2
    if _cost(made, 2 * size) <= TIMES * half:
        return
    half = whole = inf
    for _ in range(ATTEMPTS):
        half = min(half, (_cost(made, size) + _cost(made, size)) / 2)
        whole = min(whole, _cost(made, 2 * size))
        if whole <= TIMES * half:
            return
    assert whole <= TIMES * max(half, MEASURABLE)


@pytest.fixture(autouse=True)
def _uncollected() -> Iterator[None]:
    """Measure no collection of what other tests have left: it would fall on one of the sizes."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the model read a long file in many parts, and not few: what is linear then is so with any."""
    monkeypatch.setattr(segmentation, "PART_PIECES", 88)
    monkeypatch.setattr(segmentation, "PART_UNITS", 72)


@pytest.mark.parametrize("shape", MODELLED)
def test_articles_are_made_in_linear_time(shape: str) -> None:
    """Of whatever lines, behind the length from which the model reads a file in parts."""
    lines = MODELLED[shape]
    _assert_linear(lambda count: _file(lines(count)), 264)


@pytest.mark.parametrize("shape", LONG)
def test_what_is_long_takes_linear_time(shape: str) -> None:
    """However many lines it has, or in one line."""
    lines = LONG[shape]
    _assert_linear(lambda count: _file(lines(count)), 960)


def _lines_at(*boxes: tuple[int, int, int, int]) -> tuple[str, bytes]:
    """Return the file of an OCR that read lines in boxes: left, top, right, bottom."""
    lines = [[[[x, y], [r, y], [r, b], [x, b]], "茶叶上市", 0.9] for x, y, r, b in boxes]
    return "page.json", json.dumps(lines).encode()


PLACED: Final[dict[str, Callable[[int], tuple[int, int, int, int]]]] = {
    "a column": lambda at: (0, 140 * at, 150, 140 * at + 30),
    "a row": lambda at: (100 * at, 0, 100 * at + 80, 30),
    "a grid": lambda at: (100 * (at % 10), 40 * (at // 10), 100 * (at % 10) + 80, 40 * (at // 10) + 30),
    "stairs": lambda at: (100 * at, 60 * at, 100 * at + 80, 60 * at + 30),
    "one place": lambda _: (0, 0, 80, 30),
    "titles": lambda at: (0, 240 * at, 150 if at % 2 else 400, 240 * at + (30 if at % 2 else 80)),
    "corners": lambda at: (
        (100 * at, 100 * at, 10_000_000, 100 * at + 30) if at % 2 else (100 * at, 100 * at, 100 * at + 30, 10_000_000)
    ),
}
"""How the lines of a page stand."""


@pytest.mark.parametrize("shape", PLACED)
def test_lines_are_set_in_order_in_linear_time(shape: str) -> None:
    """However they stand: in one row, on each other, in corners within corners."""
    box = PLACED[shape]
    _assert_linear(lambda count: _lines_at(*map(box, range(count))), 800)
