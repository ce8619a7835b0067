"""Where in an article a query's words stand exactly as they were asked for.

What only sounds or looks like a word is no place of it: a concordance and a count must not hold what was not asked
for. Places do not overlap: of two that would, the one that begins first counts, and of those the longest, so that
长沙|长沙市 has one place in 长沙市. A word asked for in a field has its places there (标题:, 栏目:); those of somebody
asked for as a maker (记者:) are wherever the article names him.
"""

from __future__ import annotations

from bisect import bisect_left
from time import monotonic
from typing import TYPE_CHECKING

from hnreader.search.folding import places
from hnreader.search.lighting import occurrences
from hnreader.search.patterns import TIME, found_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hnreader.search.entries import Entry
    from hnreader.search.language import Query, Term
    from hnreader.search.matching import Range


class Places:
    """Looks for the places of one query. False where it has no word to look for: it is empty, or has filters only.

    Regular expressions are given only so much time from when they are first asked.
    """

    def __init__(self, asked: Query) -> None:
        self._terms = asked.terms
        self._patterns = [source for source, negated in asked.patterns if not negated]
        self._due: float | None = None
        self.unfinished = False
        """A regular expression took too long: not all of its places are known."""

    def __bool__(self) -> bool:
        return bool(self._terms or self._patterns)

    def of(self, entry: Entry) -> list[Range]:
        """Return the places in `Entry.folded`, in their order."""
        found = [
            place
            for term in self._terms
            for start, end in _regions(entry, term)
            for place in occurrences(entry.folded, term.text, start, end)
        ]
        if self._patterns:
            found += self._by_pattern(entry)
        return found if len(self._terms) + len(self._patterns) == 1 else list(_apart(found))

    def _by_pattern(self, entry: Entry) -> Iterator[Range]:
        if self._due is None:
            self._due = monotonic() + TIME
        try:
            for source in self._patterns:
                yield from _matched(entry, source, self._due)
        except TimeoutError:
            self.unfinished = True


def _regions(entry: Entry, term: Term) -> Iterator[Range]:
    """Yield the pieces of the folded text that a term is looked for in."""
    match term.where:
        case "every":
            yield 0, len(entry.folded)
        case "title":
            yield 0, entry.ends[1]
        case "names":
            if any(term.text in name for name in entry.names):
                yield 0, len(entry.folded)
        case "column":
            yield from ((start, start + len(text)) for piece, start, text in entry.texts if piece.name == "column")


def _matched(entry: Entry, source: str, due: float) -> Iterator[Range]:
    """Yield the places that a pattern finds in the texts as printed, as places of the folded text."""
    for piece, begin, folded in entry.texts:
        columns = range(len(folded)) if len(folded) == len(piece.text) else places(piece.text)
        for start, end in found_in(piece.text, source, due):
            first, last = bisect_left(columns, start), bisect_left(columns, end)
            if first < last:
                yield begin + first, begin + last


def _apart(found: Iterable[Range]) -> Iterator[Range]:
    reached = 0
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= reached:
            yield start, end
            reached = end
