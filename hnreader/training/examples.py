"""Makes pages and their arrays in several processes; how many there are changes nothing in what comes out."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from hnreader.archive.worker import ONE_THREAD
from hnreader.segment.model.page_reading import read_pieces
from hnreader.segment.model.type_sizes import size_breaks
from hnreader.segment.model.units import labels_of, units_of
from hnreader.training.dataset import Example, StoryExample, example_of, story_example, truth_of
from hnreader.training.generator import Generator
from hnreader.training.pages import label_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.training.articles import SourceArticle
    from hnreader.training.folds import Fold

AT_ONCE: Final = 50
"""Pages that a process makes for one answer."""

_workshop: Workshop


class Workshop:
    """What a process needs to make examples."""

    def __init__(self, articles: Sequence[SourceArticle], seed: int, *model: Any) -> None:
        self.generator = Generator(articles, seed)
        self.model = model


def examples_of(folds: Sequence[Fold], seed: int, numbers: range) -> list[Example]:
    """Return what roles are fitted to: pages with these numbers, as arrays; each fold has its share of them."""
    return [
        page
        for fold, share in zip(folds, _shares(numbers, len(folds)), strict=True)
        for page in _made(_example, share, fold.articles, seed, fold.tables, fold.edges)
    ]


def story_examples_of(
    folds: Sequence[Fold], seed: int, numbers: range, roles: Any, form: str | None = None
) -> list[StoryExample]:
    """Return what stories are fitted to: units of pages with these numbers, all of a form or of any, as arrays."""
    return [
        page
        for fold, share in zip(folds, _shares(numbers, len(folds)), strict=True)
        for page in _made(partial(_story_example, form), share, fold.articles, seed, fold.tables, fold.edges, roles)
    ]


def _shares(numbers: range, count: int) -> list[range]:
    bounds = [len(numbers) * part // count for part in range(count + 1)]
    return [numbers[start:end] for start, end in pairwise(bounds)]


def _made(make: Callable[[int], Any], numbers: range, *workshop: Any) -> list[Any]:
    context = multiprocessing.get_context("spawn")
    os.environ.update(ONE_THREAD)  # numpy reads it when a process begins; this one has begun
    with ProcessPoolExecutor(os.cpu_count(), context, _begin, workshop) as processes:
        return list(processes.map(make, numbers, chunksize=AT_ONCE))


def _begin(*workshop: Any) -> None:
    global _workshop  # noqa: PLW0603 a process of a pool has no other place for it
    _workshop = Workshop(*workshop)


def _example(number: int) -> Example:
    tables, edges = _workshop.model
    return example_of(_workshop.generator.page(number), tables, edges)


def _story_example(form: str | None, number: int) -> StoryExample:
    tables, edges, roles = _workshop.model
    labelled = label_pieces(_workshop.generator.page(number, form))
    labels = labels_of(read_pieces(labelled.pieces, tables, edges), roles, size_breaks(labelled.pieces))
    layout = labelled.page.layout
    units = units_of(labelled.pieces, labels, tables, edges, layout.rules if layout else ())
    return story_example(units, truth_of(labelled.labels))
