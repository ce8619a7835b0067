"""Fits the whole model: articles → count tables → pages → networks → artefact.

Articles are divided by page: most are counted and set for fitting the networks, some for fitting how sure their
stories are, and the last are left to measure.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from hnreader.segment.model.artefact import read_artefact, write_artefact
from hnreader.training.articles import part
from hnreader.training.confidence_fitting import fit_confidence
from hnreader.training.examples import examples_of, story_examples_of
from hnreader.training.extractors import PLACED
from hnreader.training.folds import Fold, fit_folds
from hnreader.training.place_fitting import fit_places
from hnreader.training.role_fitting import fit_roles
from hnreader.training.story_fitting import fit_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hnreader.segment.model.artefact import Artefact
    from hnreader.training.articles import SourceArticle

LOG: Final = logging.getLogger(__name__)
PARTS: Final = 20
HALVES: Final = range(9), range(9, 18)
JUDGED: Final = range(18, 19)
"""Parts of the articles. The last of `PARTS` is left for measuring."""
ROUNDS: Final = ((1.5e-3, 1.0), (8e-4, 0.5))
"""Learning rate and share of the steps of each round in which stories are fitted; each has pages of its own."""
FURTHER: Final = ((8e-4, 1.25),)
"""The same where weights are fitted further."""
FURTHER_FROM: Final = 3
"""The earliest version of an artefact whose weights can be carried over: later ones only see more."""
PLACES_FROM: Final = 4
"""The earliest version of which all networks but that of places are as they are now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is fitted. Pages that stories are fitted to are new to the roles, whose confidence they take in."""

    role_pages: int = 12_000
    story_pages: int = 6000
    place_pages: int = 3000
    judged_pages: int = 600
    edge_steps: int = 12_000
    role_steps: int = 5000
    story_steps: int = 6000
    place_steps: int = 3000
    seed: int = 0

    def shortened(self, divisor: int) -> Plan:
        """Return a plan with so much less of everything, to try the command."""
        seed = {"seed": self.seed}
        return Plan(**{name: max(10, value // divisor) for name, value in asdict(self).items()} | seed)


def fit_model(articles: Sequence[SourceArticle], output: Path, plan: Plan, start: Path | None = None) -> None:
    """Fit the model to articles and write its artefact.

    With `start` its networks of roles and stories are fitted further, in one round: that takes half of the time. Raises
    `ModelError` where it is no artefact.
    """
    begun = read_artefact(start, FURTHER_FROM) if start else None
    folds = fit_folds([_parts(articles, half) for half in HALVES], steps=plan.edge_steps, seed=plan.seed)
    LOG.info("pages that roles are fitted to")
    examples = examples_of(folds.folds, plan.seed, range(plan.role_pages))
    size = len(folds.vocabulary) + 2
    earlier = _with_vocabulary(begun, folds.vocabulary) if begun else {}
    roles = fit_roles(examples, size, steps=plan.role_steps, seed=plan.seed, weights=earlier)
    del examples
    stories = begun.networks["stories"] if begun else {}
    for number, (rate, share) in enumerate(FURTHER if begun else ROUNDS):
        LOG.info("pages that stories are fitted to, round %d", number + 1)
        first = plan.role_pages + number * plan.story_pages
        pages = story_examples_of(folds.folds, plan.seed, range(first, first + plan.story_pages), roles)
        steps = max(1, round(share * plan.story_steps))
        stories = fit_stories(pages, steps=steps, seed=plan.seed + number, rate=rate, weights=stories)
        del pages
    judged = folds.whole._replace(articles=_parts(articles, JUDGED))
    networks = {"roles": roles, "edges": folds.whole.edges, "stories": stories}
    networks["places"] = _fitted_places(judged, networks, plan)
    LOG.info("pages that confidence is fitted to")
    pages = story_examples_of([judged], plan.seed, range(plan.judged_pages), roles)
    networks["confidence"] = fit_confidence(pages, stories, seed=plan.seed)
    card = _card(articles, plan) | ({"start": begun.card} if begun else {})
    write_artefact(output, folds.vocabulary, folds.whole.tables, networks, card)


def fit_model_places(articles: Sequence[SourceArticle], output: Path, plan: Plan, start: Path) -> None:
    """Fit the network of places alone, for the others of an artefact, and write all to another.

    Raises `ModelError` where `start` is no artefact.
    """
    begun = read_artefact(start, PLACES_FROM)
    judged = Fold(_parts(articles, JUDGED), begun.tables, begun.networks["edges"])
    networks = begun.networks | {"places": _fitted_places(judged, begun.networks, plan)}
    write_artefact(output, begun.vocabulary, begun.tables, networks, begun.card | {"places": _card(articles, plan)})


def _fitted_places(unseen: Fold, networks: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """Return what is fitted to pages of articles that the other networks were not fitted to."""
    LOG.info("pages that places are fitted to")
    pages = story_examples_of([unseen], plan.seed, range(plan.place_pages), networks["roles"], PLACED)
    return fit_places(pages, networks["stories"], steps=plan.place_steps, seed=plan.seed)


def _card(articles: Sequence[SourceArticle], plan: Plan) -> dict[str, Any]:
    return {"articles": len(articles), **asdict(plan), "date": f"{datetime.date.today()}"}  # noqa: DTZ011


def _with_vocabulary(artefact: Artefact, vocabulary: str) -> dict[str, Any]:
    """Return the weights of an artefact's network of roles with the embeddings of these characters."""
    weights = artefact.networks["roles"]
    numbers = artefact.tables.ids[[min(ord(char), 0xFFFF) for char in vocabulary]]
    return weights | {"embedding": weights["embedding"][[0, 1, *numbers.tolist()]]}


def _parts(articles: Sequence[SourceArticle], numbers: Iterable[int]) -> list[SourceArticle]:
    return [article for number in numbers for article in part(articles, number, PARTS)]
