"""What the edges of a piece and of those before it say, and the units that come of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from random_model import random_model

from hnreader.model import Line, Page
from hnreader.papers import known_papers
from hnreader.segment.model.edge_evidence import edge_columns, edge_scores, edges_of, every_two
from hnreader.segment.model.neighbour_edges import (
    LEAST,
    NEIGHBOUR_EDGES,
    SEAM,
    SEAM_EDGES,
    broken_off,
    neighbour_columns,
    seam_columns,
)
from hnreader.segment.model.page_text import PageText
from hnreader.segment.model.role_network import BEGINNINGS, ROLES
from hnreader.segment.model.units import unit_starts
from hnreader.segment.rows import rows_of

TEXTS = st.lists(st.text("长沙开湖渔民，。12", min_size=1, max_size=12), min_size=1, max_size=6)
MODEL = random_model(1)
MODEL.edges = {**MODEL.edges, "score.b": np.array([-2.0], np.float32)}  # by which every other edge is a seam


def columns_of(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the columns of neighbours, and the score of every two."""
    page = Page("page.txt", tuple(Line(number, text) for number, text in enumerate(texts, 1)))
    pieces = rows_of(page, known_papers().generic)
    compact = [piece.compact for piece in pieces]
    text = PageText.of(compact)
    ids = MODEL.tables.ids[np.minimum(text.codes, 0xFFFF)]
    edges = edges_of(compact, text, ids, MODEL.edges)
    scores = edge_scores(edge_columns(edges, *every_two(len(compact)), MODEL.tables), MODEL.edges)
    return neighbour_columns(pieces, text, ids, MODEL.tables, MODEL.edges), scores


@given(TEXTS)
def test_the_score_of_a_neighbour_is_that_of_the_two(texts: list[str]) -> None:
    found, scores = columns_of(texts)
    assert found.shape == (len(texts), len(NEIGHBOUR_EDGES))
    for step in (1, 2):
        column = found[:, NEIGHBOUR_EDGES.index(f"edge_{step}")]
        for piece in range(len(texts)):
            wanted = np.clip(scores[piece - step, piece], LEAST, 12) if piece >= step else LEAST
            assert column[piece] == pytest.approx(wanted / 6, abs=1e-4)


@given(TEXTS)
def test_chances_of_ends_are_chances(texts: list[str]) -> None:
    """The chances of the piece before, of that before it, and of the best of the others are no more than all."""
    found, _ = columns_of(texts)
    columns = [NEIGHBOUR_EDGES.index(name) for name in ("of_ends_1", "of_ends_2", "best_end")]
    assert np.exp(6 * found[:, columns]).sum(axis=1).max() <= 1 + 3 * np.exp(LEAST) + 1e-4


def test_sentences_that_change_places_at_two_seams() -> None:
    """The third seam's edges fit as they are; those of the first and the second fit each other's."""
    scores = np.array([[-8.0, 3.0, -6.0], [4.0, -7.0, -6.0], [-6.0, -6.0, -2.5]])
    found = dict(zip(SEAM_EDGES, 6 * seam_columns(scores).T, strict=True))
    assert found["other_end"].tolist() == [4, 3, -6]
    assert found["other_start"].tolist() == [3, 4, -6]
    assert found["exchange"].tolist() == [12, 12, pytest.approx(-1.5)]  # at the most 12, of 3 + 4 + 8 + 7
    assert (np.exp(found["of_seam_ends"]) < 1e-4).tolist() == [True, True, False]


@given(TEXTS)
def test_only_seams_say_what_seams_say(texts: list[str]) -> None:
    found, scores = columns_of(texts)
    seams = [
        piece for piece in range(1, len(texts)) if scores[piece - 1, piece] < SEAM and texts[piece - 1][-1] != "。"
    ]
    marked = np.flatnonzero(found[:, -len(SEAM_EDGES) :].any(axis=1))
    event(f"{min(len(seams), 2)} seams")
    assert set(marked) <= set(seams)
    assert len(seams) < 2 or set(marked) == set(seams)


def likely(names: list[str], order: tuple[str, ...]) -> np.ndarray:
    """Return log probabilities in which the named are nearly sure."""
    found = np.full((len(names), len(order)), np.log(0.01))
    found[np.arange(len(names)), [order.index(name) for name in names]] = np.log(0.97)
    return found


@pytest.mark.parametrize(
    ("pieces", "starts"),
    [
        ("body/text body/same body/same", [0, 0, 0]),
        ("headline/text body/text body/same", [0, 1, 1]),
        ("headline/text body/same", [0, 1]),
        ("body/text furniture/text body/same", [0, 1, 0]),
        ("body/text furniture/text furniture/text body/same body/text", [0, 1, 2, 0, 4]),
        ("furniture/text furniture/same", [0, 1]),
        ("body/same body/rest body/same", [0, 1, 1]),
        ("furniture/text body/same", [0, 1]),
    ],
)
def test_a_unit_goes_on_behind_furniture(pieces: str, starts: list[int]) -> None:
    roles, beginnings = zip(*(piece.split("/") for piece in pieces.split()), strict=True)
    found = unit_starts(likely(list(roles), ROLES), likely(list(beginnings), BEGINNINGS), np.zeros(len(roles), bool))
    assert found.tolist() == starts


@pytest.mark.parametrize(
    ("edge", "exchange", "role", "starts"),
    [
        (-8.0, 8.0, "body", [0, 1]),
        (-8.0, 2.0, "body", [0, 0]),  # nothing else goes on better
        (-3.0, 8.0, "body", [0, 0]),
        (-8.0, 8.0, "headline", [0, 0]),  # its lines are no running text
    ],
)
def test_a_body_does_not_go_on_over_a_seam(edge: float, exchange: float, role: str, starts: list[int]) -> None:
    features = np.zeros((2, 3 + len(NEIGHBOUR_EDGES)))
    features[1, 3] = edge / 6
    features[1, 3 + NEIGHBOUR_EDGES.index("exchange")] = exchange / 6
    roles, beginnings = likely([role] * 2, ROLES), likely(["text", "same"], BEGINNINGS)
    assert unit_starts(roles, beginnings, broken_off(features)).tolist() == starts
