"""Evidence that two articles are halves of one story: shared words, and a sentence that goes on from one to the other.

Scores are natural logarithms of odds, so that they add up: 0 is neutral, 1 makes it about three times as likely, -1 a
third.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final

from hnreader.language.bigrams import bigrams
from hnreader.language.characters import CLOSING, FULL_STOPS, PAUSES
from hnreader.language.continuity import sentence_continuity
from hnreader.language.sentences import breaks_off
from hnreader.model import CONTENT_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.model import Article

# Halves of one story share about a tenth of the smaller one's words by weight, halves of two stories a fiftieth.
# (Measured on the stories of fifteen pages, each cut anywhere in its middle.)
_EVEN_ODDS: Final = 0.05  # share of words at which both are equally likely
_SLOPE: Final = 2.0  # score per e-fold of the share
_CHANCE: Final = 0.005  # share that any two texts have
_MOST: Final = 3.0  # limit of a score
_LONG_ENOUGH: Final = 100  # bigrams: of a shorter text an empty share says less

_OTHER_TEXTS: Final = 4  # added to the few texts at hand: otherwise a word in two of them would count as common
_EDGE: Final = 200  # characters compared on either side of a page turn
_AGAINST: Final = -2.0  # a pause or full stop cannot follow a full stop

_NAMED_WORDS: Final = 3
_LONGEST_WORD: Final = 8  # characters
_SEARCHED: Final = 3000  # characters of a half in which shared words are looked for


class Half:
    """An article and those of its texts that are compared."""

    def __init__(self, article: Article) -> None:
        self.article: Final = article
        paragraphs = [compact for paragraph in article.paragraphs if (compact := _compact(paragraph.text.text))]
        self.start: Final = paragraphs[0][:_EDGE] if paragraphs else ""
        self.end: Final = paragraphs[-1][-_EDGE:] if paragraphs else ""

    @cached_property
    def content(self) -> str:
        """The texts of its content without blanks."""
        return "\n".join(_compact(text.text.text) for text in self.article.texts if text.role in CONTENT_ROLES)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        """The bigrams of its content."""
        return bigrams(self.content)

    @property
    def breaks_off(self) -> bool:
        """Whether its last sentence is cut."""
        return breaks_off(self.end)


class WordOverlap:
    """Weighs the words that two halves share; a word weighs the more, the fewer of all halves have it."""

    def __init__(self, articles: Iterable[Half]) -> None:
        texts = [half.bigrams for half in articles]
        self._frequency: Counter[str] = Counter()
        for text in texts:
            self._frequency.update(text)
        self._texts = len(texts) + _OTHER_TEXTS

    def score(self, first: Half, second: Half) -> float:
        """Return the score of the words that two halves share."""
        smaller = min(self._weight(first.bigrams), self._weight(second.bigrams))
        shared = self._weight(first.bigrams & second.bigrams) / smaller if smaller else 0.0
        score = max(-_MOST, min(_MOST, _SLOPE * log((shared + _CHANCE) / _EVEN_ODDS)))
        return score if score > 0 else score * min(1.0, min(len(first.bigrams), len(second.bigrams)) / _LONG_ENOUGH)

    def words(self, first: Half, second: Half) -> tuple[str, ...]:
        """Return up to three shared words, those of the greatest weight, in the order of the second half."""
        shared = first.bigrams & second.bigrams
        runs: dict[str, None] = {}
        start = 0
        text, other = second.content[:_SEARCHED], first.content[:_SEARCHED]
        for at in range(1, len(text) + 1):
            if at - start >= _LONGEST_WORD or text[at - 1 : at + 1] not in shared or text[start : at + 1] not in other:
                if at - start > 1:
                    runs[text[start:at]] = None
                start = at
        best = sorted(runs, key=lambda run: (-self._weight(bigrams(run)), run))[:_NAMED_WORDS]
        return tuple(sorted(best, key=text.index))

    def _weight(self, some: Iterable[str]) -> float:
        return sum(log((self._texts + 1) / self._frequency.get(bigram, 1)) for bigram in some)


def continuity(first: Half, second: Half) -> float:
    """Return the score of the second half's start as what goes on where the first half ends."""
    if not first.end or not second.start:
        return 0.0
    if first.breaks_off:
        return max(_AGAINST, min(_MOST, sentence_continuity(first.end, second.start)))
    opening = second.start[0]
    return _AGAINST if opening in PAUSES or opening in FULL_STOPS or opening in CLOSING else 0.0


def _compact(text: str) -> str:
    return "".join(text.split())
