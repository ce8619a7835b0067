"""What a page's pieces look like to the model: characters at their edges, features, shared pairs of characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hnreader.segment.model.neighbour_edges import neighbour_columns
from hnreader.segment.model.page_text import PageText, overlaps
from hnreader.segment.model.piece_features import piece_columns
from hnreader.segment.model.role_network import HEAD, TAIL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.draft import Row
    from hnreader.segment.model.network import Weights


@dataclass(frozen=True, slots=True)
class Tables:
    """The count tables of the model."""

    ids: NDArray[np.int32]
    """Code point → number of a character; 0 for none, 1 for all that are unknown."""
    rarity: NDArray[Any]
    """Hash of a pair of characters → its inverse document frequency in nats."""
    spans: NDArray[np.uint8]
    """Hash of two to four characters → how often they stand in running text, in tenths of nats: a small table is faster
    where places all over it are looked up."""
    words: NDArray[np.uint8]
    """The same for words of the dictionary."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """The arrays of a page, a row each piece."""

    text: PageText
    ids: NDArray[np.int32]
    head: NDArray[np.int32]
    tail: NDArray[np.int32]
    features: NDArray[Any]
    overlap: NDArray[Any]


def read_pieces(pieces: Sequence[Row], tables: Tables, edges: Weights) -> PageReading:
    """Return the arrays of a page's pieces."""
    text = PageText.of([piece.compact for piece in pieces])
    ids = tables.ids[np.minimum(text.codes, 0xFFFF)]
    owners, pairs = text.pairs
    overlap = overlaps(owners, pairs, tables.rarity, len(text))
    near = neighbour_columns(pieces, text, ids, tables, edges)
    features = np.hstack([piece_columns(pieces, text, overlap), near])
    return PageReading(text, ids, text.heads(HEAD, ids), text.tails(TAIL, ids), features, overlap)
