"""How an article answers to a query: which of its characters stand for what was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from hnreader.search.entries import EDGE
from hnreader.search.likeness import may_be_alike, nearest
from hnreader.search.pinyin import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.search.entries import Entry
    from hnreader.search.language import Term

Range = tuple[int, int]
"""Characters of a text, the end exclusive."""

How = Literal["exact", "pinyin", "fuzzy"]

_PINYIN: Final = 0.95  # above anything that is merely like what was asked for


@dataclass(frozen=True, slots=True)
class Match:
    """What was asked for, and what stands for it in the article."""

    asked: str
    """Folded, as is what was found."""
    found: str
    how: How
    at: int
    """Where it stands first in the entry's folded text."""
    degree: float = 1.0
    """How near it is: 1 for exact."""
    differ: tuple[str, str] = ("", "")
    """For fuzzy ones the character asked for and the one found in its place; either may be empty: missing, too many."""


def match(entry: Entry, term: Term, *, near: bool) -> Match | None:
    """Return how an entry answers to a term: as it was asked for or, if `near`, by sound or by likeness."""
    fields = list(_fields(entry, term))
    for start, text in fields:
        at = text.find(term.text)
        if at >= 0:
            return Match(term.text, term.text, "exact", start + at)
    if not near:
        return None
    return (_spoken(entry, term) if term.pinyin else None) or _alike(term, fields)


def _alike(term: Term, fields: Sequence[tuple[int, str]]) -> Match | None:
    if not may_be_alike(term):
        return None
    best: Match | None = None
    for start, text in fields:
        one = nearest(term.text, text)
        if one and (best is None or one.degree > best.degree):
            found = text[one.start : one.end]
            best = Match(term.text, found, "fuzzy", start + one.start, one.degree, (one.asked, one.found))
    return best


def _spoken(entry: Entry, term: Term) -> Match | None:
    texts = [] if term.where == "names" else entry.headlines.split(EDGE)
    if term.where != "title":
        texts += entry.names
    for text in texts:
        if place := spoken(text, term.pinyin):
            found = text[place[0] : place[1]]
            return Match(term.text, found, "pinyin", max(0, entry.folded.find(found)), _PINYIN)
    return None


def _fields(entry: Entry, term: Term) -> Iterator[tuple[int, str]]:
    """Yield the texts that a term is sought in, and where they begin in the folded text."""
    match term.where:
        case "every":
            yield 0, entry.folded
        case "title":
            yield 0, entry.headlines
            yield entry.ends[0], entry.titles
        case "names":
            yield from ((max(0, entry.folded.find(name)), name) for name in entry.names)
        case "column":
            yield from ((max(0, entry.folded.find(column)), column) for column in entry.columns)


def count(entry: Entry, term: Term, found: str) -> int:
    """Return in how many places of an entry what was found for a term stands."""
    return sum(text.count(found) for _, text in _fields(entry, term))
