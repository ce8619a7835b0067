"""The network that labels pieces: what each is, and whether a text begins with it.

It reads the first and last characters of a piece, its features, and by dilated convolutions the pieces around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hnreader.segment.model.network import dense, embedded, neighbours, normalised, relu, windows

if TYPE_CHECKING:
    from collections.abc import Callable

    from hnreader.segment.model.network import Array, Weights

ROLES: Final = (
    "body", "heading", "kicker", "headline", "subhead", "column", "byline", "caption", "credit", "signature",
    "editor_note", "jump", "furniture",
)  # fmt: skip
BEGINNINGS: Final = ("text", "rest", "same")
"""A piece begins a text; or it goes on with one that broke off elsewhere; or it goes on with the piece before it."""

HEAD, TAIL, EDGE = 24, 16, 4  # characters
EMBEDDING, FILTERS, WIDTH = 24, 48, 128
DILATIONS: Final = (1, 2, 4, 8, 16, 1, 2, 4)


def shapes(vocabulary: int, features: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights."""
    joined = 4 * FILTERS + 2 * EDGE * EMBEDDING + features
    found: dict[str, tuple[int, ...]] = {
        "embedding": (vocabulary, EMBEDDING), "head.w": (3 * EMBEDDING, FILTERS), "head.b": (FILTERS,),
        "tail.w": (3 * EMBEDDING, FILTERS), "tail.b": (FILTERS,), "head2.w": (3 * FILTERS, FILTERS),
        "head2.b": (FILTERS,), "tail2.w": (3 * FILTERS, FILTERS), "tail2.b": (FILTERS,), "piece.w": (joined, WIDTH),
        "piece.b": (WIDTH,), "last.g": (WIDTH,), "last.b": (WIDTH,),
        "out.w": (WIDTH, len(ROLES) + len(BEGINNINGS)), "out.b": (len(ROLES) + len(BEGINNINGS),),
    }  # fmt: skip
    for number in range(len(DILATIONS)):
        found |= {
            f"norm{number}.g": (WIDTH,), f"norm{number}.b": (WIDTH,), f"around{number}.w": (3 * WIDTH, WIDTH),
            f"around{number}.b": (WIDTH,),
        }  # fmt: skip
    return found


def _kept(values: Array, _: int) -> Array:
    return values


def encode(
    xp: Any, weights: Weights, head: Array, tail: Array, features: Array, drop: Callable[[Array, int], Array] = _kept
) -> Array:
    """Return the vectors of pieces in their context. The last axes: pieces, then characters or features.

    `drop` takes values and the number of the layer that made them; fitting leaves some out by it.
    """
    parts = [
        *_phrases(xp, weights, "head", head),
        *_phrases(xp, weights, "tail", tail),
        embedded(xp, weights, head[..., :EDGE]),
        embedded(xp, weights, tail[..., -EDGE:]),
        features,
    ]
    values = relu(xp, dense(weights, "piece", drop(xp.concatenate(parts, axis=-1), len(DILATIONS))))
    for number, distance in enumerate(DILATIONS):
        around = neighbours(xp, normalised(xp, weights, f"norm{number}", values), distance)
        values += drop(relu(xp, dense(weights, f"around{number}", around)), number)
    return normalised(xp, weights, "last", values)


def _phrases(xp: Any, weights: Weights, name: str, characters: Array) -> list[Array]:
    """Return what phrases of three and of five characters show, wherever they stand.

    Places come first, so that those next to each other are slices.
    """
    three = relu(xp, dense(weights, name, embedded(xp, weights, windows(xp, xp.moveaxis(characters, -1, 0), 3))))
    maps = weights[f"{name}2.w"].reshape(3, FILTERS, FILTERS)
    places = len(three) - 2
    five = three[:places] @ maps[0]
    five += three[1 : places + 1] @ maps[1]
    five += three[2:] @ maps[2]
    return [xp.max(three, axis=0), relu(xp, xp.max(five, axis=0) + weights[f"{name}2.b"])]


def label_logits(weights: Weights, values: Array) -> tuple[Array, Array]:
    """Return the logits of roles and of beginnings of encoded pieces."""
    out = dense(weights, "out", values)
    return out[..., : len(ROLES)], out[..., len(ROLES) :]
