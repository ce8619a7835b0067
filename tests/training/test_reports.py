"""The command `evaluate`: what it prints of sets of pages, and that the same seed prints the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from articles import write_articles
from click.testing import CliRunner
from random_model import VOCABULARY, random_model

from hnreader.segment.model.artefact import NETWORKS, write_artefact
from hnreader.training.__main__ import main
from hnreader.training.ablation import ABLATIONS
from hnreader.training.articles import read_articles
from hnreader.training.generator import Generator
from hnreader.training.gold import write_gold
from hnreader.training.perturbations import PERTURBATIONS
from hnreader.training.truth import write_pages

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = re.compile(r" +(\d+) +(\d+)(?: +(?:[\d.]+|–)){4}  (.+)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a model and two sets of three pages: a file, and a folder of gold files."""
    folder = tmp_path_factory.mktemp("evaluate")
    model = random_model(0)
    write_artefact(
        folder / "model.npz", VOCABULARY, model.tables, {name: getattr(model, name) for name in NETWORKS}, {}
    )
    write_articles(folder / "articles.jsonl")
    generator = Generator(read_articles(folder / "articles.jsonl"), seed=6)
    pages = [generator.page(number, "ocr-stories" if number else "pdf-pdfium") for number in range(3)]
    (folder / "pages.jsonl").write_text("".join(write_pages(pages)), encoding="utf-8")
    for number, page in enumerate(pages):
        write_gold(folder / "gold_set", f"{number}", page)
    return folder


def printed(*arguments: str) -> list[str]:
    done = CliRunner().invoke(main, ["evaluate", *arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def rows(lines: list[str]) -> dict[str, tuple[int, int]]:
    """Return the pages and stories of each row of figures, by its name."""
    found = filter(None, map(FIGURES.fullmatch, lines))
    return {row[3]: (int(row[1]), int(row[2])) for row in found}


def test_figures_by_set_and_form(folder: Path) -> None:
    """Sets stand in the order given; each has a row for each form, which together make that of all pages."""
    lines = printed(f"{folder / 'model.npz'}", f"{folder / 'pages.jsonl'}", f"{folder / 'gold_set'}")
    heads = [number for number, line in enumerate(lines) if line.endswith(":") and not line.startswith(" ")]
    assert [lines[number] for number in heads] == ["pages:", "gold_set:"]
    first, second = rows(lines[: heads[1]]), rows(lines[heads[1] :])
    assert list(first) == ["ocr-stories", "pdf-pdfium", "all"]
    assert [pages for pages, _ in first.values()] == [2, 1, 3]
    assert first["all"][1] == first["ocr-stories"][1] + first["pdf-pdfium"][1]
    assert second["all"] == first["all"]
    assert sum("AUC of exact bodies" in line for line in lines) == 2


def test_perturbations_have_a_row_each(folder: Path) -> None:
    """The seed decides what is printed."""
    arguments = (f"{folder / 'model.npz'}", f"{folder / 'pages.jsonl'}", "--perturbed", "--limit", "1")
    lines = printed(*arguments, "--seed", "3")
    found = rows(lines)
    assert list(found) == ["pdf-pdfium", "all", "nothing", *PERTURBATIONS]
    assert set(found.values()) == {found["all"]}
    assert printed(*arguments, "--seed", "3") == lines


def test_ablations_have_a_row_each(folder: Path) -> None:
    lines = printed(f"{folder / 'model.npz'}", f"{folder / 'pages.jsonl'}", "--ablate", "--limit", "1")
    losses = lines[lines.index("  points lost without") + 1 :]
    assert [re.sub(r"^( +[+-][\d.]+){2} +", "", line) for line in losses] == list(ABLATIONS)


def test_a_limit_of_no_page_is_an_error(folder: Path) -> None:
    done = CliRunner().invoke(main, ["evaluate", f"{folder / 'model.npz'}", f"{folder}", "--limit", "0"])
    assert done.exit_code == 2
