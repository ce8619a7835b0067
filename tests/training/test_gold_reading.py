"""Gold files read back: the labels of a page that was written as a gold file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from articles import write_articles

from hnreader.training.articles import read_articles
from hnreader.training.generator import Generator
from hnreader.training.gold import write_gold
from hnreader.training.gold_reading import read_gold
from hnreader.training.statistics import describe
from hnreader.training.truth import Role

if TYPE_CHECKING:
    from pathlib import Path

    from hnreader.training.truth import LabelledPage

AS_GOLD = {Role.SIGNATURE: Role.BODY, Role.CREDIT: Role.CAPTION, Role.EDITOR_NOTE: Role.BODY}


def characters(page: LabelledPage) -> dict[tuple[int, int], tuple[int, Role]]:
    """Return each character's place → its story, numbered as stories appear, and its role as gold files know it."""
    order: dict[int, int] = {}
    places = {}
    for label in page.labels:
        story = order.setdefault(label.story, len(order))
        role = AS_GOLD.get(label.role, label.role)
        for column in range(label.start, label.end):
            if page.lines[label.line - 1][column].strip():
                places[label.line, column] = story, role
    return places


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    return Generator(read_articles(path), seed=2)


@pytest.mark.parametrize("number", range(12))
def test_what_is_written_is_read(generator: Generator, tmp_path: Path, number: int) -> None:
    """Every character has the story and the role that it had; headings of editor's notes are headings."""
    page = generator.page(number)
    write_gold(tmp_path, "page", page)
    (read,) = read_gold(tmp_path / "gold", tmp_path / "pages")
    assert read.lines[: len(page.lines)] == page.lines
    written, found = characters(page), characters(read)
    assert written.keys() == found.keys()
    assert {place: story for place, (story, _) in written.items()} == {p: story for p, (story, _) in found.items()}
    notes = {(label.line, label.start) for label in page.labels if label.role is Role.EDITOR_NOTE}
    assert all(written[place][1] is found[place][1] for place in written if (place[0], 0) not in notes)


def test_statistics_describe_a_page(generator: Generator) -> None:
    """A page of OCR blocks in the order of stories has a run a story; printed lines are shorter than blocks."""
    pages = {
        form: [generator.page(n, form) for n in range(20)] for form in ("ocr-stories", "ocr-columns", "pdf-pdfium")
    }
    figures = {form: describe(some) for form, some in pages.items()}
    assert figures["ocr-stories"]["runs a story"] < figures["ocr-columns"]["runs a story"]
    assert figures["pdf-pdfium"]["body line length"] < figures["ocr-columns"]["body line length"]
    assert figures["pdf-pdfium"]["pages"] == 20
