"""Finds articles of other issues about the same subject, and those that print the same story again.

Shared terms are weighted by tf·idf, quoted phrases and names more than words. Candidates come from the search index.
Words are looked up in jieba's dictionary, without loading jieba.
"""

from __future__ import annotations

import re
from collections import Counter
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from hnreader.language.dictionary import frequency
from hnreader.language.folding import fold
from hnreader.model import TextRole
from hnreader.research.mentions import quoted_phrases, source_of
from hnreader.research.people import people
from hnreader.research.tagged import tagged
from hnreader.search import index_of
from hnreader.search.best_hits import best_hits
from hnreader.search.documents import bigrams
from hnreader.search.entries import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tantivy import Query, Schema, Searcher

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.search.entries import Entry
    from hnreader.search.index import Indexed

_LONGEST_WORD: Final = 6  # characters
_COMMON_WORD: Final = 60_000  # count in jieba's dictionary: 发展, 工作 do not tell subjects apart
_QUERY_TERMS: Final = 32
_CANDIDATES: Final = 60
_EXACT: Final = 1.6  # weight of a phrase or name; that of a word is 1
_IN_HEADLINE: Final = 1.5  # factor
_EVERYWHERE: Final = 0.2  # share of articles from which on a term has no weight …
_HANDFUL: Final = 8  # … unless no more articles than these have it
_SHOWN_TERMS: Final = 8
_LEAST: Final = 0.08  # score below which nothing is related
_FEWEST: Final = 3  # shared terms: one or two are chance
_LENGTH_PENALTY: Final = 0.3  # exponent of the ratio of lengths: a long article shares a bit with everything
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_SHINGLE: Final = 5  # characters: shorter ones are in all reports of meetings
_SAME: Final = 0.5  # share of shingles from which on two articles are the same story
_SHINGLES: Final = 400  # compared at most
_TOO_SHORT: Final = 80  # characters: captions are worded alike without being the same story


class Related(Struct, frozen=True):
    """An article related to another one."""

    article: Article
    """The first part of its story."""
    score: float
    """0 to 1: the share of the other article's weight that is in this one, less if this one is much longer."""
    shared: tuple[str, ...]
    """Terms of both, those of the greatest weight first."""
    same: bool
    """It prints the same story: most of the shorter text is in the longer one."""


class RelatedArticles(list[Related]):
    """The articles related to one."""

    def __init__(self, found: Iterable[Related] = (), *, incomplete: bool = False) -> None:
        super().__init__(found)
        self.incomplete: Final = incomplete
        """Not all could be indexed: there may be more."""


def related(
    archive: Archive, article: Article, limit: int = 10, cancelled: Callable[[], bool] = lambda: False
) -> RelatedArticles:
    """Return the articles of other issues most related to one: the same story first, then by score.

    The first call, like the first search, indexes the archive. Once `cancelled` returns True nothing is found. Raises
    `UnknownArticleError` for an article that the archive does not have.
    """
    index = index_of(archive)
    index.update(archive, cancelled)
    if cancelled():
        return RelatedArticles()
    parts = archive.parts(article)
    indexed = index.now
    incomplete = bool(indexed.missing)
    weights = _weights(parts, indexed.searcher)
    if not weights:
        return RelatedArticles(incomplete=incomplete)
    body = _body(entry_of(parts))
    total = sum(weights.values())
    found = []
    for entry in _candidates(index.schema, indexed, weights):
        shared = [term for term in weights if term in entry.folded]
        share = sum(weights[term] for term in shared) / total
        if share < _LEAST or len(shared) < _FEWEST or _is_same_issue(parts[0], entry.parts[0]):
            continue
        other = _body(entry)
        ratio = max(1.0, len(other) / max(1, len(body)))
        score = round(share / ratio**_LENGTH_PENALTY, 4)
        found.append(Related(entry.parts[0], score, _shown(shared, weights), _is_same_story(body, other)))
    found.sort(key=lambda related: (not related.same, -related.score, related.article.id))
    return RelatedArticles(found[:limit], incomplete=incomplete)


