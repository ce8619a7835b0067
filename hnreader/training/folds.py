"""Articles → count tables and weights of edges, for all of them and for each half.

What is said of a cut is said too surely of articles that it was fitted to. So the pages of one half are looked at
by what was fitted to the other half, as any page is by what was fitted to all (cross-fitting).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.artefact import ids_of
from hnreader.segment.model.page_reading import Tables
from hnreader.training.counting import dictionary_words, rarity_of, spans_of, vocabulary_of, words_of
from hnreader.training.edge_fitting import edge_cuts, fit_edge_weights
from hnreader.training.edges import fit_edges
from hnreader.training.generator import Generator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hnreader.training.articles import SourceArticle

EDGE_PAGES: Final = 400
CUT_STEPS: Final = 1500


class Fold(NamedTuple):
    """Articles to set pages from, and the tables and weights by which those pages are looked at."""

    articles: Sequence[SourceArticle]
    tables: Tables
    edges: dict[str, Any]


class Folds(NamedTuple):
    """What comes of two halves of the articles."""

    vocabulary: str
    folds: tuple[Fold, ...]
    whole: Fold
    """The tables and weights of all articles; there are none left to set pages from."""


def fit_folds(parts: Sequence[Sequence[SourceArticle]], *, steps: int, seed: int) -> Folds:
    """Return what the articles of each half are looked at by, and any other."""
    texts = [_texts(articles) for articles in parts]
    every = [text for part in texts for text in part]
    vocabulary = vocabulary_of(every)
    shared = ids_of(vocabulary), rarity_of(every) / np.float32(10), words_of(dictionary_words())

    def fold(articles: Sequence[SourceArticle], counted: Sequence[str]) -> Fold:
        ids, rarity, words = shared
        tables = Tables(ids, rarity, spans_of(counted), words)
        return Fold(articles, tables, fit_edges(counted, ids, len(vocabulary) + 2, steps, seed))

    folds = [fold(articles, counted) for articles, counted in zip(parts, reversed(texts), strict=True)]
    whole = fold((), every)
    cuts = [
        cut
        for tables, edges, page in ((fold.tables, fold.edges, page) for fold in folds for page in _pages(fold, seed))
        for cut in edge_cuts(page, tables, edges)
    ]
    weighed = fit_edge_weights(cuts, steps=CUT_STEPS)
    *fitted, whole = (fold._replace(edges=fold.edges | weighed) for fold in (*folds, whole))
    return Folds(vocabulary, tuple(fitted), whole)


def _pages(fold: Fold, seed: int) -> Any:
    return Generator(fold.articles, seed).pages(EDGE_PAGES // 2)


def _texts(articles: Sequence[SourceArticle]) -> list[str]:
    return ["".join(passage.text.split()) for article in articles for passage in article.passages]
