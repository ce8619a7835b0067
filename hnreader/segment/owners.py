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
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Final

from hnreader.language.sentences import breaks_off
from hnreader.language.speech import leading_speaker
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason
from hnreader.segment import signs
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.stitches import is_cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.matter import Matter

NEIGHBOURS: Final = 5  # stories on either side that a paragraph may belong to
SPEAKER: Final = 7.0  # who speaks is introduced in the story's first paragraph
MEETING: Final = 1.5  # 会议要求，… in the report of a meeting
SWITCH: Final = 5.5  # to pass into another story without a reason,
RETURN: Final = 2.5  # back into the one that the page is in,
BEHIND_TITLE: Final = 2.0  # behind a title line,
BEHIND_CUT: Final = 1.5  # behind a paragraph that breaks off
STAYS_CUT: Final = 0.7  # to stay in a story behind a paragraph of it that breaks off
UNOPENED: Final = 5.0  # into a story that begins only later on the page,
NEXT_TO_OPEN: Final = 1.4  # the very next: a leg's head, or a tail, that stands above its own title
FARTHER: Final = 4.0  # for each story between
LIKELY: Final = -0.5  # nats of the edges from which neighbours are joined that a move brought together
TAIL: Final = 3  # paragraphs of a story that may stand above its title
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
    """For each story, the best score of this paragraph in it and of all behind."""
    entry: dict[int, float] = field(default_factory=dict)
    """What each story costs wherever one comes from."""
    stay: float = 0.0
    """What it costs to come from the same story,"""
    switches: tuple[float, float] = (0.0, 0.0)
    """from another into another, and back into the one that the page is in."""
    ranked: list[tuple[float, int]] = field(default_factory=list)
    """What each story is worth to one who comes from the next one, the best first."""
    owner: int = -1


def return_strays(stories: list[Story], blocks: Sequence[Block], matter: Matter, edges: Continuity) -> None:
    """Move paragraphs to the story that they belong to; a cut paragraph moves whole."""
    units = _units(stories, blocks)
    _score(units, stories, matter)
    for unit in reversed(units):
        unit.best = {
            owner: score + sum([_onward(one, owner)[0] for one in unit.behind]) for owner, score in unit.scores.items()
        }
        _set_costs(unit, stories)
    for unit in units:
        unit.owner = _onward(unit, unit.before.owner if unit.before else None)[1]
    _keep_bodies(units, stories)
    for unit in units:
        if unit.owner != unit.home:
            _move(unit, stories)
    for owner in {unit.owner for unit in units if unit.owner != unit.home}:
        _join_neighbours(stories[owner], edges)
    stories[:] = [story for story in stories if story.parts()]


def _keep_bodies(units: Sequence[_Unit], stories: Sequence[Story]) -> None:
    """Keep what a story would lose to one that opens later: a tail above its own title is short, a body is no tail."""
    early: defaultdict[tuple[int, int], list[_Unit]] = defaultdict(list)
    for unit in units:
        if unit.owner != unit.home and stories[unit.owner].blocks[0].index > unit.blocks[0].index:
            early[unit.home, unit.owner].append(unit)
    for moved in early.values():
        if len(moved) > TAIL:
            for unit in moved:
                unit.owner = unit.home


def _onward(unit: _Unit, came: int | None) -> tuple[float, int]:
    """The best score of a paragraph and all behind it, and its story, given the story of the one before.

    Of two stories as good the first is taken. One that is no better right beside `came` is none farther away.
    """
    if unit.fixed:
        return unit.best[unit.home], unit.home
    if came is None:
        score, last = max((score - unit.entry[owner], -owner) for owner, score in unit.best.items())
        return score, -last
    top = (unit.best[came] - (unit.entry[came] + unit.stay), -came) if came in unit.best else (-inf, 0)
    for most, owner in unit.ranked:
        if most < top[0]:
            break
        if owner != came:
            farther = FARTHER * (abs(owner - came) - 1) if owner != unit.home else 0.0
            cost = unit.entry[owner] + unit.switches[owner == unit.home] + farther
            top = max(top, (unit.best[owner] - cost, -owner))
    return top[0], -top[1]


def _set_costs(unit: _Unit, stories: Sequence[Story]) -> None:
    """Set what it costs a paragraph to stand in a story, behind one of the same or of another."""
    if unit.fixed:
        return
    first = unit.blocks[0].index
    for owner in unit.best:
        later = owner != unit.home and stories[owner].blocks[0].index > first
        unit.entry[owner] = (NEXT_TO_OPEN if owner == unit.following else UNOPENED) if later else 0.0
    cut = _is_cut(unit)
    unit.stay = STAYS_CUT if cut else 0.0
    unit.switches = BEHIND_CUT if cut else BEHIND_TITLE if unit.marked else SWITCH, RETURN
    worth = (
        (score - (unit.entry[owner] + unit.switches[owner == unit.home]), owner) for owner, score in unit.best.items()
    )
    unit.ranked = sorted(worth, reverse=True)


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
    return breaks_off(piece.bare)


def _score(units: Sequence[_Unit], stories: Sequence[Story], matter: Matter) -> None:
    """Give each paragraph its score for each story that it may belong to."""
    bodies = [[block.index for block in story.blocks if block.role is Role.BODY] for story in stories]
    places = {index: (k, place) for k, body in enumerate(bodies) for place, index in enumerate(body)}
    fixed = {unit.home for unit in units if unit.fixed}
    for unit in units:
        if unit.fixed:
            unit.scores = {unit.home: 0.0}
            continue
        speaker = leading_speaker(unit.blocks[0].bare)
        meeting = _MEETING.match(unit.blocks[0].bare) is not None
        near = range(max(0, unit.home - NEIGHBOURS), min(len(stories), unit.home + NEIGHBOURS + 1))
        if signs.is_signed(unit.blocks[-1]):
            near = range(unit.home, unit.home + 1)
        counts = {k: len(bodies[k]) for k in near if k == unit.home or k in fixed}
        counts[unit.home] -= len(unit.blocks)
        for other, told in matter.among(unit.blocks, bodies, places, counts).items():
            lead = stories[other].blocks[0]
            score = ALONE if lead is unit.blocks[0] else told
            score += SPEAKER if speaker and speaker in lead.bare else 0.0
            score += MEETING if meeting and "会" in lead.bare[:120] else 0.0
            unit.scores[other] = score


def _join_neighbours(story: Story, edges: Continuity) -> None:
    """Join a paragraph that breaks off with the next, where a move has brought the two together."""
    for left, right in pairwise(story.blocks):
        if right.index in story.joined or not is_cut(left) or left.turns or left.index + 1 == right.index:
            continue
        score = edges.weigh(edges.end(left.bare), edges.start(right.bare))
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
    confidence = min(0.95, 0.5 + 0.45 * (unit.scores[unit.owner] - unit.scores.get(unit.home, 0.0)) / SURE)
    place = signs.span_of(first.rows[0])
    speaker = leading_speaker(first.bare)
    if speaker and speaker in to.blocks[0].bare:
        moved = Message(Reason.DISPLACED_SPEAKER, start=first.bare[:12], speaker=speaker)
    else:
        moved = Message(Reason.DISPLACED, start=first.bare[:12])
    to.evidence.append(Evidence(moved, max(0.1, confidence), place))
