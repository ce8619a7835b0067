"""Which evidence decided, as messages. For readers, not for deciding."""

from __future__ import annotations

from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Final

from hnreader.language.continuity import EDGE
from hnreader.language.dictionary import frequency
from hnreader.model import Evidence
from hnreader.reasons import Message, Reason
from hnreader.segment import line_features

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.language.continuity import Continuity, End, Start
    from hnreader.segment.draft import Block, Story

SHOWN: Final = 3  # words that a title and its story share, the longest first
SHORT: Final = 12  # characters of a text that name it


def tell_joins(stories: Iterable[Story], edges: Continuity) -> None:
    """Say of every join how sure it is, and why; before what else is said of the story."""
    for story in stories:
        joins = [
            _join(before_, behind, story.joined[behind.index], edges)
            for unit in story.units()
            for before_, behind in pairwise(unit)
        ]
        story.evidence[:0] = joins


def _join(before_: Block, behind: Block, nats: float, edges: Continuity) -> Evidence:
    """A join is as sure as the odds that its evidence makes, at the most 0.99."""
    why = why_joined(before_.compact, behind.compact, edges)
    return Evidence(why, min(0.99, 1.0 / (1.0 + exp(-nats))), line_features.span_of(before_.rows[-1]))


def why_joined(left: str, right: str, edges: Continuity) -> Message:
    """Return the reason for the join of two texts without blanks; `edges` know the page's own words."""
    end, start = edges.end(left), edges.start(right)
    if end.opened & start.closed:
        return Message(Reason.JOIN_QUOTE, end=left[-8:], start=right[:8])
    word = _word_across(end, start)
    if word:
        return Message(Reason.JOIN_WORD, end=left[-8:], start=right[:8], word=word)
    known = edges.known(end, start)
    if known:
        return Message(Reason.JOIN_KNOWN, end=left[-8:], start=right[:8], word=known)
    if end.mark.isdigit() and start.mark.isdigit():
        return Message(Reason.JOIN_FIGURE, end=left[-8:], start=right[:8])
    return Message(Reason.JOIN, end=left[-8:], start=right[:8])


def why_titled(title: str, text: str, *, beside: bool) -> Message:
    """Return the reason for a title's going to a story; `text` is the story's, without blanks."""
    words = shared_words(title, text)
    if words:
        return Message(Reason.TITLE_WORDS, title=title[:SHORT], words=tuple(words))
    return Message(Reason.TITLE_BESIDE if beside else Reason.TITLE, title=title[:SHORT])


def shared_words(title: str, text: str) -> list[str]:
    """Return the longest pieces of a title, of two characters at least, that stand in a text; none overlap.

    >>> shared_words("青石镇春茶上市", "青石镇的茶农把头一批春茶送到了集市")
    ['青石镇', '春茶']
    """
    found: list[str] = []
    at = 0
    while at < len(title) - 1:
        end = at + 2
        if title[at:end] not in text or not title[at:end].isalnum():
            at += 1
            continue
        while end < len(title) and title[at : end + 1] in text and title[end].isalnum():
            end += 1
        found.append(title[at:end])
        at = end
    return sorted(dict.fromkeys(found), key=len, reverse=True)[:SHOWN]


def _word_across(end: End, start: Start) -> str:
    """Return the commonest dictionary word across a cut, the longest of them; "" where there is none."""
    best = 0, 0, ""
    for before in range(1, min(EDGE, len(end.han) + 1)):
        for behind in range(1, min(EDGE - before, len(start.han)) + 1):
            word = end.han[-before:] + start.han[:behind]
            best = max(best, (len(word), frequency(word), word) if frequency(word) else best)
    return best[2]
