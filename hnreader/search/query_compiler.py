"""Compiles a query into queries of the index: what must match exactly, what may match nearly, what a match is worth.

Scores of exact matches lie from 0 to 3. Each term counts by its rarity; it is worth 2 in a headline, 1 in another
title, and its density in the text adds a little, which decides only between articles that are equal otherwise.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import cached_property, partial
from itertools import pairwise
from math import log, prod
from typing import TYPE_CHECKING, Final

from tantivy import FieldType, Occur, Query

from hnreader.language.pinyin import index_token, split_pinyin
from hnreader.search.documents import PLACE_BITS, bigrams, phrase_tokens, token_of, units
from hnreader.search.fuzzy import may_be_similar, required_bigrams, variants
from hnreader.search.query_language import (
    DateRange,
    KindFilter,
    PageRange,
    PaperFilter,
    Pattern,
    TagFilter,
    Term,
    is_of_body,
)
from hnreader.search.ranking import WORTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tantivy import Schema, Searcher

    from hnreader.search.entries import Field
    from hnreader.search.fuzzy import Variant
    from hnreader.search.query_language import Atom, Where
    from hnreader.search.query_language import Query as ParsedQuery
    from hnreader.search.user_tags import TaggedPlace

    _CompileTerm = Callable[[Term], Query]

_DENSITY: Final = 0.0019
"""The most that density adds; below what tells one article's nearness of terms from another's (`ranking.NEAR`)."""
_SATURATION: Final = 2.2
"""The greatest factor by which BM25 multiplies a term's rarity, however often the term stands in a text (k1 = 1.2)."""

# Scores of candidates for near matches: an error within a term says more than one at its end.
_PINYIN: Final = 3.0
_INNER: Final = 2.0
_OUTER: Final = 1.0

_FIELDS: Final[dict[Where, tuple[str, ...]]] = {
    "every": ("every",),
    "title": ("headline", "title"),
    "body": ("every",),  # whether it is in a paragraph is seen in the texts: `text_filters`
    "names": ("names",),
    "column": ("column",),
}

_TITLES: Final[tuple[Field, ...]] = ("headline", "title")

_PINYIN_FIELDS: Final[dict[Where, tuple[str, ...]]] = {
    "every": ("headline_sounds", "names_sounds"),
    "title": ("headline_sounds",),
    "names": ("names_sounds",),
}

_BY_CHANCE: Final = 50_000
"""Articles: what is left of a term by an error is not looked up where more of them have it without meaning it."""


class Near(Enum):
    """Which near matches are looked up."""

    PINYIN = auto()
    CERTAIN = auto()
    """Pinyin, and errors that leave characters which stand side by side: whatever is found is a match."""
    POSSIBLE = auto()
    """Errors with one other character in a gap: it may be one that makes no match, as the end of a text."""


