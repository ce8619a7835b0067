"""How well the end of one text and the beginning of another make one sentence.

The evidence is in nats, the natural logarithm of how many times likelier the edges are where a sentence was cut than
where two texts have nothing to do with each other: above 0 they speak for a join, below against it. The weights come
from a logistic regression on 1,300 cuts in the sample and practice pages, each against eight other beginnings of the
same page; they are rounded, for more than that nobody can read out of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf, log
from typing import TYPE_CHECKING, Final, NamedTuple

from hnreader.language.characters import CLOSING, FULL_STOPS, HAN, PAUSES
from hnreader.language.dictionary import frequency

if TYPE_CHECKING:
    from collections.abc import Iterable

EDGE: Final = 4  # characters on either side that words are looked for in; four are the longest common words
PAGE: Final = 30_000  # characters of a page that are searched for its own words: more than any page has
REACH: Final = 200  # characters on either side in which quotations and brackets are followed
_CORPUS: Final = log(60_101_967)  # words of the corpus that jieba's dictionary was counted in
_UNKNOWN: Final = -1.0 - _CORPUS  # a character that is no word: rarer than the rarest

_BREAKS_NOTHING: Final = -0.9  # where 汉字 meet and make no word
_WORD: Final = 0.6  # for each nat by which the words across the cut are commoner than those that the cut leaves
_WORD_MOST: Final = 8.0
_PAIR: Final = 1.6  # the page has the pair of characters elsewhere,
_THREE: Final = 0.9  # and three across the cut,
_FOUR: Final = 2.4  # and four: 对标先进、争|创一流
_QUOTE: Final = 4.0  # a quotation or bracket opens on the left and closes on the right
_UNPAIRED: Final = -3.5  # on one side only
_FIGURE: Final = 3.0
_NO_FIGURE: Final = -2.1
_PAUSE: Final = 0.3
_BEGINNING: Final = -2.4
_MARK: Final = 4.0
# Where words of four characters at the most begin and end that go over the cut between so many characters and so many.
_CROSSING: Final = {
    (left, right): tuple(
        (first, last) for first in range(left) for last in range(left + 1, left + right + 1) if last - first <= EDGE
    )
    for left in range(1, EDGE + 1)
    for right in range(1, EDGE + 1)
}
_HAN_MOST: Final = _BREAKS_NOTHING + _WORD * _WORD_MOST + 1e-6  # what may come of 汉字 that meet nowhere else,
_KNOWN_MOST: Final = _PAIR + _THREE + _FOUR  # and more of those that do

_UNITS: Final = frozenset(".%％‰万亿个年月日元倍多余")
_WANT_FIGURES: Final = frozenset("为达到过约近共计长降至占超月年第")
_PAIRS: Final = (("“", "”"), ("《", "》"), ("（(", "）)"), ("‘「『", "’」』"))
_SIDES: Final = {
    mark: (1 << bit, opens) for bit, pair in enumerate(_PAIRS) for opens in (False, True) for mark in pair[not opens]
}
"""The bit of each quotation mark or bracket, and whether it opens."""
_QUOTES: Final = re.compile(f"[{re.escape(''.join(_SIDES))}]")
_HAN: Final = re.compile(f"[{HAN}]{{0,{EDGE}}}")
_NO_BEGINNING: Final = PAUSES | FULL_STOPS | CLOSING

# How paragraphs of news begin: who says what, when, a new thought.
_BEGINS: Final = re.compile(
    r"(?:省领导|据(?:了解|悉|介绍)|目前|近日|日前|近年来|今年|去年|当天|当日|会上|会议|此外|同时|与此同时|下一步|随后|其中一|首先|"
    r"[\u4e00-\u9fff]{2,6}(?:强调|指出|要求|表示|介绍|充分肯定|认为|说)|《[^》]{1,30}》|截至|\d{4}年|\d{1,2}月\d{1,2}日)"
)


class End(NamedTuple):
    """How a text ends."""

    mark: str
    """Its last character."""
    han: str
    """The 汉字 that it ends with, four at the most."""
    opened: int
    """What `opened_by` says."""


class Start(NamedTuple):
    """How a text begins."""

    mark: str
    """Its first character."""
    han: str
    """The 汉字 that it begins with, four at the most."""
    closed: int
    """What `closed_by` says."""
    begins: bool
    """It begins as paragraphs do."""


def end_of(text: str) -> End:
    """Return how a text without blanks ends; it is not empty."""
    return End(text[-1], _leading_han(text[: -EDGE - 1 : -1])[::-1], opened_by(text))


def start_of(text: str) -> Start:
    """Return how a text without blanks begins; it is not empty."""
    return Start(text[0], _leading_han(text), closed_by(text), _BEGINS.match(text) is not None)


def opened_by(text: str) -> int:
    """Return the quotations and brackets that are open at the end of a text, a bit each."""
    opened = 0
    for mark in _QUOTES.findall(text, max(0, len(text) - REACH)):
        bit, opens = _SIDES[mark]
        opened = opened | bit if opens else opened & ~bit
    return opened


def closed_by(text: str) -> int:
    """Return the quotations and brackets that close in a text before they open, a bit each."""
    closed = seen = 0
    for mark in _QUOTES.findall(text, 0, REACH):
        bit, opens = _SIDES[mark]
        if not opens and not seen & bit:
            closed |= bit
        seen |= bit
    return closed


def _leading_han(text: str) -> str:
    found = _HAN.match(text)
    return found[0] if found else ""


class Continuity:
    """Weighs whether texts of one page continue each other; words of the page count as those of the dictionary do."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._text = "\n".join(lines)[:PAGE]
        self._ends: dict[str, End] = {}
        self._starts: dict[str, Start] = {}
        self._words: dict[tuple[str, str], float] = {}
        self._behind: dict[str, frozenset[str]] = {}

    def end(self, text: str) -> End:
        """Return how a text of the page ends; the result is kept."""
        found = self._ends.get(text)
        if found is None:
            found = self._ends[text] = end_of(text)
        return found

    def start(self, text: str) -> Start:
        """Return how a text of the page begins."""
        found = self._starts.get(text)
        if found is None:
            found = self._starts[text] = start_of(text)
        return found

    def weigh(self, end: End, start: Start, least: float = -inf) -> float:
        """Return how much the two edges speak for being two sides of a cut, in nats.

        Most edges asked for have nothing to do with each other. Where they cannot come to `least`, they are not looked
        at any further, and what is returned is below it.
        """
        score = _quotes(end, start) if end.opened or start.closed else 0.0
        if start.mark in _NO_BEGINNING:
            score += _MARK
        if end.mark.isdigit():
            goes_on = (start.mark.isdigit() and not start.begins) or start.mark in _UNITS
            score += _FIGURE if goes_on else _NO_FIGURE
        elif start.mark.isdigit() and end.mark in _WANT_FIGURES:
            return score + _FIGURE  # a date, too: 2013年 | 8月
        if end.mark in PAUSES:
            score += _PAUSE
        if start.begins:
            score += _BEGINNING
        left, right = end.han, start.han
        if left and right:
            met = self._meet(left[-1], right[0])
            if score + (_HAN_MOST + _KNOWN_MOST if met else _HAN_MOST) < least:
                return score
            words = self._words.get((left, right))
            if words is None:
                words = self._words[left, right] = _WORD * _across(left, right)
            score += _BREAKS_NOTHING + words + (self._known(left, right) if met else 0.0)
        return score

    def known(self, end: End, start: Start) -> str:
        """Return what the page has of the characters around a cut elsewhere, side by side: three at least, or ""."""
        around = ((2, 2), (2, 1), (1, 2))
        pieces = (end.han[-before:] + start.han[:behind] for before, behind in around if end.han and start.han)
        return next((piece for piece in pieces if len(piece) > 2 and piece in self._text), "")

    def _meet(self, before: str, behind: str) -> bool:
        """Tell whether the page has two characters side by side."""
        found = self._behind.get(before)
        if found is None:
            found = self._behind[before] = frozenset(piece[:1] for piece in self._text.split(before)[1:])
        return behind in found

    def _known(self, left: str, right: str) -> float:
        """What it says that the page has the characters around the cut elsewhere, side by side as they meet."""
        score = _PAIR
        if (len(left) > 1 and left[-2:] + right[0] in self._text) or (
            len(right) > 1 and left[-1] + right[:2] in self._text
        ):
            score += _THREE
            if len(left) > 1 and len(right) > 1 and left[-2:] + right[:2] in self._text:
                score += _FOUR
        return score


