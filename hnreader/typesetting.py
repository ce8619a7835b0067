"""Chinese line breaking, measured in terminal cells.

The rules are those of GB/T 15834—2011 §5.1 (where marks may stand) and of W3C *Requirements for Chinese Text Layout*
(clreq), "prohibition rules for line start and line end" and "prohibition rules for unbreakable marks":

- no line begins with a mark that closes or ends something (、。，；：？！）》” …… · – ～), none ends with one that
  opens something (（《“ ￥ №), and / stands at neither edge;
- ——, …… and the words and numbers of Latin script are not cut, a number keeps its 第 and its unit;
- blanks at the edges of a line are dropped.

A line that is too narrow for a rule breaks it, words first and marks last: no line is ever wider than its measure.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from itertools import accumulate
from typing import Final

from msgspec import Struct

_CLOSING: Final = frozenset("、。，．；：？！）〕］｝》〉」』】〗〙’”…‥·・‧%‰％℃°′″～~－–,.;:?!)]}々")
_OPENING: Final = frozenset("（〔［｛《〈「『【〖〘‘“([{￥¥$£€№")
_NEITHER: Final = frozenset("/／")  # 分隔号 §5.1.10
_IN_WORDS: Final = frozenset("-_'&@#+.,:%~/\\=*")  # 3.5, 25,000, A-1, http://…
_DASHES: Final = frozenset("—―─⸺")
_DASH: Final = "—"

_UNITS: Final = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|公里|千米|厘米|毫米|微米|纳米|公斤|千克|毫克|公顷|海里|"
    "千瓦时|千瓦|兆瓦|小时|分钟|周年|周岁|个月|人次|美元|欧元|日元|港元|"
    "[元角分年月日号时点秒天周岁版期届次个名人位户家件项条种套台辆艘架座栋间所处场部篇张册本页只头棵株亩米里吨克斤升瓦度倍成]"
)
_NUMBER: Final = re.compile(rf"第?\d[\d.,．]*(?: ?[多余来几]?[十百千万亿]{{0,3}}[多余]?(?:{_UNITS}))?")
_WIDTHLESS: Final = frozenset({"Mn", "Me", "Cf"})
_FREE, _WORD, _MARK, _NEVER = range(4)  # the cost of a line that begins at a character

_BLANK, _COMBINING, _CLOSES, _OPENS, _BOTH, _LETTER, _DASHED, _PLAIN = range(8)


class SetLine(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of the text, set `indent` cells in; neither end of it is blank."""

    start: int
    end: int
    indent: int = 0


def ambiguous_width(cells: int) -> None:
    """Set how many cells, 1 or 2, “ ” … ① and their like (UAX #11 class A) take wherever that is not given.

    Raises `ValueError` for another width. What was set before stands as it was set.
    """
    if cells not in (1, 2):
        raise ValueError(f"a mark of {cells} cells")
    _WIDTHS[None] = _WIDTHS[cells]


def is_ambiguous(char: str) -> bool:
    """Tell whether the character takes one cell in some terminals and two in others."""
    return unicodedata.east_asian_width(char) == "A" and unicodedata.category(char) not in _WIDTHLESS


def cells(text: str, *, ambiguous: int | None = None) -> int:
    """How many terminal cells the text takes; `ambiguous` is the width of “ ” … ① and their like, if not the set one.

    It is right of box-drawing as well: to UAX #11 ─ │ ▌ █ are as ambiguous as the marks.
    """
    return _edges(text, ambiguous)[-1] if _EMOJI in text else sum(map(_WIDTHS[ambiguous].__getitem__, text))


def clip(text: str, width: int, *, ellipsis: str = "…") -> str:
    """Return the text, or as much of its beginning as fits into `width` cells with the ellipsis behind it."""
    edges = _edges(text, None)
    if edges[-1] <= width:
        return text
    room = width - cells(ellipsis)
    return text[: bisect.bisect(edges, room) - 1].rstrip() + ellipsis if room >= 0 else ""


def aligned(
    left: str, hit: str, right: str, width: int, *, ambiguous: int | None = None
) -> tuple[str, tuple[int, int]]:
    """Return a line of a concordance, `width` cells at most, and which of its characters are the hit.

    In all lines of one width the hit begins at the same cell, in the middle: of the left context its end is shown, or
    blanks before it. That cell is even, so that 汉字 fill what is left of it, and no character is shown by half.
    Raises `ValueError` for a width below two cells.
    """
    if width < 2:
        raise ValueError(f"a line of {width} cells holds no character")
    middle = width // 4 * 2
    edges = _edges(left, ambiguous)
    start = bisect.bisect_left(edges, edges[-1] - middle)
    while start < len(left) and _WIDTHS[ambiguous][left[start]] == 0:  # what it stood upon was cut off
        start += 1
    head = left[start:]
    head = " " * (middle - cells(head, ambiguous=ambiguous)) + head
    line = head + hit + right
    line = line[: bisect.bisect_right(_edges(line, ambiguous), width) - 1]
    return line, (len(head), min(len(head) + len(hit), len(line)))


