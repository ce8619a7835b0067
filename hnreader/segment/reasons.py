"""Which evidence decided: a code of `hnreader/messages/why.py` and what it is about. For readers, not for deciding."""

from __future__ import annotations

from itertools import pairwise
from math import exp
from typing import TYPE_CHECKING, Final

from hnreader.model import Evidence
from hnreader.segment import signs
from hnreader.segment.dictionary import frequency
from hnreader.segment.joins import EDGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hnreader.segment.draft import Block, Story
    from hnreader.segment.joins import End, Joins, Start

SHOWN: Final = 3  # words that a title and its story share, the longest first
SHORT: Final = 12  # characters of a text that name it


def tell_joins(stories: Iterable[Story], edges: Joins) -> None:
    """Say of every join how sure it is, and why; before what else is said of the story."""
    for story in stories:
        joins = [
            _join(one, behind, story.joined[behind.index], edges)
            for unit in story.units()
            for one, behind in pairwise(unit)
        ]
        story.evidence[:0] = joins


def _join(one: Block, behind: Block, nats: float, edges: Joins) -> Evidence:
    """A join is as sure as the odds that its evidence makes, at the most 0.99."""
    code, words = why_joined(one.bare, behind.bare, edges)
    return Evidence(code, min(0.99, 1.0 / (1.0 + exp(-nats))), words, signs.span_of(one.rows[-1]))


def why_joined(left: str, right: str, edges: Joins) -> tuple[str, tuple[str, ...]]:
    """Return the code and the words for the join of two texts without blanks; `edges` know the page's own words."""
    end, start = edges.end(left), edges.start(right)
    shown = left[-8:], right[:8]
    if end.opened & start.closed:
        return "why.join.quote", shown
    word = _word_across(end, start)
    if word:
        return "why.join.word", (*shown, word)
    known = edges.known(end, start)
    if known:
        return "why.join.known", (*shown, known)
    if end.mark.isdigit() and start.mark.isdigit():
        return "why.join.figure", shown
    return "why.join", shown


def why_titled(title: str, text: str, *, beside: bool) -> tuple[str, tuple[str, ...]]:
    """Return the code and the words for a title's going to a story; `text` is the story's, without blanks."""
    words = shared_words(title, text)
    if words:
        return "why.title.words", (title[:SHORT], "、".join(words))
    return ("why.title.beside" if beside else "why.title"), (title[:SHORT],)


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
