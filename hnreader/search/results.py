"""What a search has found. Little of it is worked out before it is looked at: a list shows twenty of two thousand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from hnreader.lazy_sequence import LazySequence
from hnreader.search.highlighting import BodyWord
from hnreader.search.matching import Match, count, match
from hnreader.search.passages import Passage, opening, passages
from hnreader.search.patterns import matched_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hnreader.model import Article
    from hnreader.reasons import Message
    from hnreader.search.entries import Address, Entry
    from hnreader.search.lazy_results import LazyResults
    from hnreader.search.query_language import Query, Term

Why = Literal["headline", "title", "body", "pinyin", "fuzzy", "filter"]


class Result:
    """An article that was found: why, how good the match is, and where."""

    def __init__(self, entry: Entry, query: Query, terms: tuple[Term, ...], score: float, *, near: bool) -> None:
        self._entry = entry
        self._query = query
        self._terms = terms
        self.score: Final = score
        """1 and more for exact matches, less for others; comparable within one search only."""
        self.near: Final = near
        """It matches in pinyin or with errors only."""

    @property
    def article(self) -> Article:
        """The article; of one over several pages the first part, by which it is listed."""
        return self._entry.parts[0]

    @property
    def address(self) -> Address:
        """Where the article stands: the state of its issue, and its page and place there."""
        return self._entry.address

    @cached_property
    def _matches(self) -> tuple[tuple[Term, Match], ...]:
        found = ((term, match(self._entry, term, near=self.near)) for term in self._terms)
        return tuple((term, match_) for term, match_ in found if match_)

    @property
    def matches(self) -> tuple[Match, ...]:
        """For each term that was found, what stands for it in the article."""
        return tuple(match_ for _, match_ in self._matches)

    @cached_property
    def why(self) -> Why:
        """The best field with a term in it (`title` is kicker, subhead or column), or the kind of near match.

        `filter`: the query has no term.
        """
        for how in ("fuzzy", "pinyin"):
            if any(match_.how == how for match_ in self.matches):
                return how
        return self._entry.field(min(match_.start for match_ in self.matches)) if self.matches else "filter"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words to highlight, as they stand in the article, folded as `highlight_ranges` takes them.

        What is asked of paragraphs alone is a `BodyWord`.
        """
        anywhere = (match_.found for term, match_ in self._matches if term.where != "body")
        of_bodies = (BodyWord(match_.found) for term, match_ in self._matches if term.where == "body")
        return tuple(dict.fromkeys((*anywhere, *of_bodies, *self._by_pattern)))

    @cached_property
    def _by_pattern(self) -> tuple[str, ...]:
        return matched_words(self._query.patterns, self._entry.parts)

    @cached_property
    def count(self) -> int:
        """The number of hits in the article."""
        found = {(term.where, match_.found): (term, match_.found) for term, match_ in self._matches}
        by_pattern = sum(1 for word in self._by_pattern for _ in self._entry.occurrences(word))
        return sum(count(self._entry, term, text) for term, text in found.values()) + by_pattern

    def passages(self, context: int | None = None) -> tuple[Passage, ...]:
        """Return the passages with hits, the best one first, then as printed; `context` characters around each hit."""
        return tuple(passages(self._entry, self.words, context))

    @cached_property
    def best(self) -> Passage:
        """The best passage; for a query of filters only the beginning of the text."""
        return next(passages(self._entry, self.words), None) or opening(self._entry.parts)


class Tier(NamedTuple):
    """Entries found in one way, which come before those of the next tier."""

    found: LazyResults
    terms: tuple[Term, ...]
    near: bool = False


class Results(LazySequence[Result]):
    """Articles that were found: exact matches before near ones, in either the best or the newest first."""

    def __init__(
        self,
        query: Query,
        tiers: Sequence[Tier] = (),
        limit: int | None = None,
        everything: Callable[[], Results] | None = None,
        *,
        unfinished: bool = False,
        incomplete: bool = False,
        suggest: Callable[[], tuple[Message, ...]] = tuple,
    ) -> None:
        self._query = query
        self._suggest = suggest
        self._tiers = tiers
        self._everything = everything
        self._made: dict[int, Result] = {}
        self.articles: Final = sum(len(tier.found) for tier in tiers)
        """The number of articles found, also beyond those listed here."""
        self.near: Final = sum(len(tier.found) for tier in tiers if tier.near)
        """How many of these match in pinyin or with errors only."""
        self._listed = self.articles if limit is None else min(limit, self.articles)
        self.unfinished: Final = unfinished
        """A regular expression was given up: not all articles were matched against it."""
        self.incomplete: Final = incomplete
        """Not all articles are indexed yet."""

    @cached_property
    def notes(self) -> tuple[Message, ...]:
        """What may have been meant, where nothing is found, and what of the query was not understood.

        Made when it is first read: what may have been meant takes as long as the search.
        """
        return (*self._suggest(), *self._query.notes)

    def hits(self, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Return the number of hits in all articles, also beyond those listed here.

        Each article is looked through; when cancelled, the number counted so far is returned.
        """
        found = 0
        for result in self._everything() if self._everything and len(self) < self.articles else self:
            if cancelled():
                break
            found += result.count
        return found

    def __len__(self) -> int:
        return self._listed

    def _item(self, index: int) -> Result:
        if index not in self._made:
            self._made[index] = self._make(index)
        return self._made[index]

    def _make(self, at: int) -> Result:
        before = 0
        for tier in self._tiers:
            if at - before < len(tier.found):
                score, entry = tier.found[at - before]
                return Result(entry, self._query, tier.terms, score, near=tier.near)
            before += len(tier.found)
        raise IndexError(at)

    def __iter__(self) -> Iterator[Result]:
        """Yield the results; those that were not looked at before are not kept."""
        return (self._made.get(at) or self._make(at) for at in range(len(self)))
