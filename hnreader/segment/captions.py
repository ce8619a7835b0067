"""Captions → photos that stand for themselves, and pictures of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams
from hnreader.segment import print_forms, signs
from hnreader.segment.draft import Block, Role, Story, stories_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense

OF_STORY: Final = 0.3  # the share of a caption's rare pairs that makes a story's picture of it


def place_captions(blocks: Sequence[Block], stories: list[Story], sense: Sense) -> None:
    """Attach each caption to its story, or make a photo of it; a byline behind a caption is its credit."""
    bodies = list(stories)
    for block in blocks:
        if block.role is not Role.CAPTION:
            continue
        owner = _owner(block, stories_near(bodies, block.index), sense)
        if owner is None:
            owner = Story(photo=True)
            stories.append(owner)
        owner.captions.append(block)
        behind = block.index + 1
        while behind < len(blocks) and blocks[behind].role is Role.BYLINE and owner.photo:
            owner.byline.append(blocks[behind])
            behind += 1
    stories.sort(key=lambda story: story.first.index)


def _owner(block: Block, stories: Sequence[Story], sense: Sense) -> Story | None:
    """Return the story that a caption belongs to; None where the picture stands for itself.

    A caption without a credit, or one that speaks of 本文图片, belongs where it stands; one that begins with the day
    stands for itself; another belongs to the story whose person or place it names.
    """
    around = [story for story in stories if story.blocks and story.blocks[0].index < block.index]
    here = max(around, key=lambda story: story.blocks[0].index, default=None)
    if here and (print_forms.SUPPLIED.search(block.bare) or not signs.has_credit(block.bare, block.paper)):
        return here if not signs.begins_caption(block.bare) or print_forms.SUPPLIED.search(block.bare) else None
    if signs.begins_caption(block.bare):
        return None
    said = (
        sense.of(Block((block.rows[0],), Role.CAPTION))
        if not block.paper.patterns.contributors.credit_alone.search(block.bare)
        else _without_credit(block)
    )
    if not said:
        return None
    shares = [
        (sense.share(said, frozenset().union(*map(sense.of, story.blocks))), story) for story in stories if story.blocks
    ]
    best = max(shares, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= OF_STORY else None


def _without_credit(block: Block) -> frozenset[str]:
    """The pairs of a caption's text before its credit."""
    return bigrams(block.paper.patterns.contributors.credit_alone.sub("", block.bare))
