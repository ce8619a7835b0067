"""Columns 栏目, bylines and turns 转/接版 → the stories that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story, stories_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense

BESIDE: Final = 0.5  # a label right beside a story's title or text, against words in common
BELOW: Final = 0.4  # a column's name stands over its piece, but the page may be read title first
OPINION: Final = 0.8  # a column of opinion over a piece that is no news
UNDER, OVER = 1.0, 0.6  # a byline stands under its title, seldom over it
UNSIGNED: Final = 0.6  # a byline goes to a piece that names nobody


def place_labels(blocks: Sequence[Block], stories: Sequence[Story], sense: Sense) -> None:
    """Give stories their turns, their bylines and their columns, in this order: each tells something for the next."""
    for block in blocks:
        if block.role in (Role.JUMP_FROM, Role.JUMP_TO):
            _place_turn(block, stories_near(stories, block.index))
    signed_by = {byline.index for story in stories for byline in story.byline}
    behind = signs.behind_bylines(blocks)
    for block in blocks:
        if block.role is Role.BYLINE and block.index not in signed_by:
            signed = _signed(block, behind[block.index], stories_near(stories, block.index))
            if signed is not None:
                signed.byline.append(block)
    for block in blocks:
        if block.role is Role.COLUMN:
            owner = _column_of(block, stories_near(stories, block.index), sense)
            if owner is not None:
                named = owner.title or signs.is_column(block)
                (owner.column if named else owner.title).append(block)


def _place_turn(block: Block, near: Sequence[Story]) -> None:
    """Give a story its turn. Of two turns to other pages the later stands at the story's end, the other is a stray."""
    if block.role is Role.JUMP_FROM:
        story = next((one for one in near if one.blocks and one.blocks[0].index == block.index + 1), None)
        if story is not None:
            story.jump_from = block
    else:
        story = _before(block, near)
        if story is not None:
            story.jump_to = block


def _before(block: Block, stories: Sequence[Story]) -> Story | None:
    """Return the story whose text stands last before a block on the page."""
    found = [
        (one.index, k)
        for k, story in enumerate(stories)
        for one in story.blocks
        if one.index < block.index and one.role is Role.BODY
    ]
    return stories[max(found)[1]] if found else None


def _signed(block: Block, behind: Block | None, stories: Sequence[Story]) -> Story | None:
    """Return the story that a byline signs: the one that it opens, else one that names nobody, by title or nearness.

    `behind` is the block behind the byline.
    """
    opened = next((one for one in stories if one.blocks and one.blocks[0] is behind), None)
    if opened and not signs.opens_story(opened.blocks[0]):
        return opened
    best: tuple[float, int] = (0.0, -1)
    for k, story in enumerate(stories):
        if (
            story.photo
            or story.byline
            or not story.blocks
            or signs.names_makers(story.blocks[0])
            or signs.is_signed(story.blocks[-1])
            or story.jump_from
        ):
            continue
        titles = {one.index for one in story.title}
        score = UNSIGNED + (UNDER if block.index - 1 in titles else OVER if block.index + 1 in titles else 0.0)
        score += BESIDE if story.blocks[-1].index == block.index - 1 else 0.0
        best = max(best, (score, k))
    return stories[best[1]] if best[1] >= 0 else None


def _column_of(block: Block, stories: Sequence[Story], sense: Sense) -> Story | None:
    """Return the story under a column's name: beside it on the page, of its kind, or speaking of it."""
    said = bigrams(block.bare)
    best: tuple[float, int] = (0.0, -1)
    for k, story in enumerate(stories):
        if story.photo or story.column or not story.blocks:
            continue
        places = {one.index for one in (*story.title, *story.byline)} | {story.blocks[0].index, story.blocks[-1].index}
        if story.jump_to:
            places.add(story.jump_to.index)
        score = BESIDE if block.index + 1 in places else BELOW if block.index - 1 in places else 0.0
        told = sense.share(said, frozenset().union(*(said & sense.of(one) for one in story.blocks)))
        score += told if told > BESIDE else 0.0
        if signs.is_opinion(block) and not signs.opens_story(story.blocks[0]) and not story.jump_from:
            score += OPINION
        best = max(best, (score, k))
    return stories[best[1]] if best[1] >= 0 and best[0] > 0 else None
