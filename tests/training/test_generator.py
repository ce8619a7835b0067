"""Generated pages: labels hold every character once, seeds decide everything, gold files fit their pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from articles import write_articles
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hnreader.training.__main__ import main
from hnreader.training.articles import by_page, part, read_articles
from hnreader.training.extractors import FORMS
from hnreader.training.generator import Generator
from hnreader.training.truth import NO_STORY, LabelledPage, Role, from_json, to_json

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [name for name, _ in FORMS]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path)
    return path


@pytest.fixture(scope="module")
def generator(path: Path) -> Generator:
    return Generator(read_articles(path), seed=1)


def uncovered(page: LabelledPage) -> list[tuple[int, str]]:
    """Return the lines that have a non-blank character in no label or in two, or a label out of order."""
    wrong = []
    for number, line in enumerate(page.lines, 1):
        labels = [label for label in page.labels if label.line == number]
        covered = [column for label in labels for column in range(label.start, label.end)]
        printed = [column for column, char in enumerate(line) if not char.isspace()]
        if covered != sorted(set(covered)) or [column for column in covered if not line[column].isspace()] != printed:
            wrong.append((number, line))
    return wrong


@given(number=st.integers(0, 10_000), form=st.sampled_from(NAMES))
@settings(max_examples=60)
def test_labels_hold_every_character_once(generator: Generator, number: int, form: str) -> None:
    """Law: each non-blank character of a generated page is in exactly one label, and labels stand in order."""
    page = generator.page(number, form)
    assert uncovered(page) == []
    assert list(page.labels) == sorted(page.labels, key=lambda label: (label.line, label.start))


@given(number=st.integers(0, 10_000))
@settings(max_examples=20)
def test_pages_survive_being_written(generator: Generator, number: int) -> None:
    page = generator.page(number)
    assert from_json(to_json(page)) == page


@given(number=st.integers(0, 10_000), form=st.sampled_from(NAMES))
@settings(max_examples=30)
def test_a_paragraph_has_one_role_and_its_pieces_are_ordered(generator: Generator, number: int, form: str) -> None:
    """The pieces of a text, in the order of their offsets, are the text: none stands at another's place."""
    page = generator.page(number, form)
    texts: dict[tuple[int, int], list[tuple[Role, int]]] = {}
    for label in page.labels:
        texts.setdefault((label.story, label.paragraph), []).append((label.role, label.piece))
    for (story, _), pieces in texts.items():
        assert len({role for role, _ in pieces}) == 1
        assert (pieces[0][0] is Role.FURNITURE) == (story == NO_STORY)
        assert len({offset for _, offset in pieces}) == len(pieces)


def test_seed_and_number_decide(path: Path) -> None:
    """The same seed gives the same pages in processes with other hash seeds, in whatever order they are made."""
    command = [sys.executable, "-m", "hnreader.training", "generate", str(path), "--pages", "6", "--seed", "3"]
    written = []
    for hash_seed in ("1", "2"):
        output = path.with_suffix(f".{hash_seed}")
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([*command, "--output", str(output)], check=True, env=environment)
        written.append(output.read_text(encoding="utf-8"))
    assert written[0] == written[1]
    pages = [from_json(line) for line in written[0].splitlines()]
    assert Generator(read_articles(path), 3).page(5) == pages[5]
    assert Generator(read_articles(path), 4).page(5) != pages[5]


def test_parts_share_no_page(path: Path) -> None:
    articles = read_articles(path)
    parts = [part(articles, number, 3) for number in range(3)]
    assert sorted(article.identity for some in parts for article in some) == sorted(a.identity for a in articles)
    places = [{(article.date, article.page) for article in some} for some in parts]
    assert not places[0] & places[1] | places[1] & places[2] | places[0] & places[2]
    assert sum(map(len, places)) == len(by_page(articles))


def test_gold_files_fit_their_pages(path: Path, tmp_path: Path) -> None:
    """Every non-blank character of a page file is in exactly one span of its gold file."""
    CliRunner().invoke(main, ["generate", str(path), "--pages", "12", "--gold", str(tmp_path)], catch_exceptions=False)
    files = sorted((tmp_path / "gold").iterdir())
    assert len(files) == 12
    for file in files:
        truth = json.loads(file.read_text(encoding="utf-8"))
        lines = (tmp_path / "pages" / truth["page"]).read_text(encoding="utf-8").split("\n")
        referred = sorted(place for text in texts(truth) for span in text for place in places_of(span, lines))
        assert referred == [(n, c) for n, line in enumerate(lines) for c, char in enumerate(line) if char.strip()]


def texts(truth: dict) -> list[list[str]]:
    found = [item["text"] for item in (*truth["furniture"], *truth["duplicates"])]
    for article in truth["articles"]:
        found += [article[role] for role in ("column", "kicker", "headline", "subhead", "byline")]
        found += [paragraph["text"] for paragraph in article["paragraphs"]] + article["captions"]
        found += [article[jump]["text"] for jump in ("jump_from", "jump_to") if article[jump]]
    return found


def places_of(span: str, lines: list[str]) -> list[tuple[int, int]]:
    number, _, columns = span.rstrip("]").partition("[")
    line = lines[int(number) - 1]
    blanks = len(line) - len(line.lstrip())
    start, end = (int(column) for column in columns.split(":")) if columns else (0, len(line.strip()))
    return [(int(number) - 1, c) for c in range(blanks + start, blanks + end) if line[c].strip()]
