"""Paragraphs that stand within another story than their own, and stories that nothing on the spot opens.

Where two stories stand one above the other and OCR reads leg by leg, a paragraph of one comes between paragraphs of the
other. Who speaks in it tells whose it is (某某强调，… belongs where 某某 is introduced), else what it shares with the
stories' beginnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.joins import subject
from hnreader.segment.sense import pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.sense import Sense

NEIGHBOURS: Final = 6  # stories on either side that a paragraph may belong to
MARGIN: Final = 0.06  # by which another story must share more of a paragraph than its own does
HEADING_PARTS: Final = 2  # title parts between two paragraphs that may be a heading of theirs
TITLE_BEHIND: Final = 0.12  # the share by which a title's words must favour the body it opens


def return_strays(stories: list[Story], sense: Sense) -> None:
    """Move paragraphs to the story that they speak of; a cut paragraph moves whole, and one that follows it on the page
    follows it there, unless it speaks for another story itself.
    """
    leads = [_lead(story, sense) for story in stories]
    for home in range(len(stories)):
        near = range(max(0, home - NEIGHBOURS), min(len(stories), home + NEIGHBOURS + 1))
        units = _units(stories[home])
        to = home
        for before, unit in zip(units, units[1:], strict=False):
            to = _owner(before, unit, (home, to), near, stories, leads, sense)
            if to != home:
                _move(unit, stories[home], stories[to])


def _lead(story: Story, sense: Sense) -> frozenset[str]:
    """The pairs of a story's first paragraph, which says what it is about."""
    return sense.of(story.blocks[0])


def _units(story: Story) -> list[list[Block]]:
    """The story's paragraphs, each with all the blocks that are joined in it."""
    units: list[list[Block]] = []
    for block in story.blocks:
        if units and block.index in story.joined:
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _owner(
    before: Sequence[Block],
    unit: Sequence[Block],
    owners: tuple[int, int],
    near: range,
    stories: Sequence[Story],
    leads: Sequence[frozenset[str]],
    sense: Sense,
) -> int:
    """Return which story a paragraph belongs to; `owners` are its home and the owner of the paragraph before it.

    Who speaks is decisive. Else a paragraph is doubted only where the page gives a reason: the one before breaks off, or
    something stands between.
    """
    home, last = owners
    speaker = subject(unit[0].bare)
    if speaker:
        introduced = [other for other in near if speaker in stories[other].blocks[0].bare]
        if last in introduced or home in introduced:
            return last if last in introduced else home
        if len(introduced) == 1:
            return introduced[0]
    between = unit[0].index - before[-1].index - 1
    if signs.closes(before[-1].bare) and (not between or (0 < between <= HEADING_PARTS and not _is_news(stories[home]))):
        return last
    said = frozenset().union(*(sense.of(block) for block in unit))
    shares = {other: sense.share(said, leads[other]) for other in near if stories[other].blocks[0].opener or other in owners}
    best = max(shares, key=lambda other: (shares[other], -abs(other - home)))
    return best if shares[best] > 1.5 * shares[home] + MARGIN else home


def _is_news(story: Story) -> bool:
    """News has few headings, so a title line within it is likely to be another story's."""
    return signs.opens_story(story.blocks[0].bare)


def _move(unit: list[Block], home: Story, to: Story) -> None:
    """Put a paragraph where the page has it; what stands before the story's opening comes from the head of the next leg."""
    for block in unit:
        home.blocks.remove(block)
        if block.index in home.joined:
            home.joined.discard(block.index)
            to.joined.add(block.index)
    opening = to.blocks[0].index
    at = len(to.blocks)
    if unit[0].index > opening:
        at = next((k for k, block in enumerate(to.blocks) if k and block.index > unit[0].index and block.index not in to.joined), at)
    to.blocks[at:at] = unit
    to.evidence.append(Evidence("why.stray", 0.7, (unit[0].bare[:12],), signs.span_of(unit[0].rows[0])))


def part_orphans(stories: list[Story], blocks: Sequence[Block], sense: Sense) -> None:
    """Give each byline that opens nothing the body that it must have: a part of a story behind a title line.

    Such a byline stands in a cluster of titles far from its body (`三湘时评` with its headline and author, say), or
    behind the body's end.
    """
    standing = [
        block for block in blocks if block.role is Role.BYLINE and not _signs_picture(blocks, block) and not _opens(blocks, block)
    ]
    for byline in standing:
        told = _title_beside(blocks, byline)
        options = []
        for story in stories:
            for place in range(1, len(story.blocks)):
                block = story.blocks[place]
                if block.index in story.joined or not _behind_break(blocks, story, place):
                    continue
                rest = frozenset().union(*(sense.of(one) for one in story.blocks[place : place + 4]))
                before = frozenset().union(*(sense.of(one) for one in story.blocks[:place]))
                score = sense.share(told, rest) - 0.5 * sense.share(told, before)
                score += 0.3 if story.blocks[-1].index == byline.index - 1 else 0.0
                options.append((score, -block.index, story, place))
        if not options:
            continue
        score, _, story, place = max(options, key=lambda option: option[:2])
        if score > TITLE_BEHIND:
            tail = story.blocks[place:]
            del story.blocks[place:]
            fresh = Story(blocks=tail, joined={one.index for one in tail if one.index in story.joined})
            story.joined -= fresh.joined
            stories.insert(stories.index(story) + 1, fresh)


def _opens(blocks: Sequence[Block], byline: Block) -> bool:
    """Tell whether a byline stands right before the story that it opens."""
    behind = byline.index + 1
    while behind < len(blocks) and blocks[behind].role in (Role.BYLINE, Role.HEADING):
        behind += 1
    return behind < len(blocks) and blocks[behind].role is Role.BODY and blocks[behind].opener and not signs.opens_story(blocks[behind].bare)


def _signs_picture(blocks: Sequence[Block], byline: Block) -> bool:
    """Tell whether a byline is the credit of the caption before it."""
    return byline.index > 0 and blocks[byline.index - 1].role is Role.CAPTION


def _title_beside(blocks: Sequence[Block], byline: Block) -> frozenset[str]:
    """The pairs of the title line that stands right before a byline, or right behind it."""
    for index in (byline.index - 1, byline.index + 1):
        if 0 <= index < len(blocks) and blocks[index].role is Role.TITLE:

            return pairs(blocks[index].bare)
    return frozenset()


def _behind_break(blocks: Sequence[Block], story: Story, place: int) -> bool:
    """Tell whether a paragraph stands behind a title line, or behind one that broke off and went on elsewhere."""
    block, before = story.blocks[place], story.blocks[place - 1]
    between = blocks[before.index + 1 : block.index] if before.index < block.index else ()
    return any(one.role is Role.TITLE for one in between) or not signs.closes(before.bare)
