"""What the edges of two texts say for and against one being the other's continuation, for every two texts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.language.continuity import end_of, start_of
from hnreader.training.model.network import dense, relu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.training.model.network import Weights
    from hnreader.training.model.page_reading import Tables
    from hnreader.training.model.page_text import PageText

    Floats = NDArray[Any]
    Hashes = NDArray[np.uint32]

EDGE: Final = 10  # characters at which the encoders of edges look
SPAN_BITS: Final = 22
"""Spans of two to four characters are counted by hash, in tables of 2 ** SPAN_BITS."""
SPANS: Final = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
"""Characters on either side of the cut."""
COLUMNS: Final = 3 * len(SPANS) + 12


def hash_spans(chars: Sequence[Hashes], bits: int = SPAN_BITS) -> Hashes:
    """Return the hashes of spans of characters, given as arrays of first, second … characters."""
    mixed = np.full(1, len(chars), np.uint32)
    for char in chars:
        mixed = (mixed ^ char) * np.uint32(0x01000193) + np.uint32(0x9E3779B1)
        mixed = mixed ^ mixed >> np.uint32(13)
    return mixed * np.uint32(0x2C1B3C6D) >> np.uint32(32 - bits)


def page_spans(text: PageText) -> NDArray[np.bool_]:
    """Return by hash which spans stand within the texts of a page."""
    known = np.zeros(1 << SPAN_BITS, bool)
    for size in (2, 3, 4):
        codes = [text.codes[at : len(text.codes) - size + 1 + at] for at in range(size)]
        inside = text.owners[: len(codes[0])] == text.owners[size - 1 :]
        known[hash_spans([chars[inside] for chars in codes])] = True
    return known


def edge_columns(
    texts: Sequence[str], text: PageText, ids: NDArray[np.int32], tables: Tables, encoders: Weights
) -> Floats:
    """Return what is said for the text in the column continuing that in the row; the last axis has the evidence."""
    left = edge_vectors(encoders, text.tails(EDGE, ids), "left")
    right = edge_vectors(encoders, text.heads(EDGE, ids), "right")
    encoded = encoders["scale"] * left @ right.T
    columns = [np.clip(encoded, -15, 15) / 5]
    before, behind = text.tails(3, text.codes.astype(np.int32)), text.heads(3, text.codes.astype(np.int32))
    known = page_spans(text)
    for lead, follow in SPANS:
        chars = [before[:, 3 - lead + at].astype(np.uint32)[:, None] for at in range(lead)]
        chars += [behind[:, at].astype(np.uint32)[None, :] for at in range(follow)]
        hashes = hash_spans(chars)
        columns += [tables.spans[hashes] / 8, tables.words[hashes] / 8, known[hashes]]
    columns += _marks(texts, text)
    return np.stack([np.broadcast_to(np.asarray(column, np.float32), encoded.shape) for column in columns], axis=-1)


def _marks(texts: Sequence[str], text: PageText) -> list[NDArray[Any]]:
    """Return what marks, figures and quotations say."""
    ends, starts = [end_of(content) for content in texts], [start_of(content) for content in texts]
    opened = np.array([end.opened for end in ends], np.uint8)[:, None]
    closed = np.array([start.closed for start in starts], np.uint8)[None, :]
    last, first = text.kinds[text.ends - 1][:, None], text.kinds[text.starts][None, :]
    return [
        np.bitwise_count(opened & closed), np.bitwise_count(opened ^ closed), last == 2, first == 2,
        (last == 2) & (first == 2),
        (last == 4) | (last == 10), (last >= 5) & (last <= 7), (first >= 4) & (first <= 8), first == 10, last == 1,
        first == 1,
    ]  # fmt: skip


def edge_vectors(encoders: Weights, ids: NDArray[np.int32], side: str) -> Floats:
    """Return the vectors of the edges of texts on one side."""
    embedded = encoders["embedding"][ids].reshape(len(ids), -1)
    hidden = np.maximum(embedded @ encoders[side + "1"] + encoders[side + "_bias"], 0)
    return hidden @ encoders[side + "2"]


def edge_scores(columns: Floats, weights: Weights) -> Floats:
    """Return how well the text in the column continues that in the row."""
    return dense(weights, "score", relu(np, dense(weights, "mix", columns)))[..., 0]
