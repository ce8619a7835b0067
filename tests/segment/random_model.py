"""A model whose weights are drawn at random: what holds for it holds for any that is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hnreader.model import Line, Page
from hnreader.papers import known_papers
from hnreader.segment.model import confidence, edge_evidence, page_text, place_network, role_network, story_network
from hnreader.segment.model.artefact import ids_of
from hnreader.segment.model.page_reading import Tables, read_pieces
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.model.segmentation import Model
from hnreader.segment.rows import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

VOCABULARY = "长沙开湖渔民记者讯年月日"


def drawn(rng: np.random.Generator, shapes: dict[str, tuple[int, ...]]) -> dict[str, NDArray[Any]]:
    return {
        name: (rng.normal(size=shape) / max((1, *shape[:1])) ** 0.5).astype(np.float16).astype(np.float32)
        for name, shape in shapes.items()
    }


def random_tables(rng: np.random.Generator) -> Tables:
    spans = 1 << edge_evidence.SPAN_BITS
    return Tables(
        ids_of(VOCABULARY),
        rng.integers(0, 90, 1 << page_text.PAIR_BITS).astype(np.float32) / 10,
        np.zeros(spans, np.uint8),
        np.zeros(spans, np.uint8),
    )


def random_model(seed: int) -> Model:
    """Return a model that decides at random, each seed's in its own way."""
    rng = np.random.default_rng(seed)
    tables, edges = random_tables(rng), drawn(rng, edge_evidence.shapes(len(VOCABULARY) + 2))
    pieces = pieces_of(rows_of(Page("page.txt", (Line(1, "湖面开网"),)), known_papers().generic))
    features = read_pieces(pieces, tables, edges).features.shape[1]
    networks = {
        "roles": drawn(rng, role_network.shapes(len(VOCABULARY) + 2, features)),
        "edges": edges,
        "confidence": drawn(rng, confidence.shapes()),
        "stories": drawn(rng, story_network.shapes()),
        "places": drawn(rng, place_network.shapes()),
    }
    return Model(tables, **networks)
