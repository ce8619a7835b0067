"""What speaks for two texts being about the same: shared pairs of characters, weighted by their rarity on the page.

Pairs stand for words here: they need no dictionary, know every name, and a rare pair (a person, a place, a figure) says
more than ten common ones (G. Salton's inverse document frequency, with a block of the page as the document).
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, repeat
from math import log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.segment.draft import Block

_WORDS: Final = re.compile(r"[^\W_]{2,}")


def pairs(bare: str) -> frozenset[str]:
    """Return all neighbouring pairs of letters, figures and 汉字 of a text."""
    return frozenset(pair for word in _WORDS.findall(bare) for pair in map(str.__add__, word, islice(word, 1, None)))


class Sense:
    """The pairs of every block of a page, and how rare each is."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._pairs: dict[int, frozenset[str]] = {}
        spread: Counter[str] = Counter()
        count = 0
        for block in blocks:
            found = pairs(block.bare)
            self._pairs[id(block)] = found
            spread.update(found)
            count += 1
        self._rarity = {pair: log((count + 1) / seen) for pair, seen in spread.items()}
        self._unseen = log(count + 1)

    def of(self, block: Block) -> frozenset[str]:
        """Return the block's pairs."""
        found = self._pairs.get(id(block))
        return pairs(block.bare) if found is None else found

    def weight(self, some: Iterable[str]) -> float:
        """Return how much a set of pairs says in all."""
        return sum(map(self._rarity.get, some, repeat(self._unseen)))

    def share(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return which part of `one`, by weight, stands in `other` too: 0 to 1."""
        whole = self.weight(one)
        return self.weight(one & other) / whole if whole else 0.0
