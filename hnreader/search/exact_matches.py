"""Exact matches by date, a few issues at a time: for who looks through all of them.

The index counts quickly how many articles of each issue match, and finds those of some issues quickly. So the first
matches are there at once, it is known how far one is, and no more than some are in memory, however many there are.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from tantivy import FieldType, Occur, Query

from hnreader.archive import Place
from hnreader.search.documents import PLACE_BITS, schema, token_of
from hnreader.search.patterns import PatternTime
from hnreader.search.text_filters import filter_by_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.archive import View
    from hnreader.model import Article
    from hnreader.search.entries import Entry, Parts
    from hnreader.search.index import Indexed, ProgressCallback
    from hnreader.search.lazy_results import Scored
    from hnreader.search.query_compiler import CompiledQuery
    from hnreader.search.query_language import Query as ParsedQuery

_FIRST: Final = 32  # matches that are fetched first: a screen of them
_GROWTH: Final = 4  # times as many are fetched the next time, …
_MOST: Final = 2_000  # … up to so many, which takes some 10 ms
_ISSUES: Final = 65_000  # with matches: tantivy counts no more. An archive has an issue a day, so it is 178 years
_PROGRESS_STEP: Final = 100  # matches between two reports of progress

LAST: Final = 1 << 30
"""Stands for the day of what has no date: it sorts behind every other."""


class Where(NamedTuple):
    """Where an entry stands in a view: the index of its issue, and its place there."""

    issue: int
    place: Place


class _Issue(NamedTuple):
    """An issue with matches."""

    state: int
    pages: int
    matches: int


class _Step(NamedTuple):
    """Issues whose matches are fetched together; of an issue with very many only some pages."""

    states: Sequence[int]
    matches: int
    """At most so many are found."""
    pages: range | None = None


class ExactMatches:
    """The entries that match a query exactly, in the state of an index at one moment.

    They come oldest issue first, undated ones last; within an issue as printed.
    """

    def __init__(
        self, query: ParsedQuery, indexed: Indexed | None = None, compiled: CompiledQuery | None = None
    ) -> None:
        """`compiled` is the query for what is indexed; there are no matches without."""
        self.query: Final = query
        self.unfinished = False
        """A regular expression was given up: not all articles were matched against it."""
        self.incomplete: Final = bool(indexed and indexed.missing)
        """Not all articles were indexed."""
        self._indexed = indexed
        self._exact = Query.const_score_query(compiled.exact, 0.0) if compiled else None
        self._tagged = compiled.tagged if compiled else lambda _tag: ()
        self._issues = self._counted()
        self.articles: Final = sum(issue.matches for issue in self._issues)
        """The number of matches, without regard to regular expressions."""

    def _counted(self) -> list[_Issue]:
        """Return the issues with matches in their order, without those that are gone."""
        if self._indexed is None or self._exact is None:
            return []
        by_state = {"issues": {"terms": {"field": "state", "size": _ISSUES}}}
        buckets = self._indexed.searcher.aggregate(self._exact, by_state)["issues"]["buckets"]
        matches = {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}
        summaries = self._view.summaries
        indices = [self._indexed.issues[state] for state in self._indexed.issues.keys() & matches]
        indices.sort(key=lambda index: (summaries[index].date or datetime.date.max, index))  # several may have none
        found = [summaries[index] for index in indices]
        return [_Issue(issue.state, issue.pages, matches[issue.state]) for issue in found]

    @property
    def _view(self) -> View:
        if self._indexed is None or self._indexed.view is None:
            raise LookupError("there are no matches")
        return self._indexed.view

    def where(self, entry: Entry) -> Where:
        """Return where an entry that was found stands in the view."""
        issues = self._indexed.issues if self._indexed else {}
        return Where(issues[entry.address.state], Place(entry.address.page, entry.address.place))

    def article(self, where: Where) -> Article:
        """Return the article that stands there."""
        return self._view.article(*where)

    def parts(self, where: Where) -> Parts:
        """Return the parts of the story that begins there. Raises `LostPageError`."""
        return self._view.fetched_parts(*where)

    def entries(
        self, progress: ProgressCallback | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[Entry]:
        """Yield the matches until cancelled; `progress` is called with the number looked through, and of how many."""
        time = PatternTime()
        for scored in self._batches(progress, cancelled):
            kept, stopped = scored, False
            if self.query.looks_into_texts:
                kept, stopped = filter_by_text(self.query, scored, cancelled, self._tagged, time)
            yield from (entry for _, entry in kept)
            if stopped:
                self.unfinished = True
                return

    def candidates(self, progress: ProgressCallback | None = None) -> Iterator[Entry]:
        """Yield what `entries` does, without regard to regular expressions."""
        return (entry for scored in self._batches(progress, lambda: False) for _, entry in scored)

    def _batches(self, progress: ProgressCallback | None, cancelled: Callable[[], bool]) -> Iterator[list[Scored]]:
        done = 0
        for step in self._steps():
            found = self._found(step)
            for start in range(0, len(found), _PROGRESS_STEP):
                if cancelled():
                    return
                if progress:
                    progress(done, self.articles)
                some = found[start : start + _PROGRESS_STEP]
                yield some
                done += len(some)

    def _steps(self) -> Iterator[_Step]:
        """Yield steps of a few matches first, then of ever more."""
        size, states, matches = min(_FIRST, _MOST), list[int](), 0
        for issue in self._issues:
            if matches and matches + issue.matches > size:
                yield _Step(states, matches)
                size, states, matches = min(_MOST, _GROWTH * size), [], 0
            if issue.matches > _MOST:
                yield from _parted(issue)
            else:
                states.append(issue.state)
                matches += issue.matches
        if states:
            yield _Step(states, matches)

    def _found(self, step: _Step) -> list[Scored]:
        """Return the entries of a step in their order."""
        if self._indexed is None or self._exact is None:
            return []
        fields = schema()
        wanted = [self._exact, Query.term_set_query(fields, "issue", [*map(token_of, step.states)])]
        if step.pages is not None:
            first, last = step.pages.start << PLACE_BITS, (step.pages.stop << PLACE_BITS) - 1
            wanted.append(Query.range_query(fields, "place", FieldType.Unsigned, first, last))
        every = Query.boolean_query([(Occur.Must, part) for part in wanted])
        hits = self._indexed.searcher.search(every, limit=step.matches, count=False).hits
        found = self._indexed.scored_entries(hits)
        return sorted(found, key=lambda scored: (scored[1].day or LAST, self.where(scored[1])))


def _parted(issue: _Issue) -> Iterator[_Step]:
    """Yield one issue in steps: of pages without a date there may be any number."""
    each = max(1, issue.pages * _MOST // issue.matches)
    for first in range(0, issue.pages, each):
        yield _Step([issue.state], issue.matches, range(first, min(first + each, issue.pages)))
