"""How well the end of one block and the beginning of another make one paragraph."""

from __future__ import annotations

import re
from math import log
from typing import Final

from hnreader.lexicon.marks import CLOSING, FULL_STOPS, PAUSES, is_han
from hnreader.segment.dictionary import frequency

_EDGE: Final = 3  # characters on either side in which a word across the cut is looked for
_CLEAN: Final = 1.6  # what a beginning that is plainly a paragraph's speaks against a join
_QUOTE: Final = 2.0
_FIGURE: Final = 1.2
_PAUSE: Final = 0.8
_WORD: Final = 0.45  # per e-fold of frequency
_MARK: Final = 3.0
_TWO_WORDS: Final = 0.5  # 对外|开放: a word, but its halves may as well end and begin something

# How paragraphs of news begin: who says what, when, a new thought; an opening quote begins one more often than not.
_BEGINNING: Final = re.compile(
    r"(?:省领导|据(?:了解|悉|介绍)|目前|近日|日前|近年来|今年|去年|当天|当日|会上|会议|此外|同时|与此同时|下一步|随后|其中一|首先|"
    r"[\u4e00-\u9fff]{2,6}(?:强调|指出|要求|表示|介绍|充分肯定|认为|说)|《[^》]{1,30}》|截至|\d{4}年|\d{1,2}月\d{1,2}日)"
)


def join_evidence(left: str, right: str) -> float:
    """Weigh the join of two texts without blanks: above 0 the edges speak for it, below against it.

    What counts: a dictionary word across the cut (使命任|务), unless the characters make words on their own sides; a
    quotation or bracket that the right side closes; a figure that goes on; a pause before the cut; a mark behind it
    that begins nothing. Against it: a right side that begins as paragraphs do, a quotation that nobody opened.
    """
    if not left or not right:
        return 0.0
    score = _word_across(left, right) + _quotes(left, right)
    if right[0] in PAUSES or right[0] in FULL_STOPS or right[0] in CLOSING:
        score += _MARK
    if left[-1].isdigit() and (right[0].isdigit() or right[0] in ".%％万亿个年月日元倍"):
        score += _FIGURE
    if left[-1] in PAUSES:
        score += _PAUSE
    if _BEGINNING.match(right):
        score -= _CLEAN
    return score


def _word_across(left: str, right: str) -> float:
    """The evidence of the best word across the cut, less that of the words which the edges make by themselves."""
    best = 0.0
    for before in range(1, _EDGE + 1):
        for behind in range(1, _EDGE + 1):
            word = left[-before:] + right[:behind]
            seen = frequency(word) if len(word) == before + behind and all(map(is_han, word)) else 0
            if seen:
                own = max(_own_word(left, before, ends=True), _own_word(right, behind, ends=False))
                halves = before > 1 and behind > 1 and min(frequency(word[:before]), frequency(word[before:])) > 0
                told = log(seen + 1) - own + 1.5 * (len(word) - 2)
                best = max(best, told * (_TWO_WORDS if halves else 1.0))
    return _WORD * best


def _own_word(text: str, inside: int, *, ends: bool) -> float:
    """How strong a word stands at the edge that reaches farther into the text than the word across the cut does."""
    strongest = 0.0
    for size in range(inside + 1, _EDGE + 2):
        word = text[-size:] if ends else text[:size]
        if len(word) == size and size > 1 and all(map(is_han, word)):
            strongest = max(strongest, log(frequency(word) + 1))
    return strongest


def _quotes(left: str, right: str) -> float:
    """Quotations and brackets that run over the cut."""
    score = 0.0
    for opening, closing in (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")")):
        open_left = left.count(opening) > left.count(closing)
        first_open, first_close = right.find(opening), right.find(closing)
        closes_right = first_close >= 0 and (first_open < 0 or first_close < first_open)
        if open_left and closes_right:
            score += _QUOTE
        elif open_left or closes_right:
            score -= _QUOTE / 2
    return score


SUBJECT: Final = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:强调|指出|要求|表示|充分肯定|说|认为)(?=[，,：:全])")


def subject(bare: str) -> str | None:
    """Return who speaks at the beginning of a paragraph: 某某强调，…; None where it is the meeting or nobody."""
    found = SUBJECT.match(bare)
    return (
        found[1]
        if found and found[1] not in ("会议", "通知", "大会", "他", "她", "省委", "意见", "规划", "报告")
        else None
    )
