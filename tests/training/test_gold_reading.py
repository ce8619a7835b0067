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
from hnreader.training.truth import Label, LabelledPage, Role, StoryTruth

if TYPE_CHECKING:
    from pathlib import Path

AS_GOLD = {
    Role.SIGNATURE: {Role.BODY},
    Role.CREDIT: {Role.CAPTION},
    Role.EDITOR_NOTE: {Role.BODY, Role.HEADING},  # its label is a heading
}


def characters(page: LabelledPage) -> dict[tuple[int, int], tuple[int, Role]]:
    """Return each character's place → its story, numbered as stories appear, and its role."""
    order: dict[int, int] = {}
    places = {}
    for label in page.labels:
        story = order.setdefault(label.story, len(order))
        for column in range(label.start, label.end):
            if page.lines[label.line - 1][column].strip():
                places[label.line, column] = story, label.role
    return places


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    return Generator(read_articles(path), seed=2)


@pytest.mark.parametrize("number", range(12))
def test_what_is_written_is_read(generator: Generator, tmp_path: Path, number: int) -> None:
    """Every character has the story and, as far as gold files know it, the role that it had."""
    page = generator.page(number)
    write_gold(tmp_path, "page", page)
    (read,) = read_gold(tmp_path / "gold", tmp_path / "pages")
    assert read.lines[: len(page.lines)] == page.lines
    written, found = characters(page), characters(read)
    assert written.keys() == found.keys()
    assert {place: story for place, (story, _) in written.items()} == {p: story for p, (story, _) in found.items()}
    assert all(found[place][1] in AS_GOLD.get(role, {role}) for place, (_, role) in written.items())


def test_statistics_describe_a_page() -> None:
    """Two stories mixed: the first begun by its headline and cut in two, the second begun by its text."""
    rows = (
        ("新桥开通", 0, Role.HEADLINE, 0, 0),
        ("本报甲城3月8日电（记者张三）新桥今", 0, Role.BODY, 1, 0),
        ("果园丰收。", 1, Role.BODY, 1, 0),
        ("果园", 1, Role.HEADLINE, 0, 0),
        ("天开通。", 0, Role.BODY, 1, 18),
    )
    lines = tuple(line for text, *_ in rows for line in (text, ""))
    labels = tuple(Label(2 * row + 1, 0, len(text), *rest) for row, (text, *rest) in enumerate(rows))
    stories = StoryTruth(kind="news"), StoryTruth(kind="news")
    described = describe([LabelledPage(lines, labels, "by hand", stories=stories)])
    figures = {name: figure.mean for name, figure in described.items()}
    expected = {"lines": 5, "blank lines": 0.5, "runs a story": 1.5, "begins with title": 0.5, "has dateline": 0.5}
    assert {name: figures[name] for name in expected} == expected
    assert figures["pieces apart a paragraph"] == 1.5
    assert figures["lines: title"] == 0.4
