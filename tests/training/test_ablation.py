"""Ablations take away what they name and nothing else."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from random_model import random_model

from hnreader.model import Line, Page
from hnreader.papers import known_papers
from hnreader.research.export import export_page
from hnreader.segment import segment
from hnreader.segment.conservation import violations
from hnreader.segment.model.page_text import PageText
from hnreader.segment.model.piece_features import layout_columns, sign_columns, similarity_columns
from hnreader.segment.model.pieces import pieces_of
from hnreader.segment.rows import rows_of
from hnreader.training.ablation import ABLATIONS, FEATURE_GROUPS, AblatedModel, Ablation

if TYPE_CHECKING:
    from hnreader.segment.draft import Row
    from hnreader.segment.model.page_reading import PageReading
    from hnreader.segment.model.segmentation import Model
    from hnreader.segment.model.units import Units

COPIED = "大网拖上冰面，鱼获当场过秤，一条也没有少，渔民今天一早就来了，湖面开网以后他们站在岸边没有走开，天黑才离开。"
LINES = [
    "湖面开网", "", "湖南日报3月8日讯（全媒体记者 江小舟）白鹭湖今天开湖，", "二十条木船一早离岸。", "",
    "江小舟 摄", "渔民江小舟说，今年的网比去年重。", COPIED, "", COPIED, "第3版：要闻",
]  # fmt: skip
SHARED = {"shared pairs": {"overlap", "rare"}, "names": {"leads"}, "copies": {"copies"}}


def page() -> Page:
    return Page("page.txt", tuple(Line(number, text) for number, text in enumerate(LINES, 1)))


def pieces() -> list[Row]:
    return pieces_of(rows_of(page(), known_papers().generic))


@pytest.fixture(scope="module")
def model() -> Model:
    made = random_model(0)
    made.edges = {**made.edges, "score.b": np.array([-9.0], np.float32)}  # by which there are seams
    return made


@pytest.fixture(scope="module")
def reading(model: Model) -> PageReading:
    return model.read(pieces())


def units_of(model: Model) -> Units:
    return model.units(pieces(), model.labels(pieces()))


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    assert before.keys() == after.keys()
    arrays = [name for name in before if isinstance(before[name], np.ndarray)]
    return {name for name in arrays if not np.array_equal(before[name], after[name])}


def test_an_ablation_of_nothing_leaves_the_model(model: Model) -> None:
    assert export_page(segment(page(), model=AblatedModel(model, Ablation()))) == export_page(
        segment(page(), model=model)
    )


@pytest.mark.parametrize("name", ABLATIONS)
def test_every_character_is_still_in_one_place(model: Model, name: str) -> None:
    assert violations(segment(page(), model=AblatedModel(model, ABLATIONS[name]))) == ()


@pytest.mark.parametrize("name", SHARED)
def test_units_share_nothing(model: Model, name: str) -> None:
    """What a unit is to itself stays."""
    before = asdict(units_of(model))
    after = asdict(units_of(AblatedModel(model, ABLATIONS[name])))
    assert changed(before, after) == SHARED[name]
    for array in SHARED[name]:
        assert np.array_equal(after[array], np.diag(np.diag(before[array])))
        assert after[array].dtype == before[array].dtype


def test_edges_are_alike(model: Model) -> None:
    before, after = units_of(model), units_of(AblatedModel(model, ABLATIONS["edges"]))
    assert changed(asdict(before), asdict(after)) == {"edges"}
    assert np.allclose(after.edges, before.edges.mean(), atol=1e-5)
    assert after.edges.dtype == before.edges.dtype


@pytest.mark.parametrize("name", FEATURE_GROUPS)
def test_pieces_are_alike_in_a_group_of_features(reading: PageReading, name: str) -> None:
    after = ABLATIONS[name].of_pieces(reading)
    assert changed(fields(reading), fields(after)) == {"features"}
    columns = np.zeros(reading.features.shape[1], bool)
    columns[FEATURE_GROUPS[name]] = True
    assert np.array_equal(after.features[:, ~columns], reading.features[:, ~columns])
    assert np.allclose(after.features[:, columns], reading.features[:, columns].mean(axis=0), atol=1e-5)
    assert not np.allclose(after.features[:, columns], reading.features[:, columns])


def fields(reading: PageReading) -> dict[str, Any]:
    return {name: getattr(reading, name) for name in reading.__slots__}


def test_groups_have_the_features_of_their_names(reading: PageReading) -> None:
    """They stand side by side, and together have every column once."""
    assert np.array_equal(reading.features[:, FEATURE_GROUPS["signs"]], sign_columns(pieces()))
    assert np.array_equal(reading.features[:, FEATURE_GROUPS["layout"]], layout_columns(pieces()))
    shares = PageText.of([piece.compact for piece in pieces()]).kind_shares()
    kinds = reading.features[:, FEATURE_GROUPS["kinds of characters"]]
    assert np.array_equal(kinds[:, : shares.shape[1]], shares)
    similarity = similarity_columns(reading.overlap, printed=False)
    assert reading.features[:, FEATURE_GROUPS["similarity"]].shape == similarity.shape
    numbers = [np.arange(reading.features.shape[1])[columns] for columns in FEATURE_GROUPS.values()]
    assert np.array_equal(np.concatenate(numbers), np.arange(reading.features.shape[1]))


def test_characters_are_unknown_where_there_are_any(reading: PageReading) -> None:
    after = ABLATIONS["characters"].of_pieces(reading)
    assert changed(fields(reading), fields(after)) == {"head", "tail"}
    assert np.array_equal(after.head, reading.head > 0)
    assert np.array_equal(after.tail, reading.tail > 0)
