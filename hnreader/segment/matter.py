"""What stories speak of: how well a paragraph goes with a story, in nats.

Two blocks of text share pairs of characters (`segment/sense.py`), each weighing by its rarity on the page. What a
paragraph shares with the first paragraph of a story, which says what it is about, and with all of its paragraphs on
average, tells whose it is. The weights come from a conditional logistic regression over 2,000 paragraphs of sample,
practice and other typeset pages, each against the nine stories around it; 84 % of them are told by matter alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, combinations
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from hnreader.segment.sense import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hnreader.segment.draft import Block
    from hnreader.segment.sense import Sense

COMMON: Final = 9  # a pair in more blocks than this tells nothing
ALL, LEAD = 2.5, 2.2  # for each e-fold of what is shared with all paragraphs, with the first
CHANCE: Final = 0.3  # what is shared by chance
SHORT: Final = 40  # pairs; a shorter paragraph says less
NOTHING: Final = (ALL + LEAD) * log(CHANCE)
# Clauses that stand on the page twice are phrases of office (以钉钉子精神抓好各项任务落实), which tell nothing.
_CLAUSE: Final = re.compile(r"[^，,。；;：:！？]{2,}")
PHRASE: Final = 9  # characters; shorter clauses may be names
_EXACT: Final = 2.0**20  # weights are multiples of its inverse, so that sums do not depend on the order of a set


class Matter:
    """What the body blocks of a page share with each other."""

    def __init__(self, bodies: Sequence[Block], sense: Sense) -> None:
        self._size: dict[int, float] = {}
        self._count: dict[int, int] = {}
        holders: defaultdict[str, list[int]] = defaultdict(list)
        clauses = [set(_CLAUSE.findall(block.bare)) for block in bodies]
        often = {clause for clause, seen in Counter(chain.from_iterable(clauses)).items() if seen > 1 and len(clause) >= PHRASE}
        for block, own in zip(bodies, clauses, strict=True):
            said = sense.of(block) if own.isdisjoint(often) else pairs("，".join(own - often))
            self._count[block.index] = len(said)
            self._size[block.index] = sqrt(len(said) or 1)
            for pair in said:
                holders[pair].append(block.index)
        weights = [0.0] + [round(log((len(bodies) + 1) / seen) * _EXACT) / _EXACT for seen in range(1, COMMON + 1)]
        several = (tuple(found) for found in holders.values() if 1 < len(found) <= COMMON)
        self._shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for found, times in Counter(several).items():
            weight = times * weights[len(found)]
            for two in combinations(found, 2):
                self._shared[two] += weight

    def weigh(self, blocks: Sequence[Block], story: Sequence[Block]) -> float:
        """Return how well the blocks of a paragraph go with those of a story, in nats, up to a constant.

        The first block of `story` opens it. Blocks of the paragraph in it are left out.
        """
        lead = total = 0.0
        count = 0
        own = {block.index for block in blocks}
        for place, other in enumerate(story):
            if other.index not in own:
                told = sum(self._both(index, other.index) for index in own) / self._size[other.index]
                lead = lead if place else told
                total += told
                count += 1
        if not total:
            return NOTHING * self._weight(blocks)
        return self._weight(blocks) * (ALL * log(total / count + CHANCE) + LEAD * log(lead + CHANCE))

    def _both(self, one: int, other: int) -> float:
        return self._shared.get((one, other) if one < other else (other, one), 0.0)

    def _weight(self, blocks: Iterable[Block]) -> float:
        return min(1.0, sum(self._count[block.index] for block in blocks) / SHORT)
