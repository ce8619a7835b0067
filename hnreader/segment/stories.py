"""Blocks → stories: which paragraphs follow which, and where a story begins.

A dateline or a byline opens a story, and what stands behind it belongs to it as far as the next opening. Two things
upset that order: a leg cut in mid-sentence goes on elsewhere (an assignment over the page joins the ends, see
`segment/stitches.py`), and a paragraph may stand within a neighbour's story (who speaks in it tells, see `segment/strays.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.chains import chain
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.stitches import Stitches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense


def gather(blocks: Sequence[Block], sense: Sense) -> list[Story]:
    """Return the stories that have a body, in the order of the page, each with its paragraphs in reading order."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    _open_by_byline(blocks)
    joins = Stitches(blocks, bodies, sense).join()
    chains = chain(blocks, bodies, {end: start for end, (start, _) in joins.items()})
    stories = []
    for found in chains:
        first = found[0].index
        story = Story(blocks=found, after_turn=first > 0 and blocks[first - 1].role is Role.JUMP_FROM)
        for block in found:
            if block.index in joins:
                start, score = joins[block.index]
                story.joined.add(start)
                story.evidence.append(_join_evidence(block, score))
        stories.append(story)
    return stories


def head_with_labels(stories: Sequence[Story], blocks: Sequence[Block]) -> None:
    """Put the labels (编者按) between a byline and the text that it opens at the head of the text."""
    for story in stories:
        at = first = story.blocks[0].index if story.blocks else 0
        while at and blocks[at - 1].role in (Role.HEADING, Role.BYLINE):
            at -= 1
        story.blocks[:0] = [block for block in blocks[at:first] if block.role is Role.HEADING]


def _join_evidence(block: Block, score: float) -> Evidence:
    """A join is as sure as its score is above the floor."""
    return Evidence("why.join", min(0.99, 0.4 + 0.15 * score), (block.bare[-8:],), signs.span_of(block.rows[-1]))


def _open_by_byline(blocks: Sequence[Block]) -> None:
    """A byline right before a body, perhaps with a label such as 编者按 between, opens a story."""
    for position, block in enumerate(blocks):
        if block.role is not Role.BYLINE:
            continue
        behind = position + 1
        while behind < len(blocks) and (
            blocks[behind].role is Role.BYLINE
            or (blocks[behind].role is Role.TITLE and signs.is_label(blocks[behind].bare))
        ):
            behind += 1
        if behind < len(blocks) and blocks[behind].role is Role.BODY and not blocks[behind].opener:
            blocks[behind].opener = True
            for label in blocks[position + 1 : behind]:
                if label.role is Role.TITLE:
                    label.role = Role.HEADING
