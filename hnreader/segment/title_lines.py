"""The lines of a title as print set them: kicker and headline that stand on one line of text are two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.segment.draft import Block, Role
from hnreader.segment.rows import cut_row

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from hnreader.segment.draft import Row


LONGEST: Final = 100.0  # ems; a line of a headline set over two pages has fewer


def title_lines(blocks: Iterable[Block], broken: Container[int] = ()) -> Iterator[Block]:
    """Yield a block for each line of a title, and for each part of a line that blanks divide.

    Each has the index of the block that it comes from. One that goes on with the line before it is broken: within its
    block, or where the index of its block is among `broken`.
    """
    for block in blocks:
        for number, row in enumerate(block.rows):
            for at, part in enumerate(parts_of(row)):
                yield Block((part,), Role.TITLE, block.index, broken=not at and (number > 0 or block.index in broken))


def parts_of(row: Row) -> list[Row]:
    """Divide a title line at its blanks; single characters (`曹 娟`) and Latin words stay together."""
    if row.spaced or row.width > LONGEST:
        return [row]
    pieces = [row]
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        at = next((k for k, char in enumerate(piece.text) if char.isspace() and _divides(piece.text, k)), None)
        if at is not None:
            pieces[position : position + 1] = cut_row(piece, at)
        position += 1
    return pieces


def _divides(text: str, at: int) -> bool:
    """Tell whether the blank parts two halves of a title, of two characters at least, that are not Latin words."""
    before, behind = text[:at].rsplit(maxsplit=1)[-1], text[at:].split(maxsplit=1)[0]
    return len(before) > 1 and len(behind) > 1 and not (before[-1].isascii() and behind[0].isascii())
