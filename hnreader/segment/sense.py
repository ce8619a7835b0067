"""What speaks for two texts being about the same: shared pairs of characters, weighted by their rarity on the page.

Pairs stand for words here: they need no dictionary, know every name, and a rare pair (a person, a place, a figure) says
more than ten common ones (G. Salton's inverse document frequency, with a block of the page as the document).
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, repeat
from math import log
from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.segment.draft import Block

_EXACT: Final = 2.0**20  # weights are multiples of its inverse: their sums are exact, in whatever order they are taken


class Sense:
    """The pairs of every block of a page, and how rare each is."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._pairs = {block: bigrams(block.bare) for block in blocks}  # by identity, and kept: an id may return
        spread = Counter(chain.from_iterable(self._pairs.values()))
        count = len(self._pairs)
        self._unseen = _weight(count + 1)
        # A pair that one block has weighs as much as one that none has, so only the others need to be known.
        weights = {seen: _weight((count + 1) / seen) for seen in set(spread.values()) if seen > 1}
        self._rarity = {pair: weights[seen] for pair, seen in spread.items() if seen > 1}
        self._several = frozenset(self._rarity)
        self._whole: dict[frozenset[str], float] = {}

    def of(self, block: Block) -> frozenset[str]:
        """Return the block's pairs."""
        found = self._pairs.get(block)
        return bigrams(block.bare) if found is None else found

    def shared(self, block: Block) -> frozenset[str]:
        """Return those of a block's pairs that others may have too; of a block made since, all."""
        own = self._pairs.get(block)
        return bigrams(block.bare) if own is None else own & self._several

    def rarity(self, pair: str) -> float:
        """Return how much one pair says."""
        return self._rarity.get(pair, self._unseen)

    def weight(self, some: Iterable[str]) -> float:
        """Return how much a set of pairs says in all."""
        return sum(map(self._rarity.get, some, repeat(self._unseen)))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return which part of `one`, by weight, stands in `other` too: 0 to 1. One is held against many others."""
        both = one & other
        if not both:
            return 0.0
        whole = self._whole.get(one)
        if whole is None:
            whole = self._whole[one] = self.weight(one)
        return self.weight(both) / whole if whole else 0.0


def _weight(rarity: float) -> float:
    return round(log(rarity) * _EXACT) / _EXACT
