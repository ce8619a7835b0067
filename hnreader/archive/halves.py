"""How well two texts make one article: the words that they share, and a sentence that goes on from one to the other.

What speaks for it is weighed in natural logarithms of odds, so that evidence adds up: 0 says nothing, 1 makes it about
three times as likely, -1 a third.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final

from hnreader.lexicon.marks import CLOSING, FULL_STOPS, PAUSES
from hnreader.segment import signs
from hnreader.segment.joins import join_evidence
from hnreader.segment.sense import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.model import Article

# Halves of one story share about a tenth of the smaller one's words by weight, halves of two stories a fiftieth; where
# the two are equally likely lies between. (Stories of fifteen pages, cut in two anywhere in their middle.)
EVEN: Final = 0.05
STEEP: Final = 2.0  # odds per e-fold of what is shared
FAINT: Final = 0.005  # so much is shared by chance
MOST: Final = 3.0
ENOUGH: Final = 100  # pairs: a shorter text that shares nothing says less by that

OTHERS: Final = 4  # texts that the few at hand are thought to stand among: else a word of both would count as common
EDGE: Final = 200  # characters on either side of a turn
AGAINST: Final = -2.0  # a mark that ends or parts a sentence cannot follow a full stop

WORDS: Final = 3  # shared words that are named
LONGEST: Final = 8  # characters of one
LOOKED_AT: Final = 3000  # characters of a half in which they are sought


class Half:
    """An article's text, as far as it tells what goes with it."""

    def __init__(self, article: Article) -> None:
        self.article: Final = article
        paragraphs = [bare for one in article.paragraphs if (bare := _bare(one.text.text))]
        self.first: Final = paragraphs[0][:EDGE] if paragraphs else ""
        self.last: Final = paragraphs[-1][-EDGE:] if paragraphs else ""

    @cached_property
    def bare(self) -> str:
        """All its texts, without blanks."""
        article = self.article
        titles = (article.kicker, article.headline, article.subhead)
        texts = (*titles, *(one.text for one in article.paragraphs), *article.captions)
        return "\n".join(_bare(text.text) for text in texts if text)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its neighbouring pairs of characters."""
        return pairs(self.bare)

    @property
    def breaks_off(self) -> bool:
        """Whether its last sentence is cut."""
        last = self.last
        return bool(last) and not signs.closes(last) and not signs.closes_item(last) and last[-1] not in "：:"


class Likeness:
    """Which halves go together, with the rarity of words among all of them."""

    def __init__(self, halves: Iterable[Half]) -> None:
        texts = [half.pairs for half in halves]
        self._spread: Counter[str] = Counter()
        for one in texts:
            self._spread.update(one)
        self._texts = len(texts) + OTHERS

    def words(self, first: Half, second: Half) -> float:
        """Weigh the words that two halves share."""
        smaller = min(self._weight(first.pairs), self._weight(second.pairs))
        shared = self._weight(first.pairs & second.pairs) / smaller if smaller else 0.0
        told = max(-MOST, min(MOST, STEEP * log((shared + FAINT) / EVEN)))
        return told if told > 0 else told * min(1.0, min(len(first.pairs), len(second.pairs)) / ENOUGH)

    def named(self, first: Half, second: Half) -> tuple[str, ...]:
        """Return the words that tell the most of those that two halves share, longer ones first."""
        shared = first.pairs & second.pairs
        runs: dict[str, None] = {}
        start = 0
        text, other = second.bare[:LOOKED_AT], first.bare[:LOOKED_AT]
        for at in range(1, len(text) + 1):
            if at - start >= LONGEST or text[at - 1 : at + 1] not in shared or text[start : at + 1] not in other:
                if at - start > 1:
                    runs[text[start:at]] = None
                start = at
        best = sorted(runs, key=lambda run: (-self._weight(pairs(run)), run))[:WORDS]
        return tuple(sorted(best, key=text.index))

    def _weight(self, some: Iterable[str]) -> float:
        return sum(log((self._texts + 1) / self._spread.get(pair, 1)) for pair in some)


def edge(first: Half, second: Half) -> float:
    """Weigh whether the second half's beginning goes on where the first one ends."""
    if not first.last or not second.first:
        return 0.0
    if first.breaks_off:
        return max(AGAINST, min(MOST, join_evidence(first.last, second.first)))
    begins = second.first[0]
    return AGAINST if begins in PAUSES or begins in FULL_STOPS or begins in CLOSING else 0.0


def _bare(text: str) -> str:
    return "".join(text.split())
