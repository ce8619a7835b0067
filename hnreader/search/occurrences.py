"""Occurrences: the ranges of an article's text where the terms of a query stand exactly.

Near matches are no occurrences, for concordances and counts must not contain what the query does not. Occurrences do
not overlap: of two that would, the one that starts first counts, and of those the longest, so that 长沙|长沙市 occurs
once in 长沙市. A term of a field (标题:, 栏目:) occurs in that field; the name of a contributor (记者:) wherever the
article has it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from hnreader.language.folding import folded_columns
from hnreader.search.patterns import PatternStoppedError, PatternTime, find_pattern
from hnreader.search.story_text import telling_story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.search.entries import Entry
    from hnreader.search.matching import Range
    from hnreader.search.query_language import Query, Term


class OccurrenceFinder:
    """Finds the occurrences of one query. False where the query has no term: it is empty, or has only filters.

    Regular expressions have `PatternTime` together. With `text_only` datelines, bylines and credits are left out.
    """

    def __init__(self, query: Query, *, text_only: bool = False) -> None:
        self._text_only = text_only
        self._terms = query.terms
        self._patterns = [source for source, negated in query.patterns if not negated]
        self._time = PatternTime()
        self.unfinished = False
        """A regular expression was given up: not all of its occurrences are known."""

    def __bool__(self) -> bool:
        return bool(self._terms or self._patterns)

    def of(self, entry: Entry) -> list[Range]:
        """Return the occurrences as ranges of `Entry.folded`, in their order."""
        found = [
            place
            for term in self._terms
            for start, end in _regions(entry, term)
            for place in entry.occurrences(term.text, start, end)
        ]
        if self._patterns:
            found += self._by_pattern(entry)
        if self._text_only:
            found = [*telling_story(entry, found)]
        return found if len(self._terms) + len(self._patterns) == 1 else list(_apart(found))

    def _by_pattern(self, entry: Entry) -> Iterator[Range]:
        try:
            with self._time as deadline:
                for source in self._patterns:
                    yield from _matched(entry, source, deadline)
        except PatternStoppedError:
            self.unfinished = True


def _regions(entry: Entry, term: Term) -> Iterator[Range]:
    """Yield the ranges of the folded text that a term is looked for in."""
    match term.where:
        case "every":
            yield 0, len(entry.folded)
        case "title":
            yield 0, entry.ends[1]
        case "body":
            yield from ((start, start + len(folded)) for start, folded in entry.paragraphs)
        case "names":
            if any(term.text in name for name in entry.names):
                yield 0, len(entry.folded)
        case "column":
            yield from ((start, start + len(folded)) for text, start, folded in entry.texts if text.name == "column")


def _matched(entry: Entry, source: str, deadline: float) -> Iterator[Range]:
    """Yield the matches of a pattern in the printed texts, as ranges of the folded text."""
    for text, begin, folded in entry.texts:
        columns = range(len(folded)) if len(folded) == len(text.text) else folded_columns(text.text)
        for start, end in find_pattern(source, text.text, deadline):
            first, last = bisect_left(columns, start), bisect_left(columns, end)
            if first < last and entry.counts((begin + first, begin + last)):
                yield begin + first, begin + last


def _apart(found: Iterable[Range]) -> Iterator[Range]:
    reached = 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if start >= reached:
            yield start, end
            reached = end
