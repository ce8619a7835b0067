"""What a search has found. Little of it is worked out before somebody looks: a list shows twenty of two thousand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, overload

from hnreader.search.listing import Listing
from hnreader.search.matching import Match, count, match
from hnreader.search.passages import Passage, passages, whole
from hnreader.search.patterns import found_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hnreader.model import Article
    from hnreader.search.entries import Entry
    from hnreader.search.language import Note, Query, Term

Why = Literal["headline", "title", "body", "pinyin", "fuzzy", "filter"]


class Result:
    """An article that was found: why, how good, where."""

    def __init__(self, entry: Entry, asked: Query, score: float, *, near: bool) -> None:
        self._entry = entry
        self._asked = asked
        self.score: Final = score
        """Exact results have 1 and more, others less; comparable within one search only."""
        self.near: Final = near
        """It has not what was asked for, but something that sounds or looks like it."""

    @property
    def article(self) -> Article:
        """The article; of one over several pages the first part, by which it is listed."""
        return self._entry.parts[0]

    @cached_property
    def _matches(self) -> tuple[tuple[Term, Match], ...]:
        found = ((term, match(self._entry, term, near=self.near)) for term in self._asked.terms)
        return tuple((term, one) for term, one in found if one)

    @property
    def matches(self) -> tuple[Match, ...]:
        """For each term that was found, what stands for it in the article."""
        return tuple(one for _, one in self._matches)

    @cached_property
    def why(self) -> Why:
        """The best field that a term was found in (`title` is kicker, subhead or column); or how it was nearly found.

        `filter`: no term was asked for.
        """
        for how in ("fuzzy", "pinyin"):
            if any(one.how == how for one in self.matches):
                return how
        return self._entry.field(min(one.at for one in self.matches)) if self.matches else "filter"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words to light, folded as `hits` takes them: as they stand in the article."""
        return tuple(dict.fromkeys((*(one.found for one in self.matches), *self._by_pattern)))

    @cached_property
    def _by_pattern(self) -> tuple[str, ...]:
        return found_by(self._asked.patterns, self._entry.parts)

    @cached_property
    def count(self) -> int:
        """In how many places of the article something was found."""
        found = {(term.where, one.found): (term, one.found) for term, one in self._matches}
        by_pattern = sum(map(self._entry.folded.count, self._by_pattern))
        return sum(count(self._entry, *one) for one in found.values()) + by_pattern

    def passages(self, context: int | None = None) -> tuple[Passage, ...]:
        """Return the places, the most telling one first, then as printed; with `context` characters around each."""
        return passages(self._entry, self.words, context)

    @cached_property
    def best(self) -> Passage:
        """The most telling passage; where nothing but a filter was asked for, the beginning of the text."""
        return next(iter(self.passages()), None) or whole(self._entry.parts)


class Results(Sequence[Result]):
    """Articles that were found, best first or newest first; exact ones before those that nearly match."""

    def __init__(
        self,
        asked: Query,
        exact: Listing | None = None,
        near: Listing | None = None,
        limit: int | None = None,
        articles: int = 0,
        everything: Callable[[], Results] | None = None,
        *,
        unfinished: bool = False,
    ) -> None:
        self._asked = asked
        self._exact = exact or Listing()
        self._near = near or Listing()
        found = len(self._exact) + len(self._near)
        self._listed = found if limit is None else min(limit, found)
        self._everything = everything
        self._made: dict[int, Result] = {}
        self.articles: Final = articles
        """How many articles were found, also beyond those listed here."""
        self.unfinished: Final = unfinished
        """A regular expression took too long: not all articles were held against it."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """What of the query was not understood."""
        return self._asked.notes

    def hits(self, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Return in how many places something was found, in all articles, also beyond those listed here.

        All of them are looked through; when cancelled, what was counted so far is returned.
        """
        found = 0
        for one in self._everything() if self._everything and len(self) < self.articles else self:
            if cancelled():
                break
            found += one.count
        return found

    def __len__(self) -> int:
        return self._listed

    @overload
    def __getitem__(self, at: int) -> Result: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Result]: ...
    def __getitem__(self, at: int | slice) -> Result | Sequence[Result]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        if at not in self._made:
            near = at >= len(self._exact)
            score, entry = self._near[at - len(self._exact)] if near else self._exact[at]
            self._made[at] = Result(entry, self._asked, score, near=near)
        return self._made[at]

    def __iter__(self) -> Iterator[Result]:
        return (self[at] for at in range(len(self)))
