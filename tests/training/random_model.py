"""A model whose weights are drawn at random: what holds for it holds for any that is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from hnreader.model import Line, Page
from hnreader.papers import known_papers
from hnreader.segment.rows import rows_of
from hnreader.training.edge_fitting import SHAPES
from hnreader.training.edges import EMBEDDING, HIDDEN, OUT
from hnreader.training.model import confidence, edge_evidence, page_text, role_network, story_network
from hnreader.training.model.artefact import ids_of
from hnreader.training.model.edge_evidence import EDGE
from hnreader.training.model.page_reading import Tables, read_pieces
from hnreader.training.model.pieces import pieces_of
from hnreader.training.model.segmentation import Model

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
        np.zeros(spans, np.float32),
        np.zeros(spans, np.float32),
    )


def random_edges(rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    size = len(VOCABULARY) + 2
    encoders: dict[str, tuple[int, ...]] = {
        "embedding": (size, EMBEDDING), "left1": (EDGE * EMBEDDING, HIDDEN), "left2": (HIDDEN, OUT), "scale": (),
        "right1": (EDGE * EMBEDDING, HIDDEN), "right2": (HIDDEN, OUT), "left_bias": (HIDDEN,), "right_bias": (HIDDEN,),
    }  # fmt: skip
    return drawn(rng, encoders | SHAPES)


def random_model(seed: int) -> Model:
    """Return a model that decides at random, each seed's in its own way."""
    rng = np.random.default_rng(seed)
    tables, edges = random_tables(rng), random_edges(rng)
    pieces = pieces_of(rows_of(Page("page.txt", (Line(1, "湖面开网"),)), known_papers().generic))
    features = read_pieces(pieces, tables, edges).features.shape[1]
    networks = {
        "roles": drawn(rng, role_network.shapes(len(VOCABULARY) + 2, features)),
        "edges": edges,
        "confidence": drawn(rng, confidence.shapes()),
        "stories": drawn(rng, story_network.shapes()),
    }
    return Model(tables, **networks)
