"""Passages that stand on the page twice: one copy is text, the others are duplicates.

OCR reads a leg again, or puts the top of a column before its headline and once more in its place. The copy that fits
where it stands is kept: the one that its neighbours speak of, or that goes on from the block before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from hnreader.language.continuity import sentence_continuity
from hnreader.language.sentences import ends_sentence
from hnreader.segment.draft import Block, Role
from hnreader.segment.rows import split_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hnreader.segment.draft import Story
    from hnreader.segment.matter import Matter
    from hnreader.segment.sense import Sense

SHORTEST: Final = 12  # characters; shorter blocks may be said twice
CONTEXT: Final = 4  # blocks on either side of a copy that tell whose it is
ELSEWHERE: Final = 2.0  # nats by which a copy must go better with the story around it than the kept one with its own
WANTED: Final = 2.0  # nats: what stands right before it breaks off, and wants another half
FARTHER: Final = 0.4  # what a neighbour's neighbour counts
OVERLAP: Final = 12  # blocks before it in which the end of a repeated tail is looked for
_TAIL: Final = re.compile(r"[^，,。；：、“”《》]{1,4}[。！？]")
EDGE: Final = 200  # characters of a block's end or beginning that a join looks at


def mark_duplicates(blocks: Sequence[Block], sense: Sense) -> None:
    """Give every copy but one of a passage the role DUPLICATE, and the kept one as its `twin`."""
    copies: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.role is Role.BODY and len(block.bare) >= SHORTEST:
            copies[block.bare].append(block)
    kept: set[int] = set()
    instead: dict[int, Block] = {}
    for same in copies.values():
        if len(same) > 1:
            best = max(same, key=lambda block: (_fit(block, blocks, sense, kept), block.index))
            kept.add(best.index)
            for block in same:
                if block is not best:
                    block.role, block.twin = Role.DUPLICATE, best
                    instead[block.index] = best
    for block in blocks:
        if block.twin is not None:
            block.twin = instead.get(block.twin.index, block.twin)
        if block.after is not None:
            block.after = instead.get(block.after.index, block.after)


def part_overlaps(blocks: list[Block]) -> None:
    """Take off the tail of a sentence that OCR read at both sides of a column break: …使命任务。 | 务。全省各地….

    The tail at the head of the second block is a duplicate, the rest goes on with the first block's paragraph.
    """
    instead: dict[Block | None, Block] = {}
    for position in range(len(blocks) - 1, 0, -1):
        block = blocks[position]
        tail = _TAIL.match(block.bare) if block.role is Role.BODY and not block.opener else None
        if tail is None or len(block.bare) == tail.end():
            continue
        around = blocks[max(0, position - OVERLAP) : position]
        twin = next((one for one in reversed(around) if one.role is Role.BODY and one.bare.endswith(tail[0])), None)
        if twin is not None:
            head, rest = split_rows(block.rows, tail.end())
            remains = Block(rest, Role.BODY, after=twin)
            blocks[position : position + 1] = [Block(head, Role.DUPLICATE, twin=twin), remains]
            instead[block] = remains
    for index, block in enumerate(blocks):
        block.index = index
        # A block that gave a tail its twin may have lost a tail itself since: what remains of it ends alike.
        block.twin = instead.get(block.twin, block.twin)
        block.after = instead.get(block.after, block.after)


def _fit(block: Block, blocks: Sequence[Block], sense: Sense, kept: Iterable[int]) -> float:
    """How well a copy fits where it stands: what it shares with its neighbours, and how it goes on with the last."""
    score = 0.0
    at = block.index
    before, behind = (
        [one for one in around if one.role is Role.BODY and one.bare != block.bare]
        for around in (blocks[max(0, at - CONTEXT) : at][::-1], blocks[at + 1 : at + 1 + CONTEXT])
    )
    for near in (before, behind):
        for one, weight in zip(near, (1.0, FARTHER), strict=False):
            score += weight * sense.share(sense.of(block), sense.of(one))
    if before and not ends_sentence(before[0].bare):
        score += sentence_continuity(before[0].bare[-EDGE:], block.bare[:EDGE]) + WANTED
    return score + (1.0 if block.index - 1 in kept else 0.0)


def settle_copies(stories: Sequence[Story], blocks: Sequence[Block], matter: Matter) -> None:
    """Keep another copy of a paragraph where that one stands within the story that it speaks of, and the first not.

    Which story stands around a copy is known only when each paragraph is where it belongs.
    """
    homes = {block.index: story for story in stories for block in story.blocks}
    known = frozenset(homes)  # of copies that take the place of others no matter is known
    for copy in blocks:
        kept = copy.twin
        if kept is None or copy.bare != kept.bare or kept.opener or kept.index not in known:
            continue
        here, there = _around(copy.index, homes), homes.get(kept.index)
        if here is None or there is None or here is there or not _stands_alone(kept, there):
            continue
        around, own = ([one for one in story.blocks if one.index in known] for story in (here, there))
        if matter.weigh([kept], around) > matter.weigh([kept], own) + ELSEWHERE:
            there.blocks.remove(kept)
            at = next((k for k, one in enumerate(here.blocks) if k and one.index > copy.index), len(here.blocks))
            while at < len(here.blocks) and here.blocks[at].index in here.joined:
                at += 1
            here.blocks.insert(at, copy)
            copy.role, kept.role, copy.twin, kept.twin = Role.BODY, Role.DUPLICATE, None, copy
            homes[copy.index] = here
            del homes[kept.index]
            for other in blocks:
                if other.twin is kept:
                    other.twin = copy


def _around(index: int, homes: Mapping[int, Story]) -> Story | None:
    """Return the story of the last paragraph before a place, within a few blocks."""
    return next((homes[at] for at in range(index - 1, index - 1 - CONTEXT, -1) if at in homes), None)


def _stands_alone(block: Block, story: Story) -> bool:
    """Tell whether a block is a paragraph by itself, and not the first of its story."""
    if block not in story.blocks:
        return False
    at = story.blocks.index(block)
    following = story.blocks[at + 1].index if at + 1 < len(story.blocks) else None
    return at > 0 and block.index not in story.joined and following not in story.joined
