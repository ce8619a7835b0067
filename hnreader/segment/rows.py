"""Lines → rows: what is printed on each line, how wide it is, and whether it is letter-spaced."""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from hnreader.language.characters import HAN, MARKS, MARKS_SET, OPENING, is_han
from hnreader.segment.draft import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Page
    from hnreader.page_layout import Placing
    from hnreader.papers import Paper

# A line counts as letter-spaced from so many single characters parted by blanks; below, two-character names
# (`曹 娟`) and double slogans would be taken for it.
SPACED_RUN: Final = 4

# The extraction writes a blank where the typesetter put about a quarter of an em between 汉字 and a figure.
HALF, QUARTER = 0.5, 0.25


_AMBIGUOUS_WIDE: Final = frozenset("“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩▲△▶▷■◆●○※℃×→")
# Runs of what may be narrower than an em. 汉字, full marks and full-width forms, nearly all of a page, are not.
_DOUBTFUL: Final = re.compile(
    rf"[^\u3000-\u303e\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60{''.join(sorted(_AMBIGUOUS_WIDE))}]+"
)
_MARKS_TOGETHER: Final = re.compile(rf"[{MARKS_SET}]{{2,}}")
_BLANK: Final = re.compile(r"(?<=(\S))\s{1,4}(?=(\S))")

# Tokens of a letter-spaced run: those that make one, and those that may stand between such. Repeats are possessive, so
# that no character is looked at twice.
_SINGLE: Final = re.compile(rf"[{MARKS_SET}]*+[{HAN}][{MARKS_SET}]*+")
_BETWEEN: Final = re.compile(rf"[{MARKS_SET}]++|[^{HAN}]{{1,12}}+")


def rows_of(page: Page, paper: Paper) -> tuple[Row, ...]:
    """Return the rows of a page of a newspaper, blank lines left out."""
    rows: list[Row] = []
    gap = 0
    placings = page.layout.lines if page.layout else repeat(None)
    for line, placing in zip(page.lines, placings, strict=False):
        if not line.text or line.text.isspace():
            gap += 1
            continue
        rows.append(make_row(line.number, 0, line.text, gap if rows else 0, paper, placing))
        gap = 0
    return tuple(rows)


def make_row(number: int, start: int, text: str, gap: int, paper: Paper, placing: Placing | None = None) -> Row:
    """Return a row from a piece of a cleaned line; blanks at the ends of `text` are left out."""
    start += len(text) - len(text.lstrip())
    text = text.strip()
    tokens = text.split()
    compact = "".join(tokens)
    spaced = is_spaced(tokens)
    return Row(number, start, text, compact, _width(compact, text, spaced=spaced), gap, paper, spaced, placing)


def cut_row(row: Row, at: int) -> tuple[Row, Row]:
    """Cut a row before character `at` of its text."""
    parted = row.text[at - 1 : at + 1].split() != [row.text[at - 1 : at + 1]]
    return (
        make_row(row.number, row.start, row.text[:at], row.gap, row.paper, row.placing),
        make_row(row.number, row.start + at, row.text[at:], BEHIND_BLANK if parted else WITHIN, row.paper, row.placing),
    )


BEHIND_BLANK, WITHIN = -1, -2
"""Gaps of a piece that stands behind another on its line: a blank between them, or none."""


def compact_offset(text: str, count: int) -> int:
    """Return the offset in `text` behind its first `count` non-blank characters."""
    if count <= 0:
        return 0
    for offset, char in enumerate(text):
        if not char.isspace():
            count -= 1
            if not count:
                return offset + 1
    return len(text)


def is_spaced(tokens: Sequence[str]) -> bool:
    """Tell whether a printed line, parted at its blanks, is letter-spaced: `总 部 、区 域 总 部 、功 能 性 总 部`."""
    return len(tokens) >= SPACED_RUN and any(end - start >= SPACED_RUN for start, end in spaced_runs(tokens))


def spaced_runs(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return the runs (start, end) of tokens that letter-spacing made: each holds one 汉字 and perhaps marks.

    Figures, Latin words and marks alone between such tokens belong to the run, but do not make one.
    """
    runs, start, single = [], 0, 0
    for position, token in enumerate(tokens):
        if _SINGLE.fullmatch(token):
            single += 1
        elif not (single and _BETWEEN.fullmatch(token)):
            if single >= 2:
                runs.append((start, position))
            start, single = position + 1, 0
    if single >= 2:
        runs.append((start, len(tokens)))
    return runs


def _width(compact: str, text: str, *, spaced: bool) -> float:
    """The width in ems that the typesetter gave a line, as near as counting characters comes to it.

    A mark behind another, an opening mark at the start and any mark at the end are set close (clreq §3.1.6: half an
    em).
    """
    half_ems = 0  # characters that take half an em
    for run in _DOUBTFUL.findall(compact):
        half_ems += len(run) if run.isascii() else _narrow(run)
    for marks in _MARKS_TOGETHER.findall(compact):
        half_ems += len(marks) - 1 - _narrow(marks[1:])
    if compact[:1] in OPENING and _full(compact[0]):
        half_ems += 1
    width = len(compact) - HALF * half_ems
    if compact[-1:] in MARKS and width > HALF and _full(compact[-1]):
        width -= HALF
    if spaced or len(text) == len(compact):
        return width
    for blank in _BLANK.finditer(text):
        width += HALF if is_han(blank[1]) and is_han(blank[2]) else QUARTER
    return width


def _narrow(text: str) -> int:
    return sum(not _full(char) for char in text)


def _full(char: str) -> bool:
    """Tell whether a character fills an em in Chinese type; quotes, dashes and ① do, whatever a terminal thinks."""
    return char in _AMBIGUOUS_WIDE or east_asian_width(char) in "WF"
