"""What the edges of two texts say for and against one being the other's continuation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hnreader.language.continuity import closed_by, opened_by
from hnreader.segment.model.network import dense, embedded, relu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from hnreader.segment.model.network import Array, Weights
    from hnreader.segment.model.page_reading import Tables
    from hnreader.segment.model.page_text import PageText

    Floats = NDArray[Any]
    Hashes = NDArray[np.uint32]
    Places = NDArray[np.int64]

EDGE: Final = 24  # characters at which the encoders of edges look
SPAN_BITS: Final = 22
"""Spans of two to four characters are counted by hash, in tables of 2 ** SPAN_BITS."""
SPANS: Final = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3))
"""Characters on either side of the cut."""
TENTHS: Final = np.float32(80)
"""Tenths of nats by which counts come near 1."""
LONGEST: Final = max(max(span) for span in SPANS)
COLUMNS: Final = 3 * len(SPANS) + 12
EMBEDDING, HIDDEN, OUT, MIXED = 24, 320, 96, 16


def shapes(vocabulary: int) -> dict[str, tuple[int, ...]]:
    """Return the shape of each array of weights: the encoders of edges, and what weighs all evidence."""
    sides = {
        f"{side}{name}": shape
        for side in ("left", "right")
        for name, shape in (("1", (EDGE * EMBEDDING, HIDDEN)), ("_bias", (HIDDEN,)), ("2", (HIDDEN, OUT)))
    }
    weighing = {"mix.w": (COLUMNS, MIXED), "mix.b": (MIXED,), "score.w": (MIXED, 1), "score.b": (1,)}
    return {"embedding": (vocabulary, EMBEDDING), "scale": (), **sides, **weighing}


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
        known[hash_spans(codes)[inside]] = True
    return known


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a page's texts, a row each."""

    text: PageText
    before: NDArray[np.uint32]
    """The last characters of each, a row each place."""
    behind: NDArray[np.uint32]
    """The first."""
    opened: NDArray[np.uint8]
    """Quotations and brackets that are open at the end of each."""
    closed: NDArray[np.uint8]
    """Those that close in each before they open."""
    spans: NDArray[np.bool_]
    """By hash which spans stand within the texts."""
    fit: Floats
    """How well the encoded beginning of the text in the column continues the end of that in the row, in nats."""


def edges_of(texts: Sequence[str], text: PageText, ids: NDArray[np.int32], encoders: Weights) -> Edges:
    """Return the edges of texts; `text` has them as arrays, `ids` are its characters'."""
    left = edge_vectors(np, encoders, text.tails(EDGE, ids), "left")
    right = edge_vectors(np, encoders, text.heads(EDGE, ids), "right")
    codes = text.codes.astype(np.int32)
    before, behind = (chars.T.astype(np.uint32) for chars in (text.tails(LONGEST, codes), text.heads(LONGEST, codes)))
    return Edges(
        text,
        before,
        behind,
        np.array([opened_by(content) for content in texts], np.uint8),
        np.array([closed_by(content) for content in texts], np.uint8),
        page_spans(text),
        np.clip(encoders["scale"] * left @ right.T, -15, 15),
    )


def edge_columns(edges: Edges, left: Places, right: Places, tables: Tables) -> Floats:
    """Return what is said for texts `right` continuing texts `left`, numbers that broadcast; the last axis has it."""
    fit = edges.fit[left, right]
    found = np.empty((COLUMNS, *fit.shape), np.float32)  # each column in one piece: they are filled one by one
    found[0] = fit / 5
    before, behind = edges.before[:, left], edges.behind[:, right]
    hashes = np.empty((len(SPANS), *fit.shape), np.int64)
    for number, (lead, follow) in enumerate(SPANS):
        hashes[number] = hash_spans([*before[LONGEST - lead :], *behind[:follow]])
    seen, words, known = (found[1 + at : 1 + 3 * len(SPANS) : 3] for at in range(3))
    np.divide(tables.spans[hashes], TENTHS, out=seen)
    np.divide(tables.words[hashes], TENTHS, out=words)
    known[:] = edges.spans[hashes]
    for number, marks in enumerate(_marks(edges, left, right), 1 + 3 * len(SPANS)):
        found[number] = marks
    return np.moveaxis(found, 0, -1)


def _marks(edges: Edges, left: Places, right: Places) -> list[NDArray[Any]]:
    """Return what marks, figures and quotations say."""
    text = edges.text
    opened, closed = edges.opened[left], edges.closed[right]
    last, first = text.kinds[text.ends - 1][left], text.kinds[text.starts][right]
    return [
        np.bitwise_count(opened & closed), np.bitwise_count(opened ^ closed), last == 2, first == 2,
        (last == 2) & (first == 2),
        (last == 4) | (last == 10), (last >= 5) & (last <= 7), (first >= 4) & (first <= 8), first == 10, last == 1,
        first == 1,
    ]  # fmt: skip


def every_two(count: int) -> tuple[Places, Places]:
    """Return the numbers of texts and of those that may continue them: each with each."""
    return np.arange(count)[:, None], np.arange(count)[None, :]


def edge_vectors(xp: Any, encoders: Weights, ids: Array, side: str) -> Array:
    """Return the vectors of the edges of texts on one side."""
    hidden = embedded(xp, encoders, ids) @ encoders[side + "1"] + encoders[side + "_bias"]
    return relu(xp, hidden) @ encoders[side + "2"]


def edge_scores(columns: Floats, weights: Weights) -> Floats:
    """Return how well the text in the column continues that in the row."""
    return dense(weights, "score", relu(np, dense(weights, "mix", columns)))[..., 0]
