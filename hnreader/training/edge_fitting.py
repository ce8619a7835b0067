"""Fits how the evidence of two edges is weighed: which text goes on with which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import jax.numpy as jnp
import numpy as np

from hnreader.segment.model.edge_evidence import edge_columns, edges_of, every_two, shapes
from hnreader.segment.model.network import dense, relu
from hnreader.segment.model.page_text import PageText
from hnreader.segment.model.role_network import BEGINNINGS, ROLES
from hnreader.training.dataset import truth_of
from hnreader.training.learning import candidate_batches, draw_weights, fit
from hnreader.training.pages import label_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.page_reading import Tables
    from hnreader.training.truth import LabelledPage

WEIGHING: Final = ("mix.w", "mix.b", "score.w", "score.b")
BATCH, RIVALS = 256, 24
SHORTEST: Final = 8  # characters of an end that may be continued
_SAME: Final = BEGINNINGS.index("same")
_RUNNING: Final = (ROLES.index("body"), ROLES.index("caption"))

Cut = tuple["NDArray[np.float32]", bool]
"""The evidence for each end that a beginning may continue, the true one first where there is one; whether there is."""


def edge_cuts(page: LabelledPage, tables: Tables, encoders: Weights) -> list[Cut]:
    """Return the cuts of a page, and beginnings of texts, each against other ends."""
    labelled = label_pieces(page)
    truth = truth_of(labelled.labels)
    count = len(labelled.pieces)
    first = np.flatnonzero((truth.beginning != _SAME) | (np.arange(count) == 0))
    owner = np.repeat(np.arange(len(first)), np.diff(np.append(first, count)))
    ends = [*first.tolist()[1:], count]
    texts = [
        "".join(piece.compact for piece in labelled.pieces[start:end]) for start, end in zip(first, ends, strict=True)
    ]
    text = PageText.of(texts)
    edges = edges_of(texts, text, tables.ids[np.minimum(text.codes, 0xFFFF)], encoders)
    columns = edge_columns(edges, *every_two(len(texts)), tables)
    rng = np.random.default_rng(count)
    cuts: list[Cut] = []
    for unit, piece in enumerate(first):
        before = truth.before[piece]
        true = owner[before] if before >= 0 else -1
        if truth.role[piece] not in _RUNNING or true == unit:
            continue
        rivals = [other for other in np.flatnonzero(text.sizes > SHORTEST) if other not in (unit, true)]
        chosen = [*([true] if true >= 0 else []), *rng.permutation(rivals)[: RIVALS - 1]]
        cuts.append((columns[np.array(chosen, np.int64), unit], bool(true >= 0)))
    return cuts


def loss(weights: Any, columns: Any, present: Any, cut: Any) -> Any:
    """Softmax over the ends and over none, whose score is 0."""
    scores = dense(weights, "score", relu(jnp, dense(weights, "mix", columns)))[..., 0]
    scores = jnp.where(present, scores, -1e4)
    every = jnp.concatenate([scores, jnp.zeros((len(scores), 1))], axis=-1)
    top = jnp.max(every, axis=-1, keepdims=True)
    total = jnp.log(jnp.sum(jnp.exp(every - top), axis=-1)) + top[:, 0]
    return jnp.mean(total - jnp.where(cut, every[:, 0], every[:, -1]))


def fit_edge_weights(cuts: Sequence[Cut], *, steps: int, seed: int = 0) -> dict[str, Any]:
    """Return the fitted weights."""
    fitted = fit(
        draw_weights({name: shapes(0)[name] for name in WEIGHING}, seed),
        loss,
        lambda epoch: candidate_batches(cuts, BATCH, RIVALS, seed + epoch),
        steps=steps,
        rate=5e-3,
    )
    return {name: np.asarray(value) for name, value in fitted.items()}
