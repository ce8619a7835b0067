"""The laws that hold whatever the weights: no character is lost, the same page gives the same stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_model import VOCABULARY, random_model

from hnreader.cli import main
from hnreader.errors import ModelError
from hnreader.model import Page
from hnreader.reading import pages_from
from hnreader.research.export import export_page
from hnreader.segment import segment, version
from hnreader.segment.conservation import violations
from hnreader.segment.model import segmentation
from hnreader.segment.model.artefact import NETWORKS, VERSION, read_artefact, write_artefact
from hnreader.segment.model.segmentation import read_model

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.segment.model.segmentation import Model

LINES = st.sampled_from(
    [
        "湖面开网", "渔民说今年的网比去年重", "湖南日报3月8日讯（全媒体记者 江小舟）白鹭湖今天开湖，", "",
        "二十条木船一早离岸。",
        "（下转2版）", "（紧接1版①）鱼获当场过秤。", "江小舟 摄", "第3版：要闻", "□□",
        "大网拖上冰面，鱼获当场过秤，一条也没有少。",
    ]
) | st.text("长沙开湖渔民，。（） 12a", max_size=40)  # fmt: skip
PAGES = st.lists(LINES, min_size=1, max_size=25).filter(lambda lines: "".join(lines).strip())


def page_of(lines: list[str]) -> Page:
    page = next(pages_from("\n".join(lines).encode(), "page.txt"))
    assert isinstance(page, Page)
    return page


@pytest.fixture(scope="module")
def models() -> list[Model]:
    return [random_model(seed) for seed in range(4)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(lines=PAGES, number=st.integers(0, 3))
def test_every_character_is_in_one_place(models: list[Model], lines: list[str], number: int) -> None:
    assert violations(segment(page_of(lines), model=models[number])) == ()


def test_the_same_page_gives_the_same_stories(models: list[Model]) -> None:
    page = page_of(["湖面开网", "", "渔民江小舟说，开湖了。", "大网拖上冰面，鱼获", "当场过秤。", "□□"] * 4)
    assert export_page(segment(page, model=models[0])) == export_page(segment(page, model=models[0]))


def test_a_file_longer_than_any_page_is_cut(models: list[Model]) -> None:
    """No character is lost where it is, and no part is larger than a page."""
    line = "大网拖上冰面，鱼获当场过秤，一条也没有少。"
    page = page_of([f"{number}{line}" if number % 9 else "湖面开网" for number in range(1, 400)])
    assert violations(segment(page, model=models[1])) == ()


def test_an_artefact_is_read_as_it_was_written(models: list[Model], tmp_path: Path) -> None:
    model, path = models[0], tmp_path / "model.npz"
    names = ("roles", "edges", "stories", "confidence")
    networks = {name: getattr(model, name) for name in names}
    write_artefact(path, VOCABULARY, model.tables, networks, {"seed": 3})
    assert read_artefact(path).card == {"seed": 3}
    page = page_of(["湖面开网", "", "渔民江小舟说，开湖了。", "大网拖上冰面，鱼获", "当场过秤。"])
    assert export_page(segment(page, model=read_model(path))) == export_page(segment(page, model=model))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive"])
def test_what_is_no_artefact_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.npz"):
        read_artefact(path)


@pytest.mark.parametrize("version", [VERSION - 1, VERSION + 1])
def test_an_artefact_of_another_version_is_an_error(models: list[Model], tmp_path: Path, version: int) -> None:
    """But weights of an earlier one can be fitted further."""
    path = tmp_path / "model.npz"
    networks = {name: getattr(models[0], name) for name in NETWORKS}
    write_artefact(path, VOCABULARY, models[0].tables, networks, {})
    with np.load(path) as arrays:
        np.savez(path, **{**arrays, "version": np.array(version)})
    with pytest.raises(ModelError, match=f"version {version}, wanted {VERSION}"):
        read_artefact(path)
    if version < VERSION:
        assert read_artefact(path, earliest=version).networks.keys() == networks.keys()


@pytest.mark.parametrize("content", [None, b"PK"])
def test_without_a_model_no_page_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    """One line says which file it is and what to do; there is nothing to fall back on."""
    weights = tmp_path / "weights.npz"
    if content is not None:
        weights.write_bytes(content)
    monkeypatch.setattr(version, "WEIGHTS", weights)
    segmentation.fitted_model.cache_clear()
    try:
        assert main(["list", "--lang", "en"]) == 2
    finally:
        segmentation.fitted_model.cache_clear()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert f"{weights}: " in captured.err
    assert "reinstall hnreader" in captured.err
