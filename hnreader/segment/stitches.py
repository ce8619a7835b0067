"""Pieces → paragraphs: which cut end goes with which cut beginning, solved over the page.

A column break cuts a sentence in mid-word. Its other half may be the next block, stand behind a headline, or lie
inside another story. What the edges say (`segment/joins.py`), where they stand and what they speak of is weighed; the
assignment whose sum is the greatest is taken, and below a floor nothing is joined.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Final

from hnreader.segment import signs
from hnreader.segment.assignment import assign
from hnreader.segment.chains import chain
from hnreader.segment.joins import end_of, start_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.segment.draft import Block
    from hnreader.segment.joins import Joins
    from hnreader.segment.sense import Sense

# Weights, set on the sample and practice pages: by hand, the ones about matter and distance by small grids.
REACH: Final = 40  # blocks: how far away the other half of a cut paragraph is looked for
SECTION: Final = 60  # cut ends that are assigned together
NEXT_DOOR: Final = 3.5  # the block right behind a cut is its other half unless something speaks against it
NEXT_BODY: Final = 2.5  # the next body block, titles or pictures between
GOES_ON: Final = 0.0  # a cut has another half somewhere, unless it turns to another page
PER_BLOCK: Final = 0.05  # for each block between
BACKWARDS: Final = 0.7  # the other half stands before the cut: rarer
IN_PLACE: Final = 2.0  # the other half stands well where it is, behind a finished paragraph
SAME_MATTER: Final = 18  # times the share of rare pairs in common with the story that breaks off,
SAME_AT_MOST: Final = 3.0
RECENT: Final = 5  # paragraphs before a cut that tell what is spoken of
OTHER_MATTER: Final = 1.8  # at the most, where another story near is what it speaks of,
PER_DOUBLING: Final = 2.0  # by how many times more
SOME: Final = 0.03  # so small a share says nothing
SURE: Final = 4.5  # so much is settled first
FLOOR: Final = 1.2  # below it nothing is joined


class Stitches:
    """The cut ends of a page on their way to their other halves."""

    def __init__(self, blocks: Sequence[Block], bodies: Sequence[Block], sense: Sense, edges: Joins) -> None:
        self.blocks = blocks
        self.bodies = bodies
        self.sense = sense
        self.edges = edges
        self.starts = [start_of(one.bare) for one in bodies]
        self.joins = {one.after.index: (one.index, SURE) for one in bodies if one.after is not None}

    def join(self) -> dict[int, tuple[int, float]]:
        """Return the index of each cut block → that of the block that goes on, and how much speaks for it.

        What the edges say by themselves is settled first; what is left is settled in the light of it: a half should
        speak of what the story speaks of that breaks off there, and not of another one that breaks off.
        """
        for floor in (SURE, FLOOR):
            taken = {start for start, _ in self.joins.values()}
            ends = [k for k, one in enumerate(self.bodies) if one.index not in self.joins and breaks_off(one)]
            matter = self._matter({self.bodies[k].index for k in ends})
            for first in range(0, len(ends), SECTION):
                section = ends[first : first + SECTION]
                scores = [self._candidates(end, taken, matter, floor) for end in section]
                for end, found, start in zip(section, scores, assign(scores), strict=True):
                    if start is not None:
                        taken.add(self.bodies[start].index)
                        self.joins[self.bodies[end].index] = (self.bodies[start].index, found[start])
        return self.joins

    def _matter(self, ends: set[int]) -> dict[int, frozenset[str]]:
        """Return, for each cut end, what its story speaks of up to there: how it begins, and the last paragraphs."""
        matter = {}
        links = {end: start for end, (start, _) in self.joins.items()}
        for following in chain(self.blocks, self.bodies, links):
            for place, block in enumerate(following):
                if block.index in ends:
                    told = {following[0], *following[max(0, place - RECENT) : place + 1]}
                    matter[block.index] = frozenset().union(*map(self.sense.of, told))
        return matter

    def _candidates(
        self, end: int, taken: set[int], matter: Mapping[int, frozenset[str]], floor: float
    ) -> dict[int, float]:
        """Score the blocks that may go on where `bodies[end]` breaks off; positions → score above the floor."""
        left, edge = self.bodies[end], end_of(self.bodies[end].bare)
        around = range(max(0, end - REACH), min(len(self.bodies), end + REACH + 1))
        rivals = [
            matter[one.index] for one in map(self.bodies.__getitem__, around) if one is not left and one.index in matter
        ]
        found = {}
        for start in around:
            right = self.bodies[start]
            if start == end or right.opener or right.index in taken or not self._leads_on(end, start):
                continue
            score = self.edges.weigh(edge, self.starts[start]) + self._placed(end, start)
            if score > floor - SAME_AT_MOST:
                mine, other = self._same_matter(self.sense.of(right), matter[left.index], rivals)
                # The next block is of the same story as a rule, so that it speaks of it says nothing for a join.
                score += (0.0 if start == end + 1 else mine) - other
            if score > floor:
                found[start] = score
        return found

    def _placed(self, end: int, start: int) -> float:
        """How much speaks for a join by where the two stand."""
        left, right = self.bodies[end], self.bodies[start]
        score = (0.0 if left.turns else GOES_ON) - PER_BLOCK * abs(start - end)
        if start == end + 1:
            return score + (NEXT_DOOR if right.index == left.index + 1 else NEXT_BODY)
        return score - (BACKWARDS if start < end else 0.0) - (IN_PLACE if self._stands_well(start) else 0.0)

    def _same_matter(
        self, said: frozenset[str], own: frozenset[str], rivals: Sequence[frozenset[str]]
    ) -> tuple[float, float]:
        """Weigh what a block speaks of: for the story that breaks off, and against it, for others that do."""
        mine = self.sense.share(said, own)
        best = max((self.sense.share(said, rival) for rival in rivals), default=0.0)
        against = PER_DOUBLING * log2(best / max(mine, SOME)) if best - mine > SOME else 0.0
        return min(SAME_AT_MOST, SAME_MATTER * mine), min(OTHER_MATTER, against)

    def _stands_well(self, start: int) -> bool:
        """Tell whether a block follows a finished paragraph right before it, so that nothing is missing there."""
        before = self.bodies[start - 1] if start else None
        return before is not None and before.index == self.bodies[start].index - 1 and signs.closes(before.bare)

    def _leads_on(self, end: int, start: int) -> bool:
        """Tell whether a join leads on: a half before the cut in the same story would lead in a circle."""
        return start > end or any(one.opener for one in self.bodies[start + 1 : end + 1])


def breaks_off(block: Block) -> bool:
    """Tell whether a block ends in mid-sentence."""
    return not signs.closes(block.bare) and not signs.closes_item(block.bare)
