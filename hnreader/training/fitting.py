"""Fits the whole model: articles → count tables → pages → networks → artefact.

Articles are divided by page: some are counted in, some are set for fitting the networks, some for fitting
how sure their stories are, and the last are left to measure.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.training.articles import part
from hnreader.training.confidence_fitting import fit_confidence
from hnreader.training.counting import dictionary_words, rarity_of, spans_of, vocabulary_of, words_of
from hnreader.training.edge_fitting import edge_cuts, fit_edge_weights
from hnreader.training.edges import fit_edges
from hnreader.training.examples import examples_of, story_examples_of
from hnreader.training.generator import Generator
from hnreader.training.model.artefact import ids_of, write_artefact
from hnreader.training.model.page_reading import Tables
from hnreader.training.role_fitting import fit_roles
from hnreader.training.story_fitting import fit_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hnreader.training.articles import SourceArticle

LOG: Final = logging.getLogger(__name__)
PARTS: Final = 20
COUNTED, SET, JUDGED = range(6), range(6, 18), range(18, 19)
"""Parts of the articles. The last of `PARTS` is left for measuring."""
ROUNDS: Final = ((1.5e-3, 1.0), (8e-4, 0.75))
"""Learning rate and share of the steps of each round in which stories are fitted; each has pages of its own."""
EDGE_PAGES: Final = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is fitted. Pages that stories are fitted to are new to the roles, whose confidence they take in."""

    role_pages: int = 12_000
    story_pages: int = 6000
    judged_pages: int = 600
    edge_steps: int = 4000
    role_steps: int = 6000
    story_steps: int = 6000
    seed: int = 0

    def shortened(self, divisor: int) -> Plan:
        """Return a plan with so much less of everything, to try the command."""
        seed = {"seed": self.seed}
        return Plan(**{name: max(10, value // divisor) for name, value in asdict(self).items()} | seed)


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
    to_set = _parts(articles, SET)
    few = Generator(to_set, plan.seed).pages(min(EDGE_PAGES, plan.role_pages))
    edges |= fit_edge_weights([cut for page in few for cut in edge_cuts(page, tables, edges)], steps=1500)
    LOG.info("pages that roles are fitted to")
    examples = examples_of(to_set, plan.seed, range(plan.role_pages), tables)
    roles = fit_roles(examples, size, steps=plan.role_steps, seed=plan.seed)
    del examples
    stories: dict[str, Any] = {}
    for number, (rate, share) in enumerate(ROUNDS):
        LOG.info("pages that stories are fitted to, round %d", number + 1)
        first = plan.role_pages + number * plan.story_pages
        pages = story_examples_of(to_set, plan.seed, range(first, first + plan.story_pages), tables, roles, edges)
        steps = max(1, round(share * plan.story_steps))
        stories = fit_stories(pages, steps=steps, seed=plan.seed + number, rate=rate, weights=stories)
        del pages
    LOG.info("pages that confidence is fitted to")
    judged = story_examples_of(_parts(articles, JUDGED), plan.seed, range(plan.judged_pages), tables, roles, edges)
    confidence = fit_confidence(judged, stories, seed=plan.seed)
    card = {"articles": len(articles), **asdict(plan), "date": f"{datetime.date.today()}"}  # noqa: DTZ011
    networks = {"roles": roles, "edges": edges, "stories": stories, "confidence": confidence}
    write_artefact(output, vocabulary, tables, networks, card)


def _parts(articles: Sequence[SourceArticle], numbers: Iterable[int]) -> list[SourceArticle]:
    return [article for number in numbers for article in part(articles, number, PARTS)]
