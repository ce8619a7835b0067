"""Matching: which characters of an article stand for a term of the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from hnreader.language.pinyin import find_pinyin
from hnreader.search.alignment import align_passage, align_term, has_one_error
from hnreader.search.entries import TEXT_SEPARATOR
from hnreader.search.fuzzy import may_be_similar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.search.alignment import Alignment, Difference
    from hnreader.search.entries import Entry
    from hnreader.search.query_language import Term

Range = tuple[int, int]
"""Characters of a text, the end exclusive."""

How = Literal["exact", "pinyin", "fuzzy"]

_PINYIN_SIMILARITY: Final = 0.95  # above any fuzzy match


class Match(Struct, frozen=True):
    """A term of the query, and what stands for it in the article; both folded."""

    term: str
    found: str
    how: How
    start: int
    """Where it stands first in the entry's folded text."""
    similarity: float = 1.0
    """1 for exact matches."""
    differences: tuple[Difference, ...] = ()
    """For fuzzy matches the characters that differ, in their order."""


def match(entry: Entry, term: Term, *, near: bool) -> Match | None:
    """Return how an entry matches a term: exactly or, if `near`, in pinyin or with errors."""
    fields = list(_fields(entry, term))
    for start, text in fields:
        at = text.find(term.text)
        if at >= 0:
            return Match(term.text, term.text, "exact", start + at)
    if not near:
        return None
    return (_match_pinyin(entry, term) if term.pinyin else None) or _match_similar(term, fields)


def matches(entry: Entry, term: Term) -> bool:
    """Tell whether `match` finds a near match, without placing it."""
    similar = may_be_similar(term)
    return any(
        term.text in text or (similar and has_one_error(term.text, text)) for _, text in _fields(entry, term)
    ) or bool(term.pinyin and _match_pinyin(entry, term))


def _match_similar(term: Term, fields: Sequence[tuple[int, str]]) -> Match | None:
    if not (term.passage or may_be_similar(term)):
        return None
    align = align_passage if term.passage else align_term
    best: tuple[Alignment, int, str] | None = None
    for start, text in fields:
        alignment = align(term.text, text)
        if alignment and (best is None or alignment.similarity > best[0].similarity):
            best = alignment, start, text[alignment.start : alignment.end]
    if best is None:
        return None
    alignment, start, found = best
    similarity = alignment.similarity
    return Match(term.text, found, "fuzzy", start + alignment.start, similarity, alignment.differences)


def _match_pinyin(entry: Entry, term: Term) -> Match | None:
    texts = [] if term.where == "names" else entry.headlines.split(TEXT_SEPARATOR)
    if term.where != "title":
        texts += entry.names
    for text in texts:
        if place := find_pinyin(text, term.pinyin):
            found = text[place[0] : place[1]]
            return Match(term.text, found, "pinyin", max(0, entry.folded.find(found)), _PINYIN_SIMILARITY)
    return None


def _fields(entry: Entry, term: Term) -> Iterator[tuple[int, str]]:
    """Yield the texts that a term is looked for in, and where they begin in the folded text."""
    match term.where:
        case "every":
            yield 0, entry.folded
        case "title":
            yield 0, entry.headlines
            yield entry.ends[0], entry.titles
        case "body":
            yield from entry.paragraphs
        case "names":
            yield from ((max(0, entry.folded.find(name)), name) for name in entry.names)
        case "column":
            yield from ((max(0, entry.folded.find(column)), column) for column in entry.columns)


def count(entry: Entry, term: Term, found: str) -> int:
    """Return how many times the text found for a term stands in an entry."""
    if term.where == "names":
        return sum(name.count(found) for name in entry.names)
    regions = ((start, start + len(text)) for start, text in _fields(entry, term))
    return sum(1 for region in regions for _ in entry.occurrences(found, *region))
