"""What stories speak of: how well a paragraph goes with a story, in nats.

Two blocks of text share pairs of characters (`segment/sense.py`), each weighing by its rarity on the page. What a
paragraph shares with the first paragraph of a story, which says what it is about, and with all of its paragraphs on
average, tells whose it is. The weights come from a conditional logistic regression over 2,000 paragraphs of sample,
practice and other typeset pages, each against the nine stories around it; 84 % of them are told by matter alone.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hnreader.segment.draft import Block
    from hnreader.segment.sense import Sense

COMMON: Final = 9  # a pair in more blocks than this tells nothing
ALL, LEAD = 2.5, 2.2  # for each e-fold of what is shared with all paragraphs, with the first
CHANCE: Final = 0.3  # what is shared by chance
STORY: Final = 100  # blocks; of longer stories only those are looked at that share something
SHORT: Final = 40  # pairs; a shorter paragraph says less
NOTHING: Final = (ALL + LEAD) * log(CHANCE)
# Clauses that stand on the page twice are phrases of office (以钉钉子精神抓好各项任务落实), which tell nothing.
PHRASE: Final = 9  # characters; shorter clauses may be names
_CLAUSE: Final = re.compile(r"[^，,。；;：:！？]{2,}")
_PHRASE: Final = re.compile(rf"[^，,。；;：:！？]{{{PHRASE},}}")
_EXACT: Final = 2.0**20  # weights are multiples of its inverse, so that sums do not depend on the order of a set


class Matter:
    """What the body blocks of a page share with each other."""

    def __init__(self, bodies: Sequence[Block], sense: Sense) -> None:
        told = _own_pairs(bodies, sense)
        self._count = {block.index: count for block, (_, count) in zip(bodies, told, strict=True)}
        self._size = {index: sqrt(count or 1) for index, count in self._count.items()}
        spread = Counter(chain.from_iterable(own for own, _ in told))
        self._holders: dict[str, list[int]] = {pair: [] for pair, seen in spread.items() if 1 < seen <= COMMON}
        several = frozenset(self._holders)
        self._said = {block.index: own & several for block, (own, _) in zip(bodies, told, strict=True)}
        for index, own in self._said.items():
            for pair in own:
                self._holders[pair].append(index)
        self._weights = [0.0] + [
            round(log((len(bodies) + 1) / seen) * _EXACT) / _EXACT for seen in range(1, COMMON + 1)
        ]
        self._shared: dict[int, dict[int, float]] = {}

    def weigh(self, blocks: Sequence[Block], story: Sequence[Block]) -> float:
        """Return how well the blocks of a paragraph go with those of a story, in nats, up to a constant.

        The first block of `story` opens it. Blocks of the paragraph in it are left out.
        """
        told = self._told(blocks)
        own = {block.index for block in blocks}
        lead = total = 0.0
        count = 0
        for place, other in enumerate(story):
            index = other.index
            if index not in own:
                count += 1
                if index in told:
                    share = told[index] / self._size[index]
                    total += share
                    lead = lead if place else share
        return _nats(total, count, lead, self._weight(blocks))

    def among(
        self,
        blocks: Sequence[Block],
        bodies: Sequence[Sequence[int]],
        places: Mapping[int, tuple[int, int]],
        counts: Mapping[int, int],
    ) -> dict[int, float]:
        """Return how well the blocks of a paragraph go with each of several stories, as `weigh` does.

        `bodies` are the indexes of the blocks of all stories, `places` says of each in which story it is and where,
        `counts` of the stories asked for how many blocks they have without these.
        """
        told = self._told(blocks)
        own = {block.index for block in blocks}
        weight = self._weight(blocks)
        found = {}
        for story, count in counts.items():
            body = bodies[story]
            if len(body) > STORY:
                body = sorted(
                    (one for one in told if one in places and places[one][0] == story), key=places.__getitem__
                )
            shares = [told[index] / self._size[index] for index in body if index in told and index not in own]
            opens = bodies[story][0] if bodies[story] else -1
            lead = told[opens] / self._size[opens] if opens in told and opens not in own else 0.0
            found[story] = _nats(sum(shares), count, lead, weight)
        return found

    def _told(self, blocks: Sequence[Block]) -> Mapping[int, float]:
        """What some blocks share with each other block of the page."""
        told = self._both(blocks[0].index)
        for block in blocks[1:]:
            further = self._both(block.index)
            told = {index: told.get(index, 0.0) + further.get(index, 0.0) for index in told.keys() | further}
        return told

    def _both(self, index: int) -> Mapping[int, float]:
        """What a block shares with each other; most are never asked for."""
        shared = self._shared.get(index)
        if shared is None:
            shared = self._shared[index] = {}
            for pair in self._said[index]:
                holders = self._holders[pair]
                weight = self._weights[len(holders)]
                for other in holders:
                    shared[other] = shared.get(other, 0.0) + weight
        return shared

    def _weight(self, blocks: Iterable[Block]) -> float:
        return min(1.0, sum(self._count[block.index] for block in blocks) / SHORT)


def _nats(total: float, count: int, lead: float, weight: float) -> float:
    """What speaks for a story of which so much is shared in all, with so many blocks, and with the first."""
    return weight * (ALL * log(total / count + CHANCE) + LEAD * log(lead + CHANCE)) if total else NOTHING * weight


def _own_pairs(bodies: Sequence[Block], sense: Sense) -> list[tuple[frozenset[str], int]]:
    """Return the pairs of each block that others may have too, without those of its phrases of office.

    With each, how many pairs it has in all.
    """
    phrases = [frozenset(_PHRASE.findall(block.bare)) for block in bodies]
    often = {phrase for phrase, seen in Counter(chain.from_iterable(phrases)).items() if seen > 1}
    found = []
    for block, own in zip(bodies, phrases, strict=True):
        if own.isdisjoint(often):
            found.append((sense.shared(block), len(sense.of(block))))
        else:
            rest = bigrams("，".join(set(_CLAUSE.findall(block.bare)) - often))
            found.append((rest, len(rest)))
    return found
