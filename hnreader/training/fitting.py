"""Fits the whole model: articles → count tables → pages → networks → artefact.

Articles are divided by page: some are counted in, some are set for fitting the networks, and some for fitting how their
scores are weighed. Pages of the last are new to the networks, so that their confidence there is that on unseen pages.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.articles import part
from hnreader.training.choice_fitting import choices_of, fit_choices
from hnreader.training.counting import dictionary_words, rarity_of, spans_of, vocabulary_of, words_of
from hnreader.training.dataset import example_of, truth_of
from hnreader.training.edge_fitting import edge_cuts, fit_edge_weights
from hnreader.training.edges import fit_edges
from hnreader.training.generator import Generator
from hnreader.training.model.artefact import ids_of, write_artefact
from hnreader.training.model.page_reading import Tables, read_pieces
from hnreader.training.model.story_choice import PageScores
from hnreader.training.model.story_network import scores
from hnreader.training.model.units import units_of
from hnreader.training.pages import label_pieces
from hnreader.training.role_fitting import fit_roles
from hnreader.training.story_fitting import fit_stories, story_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hnreader.training.articles import SourceArticle
    from hnreader.training.truth import LabelledPage

PARTS: Final = 20
COUNTED, SET, WEIGHED = range(6), range(6, 17), range(17, 19)
"""Parts of the articles. The last of `PARTS` is left for measuring."""
OWN_RUNS: Final = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is fitted."""

    pages: int = 4000
    weighed_pages: int = 300
    edge_steps: int = 4000
    role_steps: int = 2600
    story_steps: int = 8000
    choice_steps: int = 1200
    seed: int = 0


def fit_model(articles: Sequence[SourceArticle], output: Path, plan: Plan) -> None:
    """Fit the model to articles and write its artefact."""
    texts = ["".join(passage.text.split()) for article in _parts(articles, COUNTED) for passage in article.passages]
    vocabulary, rarity = vocabulary_of(texts), rarity_of(texts)
    tables = Tables(
        ids_of(vocabulary),
        rarity / np.float32(10),
        spans_of(texts) / np.float32(10),
        words_of(dictionary_words()) / np.float32(10),
    )
    size = len(vocabulary) + 2
    edges = fit_edges(texts, tables.ids, size, plan.edge_steps, plan.seed)
    pages = list(Generator(_parts(articles, SET), plan.seed).pages(plan.pages))
    edges |= fit_edge_weights([cut for page in pages[::10] for cut in edge_cuts(page, tables, edges)], steps=1500)
    roles = fit_roles([example_of(page, tables) for page in pages], size, steps=plan.role_steps, seed=plan.seed)
    examples = [_story_example(page, tables, roles, edges) for page in pages]
    stories = fit_stories(examples, steps=plan.story_steps, seed=plan.seed)
    weighed = Generator(_parts(articles, WEIGHED), plan.seed).pages(plan.weighed_pages)
    choices = _fit_choices([_story_example(page, tables, roles, edges) for page in weighed], stories, plan)
    card = {"articles": len(articles), "pages": plan.pages, "seed": plan.seed, "date": f"{datetime.date.today()}"}  # noqa: DTZ011
    networks = {"roles": roles, "edges": edges, "stories": stories, "choices": choices}
    write_artefact(output, vocabulary, tables, networks, card)


def _parts(articles: Sequence[SourceArticle], numbers: Iterable[int]) -> list[SourceArticle]:
    return [article for number in numbers for article in part(articles, number, PARTS)]


def _story_example(page: LabelledPage, tables: Tables, roles: Any, edges: Any) -> Any:
    labelled = label_pieces(page)
    units = units_of(labelled.pieces, read_pieces(labelled.pieces, tables), tables, roles, edges)
    return story_example(units, truth_of(labelled.labels))


def _fit_choices(examples: Sequence[Any], stories: Any, plan: Plan) -> Any:
    """Fit the choices to the true way first, then to the ways that the model itself goes."""
    pages = []
    for example in examples:
        own, between = example.own.astype(np.float32), example.between.astype(np.float32)
        pages.append(
            (PageScores(own, *scores(np, stories, own, between, np.ones(len(own), np.float32))), example.story)
        )
    choices = [choice for page, story in pages for choice in choices_of(page, story)]
    weights = fit_choices(choices, steps=plan.choice_steps, seed=plan.seed)
    rng = np.random.default_rng(plan.seed)
    for run in range(OWN_RUNS):
        choices += [choice for page, story in pages for choice in choices_of(page, story, weights, rng)]
        weights = fit_choices(choices, steps=plan.choice_steps, seed=plan.seed + run + 1, weights=weights)
    return weights
