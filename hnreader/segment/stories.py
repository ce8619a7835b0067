"""Blocks → stories: which paragraphs follow which, and where a story begins.

A dateline or a byline opens a story, and what stands behind it belongs to it as far as the next opening. Two things
upset that order: a leg cut in mid-sentence goes on elsewhere (an assignment over the page joins the ends, see
`segment/stitches.py`), and a paragraph may stand within a neighbour's story (see `segment/owners.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.segment import signs
from hnreader.segment.chains import chain
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.stitches import Stitches, is_cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.matter import Matter


TITLE_AND_BYLINE: Final = 8  # blocks: more than stand between a paragraph and its other half
PLAIN: Final = 2.0  # nats from which edges speak plainly


def gather(blocks: Sequence[Block], matter: Matter, edges: Continuity) -> list[Story]:
    """Return the stories that have a body, in the order of the page, each with its paragraphs in reading order."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    _open_by_byline(blocks, edges)
    joins = Stitches(blocks, bodies, matter, edges).join()
    stories = []
    for found in chain(blocks, bodies, {end: start for end, (start, _) in joins.items()}):
        first = found[0].index
        joined = dict(joins[block.index] for block in found if block.index in joins)
        after_turn = first > 0 and blocks[first - 1].role is Role.JUMP_FROM
        stories.append(Story(blocks=found, joined=joined, after_turn=after_turn))
    return stories


def head_with_labels(stories: Sequence[Story], blocks: Sequence[Block]) -> None:
    """Put the labels (编者按) between a byline and the text that it opens at the head of the text."""
    placed = {row for story in stories for block in story.blocks for row in block.rows}
    for story in stories:
        at = first = story.blocks[0].index if story.blocks else 0
        while at and blocks[at - 1].role in (Role.HEADING, Role.BYLINE):
            at -= 1
        labels = [block for block in blocks[at:first] if block.role is Role.HEADING]
        story.blocks[:0] = [block for block in labels if placed.isdisjoint(block.rows)]  # else it is a heading already


def _open_by_byline(blocks: Sequence[Block], edges: Continuity) -> None:
    """A byline right before a body, perhaps with a label such as 编者按 between, opens a story."""
    nexts = _next_contents(blocks)
    for position, block in enumerate(blocks):
        if block.role is not Role.BYLINE:
            continue
        behind = nexts[position]
        if behind == len(blocks) or blocks[behind].role is not Role.BODY or blocks[behind].opener:
            continue
        if _goes_on(blocks[max(0, position - TITLE_AND_BYLINE) : position], blocks[behind], edges):
            continue
        blocks[behind].opener = True
        for label in blocks[position + 1 : behind]:
            if label.role is Role.TITLE:
                label.role = Role.HEADING


def _next_contents(blocks: Sequence[Block]) -> list[int]:
    """Return for each position that of the next block that is neither a byline nor a label; len(blocks) for none."""
    nexts: list[int] = []
    following = len(blocks)
    for position in range(len(blocks) - 1, -1, -1):
        nexts.append(following)
        block = blocks[position]
        if block.role is not Role.BYLINE and not (block.role is Role.TITLE and signs.is_label(block.bare)):
            following = position
    return nexts[::-1]


def _goes_on(before: Sequence[Block], block: Block, edges: Continuity) -> bool:
    """Tell whether a body goes on with the last one before it, so that the byline between has its own elsewhere."""
    last = next((earlier for earlier in reversed(before) if earlier.role is Role.BODY), None)
    return last is not None and is_cut(last) and edges.weigh(edges.end(last.bare), edges.start(block.bare)) > PLAIN
