"""Paragraphs that stand within another story than their own.

Where two stories stand one above the other and OCR reads leg by leg, a paragraph of one comes between paragraphs of the
other. Who speaks in it tells whose it is (某某强调，… belongs where 某某 is introduced), else what it shares with the
stories' beginnings.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.joins import subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.draft import Block, Story
    from hnreader.segment.sense import Sense

NEIGHBOURS: Final = 6  # stories on either side that a paragraph may belong to
TIMES, MARGIN = 1.5, 0.06  # how much more of a paragraph another story must share than its own does
HEADING_PARTS: Final = 2  # title parts between two paragraphs that may be a heading of theirs


def return_strays(stories: list[Story], sense: Sense) -> None:
    """Move paragraphs to the story that they speak of; a cut paragraph moves whole.

    A paragraph that follows such a one on the page follows it there, unless it speaks for another story itself.
    """
    leads = [_lead(story, sense) for story in stories]
    for home in range(len(stories)):
        near = range(max(0, home - NEIGHBOURS), min(len(stories), home + NEIGHBOURS + 1))
        units = stories[home].units()
        to = home
        for before, unit in itertools.pairwise(units):
            to = _owner(before, unit, (home, to), near, stories, leads, sense)
            if to != home:
                _move(unit, stories[home], stories[to])


def _lead(story: Story, sense: Sense) -> frozenset[str]:
    """The pairs of a story's first paragraph, which says what it is about."""
    return sense.of(story.blocks[0])


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

    Who speaks is decisive. Else a paragraph is doubted only where the page gives a reason: the one before breaks off,
    or something stands between.
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
    if signs.closes(before[-1].bare) and (
        not between or (0 < between <= HEADING_PARTS and not _is_news(stories[home]))
    ):
        return last
    said = frozenset().union(*(sense.of(block) for block in unit))
    shares = {
        other: sense.share(said, leads[other]) for other in near if stories[other].blocks[0].opener or other in owners
    }
    best = max(shares, key=lambda other: (shares[other], -abs(other - home)))
    return best if shares[best] > TIMES * shares[home] + MARGIN else home


def _is_news(story: Story) -> bool:
    """News has few headings, so a title line within it is likely to be another story's."""
    return signs.opens_story(story.blocks[0].bare)


def _move(unit: list[Block], home: Story, to: Story) -> None:
    """Put a paragraph where the page has it; what stands before the opening comes from the head of the next leg."""
    for block in unit:
        home.blocks.remove(block)
        if block.index in home.joined:
            home.joined.discard(block.index)
            to.joined.add(block.index)
    opening = to.blocks[0].index
    at = len(to.blocks)
    if unit[0].index > opening:
        at = next(
            (
                k
                for k, block in enumerate(to.blocks)
                if k and block.index > unit[0].index and block.index not in to.joined
            ),
            at,
        )
    to.blocks[at:at] = unit
    to.evidence.append(Evidence("why.stray", 0.7, (unit[0].bare[:12],), signs.span_of(unit[0].rows[0])))
