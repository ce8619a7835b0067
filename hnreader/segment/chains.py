"""Which block follows which: along the page, by joins, from one opening to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.segment.draft import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.segment.draft import Block


def chain(blocks: Sequence[Block], bodies: Sequence[Block], joins: Mapping[int, int]) -> list[list[Block]]:
    """Follow the paragraphs of each story: from its opening, by joins, else to the next block that nobody claims."""
    claimed = set(joins.values())
    place = {block.index: position for position, block in enumerate(bodies)}
    seen: set[int] = set()

    def follow(block: Block) -> list[Block]:
        found = []
        position: int | None = place[block.index]
        while position is not None and bodies[position].index not in seen:
            here = bodies[position]
            seen.add(here.index)
            found.append(here)
            following = joins.get(here.index)
            if following is not None:
                position = place[following]
                continue
            position = position + 1 if position + 1 < len(bodies) else None
            if position is not None and (
                bodies[position].index in claimed
                or bodies[position].opener
                or _begins_anew(blocks, here, bodies[position])
            ):
                position = None
        return found

    chains = [follow(block) for block in bodies if block.opener or block is bodies[0]]
    chains += [follow(block) for block in bodies if block.index not in claimed and block.index not in seen]
    chains += [follow(block) for block in bodies if block.index not in seen]
    return _settle(blocks, [one for one in chains if one])


def _begins_anew(blocks: Sequence[Block], before: Block, block: Block) -> bool:
    """Tell whether something between two blocks ends a story: a turn to or from another page."""
    between = blocks[before.index + 1 : block.index]
    return any(one.role in (Role.JUMP_FROM, Role.JUMP_TO) for one in between)


def _settle(blocks: Sequence[Block], chains: list[list[Block]]) -> list[list[Block]]:
    """Give chains that nothing opens to the story before them; one behind a turn to another page goes on before it."""
    settled: list[list[Block]] = []
    opened = {chain[0].index for chain in chains if _is_opened(blocks, chain[0])}
    for chain in sorted(chains, key=lambda chain: chain[0].index):
        if chain[0].index in opened or not settled:
            settled.append(chain)
        else:
            owner = max((one for one in settled if one[0].index < chain[0].index), key=lambda one: one[0].index)
            owner += chain
    return settled


def _is_opened(blocks: Sequence[Block], block: Block) -> bool:
    """Tell whether a story begins at this block: a dateline, a byline, a turn from another page."""
    return block.opener or (block.index > 0 and blocks[block.index - 1].role is Role.JUMP_FROM)
