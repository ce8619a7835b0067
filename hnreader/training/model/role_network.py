"""The network that labels pieces: what each is, and whether a text begins with it.

It reads the first and last characters of a piece, its features, and by dilated convolutions the pieces around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.training.model.network import dense, neighbours, normalised, relu, windows

if TYPE_CHECKING:
    from hnreader.training.model.network import Array, Weights

ROLES: Final = (
    "body", "heading", "kicker", "headline", "subhead", "column", "byline", "caption", "credit", "signature",
    "editor_note", "jump", "furniture",
)  # fmt: skip
BEGINNINGS: Final = ("text", "rest", "same")
"""A piece begins a text; or it goes on with one that broke off elsewhere; or it goes on with the piece before it."""

HEAD, TAIL, EDGE = 24, 16, 4  # characters
EMBEDDING, FILTERS, WIDTH = 16, 32, 64
DILATIONS: Final = (1, 2, 4, 8)


def shapes(vocabulary: int, features: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    joined = 2 * FILTERS + 2 * EDGE * EMBEDDING + features
    found: dict[str, tuple[int, ...]] = {
        "embedding": (vocabulary, EMBEDDING),
        "head.w": (3 * EMBEDDING, FILTERS),
        "head.b": (FILTERS,),
        "tail.w": (3 * EMBEDDING, FILTERS),
        "tail.b": (FILTERS,),
        "piece.w": (joined, WIDTH),
        "piece.b": (WIDTH,),
        "out.w": (WIDTH, len(ROLES) + len(BEGINNINGS)),
        "out.b": (len(ROLES) + len(BEGINNINGS),),
    }
    for number in range(len(DILATIONS)):
        found |= {
            f"norm{number}.g": (WIDTH,), f"norm{number}.b": (WIDTH,), f"around{number}.w": (3 * WIDTH, WIDTH),
            f"around{number}.b": (WIDTH,),
        }  # fmt: skip
    return found


def encode(xp: Any, weights: Weights, head: Array, tail: Array, features: Array) -> Array:
    """Return the vectors of pieces in their context. The last axes: pieces, then characters or features."""
    first, last = weights["embedding"][head], weights["embedding"][tail]
    parts = [
        xp.max(relu(xp, dense(weights, "head", windows(xp, first, 3))), axis=-2),
        xp.max(relu(xp, dense(weights, "tail", windows(xp, last, 3))), axis=-2),
        first[..., :EDGE, :].reshape(*head.shape[:-1], -1),
        last[..., -EDGE:, :].reshape(*tail.shape[:-1], -1),
        features,
    ]
    values = relu(xp, dense(weights, "piece", xp.concatenate(parts, axis=-1)))
    for number, distance in enumerate(DILATIONS):
        around = neighbours(xp, normalised(xp, weights, f"norm{number}", values), distance)
        values = values + relu(xp, dense(weights, f"around{number}", around))
    return values


def label_logits(weights: Weights, values: Array) -> tuple[Array, Array]:
    """Return the logits of roles and of beginnings of encoded pieces."""
    out = dense(weights, "out", values)
    return out[..., : len(ROLES)], out[..., len(ROLES) :]
