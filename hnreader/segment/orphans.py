"""Stories that nothing on the spot opens: their byline stands elsewhere, and a byline must have a body.

A commentary's headline and author may stand in a cluster of titles far from its text, a report's byline behind its end.
Then the text seems to belong to the story before it; it is parted from it where a title line or a break stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams
from hnreader.language.sentences import ends_sentence
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense

REACH: Final = 240  # blocks: more than a page has; a longer file is no single page
WINDOW: Final = 4  # paragraphs on either side of a parting that tell what they are about
TITLE_LINES: Final = 3  # lines that stand with a byline and may be its title
TOLD: Final = 8.0  # for a title whose every rare pair stands behind the parting,
AGAINST: Final = 0.5  # less so much of what stands before it too
LEADS: Final = 2.0  # and for the first paragraph by itself
SAME: Final = 6.0  # where all of it speaks of what the text before speaks of
SIGNED_BELOW: Final = 2.4  # the byline stands right behind the text's end
BREAK: Final = 1.0  # a title line, a turn or a break stands before the parting
JOINED: Final = 0.4  # for each nat by which the paragraph goes on with the one before
FLOOR: Final = 1.8  # below it the text stays where it is


def part_orphans(stories: list[Story], blocks: Sequence[Block], sense: Sense) -> None:
    """Give each byline that opens nothing the body that it must have: the end of another story, parted from it."""
    standing = [
        block
        for block, behind in zip(blocks, signs.behind_bylines(blocks), strict=True)
        if block.role is Role.BYLINE and not _signs_picture(blocks, block) and not _opens(behind)
    ]
    # Where datelines name nobody (新华社…电) bylines stand over the news that they sign, and open nothing of their own.
    dated = [story.blocks[0] for story in stories if signs.opens_story(story.blocks[0])]
    unsigned = sum(not signs.names_makers(block) for block in dated)
    if len(standing) <= unsigned and 2 * unsigned >= len(dated):
        return
    places = {block.index: (story, place) for story in stories for place, block in enumerate(story.blocks)}
    for byline in standing:
        best: tuple[float, Story, int] | None = None
        told = _title_beside(blocks, byline)
        for index in range(max(0, byline.index - REACH), byline.index + REACH):
            story, place = places.get(index, (None, 0))
            if story is None or not place or story.blocks[place].after is not None:
                continue
            score = _parting(story, place, byline, told, blocks, sense)
            if score > FLOOR and (best is None or score > best[0]):
                best = score, story, place
        if best is not None:
            fresh = _part(stories, best[1], best[2])
            places.update((block.index, (fresh, place)) for place, block in enumerate(fresh.blocks))


def _parting(
    story: Story, place: int, byline: Block, told: frozenset[str], blocks: Sequence[Block], sense: Sense
) -> float:
    """How much speaks for the byline's body beginning at this place of the story; `told` are its title's pairs."""
    behind = [sense.of(one) for one in story.blocks[place : place + WINDOW]]
    signed = SIGNED_BELOW if story.blocks[-1].index == byline.index - 1 else 0.0
    spoken = sense.share(told, frozenset().union(*(told & one for one in behind)))
    if (TOLD + LEADS) * spoken + signed + BREAK <= FLOOR:  # at the most: most places are out of the question
        return 0.0
    here = frozenset().union(*behind)
    before = frozenset().union(*map(sense.of, {story.blocks[0], *story.blocks[max(0, place - WINDOW) : place]}))
    score = TOLD * (spoken - AGAINST * sense.share(told, before)) - SAME * sense.share(here, before)
    score += signed + LEADS * sense.share(told, behind[0])
    joined = story.joined.get(story.blocks[place].index)
    if joined is not None:
        return score - JOINED * max(0.0, joined)
    return score + (BREAK if _behind_break(blocks, story, place) else 0.0)


def _part(stories: list[Story], story: Story, place: int) -> Story:
    """Make a story of its own of what stands from `place` on, and return it."""
    tail = story.blocks[place:]
    del story.blocks[place:]
    tail[0].opener = True
    story.joined.pop(tail[0].index, None)
    fresh = Story(
        blocks=tail, joined={one.index: story.joined.pop(one.index) for one in tail if one.index in story.joined}
    )
    stories.insert(stories.index(story) + 1, fresh)
    return fresh


def _opens(behind: Block | None) -> bool:
    """Tell whether what stands behind a byline is the story that it opens."""
    return behind is not None and behind.role is Role.BODY and behind.opener and not signs.opens_story(behind)


def _signs_picture(blocks: Sequence[Block], byline: Block) -> bool:
    """Tell whether a byline is the credit of the caption before it."""
    return byline.index > 0 and blocks[byline.index - 1].role is Role.CAPTION


def _title_beside(blocks: Sequence[Block], byline: Block) -> frozenset[str]:
    """The pairs of the title lines that stand right before a byline, or right behind it."""
    for step in (-1, 1):
        lines: list[Block] = []
        index = byline.index + step
        while 0 <= index < len(blocks) and blocks[index].role is Role.TITLE and len(lines) < TITLE_LINES:
            if lines and blocks[max(index, index - step)].rows[0].gap > 0:
                break
            lines.append(blocks[index])
            index += step
        if lines:
            return frozenset().union(*(bigrams(line.bare) for line in lines))
    return frozenset()


def _behind_break(blocks: Sequence[Block], story: Story, place: int) -> bool:
    """Tell whether a paragraph stands behind a title line or a turn, or behind one that broke off."""
    block, before = story.blocks[place], story.blocks[place - 1]
    if not ends_sentence(before.bare):
        return True
    return before.index < block.index and any(
        one.role in (Role.TITLE, Role.JUMP_TO) for one in blocks[before.index + 1 : block.index]
    )
