"""Pieces → paragraphs: which cut end goes with which cut beginning, solved over the page.

A column break cuts a sentence in mid-word. Its other half may be the next block, stand behind a headline, or lie
inside another story. What the edges say (`segment/joins.py`), where they stand and what they speak of is weighed; the
assignment whose sum is the greatest is taken, and below a floor nothing is joined.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from hnreader.assignment import assign
from hnreader.language.sentences import breaks_off, ends_sentence
from hnreader.segment.chains import chain
from hnreader.segment.rows import is_indented, keeps_indents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hnreader.language.continuity import Continuity
    from hnreader.segment.draft import Block
    from hnreader.segment.matter import Matter

# Weights, set on the sample and practice pages: by hand, the ones about matter and distance by small grids.
REACH: Final = 40  # blocks: how far away the other half of a cut paragraph is looked for
SECTION: Final = 60  # cut ends that are assigned together
NEXT_DOOR: Final = 2.8  # the block right behind a cut is its other half unless something speaks against it
NEXT_BODY: Final = 1.8  # the next body block, titles or pictures between
GOES_ON: Final = 0.0  # a cut has another half somewhere, unless it turns to another page
PER_BLOCK: Final = 0.05  # for each block between
BACKWARDS: Final = 0.7  # the other half stands before the cut: rarer
IN_PLACE: Final = 1.2  # the other half stands well where it is, behind a finished paragraph
MATTER: Final = 0.6  # of the nats by which a block goes better with another story than with the one that breaks off,
OTHER_MATTER: Final = 2.0  # so much at the most
NEAR: Final = 20  # blocks on either side whose stories are asked
SURE: Final = 4.5  # so much is settled first
LEFT_OVER: Final = 0.4  # nats from which an end and the next body are joined that nothing else wants
INDENTED: Final = 5.0  # against a half that is indented as the first line of a paragraph is, where indents were kept
FLOOR: Final = 1.2  # below it nothing is joined


class Stitches:
    """The cut ends of a page on their way to their other halves."""

    def __init__(self, blocks: Sequence[Block], bodies: Sequence[Block], matter: Matter, edges: Continuity) -> None:
        self.blocks = blocks
        self.bodies = bodies
        self.indents = keeps_indents([one.rows[0] for one in bodies])
        self.matter = matter
        self.edges = edges
        self._opened = list(accumulate((place if one.opener else 0 for place, one in enumerate(bodies)), max))
        self._well = [self._stands_well(place) for place in range(len(bodies))]
        self._best: dict[int, float] = {}
        self.joins = {one.after.index: (one.index, SURE) for one in bodies if one.after is not None}

    def join(self) -> dict[int, tuple[int, float]]:
        """Return the index of each cut block → that of the block that goes on, and how much speaks for it.

        What is plain is settled first; what is left is settled in the light of it, for then more is known of what each
        story speaks of, and a half should speak of what the story speaks of that breaks off.
        """
        for floor in (SURE, FLOOR):
            taken = {start for start, _ in self.joins.values()}
            ends = [k for k, one in enumerate(self.bodies) if one.index not in self.joins and is_cut(one)]
            told = self._told()
            self._best.clear()
            for first in range(0, len(ends), SECTION):
                section = ends[first : first + SECTION]
                scores = [self._candidates(end, taken, told, floor) for end in section]
                for end, found, start in zip(section, scores, assign(scores), strict=True):
                    if start is not None:
                        taken.add(self.bodies[start].index)
                        self.joins[self.bodies[end].index] = (self.bodies[start].index, found[start])
        self._join_next()
        return self.joins

    def _join_next(self) -> None:
        """Join what is left with the next body that nobody claims: mostly it is that, whatever the edges say."""
        taken = {start for start, _ in self.joins.values()}
        told = self._told()
        self._best.clear()
        for place, (left, right) in enumerate(pairwise(self.bodies)):
            if left.index in self.joins or right.index in taken or right.opener or not is_cut(left) or left.turns:
                continue
            score = self.edges.weigh(self.edges.end(left.bare), self.edges.start(right.bare))
            score += self._placed(place, place + 1)
            score -= self._other_matter(place + 1, told[left.index], told)
            if score > LEFT_OVER:
                self.joins[left.index] = (right.index, score)

    def _told(self) -> dict[int, Sequence[Block]]:
        """Return for each block the blocks of its story as far as it is known, the opening first."""
        links = {end: start for end, (start, _) in self.joins.items()}
        stories = chain(self.blocks, self.bodies, links)
        return {block.index: found for found in stories for block in found}

    def _candidates(
        self, end: int, taken: set[int], told: Mapping[int, Sequence[Block]], floor: float
    ) -> dict[int, float]:
        """Score the blocks that may go on where `bodies[end]` breaks off; positions → score above the floor."""
        edge = self.edges.end(self.bodies[end].bare)
        found = {}
        # A half before the cut in the same story would lead in a circle.
        before = range(max(0, end - REACH), self._opened[end])
        for start in (*before, *range(end + 1, min(len(self.bodies), end + REACH + 1))):
            right = self.bodies[start]
            if right.opener or right.index in taken:
                continue
            placed = self._placed(end, start)
            score = self.edges.weigh(edge, self.edges.start(right.bare), floor - placed) + placed
            if score > floor:
                score -= self._other_matter(start, told[self.bodies[end].index], told)
            if score > floor:
                found[start] = score
        return found

    def _other_matter(self, start: int, story: Sequence[Block], told: Mapping[int, Sequence[Block]]) -> float:
        """How much better a block goes with another story near than with the one that breaks off."""
        if start not in self._best:
            around = [told[body.index] for body in self.bodies[max(0, start - NEAR) : start + NEAR]]
            near = {id(one): one for one in around}.values()
            self._best[start] = max(self.matter.weigh([self.bodies[start]], one) for one in near)
        return min(OTHER_MATTER, MATTER * (self._best[start] - self.matter.weigh([self.bodies[start]], story)))

    def _placed(self, end: int, start: int) -> float:
        """How much speaks for a join by where the two stand."""
        left, right = self.bodies[end], self.bodies[start]
        score = (0.0 if left.turns else GOES_ON) - PER_BLOCK * abs(start - end)
        score -= INDENTED if self.indents and is_indented(right.rows[0]) else 0.0
        if start == end + 1:
            return score + (NEXT_DOOR if right.index == left.index + 1 else NEXT_BODY)
        return score - (BACKWARDS if start < end else 0.0) - (IN_PLACE if self._well[start] else 0.0)

    def _stands_well(self, start: int) -> bool:
        """Tell whether a block follows a finished paragraph right before it, so that nothing is missing there."""
        before = self.bodies[start - 1] if start else None
        return before is not None and before.index == self.bodies[start].index - 1 and ends_sentence(before.bare)


def is_cut(block: Block) -> bool:
    """Tell whether a block ends in mid-sentence."""
    return breaks_off(block.bare, colon_ends=False)
