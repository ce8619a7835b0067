"""Fits a model further to pages that people have reviewed, and checks that it has unlearned nothing."""

from __future__ import annotations

import datetime
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from hnreader.segment.model.artefact import write_artefact
from hnreader.segment.model.page_reading import read_pieces
from hnreader.segment.model.role_network import ROLES
from hnreader.segment.model.segmentation import read_model
from hnreader.segment.model.type_sizes import size_breaks
from hnreader.segment.model.units import labels_of, units_of
from hnreader.training.articles import part
from hnreader.training.dataset import story_example, truth_of
from hnreader.training.evaluation import Sums, evaluate, total
from hnreader.training.examples import story_examples_of
from hnreader.training.fitting import PARTS
from hnreader.training.folds import Fold
from hnreader.training.generator import Generator
from hnreader.training.pages import label_pieces
from hnreader.training.story_fitting import fit_stories

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hnreader.segment.model.artefact import Artefact
    from hnreader.segment.model.network import Weights
    from hnreader.training.articles import SourceArticle
    from hnreader.training.dataset import StoryExample
    from hnreader.training.truth import LabelledPage

LOG: Final = logging.getLogger(__name__)
GENERATED: Final = 1200
"""Pages from articles among which the reviewed ones are mixed, so that nothing else is unlearned."""
SHARE: Final = 0.15
"""Of the examples, that are reviewed pages: each is seen as often as that takes, but not more than `OFTEN`."""
OFTEN: Final = 20
STEPS: Final = 200
RATE: Final = 6e-5
WAYS: Final = (1.0, 0.5, 0.25)
"""How far a model goes from the one that ships to the fitted one: the farthest that is not worse is used."""
_UNSAID: Final = ("signature", "editor_note", "credit")
"""Roles that reviewed pages do not tell from others: what the model has for such is not said to be another."""
_GENERATED: Final = "generated"
CHECKED: Final = 150
"""Generated pages of articles kept apart, on which the model must not be worse."""


class Check(NamedTuple):
    """How well two models do on a set of pages."""

    before: Sums
    now: Sums
    together: bool = False
    """Bodies and titles count together: of hundreds of stories one or two come out otherwise whatever is fitted."""

    @property
    def worse(self) -> bool:
        """Whether fewer bodies are right, or nearly so, or fewer titles."""
        counts = self._counts()
        if self.together:
            return sum(now - before for before, now in counts) < 0
        return any(now < before for before, now in counts)

    @property
    def words(self) -> str:
        """The figures, before and now."""
        near, exact, titles = (f"{before} → {now}" for before, now in self._counts())
        return f"of {self.now.stories} bodies near {near}, exact {exact}; of {self.now.titles} titles {titles}"

    def _counts(self) -> list[tuple[int, int]]:
        return [(getattr(self.before, name), getattr(self.now, name)) for name in ("near", "exact", "titles_exact")]


def fit_personal_stories(
    articles: Sequence[SourceArticle], reviewed: Sequence[LabelledPage], begun: Artefact, seed: int = 0
) -> Weights:
    """Return the network of stories of an artefact, fitted further to reviewed pages.

    `articles`, best such as the artefact was not fitted to, set the pages among which these are mixed; the last of
    their parts is kept apart.
    """
    LOG.info("pages that the %d reviewed ones are mixed with", len(reviewed))
    used = [article for number in range(PARTS - 1) for article in part(articles, number, PARTS)]
    fold = Fold(used, begun.tables, begun.networks["edges"])
    pages = story_examples_of([fold], seed, range(GENERATED), begun.networks["roles"])
    own = [_example(page, begun) for page in reviewed]
    times = max(1, min(OFTEN, round(SHARE / (1 - SHARE) * len(pages) / max(1, len(own)))))
    start = begun.networks["stories"]
    return fit_stories([*pages, *own * times], steps=STEPS, seed=seed, rate=RATE, weights=start)


def write_personal_model(begun: Artefact, stories: Weights, way: float, reviewed: int, output: Path) -> None:
    """Write an artefact whose network of stories is so much of the way from the one that it began with to another.

    The nearer it stays, the less it has unlearned (Wortsman and others 2022, Robust fine-tuning of zero-shot models).
    """
    between = {name: start + way * (stories[name] - start) for name, start in begun.networks["stories"].items()}
    card = {"start": begun.card, "reviewed": reviewed, "way": way, "date": f"{datetime.date.today()}"}  # noqa: DTZ011
    write_artefact(output, begun.vocabulary, begun.tables, begun.networks | {"stories": between}, card)


def _example(page: LabelledPage, begun: Artefact) -> StoryExample:
    """Return the units of a page with their truth, as they are when it is read."""
    labelled = label_pieces(page)
    reading = read_pieces(labelled.pieces, begun.tables, begun.networks["edges"])
    labels = labels_of(reading, begun.networks["roles"], size_breaks(labelled.pieces))
    units = units_of(labelled.pieces, labels, begun.tables, begun.networks["edges"])
    example = story_example(units, truth_of(labelled.labels))
    unsaid = np.isin(units.roles.argmax(axis=1), [ROLES.index(role) for role in _UNSAID])
    return replace(example, role=np.where(unsaid, -1, example.role).astype(np.int32))


class Checks:
    """Compares models with one on sets of pages, and on generated ones of articles kept apart."""

    def __init__(
        self, articles: Sequence[SourceArticle], sets: Mapping[str, Sequence[LabelledPage]], start: Path
    ) -> None:
        unseen = Generator(part(articles, PARTS - 1, PARTS), seed=PARTS)
        self._sets = {**sets, _GENERATED: [*unseen.pages(CHECKED)]}
        self._before = self._sums(start)

    def of(self, model: Path) -> dict[str, Check]:
        """Return how well the model of an artefact does on each set."""
        now = self._sums(model)
        return {name: Check(before, now[name], name == _GENERATED) for name, before in self._before.items()}

    def _sums(self, path: Path) -> dict[str, Sums]:
        model = read_model(path)
        return {name: total(evaluate(model, pages)).sums for name, pages in self._sets.items()}
