"""Models that are kept from seeing something while they read, fitted as they are.

What is left out has one value for all pieces of a page, or for every two units, so that it tells nothing apart: the
page's mean, or zero where that says that two units share nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.neighbour_edges import NEIGHBOUR_EDGES, SEAM_EDGES
from hnreader.segment.model.page_text import KINDS
from hnreader.segment.model.piece_features import LAYOUT, SIGNS
from hnreader.segment.model.segmentation import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hnreader.page_layout import Rule
    from hnreader.segment.draft import Row
    from hnreader.segment.model.page_reading import PageReading
    from hnreader.segment.model.units import Labels, Units


class Ablation(NamedTuple):
    """What takes something away from what is known of a page's pieces, and of its units."""

    of_pieces: Callable[[PageReading], PageReading] = lambda reading: reading
    of_units: Callable[[Units], Units] = lambda units: units


class AblatedModel(Model):
    """A fitted model without something."""

    def __init__(self, model: Model, ablation: Ablation) -> None:
        vars(self).update(vars(model))  # all that is fitted, whichever networks there are
        self._ablation = ablation

    def read(self, pieces: Sequence[Row]) -> PageReading:
        """Return what a page's pieces look like, as far as they can be seen."""
        return self._ablation.of_pieces(super().read(pieces))

    def units(self, pieces: Sequence[Row], labels: Labels, rules: Sequence[Rule] = ()) -> Units:
        """Return the units of a page's pieces, as far as they can be seen."""
        return self._ablation.of_units(super().units(pieces, labels, rules))


def _feature_groups() -> dict[str, slice]:
    """Return the columns of groups of features; kinds are those of all, first and last characters."""
    signs, layout = len(SIGNS), len(SIGNS) + len(LAYOUT)
    kinds = layout + 3 * len(KINDS)
    return {
        "signs": slice(signs),
        "layout": slice(signs, layout),
        "kinds of characters": slice(layout, kinds),
        "similarity": slice(kinds, -len(NEIGHBOUR_EDGES)),
        "edges of neighbours": slice(-len(NEIGHBOUR_EDGES), -len(SEAM_EDGES)),
        "seams": slice(-len(SEAM_EDGES), None),
    }


FEATURE_GROUPS: Final = _feature_groups()
"""Name → columns of `PageReading.features`."""


def _without_features(columns: slice, reading: PageReading) -> PageReading:
    features = reading.features.copy()
    features[:, columns] = features[:, columns].mean(axis=0)
    return replace(reading, features=features)


def _without_characters(reading: PageReading) -> PageReading:
    """Leave of the characters at the edges of pieces how many they are: all are unknown ones."""
    return replace(reading, head=np.minimum(reading.head, 1), tail=np.minimum(reading.tail, 1))


def _without_edges(units: Units) -> Units:
    return replace(units, edges=np.full_like(units.edges, units.edges.mean()))


def _sharing_nothing(names: Sequence[str], units: Units) -> Units:
    """Leave in arrays of every two units what each is to itself."""
    itself = np.eye(len(units), dtype=bool)
    alone: dict[str, Any] = {name: np.where(itself, getattr(units, name), np.float32(0)) for name in names}
    return replace(units, **alone)


ABLATIONS: Final[dict[str, Ablation]] = {
    **{name: Ablation(of_pieces=partial(_without_features, columns)) for name, columns in FEATURE_GROUPS.items()},
    "characters": Ablation(of_pieces=_without_characters),
    "edges": Ablation(of_units=_without_edges),
    "shared pairs": Ablation(of_units=partial(_sharing_nothing, ("overlap", "rare"))),
    "names": Ablation(of_units=partial(_sharing_nothing, ("leads",))),
    "places": Ablation(of_units=lambda units: replace(units, places=None)),
    "copies": Ablation(of_units=partial(_sharing_nothing, ("copies",))),
}
"""What is left out → how."""
