"""Pieces → units: runs of pieces that one text holds together. A unit is given to a story as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from hnreader.segment.model.edge_evidence import edge_columns, edge_scores, edges_of, every_two
from hnreader.segment.model.neighbour_edges import broken_off
from hnreader.segment.model.network import log_softmax
from hnreader.segment.model.page_text import hash_pairs, overlaps, pieces_having
from hnreader.segment.model.piece_features import SIGNS
from hnreader.segment.model.place_columns import unit_places
from hnreader.segment.model.role_network import BEGINNINGS, ROLES, encode, label_logits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.page_layout import Rule
    from hnreader.segment.draft import Row
    from hnreader.segment.model.network import Weights
    from hnreader.segment.model.page_reading import PageReading, Tables
    from hnreader.segment.model.page_text import PageText
    from hnreader.segment.model.place_columns import UnitPlaces

    Floats = NDArray[Any]

FEW: Final = 3  # units of a page; pairs that no more have tell stories apart
SHORTEST: Final = 12
"""Characters of a text of which a copy can be told."""
COPIED: Final = 0.95
"""Share of a text's pairs of characters that a copy has at least, by weight."""
SURE: Final = 0.9  # from which a piece is taken to go on with the one before; units can be joined, not parted
_SAME: Final = BEGINNINGS.index("same")
_BODY, _FURNITURE = ROLES.index("body"), ROLES.index("furniture")


class Labels(NamedTuple):
    """What is known of a page's pieces, a row each."""

    reading: PageReading
    vectors: Floats
    roles: Floats
    """Log probabilities."""
    beginnings: Floats
    starts: NDArray[np.int64]
    """The first piece of the unit of each."""
    uncut: NDArray[np.int64]
    """The same if nothing was decided about where units begin."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a page as arrays, a row each."""

    pieces: NDArray[np.int64]
    """The pieces in the order of the units: furniture in the midst of a unit stands behind it."""
    first: NDArray[np.int64]
    """Where in `pieces` each begins; it runs to where the next does."""
    roles: Floats
    """Log probabilities."""
    beginnings: Floats
    vectors: Floats
    """What the role network made of their pieces."""
    signs: Floats
    """The patterns that the first and the last piece match."""
    sizes: NDArray[np.int64]
    """Characters."""
    stops: Floats
    """Whether it ends a sentence."""
    overlap: Floats
    rare: Floats
    """The same for pairs that few units of the page have."""
    leads: Floats
    """How rare the first two characters of the unit in the row are, where that in the column has them: a name."""
    edges: Floats
    """How well the end of the unit in the row goes on with the beginning of that in the column."""
    copies: Floats
    """Whether the text of the unit in the row stands in that of the column."""
    places: UnitPlaces | None
    """What their places say, where they are known."""
    uncut: NDArray[np.int64]
    """A number for each: units of one would be one if nothing was decided about where they begin."""

    def __len__(self) -> int:
        return len(self.first)

    def members(self) -> list[list[int]]:
        """Return the pieces of each unit."""
        return [pieces.tolist() for pieces in np.split(self.pieces, self.first[1:])]

    @property
    def similarity(self) -> Floats:
        """Share of the pairs of the unit in the row, by weight, that the one in the column has; 0 for itself."""
        shares: Floats = self.overlap / np.maximum(np.diagonal(self.overlap), 1e-3)[:, None]
        np.fill_diagonal(shares, 0.0)
        return shares


def labels_of(
    reading: PageReading,
    network: Weights,
    breaks: NDArray[np.bool_] | None = None,
    cuts: NDArray[np.bool_] | None = None,
) -> Labels:
    """Return what the network of roles makes of a page's pieces.

    `breaks` says of which it is known that, as a body, they do not go on with the piece before them; `cuts` of which it
    is decided, whatever they are.
    """
    vectors = encode(np, network, reading.head, reading.tail, reading.features)
    role_logits, beginning_logits = label_logits(network, vectors)
    roles, beginnings = log_softmax(np, role_logits), log_softmax(np, beginning_logits)
    broken = broken_off(reading.features) | (False if breaks is None else breaks)
    uncut = unit_starts(roles, beginnings, broken)
    starts = uncut if cuts is None else unit_starts(roles, beginnings, broken, cuts)
    return Labels(reading, vectors, roles, beginnings, starts, uncut)


