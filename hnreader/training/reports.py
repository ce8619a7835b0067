"""What `evaluate` prints of a set of pages: lines of tables, shares as percentages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hnreader.training.ablation import ABLATIONS, AblatedModel
from hnreader.training.evaluation import evaluate, total
from hnreader.training.perturbations import PERTURBATIONS, perturbed
from hnreader.training.reliability import auc, reliability

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hnreader.segment.model.segmentation import Model
    from hnreader.training.evaluation import Comparison, Sums
    from hnreader.training.reliability import Outcome
    from hnreader.training.truth import LabelledPage

BODIES: Final = ("near", "exact")
"""The figures whose fall tells what a model needs."""


class Report:
    """What a model makes of a set of pages; what the tables compare with is found once."""

    def __init__(self, model: Model, pages: Sequence[LabelledPage]) -> None:
        self._model, self._pages = model, pages
        self._comparisons = list(evaluate(model, pages))
        self._total = total(self._comparisons)

    def figures(self) -> Iterator[str]:
        """Yield a row for the pages of each form, and one for all."""
        yield " pages  stories     near    exact   titles    owned"
        groups: dict[str, list[Comparison]] = {}
        for page, comparison in zip(self._pages, self._comparisons, strict=True):
            groups.setdefault(page.form, []).append(comparison)
        for form, comparisons in sorted(groups.items()):
            yield _row(form, total(comparisons).sums)
        yield _row("all", self._total.sums)

    def reliability(self) -> Iterator[str]:
        """Yield how often bodies are exact, by stated confidence."""
        return _reliability(self._total.outcomes)

    def perturbations(self, seed: int) -> Iterator[str]:
        """Yield a row for each perturbation: the figures of the same pages with one thing changed."""
        yield "one thing changed"
        yield _row("nothing", self._total.sums)
        for name in PERTURBATIONS:
            changed = (perturbed(page, name, seed) for page in self._pages)
            yield _row(name, total(evaluate(self._model, changed)).sums)

    def ablations(self) -> Iterator[str]:
        """Yield a row for each ablation: how many points fewer are right without it."""
        yield "points lost without"
        whole = self._total.sums.figures()
        for name, ablation in ABLATIONS.items():
            rest = total(evaluate(AblatedModel(self._model, ablation), self._pages)).sums.figures()
            falls = ((whole[figure] or 0.0) - (rest[figure] or 0.0) for figure in BODIES)
            yield " " * 15 + "".join(f"{100 * fall:+9.1f}" for fall in falls) + " " * 20 + name


def _row(name: str, sums: Sums) -> str:
    return f"{sums.pages:6}{sums.stories:9}{''.join(map(_percent, sums.figures().values()))}  {name}"


def _percent(share: float | None) -> str:
    return f"{'–':>9}" if share is None else f"{100 * share:9.1f}"


def _reliability(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "confidence  stories   stated    exact"
    for each in reliability(outcomes):
        yield f"{each.low:.1f} to {each.high:.1f}{each.stories:9}{_percent(each.stated)}{_percent(each.exact)}"
    value = auc(outcomes)
    yield f"AUC of exact bodies: {'–' if value is None else f'{value:.3f}'}"
