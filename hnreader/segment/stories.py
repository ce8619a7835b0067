"""Blocks → stories: which paragraphs follow which, and where a story begins.

A dateline or a byline opens a story, and what stands behind it belongs to it as far as the next opening. Two things
upset that order: a leg cut in mid-sentence goes on elsewhere (an assignment over the page joins the ends, see
`_stitch`), and a paragraph may stand within a neighbour's story (who speaks in it tells, see `segment/strays.py`).
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.assignment import assign
from hnreader.segment.draft import Block, Role, Story
from hnreader.segment.joins import join_evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.segment.sense import Sense

# Weights, set on the sample and practice pages: by hand, the ones about matter and distance by small grids.
EDGE: Final = 200  # characters of either side that a join looks at
REACH: Final = 40  # blocks: how far away the other half of a cut paragraph is looked for
SECTION: Final = 60  # cut ends that are assigned together
NEXT_DOOR: Final = 2.0  # the block right behind a cut is its other half unless something speaks against it
NEXT_BODY: Final = 1.2  # the next body block, titles or pictures between
GOES_ON: Final = 0.4  # a cut has another half somewhere, unless it turns to another page
PER_BLOCK: Final = 0.04  # for each block between
BACKWARDS: Final = 0.4  # the other half stands before the cut: rarer
IN_PLACE: Final = 1.2  # the other half stands well where it is, behind a finished paragraph
SAME_MATTER: Final = 12.0  # times the share of rare pairs in common with the story that breaks off,
SAME_AT_MOST: Final = 2.2
RECENT: Final = 5  # paragraphs before a cut that tell what is spoken of
OTHER_MATTER: Final = 1.2  # at the most, where another story near is what it speaks of,
PER_DOUBLING: Final = 1.5  # by how many times more
SOME: Final = 0.03  # so small a share says nothing
SURE: Final = 3.0  # so much is settled first
FLOOR: Final = 1.0  # below it nothing is joined


def gather(blocks: Sequence[Block], sense: Sense) -> list[Story]:
    """Return the stories that have a body, in the order of the page, each with its paragraphs in reading order."""
    bodies = [block for block in blocks if block.role is Role.BODY]
    _open_by_byline(blocks)
    joins = _stitch(bodies, blocks, sense)
    chains = _chain(blocks, bodies, {end: start for end, (start, _) in joins.items()})
    stories = []
    for chain in chains:
        first = chain[0].index
        story = Story(blocks=chain, after_turn=first > 0 and blocks[first - 1].role is Role.JUMP_FROM)
        for block in chain:
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


def _stitch(bodies: list[Block], blocks: Sequence[Block], sense: Sense) -> dict[int, tuple[int, float]]:
    """Join cut ends to their other halves: index of the block that is cut → (index of the one that goes on, score).

    What the edges say by themselves is settled first; what is left is settled in the light of it: a half should speak
    of what the story speaks of that breaks off there, and not of another one that breaks off.
    """
    joins = {one.after.index: (one.index, SURE) for one in bodies if one.after is not None}
    for floor in (SURE, FLOOR):
        taken = {start for start, _ in joins.values()}
        ends = [k for k, one in enumerate(bodies) if one.index not in joins and _breaks_off(one)]
        matter = _matter(blocks, bodies, joins, {bodies[k].index for k in ends}, sense)
        for first in range(0, len(ends), SECTION):
            section = ends[first : first + SECTION]
            scores = [_candidates(bodies, end, taken, matter, sense, floor) for end in section]
            for end, found, start in zip(section, scores, assign(scores), strict=True):
                if start is not None:
                    taken.add(bodies[start].index)
                    joins[bodies[end].index] = (bodies[start].index, found[start])
    return joins


def _breaks_off(block: Block) -> bool:
    """Tell whether a block ends in mid-sentence."""
    return not signs.closes(block.bare) and not signs.closes_item(block.bare)


def _matter(
    blocks: Sequence[Block],
    bodies: list[Block],
    joins: Mapping[int, tuple[int, float]],
    ends: set[int],
    sense: Sense,
) -> dict[int, frozenset[str]]:
    """Return, for each cut end, what its story speaks of up to there: how it begins, and the last paragraphs."""
    matter = {}
    for chain in _chain(blocks, bodies, {end: start for end, (start, _) in joins.items()}):
        for place, block in enumerate(chain):
            if block.index in ends:
                told = {chain[0], *chain[max(0, place - RECENT) : place + 1]}
                matter[block.index] = frozenset().union(*map(sense.of, told))
    return matter


def _candidates(
    bodies: list[Block], end: int, taken: set[int], matter: Mapping[int, frozenset[str]], sense: Sense, floor: float
) -> dict[int, float]:
    """Score the blocks that may go on where `bodies[end]` breaks off; positions in `bodies` → score above the floor."""
    left = bodies[end]
    rivals = [
        matter[one.index]
        for one in bodies[max(0, end - REACH) : end + REACH]
        if one is not left and one.index in matter
    ]
    found = {}
    for start in range(max(0, end - REACH), min(len(bodies), end + REACH + 1)):
        right = bodies[start]
        if start == end or right.opener or right.index in taken or not _reaches(bodies, end, start):
            continue
        score = join_evidence(left.bare[-EDGE:], right.bare[:EDGE]) - PER_BLOCK * abs(start - end)
        score += 0.0 if left.turns else GOES_ON
        if start == end + 1:
            score += NEXT_DOOR if right.index == left.index + 1 else NEXT_BODY
        else:
            score -= BACKWARDS if start < end else 0.0
            score -= IN_PLACE if _stands_well(bodies, start) else 0.0
        if score > floor - SAME_AT_MOST:
            mine, other = _same_matter(sense.of(right), matter[left.index], rivals, sense)
            # The next block is of the same story as a rule, so that it speaks of it says nothing for a join.
            score += (0.0 if start == end + 1 else mine) - other
        if score > floor:
            found[start] = score
    return found


def _same_matter(
    said: frozenset[str], own: frozenset[str], rivals: Sequence[frozenset[str]], sense: Sense
) -> tuple[float, float]:
    """Weigh what a block speaks of: for the story that breaks off, and against it, for others that do."""
    mine, best = sense.share(said, own), max((sense.share(said, rival) for rival in rivals), default=0.0)
    against = PER_DOUBLING * log2(best / max(mine, SOME)) if best - mine > SOME else 0.0
    return min(SAME_AT_MOST, SAME_MATTER * mine), min(OTHER_MATTER, against)


def _stands_well(bodies: Sequence[Block], start: int) -> bool:
    """Tell whether a block follows a finished paragraph right before it, so that nothing is missing there."""
    before = bodies[start - 1] if start else None
    return before is not None and before.index == bodies[start].index - 1 and signs.closes(before.bare)


def _reaches(bodies: Sequence[Block], end: int, start: int) -> bool:
    """Tell whether a join leads on: a half that stands before the cut in the same story would lead in a circle."""
    return start > end or any(one.opener for one in bodies[start + 1 : end + 1])


def _chain(blocks: Sequence[Block], bodies: list[Block], joins: Mapping[int, int]) -> list[list[Block]]:
    """Follow the paragraphs of each story: from its opening, by joins, else to the next block that nobody claims."""
    claimed = set(joins.values())
    place = {block.index: position for position, block in enumerate(bodies)}
    seen: set[int] = set()

    def follow(block: Block) -> list[Block]:
        chain = []
        position: int | None = place[block.index]
        while position is not None and bodies[position].index not in seen:
            here = bodies[position]
            seen.add(here.index)
            chain.append(here)
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
        return chain

    chains = [follow(block) for block in bodies if block.opener or block is bodies[0]]
    chains += [follow(block) for block in bodies if block.index not in claimed and block.index not in seen]
    chains += [follow(block) for block in bodies if block.index not in seen]
    return _settle(blocks, [chain for chain in chains if chain])


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