def units_of(
    pieces: Sequence[Row], labels: Labels, tables: Tables, edges: Weights, rules: Sequence[Rule] = ()
) -> Units:
    """Return the units of a page's pieces; `rules` are those of the page."""
    reading, vectors, roles, beginnings, starts, uncut = labels
    order = np.argsort(starts, kind="stable")
    first = np.flatnonzero(np.diff(starts[order], prepend=-1))
    counts = np.diff(np.append(first, len(pieces)))
    compact = [pieces[at].compact for at in order.tolist()]
    texts = ["".join(compact[at : at + count]) for at, count in zip(first.tolist(), counts.tolist(), strict=True)]
    text = reading.text.joined(order, first)
    ids = tables.ids[np.minimum(text.codes, 0xFFFF)]
    owners, pairs = text.pairs
    overlap = overlaps(owners, pairs, tables.rarity, len(text))
    begin, end = order[first], order[first + counts - 1]
    each = edge_columns(edges_of(texts, text, ids, edges), *every_two(len(text)), tables)
    return Units(
        order,
        first,
        _means(roles[order], first, counts),
        beginnings[begin],
        _means(vectors[order], first, counts),
        np.hstack([reading.features[begin, : len(SIGNS)], reading.features[end, : len(SIGNS)]]),
        text.sizes,
        text.stops.astype(np.float32),
        overlap,
        overlaps(*_rare(owners, pairs), tables.rarity, len(text)),
        _leads(text, owners, pairs, tables),
        edge_scores(each, edges),
        _copies(texts, overlap),
        unit_places(pieces, order, first, rules),
        uncut[begin],
    )


def _rare(owners: NDArray[np.int64], pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of characters that few units of the page have."""
    kept = pieces_having(pairs) <= FEW
    return owners[kept], pairs[kept]


def _leads(text: PageText, owners: NDArray[np.int64], pairs: NDArray[np.int64], tables: Tables) -> Floats:
    """Return for each two units how rare the first pair of the one is, 0 where the other has it not."""
    starts = np.minimum(text.starts, len(text.codes) - 2)
    first = hash_pairs(text.codes[starts], text.codes[starts + 1]).astype(np.int64)
    has = np.zeros((len(text), len(text)), bool)
    wanted = np.isin(pairs, first)
    unit, pair = np.nonzero(first[:, None] == pairs[wanted])
    has[unit, owners[wanted][pair]] = True
    return (has * tables.rarity[first][:, None]).astype(np.float32)


def _copies(texts: Sequence[str], overlap: Floats) -> Floats:
    """Return which texts stand in which others; short ones may be said twice."""
    found = np.zeros_like(overlap)
    mass = np.maximum(np.diagonal(overlap), 1e-3)
    for unit, other in np.argwhere(overlap > COPIED * mass[:, None]).tolist():
        if unit != other and len(texts[unit]) >= SHORTEST:
            found[unit, other] = texts[unit] in texts[other]
    return found


def unit_starts(
    roles: Floats, beginnings: Floats, broken: NDArray[np.bool_], cuts: NDArray[np.bool_] | None = None
) -> NDArray[np.int64]:
    """Return for each piece the first piece of its unit. What goes on may do so behind furniture.

    `broken` says which pieces go on with no sentence before them: a body does not, however its lines are set. Those
    that `cuts` says begin a unit.
    """
    likeliest = roles.argmax(axis=1)
    starts = np.arange(len(roles))
    text = np.flatnonzero(likeliest != _FURNITURE)
    goes_on = (beginnings[text, _SAME] > np.log(SURE)) & (np.diff(likeliest[text], prepend=-1) == 0)
    goes_on &= ~(broken & (likeliest == _BODY))[text]
    if cuts is not None:
        goes_on &= ~cuts[text]
    starts[text] = np.maximum.accumulate(np.where(goes_on, 0, text))
    return starts


def _means(values: Floats, first: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
    return np.add.reduceat(values, first, axis=0) / counts[:, None] if len(first) else values
