"""Rows → text as it is shown: the blanks of letter-spacing go, blanks that part something stay.

The damage: a justified line is extracted as `总 部 、区 域 总 部`, a figure as `2022年的 445辆`, a quotation as
`“ 买 全 球 ”`. What stays on purpose: the blank between two names, between the halves of a slogan (`卡点 堵点`),
around Latin words. Nothing but white space is deleted, and nothing but one blank between Latin words is put in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.language.characters import MARKS, is_han
from hnreader.segment.rows import BEHIND_BLANK, spaced_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.papers import Paper
    from hnreader.segment.draft import Row

_NUMBER: Final = re.compile(r"[\d.,%％‰+\-—–~～:/]+")


def repair_line(text: str) -> str:
    """Take the blanks of typesetting out of one line.

    >>> repair_line("总 部 、区 域 总 部 、功 能 性 总 部 。力 争 到")
    '总部、区域总部、功能性总部。力争到'
    >>> repair_line("保有量从 2022年的 445辆增至 2023年")
    '保有量从2022年的445辆增至2023年'
    >>> repair_line("打通城乡断头路 办好百姓身边事"), repair_line("手机上装了 APP、小程序")
    ('打通城乡断头路 办好百姓身边事', '手机上装了 APP、小程序')
    """
    tokens = text.split()
    if len(tokens) < 2:
        return text.strip()
    closed: set[int] = set()
    for start, end in spaced_runs(tokens):
        closed.update(range(start + 1, end))
    out = tokens[:1]
    for position, (before, after) in enumerate(pairwise(tokens), 1):
        last, first = before[-1], after[0]
        if is_han(last) and is_han(first):
            keeps = position not in closed
        else:
            keeps = _latin_pair(last, first) or (position not in closed and _keeps_blank(before, after))
        if keeps:
            out.append(" ")
        out.append(after)
    return "".join(out)


def repair_rows(rows: Iterable[Row]) -> str:
    """Join rows into one text.

    A line's end is no blank, except where it parts something: two Latin words, the pieces of one line, the last
    reporter's name and 通讯员.
    """
    pieces: list[str] = []
    piece = ""
    for row in rows:
        before = piece
        piece = repair_line(row.text) if len(row.text) > len(row.compact) else row.compact
        if before and (row.gap == BEHIND_BLANK or _parted(before, piece, row.paper)):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _parted(before: str, after: str, paper: Paper) -> bool:
    """Tell whether the end of one line and the beginning of the next are two words."""
    if paper.patterns.contributors.after_names.match(after):
        return is_han(before[-1])
    return before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()


def _keeps_blank(before: str, after: str) -> bool:
    """Tell whether the blank between two tokens, not both of Latin letters or figures, parts something."""
    if _swallows(before[-1], after[0]) or _swallows(after[0], before[-1]):
        return False
    number = _NUMBER.fullmatch(before) if is_han(after[0]) else _NUMBER.match(after) if is_han(before[-1]) else None
    return not (number or _ends_in_figure(before, after))


def _swallows(mark: str, other: str) -> bool:
    """Tell whether a mark needs no blank towards another character: a full mark never, a half-width one beside 汉字."""
    return mark in MARKS and (not mark.isascii() or not other.isascii())


def _ends_in_figure(before: str, after: str) -> bool:
    """Tell whether a figure stands at the blank, with 汉字 on its other side."""
    return (before[-1].isdigit() or before[-1] in "%％") and is_han(after[0])


def _latin_pair(last: str, first: str) -> bool:
    """Tell whether two characters are Latin letters or figures."""
    return last.isalnum() and first.isalnum() and not (is_han(last) or is_han(first))
