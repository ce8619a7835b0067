"""Paragraphs → stories: whose a paragraph is that stands among another story's, solved over the page.

Where two stories stand side by side or one above the other and the page is read leg by leg, paragraphs of one come
between paragraphs of the other. What a paragraph speaks of is held against each story near, who speaks in it too (某某
强调，… belongs where 某某 is introduced), and every passing from one story to another costs, less where the page gives
a reason for it. The cheapest way through the paragraphs is taken (Viterbi 1967, over a tree: a paragraph of two pieces
has a successor behind each).

The weights are in nats; those that are not the matter's own (`segment/matter.py`) are set by hand and small grids.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.joins import end_of, start_of, subject
from hnreader.segment.stitches import breaks_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.segment.joins import Joins
    from hnreader.segment.matter import Matter

NEIGHBOURS: Final = 5  # stories on either side that a paragraph may belong to
SPEAKER: Final = 7.0  # who speaks is introduced in the story's first paragraph
MEETING: Final = 1.5  # 会议要求，… in the report of a meeting
SWITCH: Final = 4.5  # to pass into another story without a reason,
RETURN: Final = 1.5  # back into the one that the page is in,
BEHIND_TITLE: Final = 2.0  # behind a title line,
BEHIND_CUT: Final = 1.5  # behind a paragraph that breaks off
STAYS_CUT: Final = 0.7  # to stay in a story behind a paragraph of it that breaks off
UNOPENED: Final = 5.0  # into a story that begins only later on the page,
NEXT_TO_OPEN: Final = 1.7  # the very next: a leg's head, or a tail, that stands above its own title
FARTHER: Final = 2.5  # for each story between
LIKELY: Final = -0.5  # nats of the edges from which neighbours are joined that a move brought together
ALONE: Final = -4.0  # what nothing opens, as a story of its own
SURE: Final = 3.0  # nats ahead of staying at which a move is as good as certain

_MEETING: Final = re.compile(r"会议(?:强调|指出|要求|认为|提出)|省领导|与会")


@dataclass(eq=False, slots=True)
class _Unit:
    """A paragraph or heading on its way to a story."""

    blocks: list[Block]
    home: int
    place: int
    fixed: bool
    before: _Unit | None = None
    piece: Block | None = None
    """The block of `before` that stands right before this paragraph."""
    following: int = -1
    """The story that opens next on the page."""
    marked: bool = False
    """A title line or a byline stands between `before` and this."""
    behind: list[_Unit] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    best: dict[int, float] = field(default_factory=dict)
    owner: int = -1


def return_strays(stories: list[Story], blocks: Sequence[Block], matter: Matter, edges: Joins) -> None:
    """Move paragraphs to the story that they belong to; a cut paragraph moves whole."""
    units = _units(stories, blocks)
    _score(units, stories, matter)
    for unit in reversed(units):
        for owner, score in unit.scores.items():
            unit.best[owner] = score + sum(_onward(one, owner, stories) for one in unit.behind)
    for unit in units:
        came = unit.before.owner if unit.before else None
        unit.owner = max(unit.best, key=lambda one: unit.best[one] - _cost(unit, came, one, stories))
    for unit in units:
        if unit.owner != unit.home:
            _move(unit, stories)
    for owner in {unit.owner for unit in units if unit.owner != unit.home}:
        _join_neighbours(stories[owner], edges)
    stories[:] = [story for story in stories if story.parts()]


def _onward(unit: _Unit, came: int, stories: Sequence[Story]) -> float:
    """The best score of a paragraph and all behind it, given the story of the one before."""
    return max(score - _cost(unit, came, owner, stories) for owner, score in unit.best.items())


def _units(stories: Sequence[Story], blocks: Sequence[Block]) -> list[_Unit]:
    """Return the paragraphs of all stories in the order of the page, each behind the one that stands before it."""
    units = []
    for home, story in enumerate(stories):
        for place, members in enumerate(story.units()):
            fixed = not place and (_is_opened(story, blocks) or len(stories) == 1)
            units.append(_Unit(members, home, place, fixed))
    units.sort(key=lambda unit: unit.blocks[0].index)
    owner = {block.index: (unit, block) for unit in units for block in unit.blocks}
    for unit in units:
        index = unit.blocks[0].index - 1
        while index >= 0 and index not in owner:
            unit.marked = unit.marked or blocks[index].role in (Role.TITLE, Role.BYLINE, Role.JUMP_TO, Role.CAPTION)
            index -= 1
        if index >= 0:
            before, unit.piece = owner[index]
            if before.blocks[0].index < unit.blocks[0].index:
                unit.before = before
                before.behind.append(unit)
    following = -1
    for unit in reversed(units):
        unit.following = following
        following = unit.home if unit.fixed else following
    return units


def _is_opened(story: Story, blocks: Sequence[Block]) -> bool:
    """Tell whether something on the page opens a story: a dateline, a byline, a turn."""
    first = story.blocks[0]
    return first.opener or story.after_turn or (first.index > 0 and blocks[first.index - 1].role is Role.BYLINE)


def _is_cut(unit: _Unit) -> bool:
    """Tell whether what stands before a paragraph breaks off, and goes on nowhere."""
    piece = unit.piece
    if piece is None or unit.before is None or piece is not unit.before.blocks[-1]:
        return False
    return not (signs.closes(piece.bare) or signs.closes_item(piece.bare) or piece.bare[-1] in "：:")


def _score(units: Sequence[_Unit], stories: Sequence[Story], matter: Matter) -> None:
    """Give each paragraph its score for each story that it may belong to."""
    bodies = [[block for block in story.blocks if block.role is Role.BODY] for story in stories]
    fixed = {unit.home for unit in units if unit.fixed}
    for unit in units:
        if unit.fixed:
            unit.scores = {unit.home: 0.0}
            continue
        speaker = subject(unit.blocks[0].bare)
        meeting = _MEETING.match(unit.blocks[0].bare) is not None
        for other in range(max(0, unit.home - NEIGHBOURS), min(len(stories), unit.home + NEIGHBOURS + 1)):
            if other != unit.home and (other not in fixed or signs.is_signed(unit.blocks[-1].bare)):
                continue
            lead = stories[other].blocks[0]
            score = ALONE if lead is unit.blocks[0] else matter.weigh(unit.blocks, bodies[other])
            score += SPEAKER if speaker and speaker in lead.bare else 0.0
            score += MEETING if meeting and "会" in lead.bare[:120] else 0.0
            unit.scores[other] = score


def _cost(unit: _Unit, came: int | None, owner: int, stories: Sequence[Story]) -> float:
    """What it costs that a paragraph of story `owner` stands behind one of story `came`."""
    if unit.fixed:
        return 0.0
    cost = 0.0
    if owner != unit.home and stories[owner].blocks[0].index > unit.blocks[0].index:
        cost = NEXT_TO_OPEN if owner == unit.following else UNOPENED
    if came is None:
        return cost
    if came == owner:
        return cost + (STAYS_CUT if _is_cut(unit) else 0.0)
    if owner == unit.home:
        return cost + RETURN
    cost += BEHIND_CUT if _is_cut(unit) else BEHIND_TITLE if unit.marked else SWITCH
    return cost + FARTHER * (abs(owner - came) - 1)


def _join_neighbours(story: Story, edges: Joins) -> None:
    """Join a paragraph that breaks off with the next, where a move has brought the two together."""
    for left, right in pairwise(story.blocks):
        if right.index in story.joined or not breaks_off(left) or left.turns or left.index + 1 == right.index:
            continue
        score = edges.weigh(end_of(left.bare), start_of(right.bare))
        if score > LIKELY:
            story.joined[right.index] = score


def _move(unit: _Unit, stories: Sequence[Story]) -> None:
    """Put a paragraph where the page has it; what stands before the opening comes from the head of the next leg."""
    home, to = stories[unit.home], stories[unit.owner]
    for block in unit.blocks:
        home.blocks.remove(block)
        if block.index in home.joined:
            to.joined[block.index] = home.joined.pop(block.index)
    first = unit.blocks[0]
    at = len(to.blocks)
    if first.index > to.blocks[0].index:
        later = (k for k, one in enumerate(to.blocks) if k and one.index > first.index and one.index not in to.joined)
        at = next(later, at)
    to.blocks[at:at] = unit.blocks
    sure = min(0.95, 0.5 + 0.45 * (unit.scores[unit.owner] - unit.scores.get(unit.home, 0.0)) / SURE)
    place = signs.span_of(first.rows[0])
    to.evidence.append(Evidence("why.stray", max(0.1, sure), (first.bare[:12],), place))
