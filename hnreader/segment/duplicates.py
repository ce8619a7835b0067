"""Passages that stand on the page twice: one copy is text, the others are duplicates.

OCR reads a leg again, or puts the top of a column before its headline and once more in its place. The copy that fits
where it stands is kept: the one that its neighbours speak of, or that goes on from the block before it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from hnreader.segment import signs
from hnreader.segment.draft import Block, Role
from hnreader.segment.joins import join_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.segment.sense import Sense

SHORTEST: Final = 12  # characters; shorter blocks may be said twice
CONTEXT: Final = 3  # blocks before a copy that tell whose it is
EDGE: Final = 200  # characters of a block's end or beginning that a join looks at


def mark_duplicates(blocks: Sequence[Block], sense: Sense) -> None:
    """Give every copy but one of a passage the role DUPLICATE, and the kept one as its `twin`."""
    copies: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.role is Role.BODY and len(block.bare) >= SHORTEST:
            copies[block.bare].append(block)
    kept: set[int] = set()
    for same in copies.values():
        if len(same) > 1:
            best = max(same, key=lambda block: (_fit(block, blocks, sense, kept), -block.index))
            kept.add(best.index)
            for block in same:
                if block is not best:
                    block.role, block.twin = Role.DUPLICATE, best


def _fit(block: Block, blocks: Sequence[Block], sense: Sense, kept: Iterable[int]) -> float:
    """How well a copy fits where it stands."""
    before = [one for one in blocks[max(0, block.index - CONTEXT) : block.index] if one.role is Role.BODY]
    if not before:
        return 0.0
    score = max(sense.share(sense.of(block), sense.of(one)) for one in before)
    last = before[-1]
    if not signs.closes(last.bare):
        score += join_evidence(last.bare[-EDGE:], block.bare[:EDGE])
    return score + (1.0 if block.index - 1 in kept else 0.0)
