"""Printed lines at their places → the lines of a page in the order in which they are read.

Lines of one size under each other are a block. Blocks are read by recursive XY-cut, stories by the rows in which they
stand and legs from left to right, which is how a page is made up. A blank line parts blocks, as it does in text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.page_layout import PageLayout, Placing
from hnreader.reading.placed_text import LARGER, size_of_type
from hnreader.reading.rules import rules_of
from hnreader.reading.xy_cut import by_widest_cuts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hnreader.reading.placed_text import PlacedText
    from hnreader.reading.xy_cut import Box

LEADING: Final = 1.3
"""Times that the lines of a block may stand further apart than lines mostly do, for their size."""
FURTHEST: Final = 2.1  # ems from one baseline to the next
SAME_SIZE: Final = 1.04
"""Times that type may be larger within a block, where its size is known."""
OUTSIDE: Final = 1.0  # ems by which a line may stand out of the measure that lines above it have
UNDER: Final = 0.5  # share of the narrower of a line and a block with which it stands under it
WHITE: Final = 0.8  # ems of the page's text: white that runs across and parts
INDENT: Final = (1.5, 2.6)  # ems by which a paragraph's first line is set in
INDENTATION: Final = "\u3000\u3000"
SEVERAL: Final = 3  # lines of a block that is one of text, with a measure; those of titles are centred
TIED: Final = 2.0  # ems of the larger type in which what belongs to a title stands under it
OVERLAP: Final = 0.3  # share of these by which it may stand higher or lower than what is right under it as well
NAMES: Final = 2  # lines of what stands between title and text: who wrote it
SEVERAL_FULL: Final = 5  # lines of which most fill their measure
FULL: Final = 0.5  # share of these that are shorter than it, or as long
BLANKS: Final = 2  # blank lines between blocks
BESIDE: Final = 500
"""Lines with which one is compared, on average, at the most. Tables of prices have a few dozen side by side."""


class LineBlock:
    """Lines under each other."""

    def __init__(self, lines: Iterable[PlacedText]) -> None:
        self.lines = list(lines)
        lefts, tops, rights, bottoms = zip(*(line.box for line in self.lines), strict=True)
        self.box: Box = min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def measured(self) -> MeasuredBlock:
        """The block with the box that its measure makes: marks at the ends of a few lines may hang into the gutter."""
        left, top, right, bottom = self.box
        if len(self.lines) >= SEVERAL_FULL:
            rights = sorted(line.right for line in self.lines)
            right = rights[int(FULL * len(rights))]
        return MeasuredBlock(self, (left, top, right, bottom))

    def takes(self, line: PlacedText, same_size: float) -> bool:
        """Tell whether a line stands close under it, in its type and its measure."""
        last = self.lines[-1]
        left, _, right, _ = self.box
        shared = min(line.right, right) - max(line.left, left)
        if shared <= UNDER * min(line.right - line.left, right - left):
            return False
        smaller, larger = min(line.size, last.size), max(line.size, last.size)
        outside = max(left - line.left, line.right - right) > OUTSIDE * larger and len(self.lines) >= SEVERAL
        return larger < same_size * smaller and line.baseline - last.baseline > smaller / 2 and not outside

    def add(self, line: PlacedText) -> None:
        """Put a line under the others."""
        self.lines.append(line)
        left, top, right, bottom = self.box
        self.box = min(left, line.left), min(top, line.top), max(right, line.right), max(bottom, line.bottom)

    def steps(self) -> list[float]:
        """Return how far each line but the first stands below the one before, in ems."""
        return [(below.baseline - above.baseline) / above.size for above, below in pairwise(self.lines)]


class MeasuredBlock(NamedTuple):
    """A block, and a box that it fills."""

    block: LineBlock
    box: Box


def blocks_of(lines: Iterable[PlacedText], same_size: float) -> list[LineBlock]:
    """Return the blocks that lines make, given from top to bottom.

    Lines that stand further apart than most do, as a byline over its story, are of two.
    """
    blocks: list[LineBlock] = []
    near: list[LineBlock] = []
    for line in lines:
        near = [block for block in near if line.baseline - block.lines[-1].baseline <= FURTHEST * line.size]
        above = [block for block in near if block.takes(line, same_size)]
        if above:
            max(above, key=lambda block: block.lines[-1].baseline).add(line)
        else:
            near.append(LineBlock([line]))
            blocks.append(near[-1])
    steps = [step for block in blocks for step in block.steps()]
    most = LEADING * median(steps) if steps else FURTHEST
    return [part for block in blocks for part in _parted(block, most)]


def _parted(block: LineBlock, most: float) -> Iterator[LineBlock]:
    """Part a block where lines stand further apart than `most` ems."""
    cuts = [at for at, step in enumerate(block.steps(), 1) if step > most]
    if not cuts:
        yield block
        return
    for start, end in pairwise((0, *cuts, len(block.lines))):
        yield LineBlock(block.lines[start:end])


def _tied(blocks: Sequence[MeasuredBlock], em: float) -> Iterator[tuple[MeasuredBlock, MeasuredBlock]]:
    """Yield blocks of titles with what stands right under them, and names there with their text."""
    heads = [each for each in blocks if each.block.lines[0].size > LARGER * em]
    seen: set[int] = set()
    blocks = sorted(blocks, key=lambda each: each.box[1])
    tops = [each.box[1] for each in blocks]
    while heads:
        head = heads.pop()
        if id(head.block) in seen:
            continue
        seen.add(id(head.block))
        most, bottom = TIED * max(head.block.lines[-1].size, em), head.box[3]
        start, end = bisect_left(tops, bottom - OVERLAP * most), bisect_right(tops, bottom + most)
        for below in _right_under(head, blocks[start : min(end, start + BESIDE)], most):
            yield head, below
            if len(below.block.lines) <= NAMES:
                heads.append(below)


def _right_under(head: MeasuredBlock, blocks: Sequence[MeasuredBlock], most: float) -> list[MeasuredBlock]:
    """Return the blocks under one between which and it there is no other, of those that are no further than `most`."""
    left, _, right, _ = head.box
    under = [each for each in blocks if each is not head and each.box[0] < right and each.box[2] > left]
    nearest = min((each.box[1] for each in under), default=0.0)
    return [each for each in under if each.box[1] < nearest + OVERLAP * most]


def _is_crowded(lines: Sequence[PlacedText]) -> bool:
    """Tell whether lines, given from top to bottom, stand so close that `blocks_of` would compare most with most."""
    baselines = [line.baseline for line in lines]
    compared = (
        at - bisect_left(baselines, line.baseline - FURTHEST * line.size, 0, at) for at, line in enumerate(lines)
    )
    return sum(compared) > BESIDE * len(lines)


def _indentation(line: PlacedText, block: LineBlock) -> str:
    """Return the blanks by which a paragraph's first line is set in, which extraction leaves out."""
    least, most = INDENT
    indent = (line.left - block.box[0]) / line.size
    return INDENTATION if len(block.lines) >= SEVERAL and least < indent < most else ""


