"""Lines → rows: what is printed on each line, how wide it is, and whether it is letter-spaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from hnreader.lexicon.marks import MARKS, OPENING, is_han
from hnreader.segment.draft import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.model import Page

# A line counts as letter-spaced from so many single characters parted by blanks; below, two-character names
# (`曹 娟`) and double slogans would be taken for it.
SPACED_RUN: Final = 4

# The extraction writes a blank where the typesetter put about a quarter of an em between 汉字 and a figure.
HALF, QUARTER = 0.5, 0.25

_AMBIGUOUS_WIDE: Final = frozenset("“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩▲△▶▷■◆●○※℃×→")


def rows_of(page: Page) -> tuple[Row, ...]:
    """Return the page's rows, blank lines left out."""
    rows, gap = [], 0
    for line in page.lines:
        text = line.text.strip()
        if not text:
            gap += 1
            continue
        rows.append(make_row(line.number, len(line.text) - len(line.text.lstrip()), text, gap))
        gap = 0
    return tuple(rows)


def make_row(number: int, start: int, text: str, gap: int) -> Row:
    """Return a row from a piece of a cleaned line; blanks at the ends of `text` are left out."""
    start += len(text) - len(text.lstrip())
    text = text.strip()
    bare = "".join(text.split())
    spaced = is_spaced(text)
    return Row(number, start, text, bare, _width(bare, text, spaced=spaced), gap, spaced)


def cut_row(row: Row, at: int) -> tuple[Row, Row]:
    """Cut a row before character `at` of its text."""
    parted = row.text[at - 1 : at + 1].split() != [row.text[at - 1 : at + 1]]
    return (
        make_row(row.number, row.start, row.text[:at], row.gap),
        make_row(row.number, row.start + at, row.text[at:], BEHIND_BLANK if parted else WITHIN),
    )


BEHIND_BLANK, WITHIN = -1, -2
"""Gaps of a piece that stands behind another on its line: a blank between them, or none."""


def split_rows(rows: Sequence[Row], count: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Divide rows behind their first `count` non-blank characters; a row is cut where the division falls within it."""
    head: list[Row] = []
    for position, row in enumerate(rows):
        if count >= len(row.bare):
            head.append(row)
            count -= len(row.bare)
            continue
        if not count:
            return tuple(head), tuple(rows[position:])
        first, rest = cut_row(row, bare_offset(row.text, count))
        return (*head, first), (rest, *rows[position + 1 :])
    return tuple(head), ()


def bare_offset(text: str, count: int) -> int:
    """Return the offset in `text` behind its first `count` non-blank characters."""
    if count <= 0:
        return 0
    for offset, char in enumerate(text):
        if not char.isspace():
            count -= 1
            if not count:
                return offset + 1
    return len(text)


def is_spaced(text: str) -> bool:
    """Tell whether a printed line is letter-spaced: `总 部 、区 域 总 部 、功 能 性 总 部`."""
    return any(end - start >= SPACED_RUN for start, end in spaced_runs(text.split()))


def spaced_runs(tokens: list[str]) -> list[tuple[int, int]]:
    """Return the runs (start, end) of tokens that letter-spacing made: each holds one 汉字 and perhaps marks.

    Figures and Latin words between such tokens belong to the run, but do not make one.
    """
    runs, start, single = [], 0, 0
    for position, token in enumerate([*tokens, "。。。"]):
        core = [char for char in token if char not in MARKS]
        if len(core) == 1 and is_han(core[0]):
            single += 1
        elif not (single and position < len(tokens) and _inside(token, core)):
            if single >= 2:
                runs.append((start, position))
            start, single = position + 1, 0
    return runs


def _inside(token: str, core: list[str]) -> bool:
    """Tell whether a token may stand within a letter-spaced run: marks alone, a figure, a word of Latin letters."""
    return not core or (len(token) <= 12 and not any(is_han(char) for char in core))


def _width(bare: str, text: str, *, spaced: bool) -> float:
    """The width in ems that the typesetter gave a line, as near as counting characters comes to it.

    A mark behind another, an opening mark at the start and any mark at the end are set close (clreq §3.1.6: half an
    em).
    """
    width = 0.0
    before = "（"
    for char in bare:
        close = char in MARKS and before in MARKS and not (width == 0.0 and char not in OPENING)
        width += HALF if close or not _full(char) else 1.0
        before = char
    if before in MARKS and _full(before) and width > HALF:
        width -= HALF
    if spaced:
        return width
    for blank in re.finditer(r"(?<=(\S))\s{1,4}(?=(\S))", text):
        width += HALF if is_han(blank[1]) and is_han(blank[2]) else QUARTER
    return width


def _full(char: str) -> bool:
    """Tell whether a character fills an em in Chinese type; quotes, dashes and ① do, whatever a terminal thinks."""
    return char in _AMBIGUOUS_WIDE or east_asian_width(char) in "WF"