class CompiledQuery:
    """One parsed query for the state of the index that a searcher sees."""

    def __init__(
        self, query: ParsedQuery, schema: Schema, searcher: Searcher, tagged: Callable[[str], Iterable[TaggedPlace]]
    ) -> None:
        """`tagged` returns the entries that have a tag."""
        self._query = query
        self.tagged: Final = tagged
        self._schema = schema
        self._searcher = searcher
        self._weights = self._rarities()

    @cached_property
    def exact(self) -> Query:
        """Articles that match exactly."""
        return self._all(self._exact)

    @cached_property
    def in_pinyin(self) -> Query:
        """Articles that match in pinyin, but not exactly."""
        return self._near(Near.PINYIN, self._all(self._anywhere))

    @cached_property
    def certain(self) -> Query:
        """Articles of `Near.CERTAIN` that do not match exactly."""
        return self._near(Near.CERTAIN, self._all(self._anywhere))

    def possible(self, *, without_certain: bool) -> Query:
        """Articles of `Near.POSSIBLE`; exact matches may be among them, those of `certain` too unless left out."""
        return self._near(Near.POSSIBLE, *([self.certain] if without_certain else []))

    def _near(self, near: Near, *others: Query) -> Query:
        """Articles that match nearly and are none of others; these stand beside the ways to match, for depth is slow.

        Where there are more terms than one, or filters, some terms may match exactly, and all errors count as possible.
        """
        without = [(Occur.MustNot, other) for other in others]
        if len(self._query.clauses) == len(self._query.terms) == 1:
            ways = self._similar(self._query.terms[0], near)
            return Query.boolean_query([*((Occur.Should, way) for way in ways), *without])
        several = {Near.CERTAIN, Near.POSSIBLE} if near is Near.POSSIBLE else {near}
        all_terms = self._all(
            lambda term: _any([self._exact(term), *(way for kind in several for way in self._similar(term, kind))])
        )
        return Query.boolean_query([(Occur.Must, all_terms), *without])

    def passage(self, passage: Term) -> Query:
        """Articles that have most of a passage's bigrams, in place of all terms, and do not match exactly.

        Filters and negated clauses hold.
        """
        different = {bigram: self._searcher.doc_freq("every", bigram) for bigram in bigrams(passage.text)}
        chosen, least = required_bigrams(passage.text, sorted(different, key=different.__getitem__))
        there = [Query.term_query(self._schema, "every", bigram) for bigram in chosen]
        parts = [(Occur.Should, Query.const_score_query(bigram, 1.0)) for bigram in there]
        similar = Query.boolean_query(parts, minimum_number_should_match=least)
        everywhere = _silent(Query.all_query())
        filters = self._all(lambda _term: everywhere)
        exact = self._all(self._anywhere)
        return Query.boolean_query([(Occur.Must, similar), (Occur.Must, filters), (Occur.MustNot, exact)])

    def _rarities(self) -> dict[Term, float]:
        """Return each term's share of the score: the rarer its rarest bigram, the greater."""
        if len(self._query.terms) == 1:
            return {self._query.terms[0]: 1.0}
        articles = max(1, self._searcher.num_docs)
        rarities = {term: log(2 + articles / (1 + self._frequency(term.text))) for term in self._query.terms}
        total = sum(rarities.values())
        return {term: rarity / total for term, rarity in rarities.items()}

    def _frequency(self, text: str) -> int:
        counts = [self._searcher.doc_freq("every", bigram) for bigram in bigrams(text)]
        return min(counts) if counts else self._searcher.doc_freq("every", units(text)[0])

    def _all(self, compile_term: _CompileTerm) -> Query:
        wanted: list[Query] = []
        unwanted: list[Query] = []
        for clause in self._query.clauses:
            atoms = [atom for atom in clause.atoms if not isinstance(atom, Pattern)]
            if clause.negated and any(map(is_of_body, atoms)):
                continue  # who has it in a title alone is wanted
            if atoms and clause.negated:
                unwanted.append(_any([self._atom(atom, self._exact) for atom in atoms]))
            elif atoms:
                wanted.append(_any([self._atom(atom, compile_term) for atom in atoms]))
        wanted = wanted or [_silent(Query.all_query())]
        if len(wanted) == 1 and not unwanted:
            return wanted[0]
        must = [(Occur.Must, clause) for clause in wanted]
        return Query.boolean_query([*must, *((Occur.MustNot, clause) for clause in unwanted)])

    def _atom(self, atom: Atom, compile_term: _CompileTerm) -> Query:
        match atom:
            case Term():
                return compile_term(atom)
            case DateRange(first, last):
                return self._range("day", first.toordinal(), last.toordinal())
            case PageRange(first, last):
                return self._range("page", first, last)
            case KindFilter(kind):
                return _silent(Query.term_query(self._schema, "kind", str(kind)))
            case PaperFilter(paper):
                return _silent(Query.term_query(self._schema, "paper", paper))
            case TagFilter(tag):
                return _silent(_any([self._at(*place) for place in self.tagged(tag)]))
        raise TypeError(atom)

    def _at(self, state: int, page: int, place: int) -> Query:
        number = page << PLACE_BITS | place
        in_issue = Query.term_query(self._schema, "issue", token_of(state))
        return Query.boolean_query([(Occur.Must, in_issue), (Occur.Must, self._range("place", number, number))])

    def _range(self, field: str, first: int, last: int) -> Query:
        return _silent(Query.range_query(self._schema, field, FieldType.Unsigned, first, last))

    def _exact(self, term: Term) -> Query:
        """A term, worth more in titles. Every field that it is looked for in has it as a phrase of characters."""
        weight = self._weights.get(term, 0.0)
        phrase = 0, units(term.text)
        boost = self._scale(term.text) * weight
        anywhere = _any([self._phrase(field, phrase, boost=boost) for field in _FIELDS[term.where]])
        if term.where == "body":
            return anywhere
        titles = Query.disjunction_max_query(
            [self._phrase(field, phrase, const=WORTH[field] * weight) for field in _TITLES]
        )
        return Query.boolean_query([(Occur.Must, anywhere), (Occur.Should, titles)])

    def _anywhere(self, term: Term) -> Query:
        """A term in any field that it is looked for in, unscored."""
        return _any([self._phrase(field, (0, units(term.text)), const=0.0) for field in _FIELDS[term.where]])

    def _scale(self, text: str) -> float:
        """Return the factor that keeps BM25 below `_DENSITY`, however often the term stands in a text."""
        articles, frequency = self._searcher.num_docs, partial(self._searcher.doc_freq, "every")
        rarities = sum(log(2 + articles / (0.5 + frequency(word))) for _, word in phrase_tokens(0, units(text)))
        return _DENSITY / (_SATURATION * max(rarities, 1.0))

    def _similar(self, term: Term, near: Near) -> list[Query]:
        """Return the ways in which a term may match nearly."""
        ways = [self._pinyin(term)] if term.pinyin and near is not Near.POSSIBLE else []
        if near is not Near.PINYIN and may_be_similar(term):
            wanted = [variant for variant in variants(units(term.text)) if variant.gap is (near is Near.POSSIBLE)]
            ways += [
                self._variant(field, variant)
                for field in _FIELDS[term.where]
                for variant in wanted
                if self._together(field, variant) <= _BY_CHANCE
            ]
        return ways

    def _together(self, field: str, variant: Variant) -> float:
        """Return in how many articles the two sides of a gap would stand by chance: 0 where there is none."""
        if not variant.gap:
            return 0.0
        articles = max(1, self._searcher.num_docs)
        words = {word for side in (variant.left, variant.right) for _, word in phrase_tokens(0, side)}
        return articles * prod(self._searcher.doc_freq(field, word) / articles for word in words)

    def _variant(self, field: str, variant: Variant) -> Query:
        left, right = variant.left, variant.right
        pieces = [(0, left), (len(left) + 1, right)] if variant.gap else [(0, left + right)]
        return self._phrase(field, *pieces, const=_INNER if variant.inner else _OUTER)

    def _pinyin(self, term: Term) -> Query:
        ways = [list(enumerate(map(index_token, way))) for way in split_pinyin(term.pinyin)]
        phrases = [self._words(field, way) for way in ways for field in _PINYIN_FIELDS[term.where]]
        return Query.const_score_query(_any(phrases), _PINYIN)

    def _phrase(self, field: str, *pieces: tuple[int, str], boost: float = 1, const: float | None = None) -> Query:
        """Pieces of a text at their positions. Only articles that have all their pairs are looked at."""
        words = [word for piece in pieces for word in phrase_tokens(*piece)]
        pairs = {"".join(pair) for _, shown in pieces for pair in pairwise(shown)} - {word for _, word in words}
        query = self._words(field, words)
        needed = [Query.term_query(self._schema, field, pair) for pair in sorted(pairs)]
        if const is not None:  # the pairs need not be silenced one by one
            every = [(Occur.Must, query), *((Occur.Must, pair) for pair in needed)]
            return Query.const_score_query(Query.boolean_query(every) if needed else query, const)
        query = Query.boost_query(query, boost)
        if not needed:
            return query
        return Query.boolean_query([(Occur.Must, query), *((Occur.Must, _silent(pair)) for pair in needed)])

    def _words(self, field: str, words: Sequence[tuple[int, str]]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0][1])
        return Query.phrase_query(self._schema, field, list(words))


def _any(queries: Iterable[Query]) -> Query:
    several = list(queries)
    return several[0] if len(several) == 1 else Query.boolean_query([(Occur.Should, query) for query in several])


def _silent(query: Query) -> Query:
    """It must match, but adds nothing to the score."""
    return Query.const_score_query(query, 0.0)
