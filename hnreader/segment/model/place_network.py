"""The network of places: what it adds to the network of stories where it is known where a page's units stand.

It is fitted to pages with places, with the network of stories as it is; pages without are read by that one alone, as if
this were not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.segment.model.network import folded, mapped, relu
from hnreader.segment.model.place_columns import OWN_COLUMNS, PAIR_COLUMNS
from hnreader.segment.model.story_network import PAIR, SCORES, STORY_ROLES, WIDTH, Added

if TYPE_CHECKING:
    from hnreader.segment.model.network import Array, Weights

HIDDEN: Final = 48
OUTPUTS: Final = ("unit", "pair", "role", "score")
"""Maps of what is added. They begin as zeros, so that fitting begins with what the network of stories says."""


def shapes() -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    return {
        "own.w": (len(OWN_COLUMNS), HIDDEN), "own.b": (HIDDEN,),
        "between.w": (len(PAIR_COLUMNS), HIDDEN), "between.b": (HIDDEN,),
        "unit.w": (HIDDEN, WIDTH), "unit.b": (WIDTH,), "pair.w": (HIDDEN, PAIR), "pair.b": (PAIR,),
        "role.w": (HIDDEN, len(STORY_ROLES)), "role.b": (len(STORY_ROLES),), "score.w": (HIDDEN, SCORES),
        "score.b": (SCORES,),
    }  # fmt: skip


def folded_weights(xp: Any, weights: Weights) -> Weights:
    """Return the weights as `added` wants them."""
    return folded(xp, weights, {})


def added(xp: Any, weights: Weights, own: Array, between: Array) -> Added:
    """Return what places add. `weights` are `folded_weights`; `own` and `between` are those of `UnitPlaces`."""
    units = relu(xp, mapped(weights, "own", xp.swapaxes(own, -1, -2)))
    flat = between.reshape(*between.shape[:-3], -1, len(PAIR_COLUMNS))
    pairs = relu(xp, mapped(weights, "between", xp.swapaxes(flat, -1, -2)))
    return Added(
        mapped(weights, "unit", units),
        mapped(weights, "pair", pairs),
        mapped(weights, "role", units),
        mapped(weights, "score", pairs),
    )
