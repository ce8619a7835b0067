"""Articles of other issues that tell of the same things, and those that tell the same story a second time.

What two articles share is weighed by how rare it is in the archive (as tf·idf does), quoted phrases and names more than
words. Candidates come from the search's index; the words are those of jieba's dictionary, looked up and not loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, Final

from hnreader.research.mentions import quoted, source
from hnreader.research.people import people
from hnreader.research.tagged import tagged
from hnreader.search import index_of
from hnreader.search.entries import enter
from hnreader.search.folding import fold
from hnreader.search.index import pairs
from hnreader.segment.dictionary import frequency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tantivy import Query, Searcher

    from hnreader.archive import Archive
    from hnreader.model import Article
    from hnreader.search.entries import Entry
    from hnreader.search.index import Index

_LONGEST: Final = 6  # characters of a word
_USUAL: Final = 60_000  # of jieba's counts: 发展, 工作 say nothing of what a story is about
_ASKED: Final = 32  # terms that candidates are looked for by
_CANDIDATES: Final = 60
_EXACT: Final = 1.6  # what a phrase or a name is worth, where a word is worth 1
_IN_TITLE: Final = 1.5
_EVERYWHERE: Final = 0.2  # the share of articles from which on a term tells nothing of any one
_HANDFUL: Final = 8  # articles: of so few no share can be told
_NAMED: Final = 8  # shared terms that are told
_LEAST: Final = 0.08  # the share of an article's weight below which nothing is related
_FEWEST: Final = 3  # shared terms: one or two are chance
_LONG: Final = 0.3  # a long article has a bit of everything: how much less its share counts
_IDLE: Final = re.compile(r"[\W_]+")
_SHINGLE: Final = 5  # characters: fewer are shared by all reports of meetings
_SAME: Final = 0.5
_TRIED: Final = 400  # pieces: enough to tell
_TELLS: Final = 80  # characters: what is shorter tells no story, or tells it in the words of all captions


@dataclass(frozen=True, slots=True)
class Related:
    """An article that is related to another."""

    article: Article
    """By its first part."""
    score: float
    """0 to 1: the share of what the other one tells that this one tells, too; less where this one is much longer."""
    shared: tuple[str, ...]
    """What they share, weightiest first."""
    same: bool
    """It tells the same story: most of what the shorter one says stands in the longer."""


def related(
    archive: Archive, article: Article, limit: int = 10, cancelled: Callable[[], bool] = lambda: False
) -> list[Related]:
    """Return what is most related to an article in other issues, best first; what tells the same story before all.

    It needs no names to have been gathered. The first call of it or of a search indexes the archive; nothing is found
    once `cancelled` says yes.
    """
    index = index_of(archive)
    index.follow(archive, cancelled)
    if cancelled():
        return []
    parts = archive.parts(article)
    searcher = index.searcher
    weights = _weights(parts, searcher)
    if not weights:
        return []
    told = _body(enter(parts, 0))
    whole = sum(weights.values())
    found = []
    for entry in _candidates(index, searcher, weights):
        shared = [term for term in weights if term in entry.folded]
        share = sum(weights[term] for term in shared) / whole
        if share < _LEAST or len(shared) < _FEWEST or _one_issue(parts[0], entry.parts[0]):
            continue
        other = _body(entry)
        longer = max(1.0, len(other) / max(1, len(told)))
        one = Related(entry.parts[0], round(share / longer**_LONG, 4), _named(shared, weights), _same(told, other))
        found.append(one)
    found.sort(key=lambda one: (not one.same, -one.score, one.article.id))
    return found[:limit]


def _weights(parts: Sequence[Article], searcher: Searcher) -> dict[str, float]:
    """Return the terms of an article, folded, that say most of what it is about, with their weights."""
    articles = max(1, searcher.num_docs)
    titles = fold(" ".join(part.headline.text for part in parts if part.headline))
    weights: dict[str, float] = {}
    for term, (times, worth) in _terms(parts).items():
        seen = min((searcher.doc_freq("pairs", pair) for pair in pairs(term)), default=0)
        if 1 < seen <= max(_HANDFUL, articles * _EVERYWHERE) or (seen > 1 and worth > 1):
            placed = _IN_TITLE if term in titles else 1.0
            weights[term] = worth * placed * (1 + log(times)) * log(1 + articles / seen)
    return {term: weights[term] for term in nlargest(_ASKED, weights, key=weights.__getitem__)}


def _terms(parts: Sequence[Article]) -> dict[str, tuple[int, float]]:
    """Return the folded terms of an article → how often they stand in it, and what one is worth."""
    exact: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for part in parts:
        held = source(part)
        for text in held.texts:
            exact.update(map(fold, quoted(text)))
            exact.update(map(fold, people(tagged(text, _letters), held.makers)[0]))
            words.update(_words(fold(text)))
    return {term: (times, 1.0) for term, times in words.items()} | {
        term: (times, _EXACT) for term, times in exact.items()
    }


def _letters(text: str) -> Iterator[tuple[str, str]]:
    """Part a text into its characters: names behind offices are found without any dictionary."""
    return ((letter, "n") for letter in text)


def _words(folded: str) -> Iterator[str]:
    """Yield the words of a text by jieba's dictionary, the longest that fits at each place, but no usual ones."""
    at = 0
    while at < len(folded) - 1:
        for length in range(min(_LONGEST, len(folded) - at), 1, -1):
            word = folded[at : at + length]
            if word.isalnum() and (seen := frequency(word)):
                if seen < _USUAL:
                    yield word
                at += length
                break
        else:
            at += 1


def _candidates(index: Index, searcher: Searcher, weights: dict[str, float]) -> Iterator[Entry]:
    """Yield the articles that share the weightiest terms; a long term is looked for by its pairs of characters."""
    from tantivy import Occur, Query  # noqa: PLC0415 the index has loaded it by now

    def has(term: str) -> Query:
        held = [(Occur.Must, Query.term_query(index.schema, "pairs", pair)) for pair in set(pairs(term))]
        return Query.const_score_query(Query.boolean_query(held), weights[term])

    asked = Query.boolean_query([(Occur.Should, has(term)) for term in weights])
    hits = searcher.search(asked, limit=_CANDIDATES).hits
    return (entry for _, entry in index.found(searcher, hits))


def _one_issue(one: Article, other: Article) -> bool:
    """Tell whether two articles are of one issue; of the undated ones only what is on one page surely is."""
    return one.date == other.date if one.date or other.date else one.source == other.source


def _body(entry: Entry) -> str:
    """Return what an article tells, without titles, marks and blanks."""
    return _IDLE.sub("", entry.folded[entry.ends[1] :])


def _same(one: str, other: str) -> bool:
    """Tell whether most of the shorter text stands in the longer, if only in pieces of some characters."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _TELLS:
        return False
    places = range(0, len(shorter) - _SHINGLE + 1, 1 + len(shorter) // _TRIED)
    return sum(shorter[at : at + _SHINGLE] in longer for at in places) >= _SAME * len(places)


def _named(shared: Sequence[str], weights: dict[str, float]) -> tuple[str, ...]:
    """Return the weightiest of the shared terms, none that is a part of another."""
    whole = [term for term in shared if not any(term != other and term in other for other in shared)]
    return tuple(nlargest(_NAMED, whole, key=weights.__getitem__))
