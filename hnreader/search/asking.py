"""Queries in the index's own terms: what must be there, in which field it counts how much, what is nearly it.

Scores of exact results lie from 0 to 3. Each term counts by its rarity; it is worth 2 in a headline, 1 in another
title, and its density in the text adds a little, so that it decides only between articles that are equal otherwise.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final

from tantivy import FieldType, Occur, Query

from hnreader.search.index import pairs, units
from hnreader.search.language import Days, Kinds, Pages, Pattern, Term
from hnreader.search.likeness import may_be_alike, shapes
from hnreader.search.pinyin import partings, token
from hnreader.search.ranking import WORTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tantivy import Schema, Searcher

    from hnreader.search.language import Atom, Where
    from hnreader.search.language import Query as Asked
    from hnreader.search.likeness import Shape

    _Of = Callable[[Term], Query]

_DENSITY: Final = 0.0019
"""The most that density adds; below what tells one article's nearness of terms from another's (`ranking.NEAR`)."""
_SATURATION: Final = 2.2  # no count of a term is worth more than so many times its rarity in BM25 (k1 = 1.2)

# Candidates for what is nearly there: those held on both sides of the error say more than those at its edge.
_SPOKEN: Final = 3.0
_HELD: Final = 2.0
_EDGE: Final = 1.0

_FIELDS: Final[dict[Where, tuple[str, ...]]] = {
    "every": ("every",),
    "title": ("headline", "title"),
    "names": ("names",),
    "column": ("column",),
}

_SOUNDS: Final[dict[Where, tuple[str, ...]]] = {
    "every": ("headline_sounds", "names_sounds"),
    "title": ("headline_sounds",),
    "names": ("names_sounds",),
}


class Asking:
    """Puts one query to what is indexed at one moment."""

    def __init__(self, asked: Asked, schema: Schema, searcher: Searcher) -> None:
        self._asked = asked
        self._schema = schema
        self._searcher = searcher
        self._weights = self._rarities()

    @cached_property
    def exact(self) -> Query:
        """Articles that have what was asked for."""
        return self._all(self._exact)

    def near(self, *, alike: bool) -> Query:
        """Articles that have what was asked for, or what sounds or, if `alike`, looks like it."""
        return self._all(lambda term: _any([self._exact(term), *self._near(term, alike=alike)]))

    def _rarities(self) -> dict[Term, float]:
        """What share each term has in the score: the rarer its rarest pair of characters, the more."""
        found = max(1, self._searcher.num_docs)
        rarities = {term: log(2 + found / (1 + self._frequency(term.text))) for term in self._asked.terms}
        whole = sum(rarities.values())
        return {term: one / whole for term, one in rarities.items()}

    def _frequency(self, text: str) -> int:
        shown = list(pairs(text))
        counts = [self._searcher.doc_freq("pairs", one) for one in shown]
        return min(counts) if counts else self._searcher.doc_freq("every", units(text)[0])

    def _all(self, of: _Of) -> Query:
        wanted: list[Query] = []
        unwanted: list[Query] = []
        for clause in self._asked.clauses:
            atoms = [atom for atom in clause.atoms if not isinstance(atom, Pattern)]
            if atoms and clause.negated:
                unwanted.append(_any([self._atom(atom, self._exact) for atom in atoms]))
            elif atoms:
                wanted.append(_any([self._atom(atom, of) for atom in atoms]))
        wanted = wanted or [_silent(Query.all_query())]
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        must = [(Occur.Must, one) for one in wanted]
        return Query.boolean_query([*must, *((Occur.MustNot, one) for one in unwanted)])

    def _atom(self, atom: Atom, of: _Of) -> Query:
        match atom:
            case Term():
                return of(atom)
            case Days(first, last):
                return self._range("day", first.toordinal(), last.toordinal())
            case Pages(first, last):
                return self._range("page", first, last)
            case Kinds(kind):
                return _silent(Query.term_query(self._schema, "kind", str(kind)))
        raise TypeError(atom)

    def _range(self, field: str, first: int, last: int) -> Query:
        return _silent(Query.range_query(self._schema, field, FieldType.Unsigned, first, last))

    def _exact(self, term: Term) -> Query:
        """A term, worth more in titles. Every field that it is sought in has the term as a phrase of characters."""
        weight = self._weights.get(term, 0.0)
        phrase = list(enumerate(units(term.text)))
        fields = _FIELDS[term.where]
        there = _any([self._phrase(field, phrase, self._scale(term.text) * weight) for field in fields])
        titles = Query.disjunction_max_query(
            [
                self._phrase("headline", phrase, const=WORTH["headline"] * weight),
                self._phrase("title", phrase, const=WORTH["title"] * weight),
            ]
        )
        return Query.boolean_query([(Occur.Must, there), (Occur.Should, titles)])

    def _scale(self, text: str) -> float:
        """What BM25 has to be multiplied by so that it stays below `_DENSITY`, whatever is found how often."""
        found = self._searcher.num_docs
        rarities = sum(log(2 + found / (0.5 + self._searcher.doc_freq("every", unit))) for unit in units(text))
        return _DENSITY / (_SATURATION * max(rarities, 1.0))

    def _near(self, term: Term, *, alike: bool) -> list[Query]:
        queries = [self._spoken(term)] if term.pinyin else []
        if alike and may_be_alike(term):
            queries += (
                self._shape(field, shape) for shape in shapes(units(term.text)) for field in _FIELDS[term.where]
            )
        return queries

    def _shape(self, field: str, shape: Shape) -> Query:
        """What is left of a term, with a gap where one character is wrong; at an edge there may be none at all."""
        left, right = shape.left, shape.right
        gap = shape.gap and shape.held
        phrase = [*enumerate(left), *enumerate(right, len(left) + gap)]
        return self._phrase(field, phrase, const=_HELD if shape.held else _EDGE)

    def _spoken(self, term: Term) -> Query:
        ways = [list(enumerate(map(token, way))) for way in partings(term.pinyin)]
        spoken = [self._words(field, way) for way in ways for field in _SOUNDS[term.where]]
        return Query.const_score_query(_any(spoken), _SPOKEN)

    def _phrase(
        self, field: str, phrase: Sequence[tuple[int, str]], boost: float = 1, const: float | None = None
    ) -> Query:
        """Characters at their places. Of a longer phrase only articles that have all its pairs are looked at."""
        side_by_side = [a + b for (at, a), (then, b) in pairwise(phrase) if then == at + 1]
        if field == "every" and len(phrase) == 2 and side_by_side:
            query = Query.term_query(self._schema, "pairs", side_by_side[0])
        else:
            query = self._words(field, phrase)
        query = Query.boost_query(query, boost) if const is None else Query.const_score_query(query, const)
        if len(phrase) == 2 or not side_by_side:
            return query
        needed = (_silent(Query.term_query(self._schema, "pairs", pair)) for pair in side_by_side)
        return Query.boolean_query([(Occur.Must, query), *((Occur.Must, one) for one in needed)])

    def _words(self, field: str, words: Sequence[tuple[int, str]]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0][1])
        return Query.phrase_query(self._schema, field, list(words))


def without(query: Query, other: Query) -> Query:
    """Return what the one finds and the other does not."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, other)])


def _any(queries: Iterable[Query]) -> Query:
    several = list(queries)
    return several[0] if len(several) == 1 else Query.boolean_query([(Occur.Should, one) for one in several])


def _silent(query: Query) -> Query:
    """It must hold, but is worth nothing."""
    return Query.const_score_query(query, 0.0)