def set_lines(text: str, width: int, indent: int = 0, *, ambiguous: int | None = None) -> list[SetLine]:
    """Break a paragraph into lines of at most `width` cells, the first one set in by `indent` cells.

    Every non-blank character is in exactly one line, in order; a blank text has no lines. The indent gives way where
    less than a full character would be left beside it. Raises `ValueError` for a measure below two cells.
    """
    if width < 2:
        raise ValueError(f"a measure of {width} cells holds no character")
    sorts = list(map(_SORTS.__getitem__, text))
    end = len(text.rstrip())
    at = len(text) - len(text.lstrip())
    edges = _edges(text, ambiguous)
    costs = _costs(text, sorts)
    lines: list[SetLine] = []
    indent = indent if width - indent >= 2 else 0
    while at < end:
        limit = bisect.bisect_right(edges, edges[at] + width - indent, at, end + 1) - 1
        while limit < end and sorts[limit] == _BLANK:  # blanks may hang over the edge: they are dropped
            limit += 1
        to = end if limit >= end else _break(costs, at, limit)
        lines.append(SetLine(at, at + len(text[at:to].rstrip()), indent))
        at, indent = to, 0
    return lines


def balanced(text: str, width: int) -> list[SetLine]:
    """Set a title: no more lines than `set_lines` needs, and those as equally long as its rules allow."""
    lines = set_lines(text, width)
    if len(lines) < 2:
        return lines
    low, high = max(2, cells(text) // len(lines)), width
    while low < high:
        middle = (low + high) // 2
        if len(set_lines(text, middle)) > len(lines):
            low = middle + 1
        else:
            high = middle
    return set_lines(text, high)


def _edges(text: str, ambiguous: int | None) -> list[int]:
    """Return the cell at which each character begins, and behind them the cell at which the text ends."""
    table = _WIDTHS[ambiguous]
    if _EMOJI not in text:
        return [0, *accumulate(map(table.__getitem__, text))]
    edges, last = [0], 0
    for char in text:
        width = 1 if char == _EMOJI and last == 1 else table[char]
        edges.append(edges[-1] + width)
        last = 0 if char == _EMOJI else width  # a second one changes nothing
    return edges


def _costs(text: str, sorts: list[int]) -> bytearray:
    """Price a line beginning at each character. A break in blanks is reckoned to the character behind them."""
    costs = bytearray(len(text) + 1)
    before, parted, mark = _PLAIN, False, ""
    for at, sort in enumerate(sorts):
        if sort == _PLAIN:  # nearly all characters: they ask nothing but what stands before them
            if before in (_OPENS, _BOTH):
                costs[at] = _MARK
            before, parted, mark = _PLAIN, False, ""
            continue
        if sort == _BLANK:
            costs[at], parted = _NEVER, True
            continue
        if sort == _COMBINING and not parted:
            costs[at] = _NEVER
            continue
        char = text[at]
        if sort in (_CLOSES, _BOTH) or before in (_OPENS, _BOTH):
            costs[at] = _MARK
        elif sort == _DASHED and (char == mark or (char == _DASH and text[at + 1 : at + 2] != _DASH)):
            costs[at] = _MARK  # the second half of ——, or a lone 一字线, a connector (§5.1.7)
        elif not parted and _joins(sort, char) and _joins(before, mark):
            costs[at] = _WORD
        before, parted, mark = sort, False, char
    for number in _NUMBER.finditer(text):
        for at in range(number.start() + 1, number.end()):
            costs[at] = max(costs[at], _WORD)
    return costs


def _joins(sort: int, char: str) -> bool:
    return sort == _LETTER or char in _IN_WORDS


def _break(costs: bytearray, at: int, limit: int) -> int:
    """Return the last place up to `limit` where the line behind the one from `at` on begins at the lowest cost."""
    return next(to for cost in (_FREE, _WORD, _MARK) if (to := costs.rfind(cost, at + 1, limit + 1)) > at)


def _sort(char: str) -> int:
    if char.isspace():
        return _BLANK
    if unicodedata.category(char) in _WIDTHLESS:
        return _COMBINING
    for sort, marks in ((_CLOSES, _CLOSING), (_OPENS, _OPENING), (_BOTH, _NEITHER), (_DASHED, _DASHES)):
        if char in marks:
            return sort
    narrow = char.isalnum() and (
        unicodedata.east_asian_width(char) not in "WF" or char.isdecimal() or "Ａ" <= char <= "ｚ"
    )
    return _LETTER if char in _IN_WORDS or narrow else _PLAIN


class _Sorts(dict[str, int]):
    """Sorts of characters, each worked out once."""

    def __missing__(self, char: str) -> int:
        self[char] = _sort(char)
        return self[char]


class _Widths(dict[str, int]):
    """Widths of characters, each worked out once."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, char: str) -> int:
        kind = unicodedata.east_asian_width(char)
        if kind in "WF":
            width = 2
        elif unicodedata.category(char) in _WIDTHLESS:
            width = 0
        else:
            width = self._ambiguous if kind == "A" else 1
        self[char] = width
        return width


_EMOJI: Final = "\ufe0f"  # makes a narrow sign before it a picture, two cells wide
_SORTS: Final = _Sorts()
_NARROW: Final = _Widths(1)
_WIDTHS: Final[dict[int | None, _Widths]] = {None: _NARROW, 1: _NARROW, 2: _Widths(2)}  # None: as it is set