def sentence_continuity(left: str, right: str, lines: Iterable[str] = ()) -> float:
    """Weigh the join of two texts without blanks, in nats; 0 where either is empty. `lines` are the page's."""
    return Continuity(lines).weigh(end_of(left), start_of(right)) if left and right else 0.0


@lru_cache(maxsize=8192)
def _likelihood(han: str) -> float:
    """The likelihood (log) of the likeliest words that make up some 汉字."""
    best = [0.0]
    for end in range(1, len(han) + 1):
        best.append(max(best[start] + _word(han[start:end]) for start in range(end)))
    return best[-1]


def _word(word: str) -> float:
    """The likelihood (log) of a word in running text."""
    seen = frequency(word)
    if seen:
        return log(seen) - _CORPUS
    return _UNKNOWN if len(word) == 1 else 2 * len(word) * _UNKNOWN


def _across(left: str, right: str) -> float:
    """By how many nats the best words with one across the cut are likelier than the best that end at it."""
    most = 0.0
    both, cut = left + right, len(left)
    for first, last in _CROSSING[cut, len(right)]:
        seen = frequency(both[first:last])
        if seen:
            apart = _likelihood(left) + _likelihood(right)
            rest = _likelihood(both[:first]) + log(seen) - _CORPUS + _likelihood(both[last:])
            most = max(most, rest - apart)
    return min(_WORD_MOST, most)


def _quotes(end: End, start: Start) -> float:
    """Quotations and brackets that run over the cut, or should and do not."""
    both = (end.opened & start.closed).bit_count()
    return _QUOTE * both + _UNPAIRED * (end.opened ^ start.closed).bit_count()
