"""Accuracy on the sample pages has floors, and the scorer sees each mistake."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gold import JUMPS, LINES, PEOPLE, TITLE, compact, page_lines, resolve
from scorer import FIGURES, score_page

import hnreader
from hnreader.research.export import export_page

_spec = importlib.util.spec_from_file_location("accuracy_command", Path(__file__).with_name("__main__.py"))
assert _spec is not None
assert _spec.loader is not None
command: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(command)

GOLD = command.gold_files(command.GOLD)
PAGES = [gold["page"] for gold in GOLD]
FLOORS = json.loads(command.FLOORS.read_text(encoding="utf-8"))


def lines_of(gold: dict[str, Any]) -> list[str]:
    return page_lines(command.SEEDS / gold["page"])


def perfect(gold: dict[str, Any]) -> dict[str, Any]:
    """Return what a program exports that makes no mistake on a page; the articles come in another order."""
    lines = lines_of(gold)
    articles = []
    for item in gold["articles"]:
        article = {name: resolve(lines, item[name]) or None for name in LINES}
        article |= {name: item[name] for name in (*PEOPLE, "id", "kind", "dateline")}
        article["paragraphs"] = [{"text": resolve(lines, paragraph["text"])} for paragraph in item["paragraphs"]]
        article["captions"] = [resolve(lines, caption) for caption in item["captions"]]
        for side in JUMPS:
            jump = item[side]
            article[side] = jump and {**jump, "text": resolve(lines, jump["text"])}
        articles.append(article)
    others = {name: [resolve(lines, item["text"]) for item in gold[name]] for name in ("furniture", "duplicates")}
    return {"source": gold["page"], "issue": gold["issue"], "articles": articles[::-1], **others}


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    archive = hnreader.open()
    export = {"pages": [export_page(page, archive) for page in archive.pages]}
    return command.score_export(export, command.GOLD, command.SEEDS)


@pytest.mark.parametrize("name", [*PAGES, command.OVERALL])
def test_no_figure_falls_below_its_floor(scores: dict[str, Any], name: str) -> None:
    """On each sample page every figure is what it has been; what is wrong is listed."""
    lines = command.fallen(scores, {name: FLOORS[name]})
    assert not lines, "\n".join([*lines, *scores[name].misses])


@pytest.mark.parametrize("gold", GOLD, ids=PAGES)
def test_the_gold_is_complete(gold: dict[str, Any]) -> None:
    """Every character of a sample page is in exactly one text of its gold file."""
    lines = lines_of(gold)
    texts = [item["text"] for group in ("furniture", "duplicates") for item in gold[group]]
    for article in gold["articles"]:
        texts += [article[name] for name in LINES]
        texts += [paragraph["text"] for paragraph in article["paragraphs"]] + article["captions"]
        texts += [article[side]["text"] for side in JUMPS if article[side]]
    assert sorted("".join(resolve(lines, text) for text in texts)) == sorted(compact("".join(lines)))


@pytest.mark.parametrize("gold", GOLD, ids=PAGES)
def test_the_truth_is_scored_as_right(gold: dict[str, Any]) -> None:
    """An export that says what the gold says reaches 1 in each figure, in whatever order."""
    score = score_page(gold, lines_of(gold), perfect(gold))
    assert score.misses == []
    assert set(score.figures().values()) <= {1.0, None}
    assert score.counts["matched"] == score.counts["exported"] == len(gold["articles"])


MISTAKES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("a headline", {"headline": "甲"}, {"headline", "title"}),
    ("a kicker", {"kicker": "甲"}, {"kicker", "title"}),
    ("a column", {"column": "甲"}, {"column"}),
    ("a byline", {"byline": "甲"}, {"byline"}),
    ("a name", {"reporters": ["甲"]}, {"people"}),
    ("the kind", {"kind": "notice"}, {"kind"}),
    ("the dateline", {"dateline": "1999-01-01"}, {"dateline"}),
]


@pytest.mark.parametrize(("change", "figures"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_each_mistake_costs_its_figures(change: dict[str, Any], figures: set[str]) -> None:
    """One thing altered in one article lowers its figures and no others but those of conservation, and is named."""
    gold = GOLD[0]
    page = perfect(gold)
    page["articles"][0] |= change
    score = score_page(gold, lines_of(gold), page)
    lowered = {name for name, value in score.figures().items() if value is not None and value < 1}
    assert lowered - {"conserv.", "whole"} == figures
    (miss,) = score.misses
    assert gold["articles"][-1]["id"] in miss


def test_a_missing_article_costs_all_that_it_has() -> None:
    """It counts as wrong in each figure, its characters as lost."""
    gold = GOLD[0]
    page = perfect(gold)
    missing = page["articles"].pop(0)
    score = score_page(gold, lines_of(gold), page)
    count = len(gold["articles"])
    figures = score.figures()
    assert figures["exact F1"] == round(2 * (count - 1) / (2 * count - 1), 4)
    assert figures["kind"] == round((count - 1) / count, 4)
    assert score.counts["lost"] == sum(
        len(compact(text))
        for text in (
            *(missing[name] for name in LINES),
            *(paragraph["text"] for paragraph in missing["paragraphs"]),
            *missing["captions"],
            *(missing[side]["text"] for side in JUMPS if missing[side]),
        )
    )


def test_a_character_too_many_and_one_too_few_are_both_counted() -> None:
    """Conservation counts characters of the page that are not exported, and others that are."""
    gold = GOLD[0]
    page = perfect(gold)
    paragraph = page["articles"][0]["paragraphs"][0]
    paragraph["text"] = "\ue000" + paragraph["text"][1:]
    score = score_page(gold, lines_of(gold), page)
    assert (score.counts["lost"], score.counts["added"], score.figures()["whole"]) == (1, 1, 0.0)
    assert score.figures()["exact F1"] == round((len(gold["articles"]) - 1) / len(gold["articles"]), 4)


def test_another_reading_of_a_title_is_accepted() -> None:
    """Of the readings that the gold lists, the one that agrees most is taken."""
    gold = next(gold for gold in GOLD if any(item.get("also") for item in gold["articles"]))
    lines = lines_of(gold)
    page = perfect(gold)
    item = next(item for item in gold["articles"] if item.get("also"))
    article = next(article for article in page["articles"] if article["id"] == item["id"])
    article |= {name: resolve(lines, item["also"][0][name]) for name in TITLE if name in item["also"][0]}
    figures = score_page(gold, lines, page).figures()
    assert {figures[name] for name in (*TITLE, "title")} <= {1.0, None}


def test_a_page_that_is_not_exported_has_nothing_right() -> None:
    """Its characters are lost, its date is wrong."""
    gold = GOLD[0]
    figures = score_page(gold, lines_of(gold), None).figures()
    assert {figures[name] for name in FIGURES} <= {0.0, None}


def test_floors_are_raised_and_never_lowered(scores: dict[str, Any]) -> None:
    """A floor that is higher stays; one that is lower, or missing, becomes what is reached."""
    page = PAGES[0]
    floors = command.raised(scores, {page: {"exact F1": 2.0, "near F1": 0.1}})
    assert floors[page]["exact F1"] == 2.0
    assert floors[page]["near F1"] == scores[page].figures()["near F1"] > 0.1
    assert floors.keys() == scores.keys()
    assert command.fallen(scores, floors) == [f"{page}: exact F1 is 1.0000, below its floor of 2.0000"]


def test_a_jump_line_may_be_given_by_its_page_alone() -> None:
    """Its characters count as exported, since page and mark say what is printed."""
    gold = next(gold for gold in GOLD if any(item[side] for item in gold["articles"] for side in JUMPS))
    page = perfect(gold)
    for article in page["articles"]:
        for side in JUMPS:
            article[side] = article[side] and {name: article[side][name] for name in ("page", "mark")}
    assert score_page(gold, lines_of(gold), page).figures()["whole"] == 1.0


def test_the_command_needs_nothing_outside_the_checkout(tmp_path: Path) -> None:
    """`python tests/accuracy` exports the sample pages, prints a table and compares it with the floors."""
    figures = tmp_path / "figures.json"
    folder = Path(__file__).parent
    program = [sys.executable, str(folder), "--json", str(figures)]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith(command.OVERALL)
    assert json.loads(figures.read_text(encoding="utf-8")).keys() == FLOORS.keys()
