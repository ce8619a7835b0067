"""What the edges of a piece and of those right before it say: whether it goes on with one of them.

Where a piece does not seem to, there is a seam: within one sentence in five, and where a leg of another story
follows. There the two sentences that break off go on behind other seams of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.segment.model.edge_evidence import edge_columns, edge_scores, edges_of
from hnreader.segment.model.network import NEVER, log_softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row
    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.page_reading import Tables
    from hnreader.segment.model.page_text import PageText

    Floats = NDArray[Any]

STEPS: Final = (1, 2)
"""Pieces before a piece that it may continue: with a page number between them it is the second."""
LEAST: Final = -12.0
SEAM: Final = -2.0
"""Score of an edge below which a sentence may not go on over it."""
SEAM_EDGES: Final = ("other_end", "other_start", "exchange", "of_seam_ends", "of_seam_starts")
_ROWS: Final = 64
"""Seams that are scored together with all of a page: of all at once the columns would take hundreds of megabytes."""
NEIGHBOUR_EDGES: Final = (
    *(f"{what}_{step}" for step in STEPS for what in ("edge", "fit", "of_ends", "of_starts")), "best_end", "best_start",
    *SEAM_EDGES,
)  # fmt: skip


BEST: Final = NEIGHBOUR_EDGES.index("best_end")
BREAK: Final = -6.0
EXCHANGE: Final = 5.0
"""Score of an edge, and gain by an exchange with another seam, beyond which no sentence goes on over it."""


def neighbour_columns(
    pieces: Sequence[Row], text: PageText, ids: NDArray[np.int32], tables: Tables, weights: Weights
) -> Floats:
    """Return a column for each of `NEIGHBOUR_EDGES`.

    For each of `STEPS` the score of the edge, how well both sides fit, and how likely it is among all ends of the page
    that this beginning may continue, and among all beginnings; then how likely the best of the other ends is, and
    the best of the beginnings that may continue the piece right before.
    """
    count = len(pieces)
    edges = edges_of([piece.compact for piece in pieces], text, ids, weights)
    itself = np.where(np.eye(count, dtype=bool), NEVER, edges.fit)
    ends, starts = log_softmax(np, itself.T).T, log_softmax(np, itself)
    right = np.arange(count)[:, None]
    before = right - STEPS
    left = np.maximum(before, 0)
    scores = edge_scores(edge_columns(edges, left, right, tables), weights)
    near = np.stack([scores, edges.fit[left, right], ends[left, right], starts[left, right]], axis=-1)
    near[before < 0] = LEAST
    found = np.full((count, len(NEIGHBOUR_EDGES)), LEAST / 6, np.float32)
    found[:, :BEST] = np.clip(near, LEAST, 12).reshape(count, -1) / 6
    ends[left, right] = starts[left, right] = LEAST
    if count > 1:
        found[:, BEST] = np.maximum(ends.max(axis=0), LEAST) / 6
        found[1:, BEST + 1] = np.maximum(starts.max(axis=1)[:-1], LEAST) / 6
    found[:, -len(SEAM_EDGES) :] = 0
    seams = np.flatnonzero((6 * found[1:, 0] < SEAM) & ~text.stops[:-1]) + 1
    if len(seams) > 1:
        rows = (seams[at : at + _ROWS, None] - 1 for at in range(0, len(seams), _ROWS))
        every = [edge_scores(edge_columns(edges, some, seams[None, :], tables), weights) for some in rows]
        found[seams, -len(SEAM_EDGES) :] = seam_columns(np.concatenate(every))
    return found


def broken_off(features: Floats) -> NDArray[np.bool_]:
    """Return which pieces go on with none before them, from their features, of which those of edges are the last."""
    edges = 6 * features[:, -len(NEIGHBOUR_EDGES) :]
    gain = edges[:, NEIGHBOUR_EDGES.index("exchange")]
    return (edges[:, 0] < BREAK) & (gain > EXCHANGE)


def seam_columns(scores: Floats) -> Floats:
    """Return a column for each of `SEAM_EDGES`; the row has the piece before a seam, the column that behind one.

    The best score of the piece behind with another seam's end, and of the piece before with another seam's beginning;
    what two seams gain at the most where their ends change places; and how likely the seam's own end is among all,
    and its own beginning. In sixths, as all columns of edges.
    """
    scores = np.maximum(scores, LEAST)
    own = np.diagonal(scores)
    others = np.where(np.eye(len(own), dtype=bool), LEAST, scores)
    exchange = (others + others.T - own[None, :]).max(axis=1) - own
    columns = others.max(axis=0), others.max(axis=1), exchange
    of_ends, of_starts = np.diagonal(log_softmax(np, scores.T)), np.diagonal(log_softmax(np, scores))
    return np.clip(np.stack([*columns, of_ends, of_starts], axis=1), LEAST, 12) / 6
