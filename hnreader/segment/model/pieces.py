"""Rows → pieces, which are labelled as one: printed lines, or parts of one where print puts two texts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.characters import is_han
from hnreader.segment.model.legs import one_behind_the_other
from hnreader.segment.rows import compact_offset, cut_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.segment.draft import Row

TITLE_WIDTH: Final = 46.0  # ems; the longest line of a headline set over a full page
PART: Final = 4  # 汉字 on either side of a blank that parts two texts; names and double slogans are shorter
_ENDS: Final = frozenset("%％”！？—…》）!?)")
_BEGINS: Final = frozenset("“《（")
TAIL: Final = 40  # characters at a line's end in which a jump is looked for


def pieces_of(rows: Sequence[Row]) -> list[Row]:
    """Return the pieces of a page's rows, leg by leg where legs stand side by side, else in order."""
    return [piece for row in one_behind_the_other(rows) for part in _cut_jumps(row) for piece in _cut_at_blanks(part)]


def _cut_jumps(row: Row) -> Iterator[Row]:
    """Give each jump a piece of its own: （紧接1版①） stands before what it opens, （下转2版） may close a line."""
    start = row.paper.patterns.pages.jump_from.match(row.compact) if "接" in row.compact else None
    if start and start.end() < len(row.compact):
        yield from cut_row(row, compact_offset(row.text, start.end()))
        return
    tail = row.compact[-TAIL:]
    turns = row.paper.patterns.pages.jump_to.finditer(tail) if "转" in tail else ()
    end = next((turn for turn in turns if turn.end() == len(tail)), None)
    if end and end.end() - end.start() < len(row.compact):
        yield from cut_row(row, compact_offset(row.text, len(row.compact) - len(tail) + end.start()))
        return
    yield row


def _cut_at_blanks(row: Row) -> Iterator[Row]:
    """Cut a line that may be of titles where a blank stands between two long runs of 汉字."""
    if len(row.text) == len(row.compact) or row.spaced or row.width > TITLE_WIDTH or "。" in row.compact:
        yield row
        return
    rest = row
    tokens = row.text.split()
    at = 0
    while at < len(tokens) - 1:
        if _parts(tokens, at):
            head, rest = cut_row(rest, _offset_behind(rest.text, at + 1))
            yield head
            tokens, at = tokens[at + 1 :], 0
        else:
            at += 1
    yield rest


def _parts(tokens: Sequence[str], at: int) -> bool:
    before, behind = tokens[at], tokens[at + 1]
    if min(len(before), len(behind)) < PART:
        return False
    return (is_han(before[-1]) or before[-1] in _ENDS) and (is_han(behind[0]) or behind[0] in _BEGINS)


def _offset_behind(text: str, tokens: int) -> int:
    """Return the offset of the blank behind the first `tokens` tokens of a text."""
    offset = 0
    for _ in range(tokens):
        while text[offset].isspace():
            offset += 1
        while not text[offset].isspace():
            offset += 1
    return offset
