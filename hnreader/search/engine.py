"""The search: exact matches first and, where few are found, near matches behind them."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from hnreader.search.best_hits import best_hits, counted_hits
from hnreader.search.exact_matches import ExactMatches
from hnreader.search.fuzzy import may_be_similar
from hnreader.search.index import Index
from hnreader.search.index_on_disk import index_folder
from hnreader.search.lazy_results import LazyResults
from hnreader.search.matching import match, matches
from hnreader.search.query_compiler import CompiledQuery
from hnreader.search.query_language import Term, parse_query
from hnreader.search.ranking import NEAR, WORTH, nearness
from hnreader.search.results import Results, Tier
from hnreader.search.spelling import did_you_mean
from hnreader.search.text_filters import filter_by_text
from hnreader.search.user_tags import tagged_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from tantivy import Query as IndexQuery

    from hnreader.archive import Archive
    from hnreader.search.best_hits import Hit
    from hnreader.search.entries import Entry
    from hnreader.search.index import ProgressCallback
    from hnreader.search.lazy_results import Scored
    from hnreader.search.query_language import Query
    from hnreader.search.user_tags import TaggedPlace

ResultOrder = Literal["best", "newest"]

_FEW: Final = 5  # exact matches; where there are as many, near ones are not looked for
_WINDOW: Final = 200  # exact matches that are ranked by more than the index knows
_NEAR_WINDOW: Final = 32  # near matches that are ranked so: each takes some 20 µs
_VERIFIED: Final = 500  # possible near matches that are looked at: who has more of them has to say more
_VERIFIED_OF_MANY: Final = 64  # the same where not all folded texts are kept: each takes up to 0.2 ms
_MANY: Final = 25_000  # articles
_PASSAGE_WINDOW: Final = 100  # candidates for a passage that are aligned with it: each takes some 50 µs

_indexes: Final[WeakKeyDictionary[Archive, Index]] = WeakKeyDictionary()


def index_of(archive: Archive, folder: Path | None = None) -> Index:
    """Return the index kept for an archive; `Index.update` brings it up to date, as every search does.

    That of an archive in a library is on disk, or else it is kept in `folder`, if this is the first call.
    """
    known = _indexes.get(archive)
    if known is None:
        folder = index_folder(*archive.place) if archive.place else folder
        known = _indexes.setdefault(archive, Index(folder))
    return known


def search(
    archive: Archive,
    query: str,
    *,
    limit: int | None = None,
    order: ResultOrder = "best",
    cancelled: Callable[[], bool] = lambda: False,
    wait: bool = True,
) -> Results:
    """Return the articles that match a query (see `query_language`), no more than `limit` of them, but counted all.

    Order `best`: matches in headlines before those in kickers, subheads and columns, and these before bodies; rarer
    terms count more; near together goes before far apart, more in a short article before the same in a long one, newer
    before older. Exact matches come first in either order. Once `cancelled` returns true the search ends with nothing
    found. Unless it is to `wait`, what would take long to index, or is being indexed, is left out: see
    `Results.incomplete`.
    """
    parsed = parse_query(query)
    if not parsed.clauses:
        return Results(parsed)
    index = index_of(archive)
    complete = index.update(archive, cancelled, wait=wait)
    if cancelled():
        return Results(parsed)
    tagged = partial(tagged_places, archive, index.now.view or archive.view)
    results = _Search(index, parsed, tagged, order, cancelled, incomplete=not complete).results(limit)
    if results.articles or results.unfinished or results.incomplete or cancelled():
        return results
    return Results(parsed, suggest=partial(did_you_mean, parsed, archive))


def find_exact(
    archive: Archive,
    query: str,
    cancelled: Callable[[], bool] = lambda: False,
    progress: ProgressCallback | None = None,
) -> ExactMatches:
    """Return the entries that match a query exactly, to be looked through; none where `cancelled` returns true.

    `progress` is called with the number of articles indexed, and of how many.
    """
    parsed = parse_query(query)
    if not parsed.clauses:
        return ExactMatches(parsed)
    index = index_of(archive)
    index.update(archive, cancelled, progress)
    if cancelled():
        return ExactMatches(parsed)
    indexed = index.now
    tagged = partial(tagged_places, archive, indexed.view or archive.view)
    return ExactMatches(parsed, indexed, CompiledQuery(parsed, index.schema, indexed.searcher, tagged))


class _Search:
    """One query for the state of the index at one moment."""

    def __init__(
        self,
        index: Index,
        query: Query,
        tagged: Callable[[str], Iterable[TaggedPlace]],
        order: ResultOrder,
        cancelled: Callable[[], bool],
        *,
        incomplete: bool = False,
    ) -> None:
        self._incomplete = incomplete
        self._indexed = index.now
        self._query = query
        self._order = order
        self._cancelled = cancelled
        self._searcher = self._indexed.searcher
        self._compiled = CompiledQuery(query, index.schema, self._searcher, tagged)

    def results(self, limit: int | None) -> Results:
        """Return the results, no more than `limit`."""
        most = None if self._query.looks_into_texts else limit  # of these all are looked through
        exact = self._exact(most)
        tiers = [Tier(exact, self._query.terms), *self._near(exact, most)]
        unfinished = False
        if self._query.looks_into_texts:
            filtered = partial(filter_by_text, self._query, cancelled=self._cancelled, tagged=self._compiled.tagged)
            for number, tier in enumerate(tiers):
                kept, stopped = filtered(tier.found, near=tier.near)
                tiers[number] = tier._replace(found=LazyResults(kept))
                unfinished |= stopped
        if self._cancelled():
            return Results(self._query)
        every = partial(self.results, None)
        return Results(self._query, tiers, limit, every, unfinished=unfinished, incomplete=self._incomplete)

    def _exact(self, most: int | None) -> LazyResults:
        found = self._find(self._compiled.exact, _WINDOW, most)
        terms = [term.text for term in self._query.terms]
        if len(terms) > 1:
            found.head = [(score + nearness(entry, terms), entry) for score, entry in found.head]
        found.head = self._sorted(found.head)
        return found

    def _near(self, exact: LazyResults, most: int | None) -> list[Tier]:
        """Return the near matches that stand behind the exact ones: a passage's alone, if there are any."""
        terms = self._query.terms
        similar = len(exact) < _FEW
        if self._cancelled():
            return []
        if similar and (passage := self._query.passage):
            found = self._passages(passage)
            if found or len(terms) == 1:
                return [Tier(LazyResults(found), (passage,), near=True)]
        if similar and any(map(may_be_similar, terms)):
            return [Tier(self._similar(exact, most), terms, near=True)]
        if any(term.pinyin for term in terms):
            return [Tier(self._in_pinyin(most), terms, near=True)]
        return []

    def _passages(self, passage: Term) -> list[Scored]:
        """Return the articles that have nearly the passage, those with the fewest errors first."""
        query = self._compiled.passage(passage)
        candidates = self._entries(self._best(query, _PASSAGE_WINDOW))
        scored = ((self._similarity(entry, (passage,)), entry) for _, entry in candidates)
        return self._sorted([(score, entry) for score, entry in scored if score])

    def _similar(self, exact: LazyResults, most: int | None) -> LazyResults:
        """Return the articles that have terms in pinyin or with one error, and are not among the few exact ones.

        What the index finds with a gap is matched at once, for not all of it is a match.
        """
        found = self._find(self._compiled.certain, _NEAR_WINDOW, most)
        # Where all are at hand, it is quicker to drop here what was found before.
        query = self._compiled.possible(without_certain=len(found) > len(found.head))
        known = {entry.address for _, entry in (*exact.head, *found.head)}
        most_verified = _VERIFIED if self._searcher.num_docs <= _MANY else _VERIFIED_OF_MANY
        possible = self._entries(self._best(query, most_verified))
        verified = [
            (1 + score, entry) for score, entry in possible if entry.address not in known and self._holds(entry)
        ]
        found.head = self._ranked([*verified, *found.head])
        found.score = 0.0
        return found

    def _in_pinyin(self, most: int | None) -> LazyResults:
        found = self._find(self._compiled.in_pinyin, _NEAR_WINDOW, most)
        found.head = self._ranked(found.head)
        found.score = 0.0
        return found

    def _ranked(self, found: list[Scored]) -> list[Scored]:
        """Return near matches with the most similar first; what the index puts behind a window is not looked at."""
        found = sorted(found, key=itemgetter(0), reverse=True)
        window = [(self._similarity(entry, self._query.terms), entry) for _, entry in found[:_NEAR_WINDOW]]
        return self._sorted([*window, *((0.0, entry) for _, entry in found[_NEAR_WINDOW:])])

    def _holds(self, entry: Entry) -> bool:
        """Tell whether of each clause's terms one matches."""
        return all(
            any(not isinstance(atom, Term) or matches(entry, atom) for atom in clause.atoms)
            for clause in self._query.clauses
            if not clause.negated
        )

    def _similarity(self, entry: Entry, terms: Sequence[Term]) -> float:
        """Return how similar an entry is to the terms that it matches; of equals titles count more than bodies."""
        found = [match_ for term in terms if (match_ := match(entry, term, near=True))]
        if not found:
            return 0.0
        similarity = sum(match_.similarity for match_ in found) / len(found)
        return min(0.99, similarity + NEAR * WORTH[entry.field(min(match_.start for match_ in found))])

    def _find(self, query: IndexQuery, window: int, most: int | None) -> LazyResults:
        """Return what the index finds, the first `window` at hand; no more than `most` can be looked at."""
        by = "order" if self._order == "newest" or not self._query.terms else None
        query = self._indexed.restricted(query)
        hits, count = counted_hits(self._searcher, query, window, by)
        head = [(1.0 if by else 1 + score, entry) for score, entry in self._entries(hits)]

        def fetch() -> list[Hit]:
            size = count if most is None else min(count, most)
            return best_hits(self._searcher, query, size, by)[window:]

        return LazyResults(head, max(0, count - window), fetch, self._entries, 1.0 if by else None)

    def _best(self, query: IndexQuery, limit: int, by: str | None = None) -> list[Hit]:
        return best_hits(self._searcher, self._indexed.restricted(query), limit, by)

    def _entries(self, hits: Sequence[Hit]) -> list[Scored]:
        return self._indexed.scored_entries(hits)

    def _sorted(self, scored: Sequence[Scored]) -> list[Scored]:
        """Return the best first, and of equals the newest; scores of the index are equal to six digits."""
        if self._order == "best":
            return sorted(scored, key=lambda found: (-round(found[0], 6), -found[1].order))
        return sorted(scored, key=lambda found: -found[1].order)
