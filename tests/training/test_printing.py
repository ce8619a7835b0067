"""Pages with places: what is labelled is what a reader of places would be given."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from articles import write_articles

from hnreader.training.articles import read_articles
from hnreader.training.extractors import PLACED
from hnreader.training.generator import Generator
from hnreader.training.pages import page_of
from hnreader.training.truth import Role, from_json, to_json

if TYPE_CHECKING:
    from hnreader.training.truth import LabelledPage


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[LabelledPage]:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    generator = Generator(read_articles(path), seed=3)
    return [generator.page(number, PLACED) for number in range(6)]


def test_each_line_has_its_place_and_each_character_a_label(pages: list[LabelledPage]) -> None:
    for page in pages:
        assert page.layout
        assert len(page.layout.lines) == len(page.lines)
        for text, placing in zip(page.lines, page.layout.lines, strict=True):
            assert (placing is None) == (not text.strip())
        labelled = "".join(
            "".join(page.lines[label.line - 1][label.start : label.end].split()) for label in page.labels
        )
        assert Counter(labelled) == Counter("".join("".join(line.split()) for line in page.lines))


def test_lines_do_not_lie_on_each_other(pages: list[LabelledPage]) -> None:
    for page in pages:
        assert page.layout
        boxes = [placing for placing in page.layout.lines if placing]
        for at, box in enumerate(boxes):
            for other in boxes[at + 1 :]:
                across = min(box.right, other.right) - max(box.left, other.left)
                down = min(box.bottom, other.bottom) - max(box.top, other.top)
                assert across <= 2 * box.size or down <= box.size / 2


def test_what_is_drawn_runs_through_no_text(pages: list[LabelledPage]) -> None:
    """A stray may stand anywhere; marks hang by an em into the white between two legs."""
    assert any(page.layout and page.layout.rules for page in pages)
    for page in pages:
        assert page.layout
        strays = {label.line for label in page.labels if label.role is Role.FURNITURE}
        boxes = [box for line, box in enumerate(page.layout.lines, 1) if box and line not in strays]
        for rule in page.layout.rules:
            for box in boxes:
                across = box.left < rule.right and rule.left < box.right - box.size
                assert not (across and box.top < rule.bottom and rule.top < box.bottom)


def test_titles_are_set_larger_than_text(pages: list[LabelledPage]) -> None:
    for page in pages:
        assert page.layout
        placings = dict(enumerate(page.layout.lines, 1))
        sizes = {
            role: {placings[label.line].size for label in page.labels if label.role == role}
            for role in ("headline", "body")
        }
        assert not sizes["headline"] or min(sizes["headline"]) > max(sizes["body"], default=0)


def test_pages_are_written_and_read_with_their_places(pages: list[LabelledPage]) -> None:
    for page in pages:
        assert from_json(to_json(page)) == page
        assert page_of(page).layout == page.layout