def _weights(parts: Sequence[Article], searcher: Searcher) -> dict[str, float]:
    """Return the folded terms of an article that have the greatest weights, with these."""
    articles = max(1, searcher.num_docs)
    headlines = fold(
        " ".join(text.text.text for part in parts for text in part.texts if text.role is TextRole.HEADLINE)
    )
    weights: dict[str, float] = {}
    for term, (times, weight) in _terms(parts).items():
        seen = min((searcher.doc_freq("every", bigram) for bigram in bigrams(term)), default=0)
        if 1 < seen <= max(_HANDFUL, articles * _EVERYWHERE) or (seen > 1 and weight > 1):
            factor = _IN_HEADLINE if term in headlines else 1.0
            weights[term] = weight * factor * (1 + log(times)) * log(1 + articles / seen)
    return {term: weights[term] for term in nlargest(_QUERY_TERMS, weights, key=weights.__getitem__)}


def _terms(parts: Sequence[Article]) -> dict[str, tuple[int, float]]:
    """Return the folded terms of an article → number of occurrences, and the weight of one."""
    exact: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for part in parts:
        source = source_of(part)
        for text in source.texts:
            exact.update(map(fold, quoted_phrases(text)))
            exact.update(map(fold, people(tagged(text, _characters), source.contributors)[0]))
            words.update(_words(fold(text)))
    return {term: (times, 1.0) for term, times in words.items()} | {
        term: (times, _EXACT) for term, times in exact.items()
    }


def _characters(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into characters, as a tagger: names behind posts are found without a dictionary."""
    return ((character, "n") for character in text)


def _words(folded: str) -> Iterator[str]:
    """Yield the words of a text that are not common: at each position the longest in jieba's dictionary."""
    at = 0
    while at < len(folded) - 1:
        for length in range(min(_LONGEST_WORD, len(folded) - at), 1, -1):
            word = folded[at : at + length]
            if word.isalnum() and (seen := frequency(word)):
                if seen < _COMMON_WORD:
                    yield word
                at += length
                break
        else:
            at += 1


def _candidates(schema: Schema, indexed: Indexed, weights: dict[str, float]) -> Iterator[Entry]:
    """Yield the articles that share the terms of the greatest weight. A term is looked up by its bigrams."""
    from tantivy import Occur, Query  # noqa: PLC0415 the index has loaded it by now

    def has(term: str) -> Query:
        terms = [(Occur.Must, Query.term_query(schema, "every", bigram)) for bigram in set(bigrams(term))]
        return Query.const_score_query(Query.boolean_query(terms), weights[term])

    query = Query.boolean_query([(Occur.Should, has(term)) for term in weights])
    hits = best_hits(indexed.searcher, indexed.restricted(query), _CANDIDATES)
    return (entry for _, entry in indexed.scored_entries(hits))


def _is_same_issue(first: Article, second: Article) -> bool:
    """Whether two articles are certainly of one issue: of undated ones only those of one page are."""
    return first.date == second.date if first.date or second.date else first.source == second.source


def _body(entry: Entry) -> str:
    """Return the folded text of an article without titles, punctuation and blanks."""
    return _NOT_A_LETTER.sub("", entry.folded[entry.ends[1] :])


def _is_same_story(first: str, second: str) -> bool:
    """Whether most of the shorter text is in the longer one, be it in pieces of a few characters."""
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < _TOO_SHORT:
        return False
    starts = range(0, len(shorter) - _SHINGLE + 1, 1 + len(shorter) // _SHINGLES)
    return sum(shorter[at : at + _SHINGLE] in longer for at in starts) >= _SAME * len(starts)


def _shown(shared: Sequence[str], weights: dict[str, float]) -> tuple[str, ...]:
    """Return the shared terms of the greatest weight, without those that are part of another one."""
    longest = [term for term in shared if not any(term != other and term in other for other in shared)]
    return tuple(nlargest(_SHOWN_TERMS, longest, key=weights.__getitem__))