def laid_out(
    lines: Sequence[PlacedText], width: float, height: float, same_size: float = SAME_SIZE, drawn: Iterable[Box] = ()
) -> tuple[list[str], PageLayout]:
    """Return the lines of a page in reading order, blank ones between blocks, and where each stands.

    `lines` are given from top to bottom; `width` and `height` are those of the page. `same_size` is how many times the
    type of one line may be larger than that of another of its block. `drawn` are the boxes of lines and frames. Lines
    that are crowded as on no page stay from top to bottom.
    """
    if not lines:
        return [], PageLayout(round(width), round(height), ())
    em = size_of_type(lines)
    texts: list[str] = []
    placings: list[Placing | None] = []
    found = [LineBlock(lines)] if _is_crowded(lines) else blocks_of(lines, same_size)
    blocks = [block.measured for block in found]
    for block, _ in by_widest_cuts(blocks, WHITE * em, list(_tied(blocks, em))):
        if texts:
            texts += [""] * BLANKS
            placings += [None] * BLANKS
        for line in block.lines:
            texts.append(_indentation(line, block) + line.text)
            left, top, right, bottom = map(round, line.box)
            placings.append(Placing(left, top, right, bottom, round(line.size)))
    return texts, PageLayout(round(width), round(height), tuple(placings), rules_of(drawn, lines, em))
