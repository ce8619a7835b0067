"""Accuracy on the sample pages has a floor: what was right once stays right."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

_spec = importlib.util.spec_from_file_location("segment_gold", Path(__file__).with_name("gold.py"))
assert _spec is not None
assert _spec.loader is not None
gold: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(gold)

PAGES = gold.gold_pages()
FLOORS = json.loads(gold.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    return gold.reached()


@pytest.mark.parametrize("page", [one["page"] for one in PAGES])
def test_no_figure_falls_below_its_floor(scores: dict[str, Any], page: str) -> None:
    """On each sample page as many articles are right in each respect as ever were, or the wrong ones are told."""
    counts, wrong = scores[page].counts, scores[page].wrong
    fallen = {name: (counts[name], floor) for name, floor in FLOORS[page].items() if counts[name] < floor}
    assert not fallen, "\n".join([f"(reached, floor): {fallen}", *wrong])


@pytest.mark.parametrize("truth", PAGES, ids=[one["page"] for one in PAGES])
def test_the_gold_is_whole(truth: dict[str, Any]) -> None:
    """Every character of a sample page is in exactly one text of its gold."""
    lines = (gold.SEEDS / truth["page"]).read_text(encoding="utf-8").split("\n")
    texts = [item["text"] for group in ("furniture", "duplicates") for item in truth[group]]
    for article in truth["articles"]:
        texts += [article[part] for part in ("column", "kicker", "headline", "subhead", "byline")]
        texts += [one["text"] for one in article["paragraphs"]] + article["captions"]
        texts += [article[side]["text"] for side in ("jump_from", "jump_to") if article[side]]
    assert sorted(gold.say(lines, *texts)) == sorted(gold.bare("".join(lines)))


def perfect(truth: dict[str, Any]) -> dict[str, Any]:
    """The export of a program that makes no mistake on a page."""
    lines = (gold.SEEDS / truth["page"]).read_text(encoding="utf-8").split("\n")
    articles = []
    for one in truth["articles"]:
        article = {part: gold.say(lines, one[part]) or None for part in gold.TITLE}
        article |= {name: one[name] for name in (*gold.PEOPLE, "kind", "dateline", "jump_from", "jump_to")}
        article["paragraphs"] = [{"text": gold.say(lines, part["text"])} for part in one["paragraphs"]]
        article["captions"] = [gold.say(lines, caption) for caption in one["captions"]]
        articles.append(article)
    return {"issue": truth["issue"], "articles": articles[::-1]}


@pytest.mark.parametrize("truth", PAGES, ids=[one["page"] for one in PAGES])
def test_the_scorer_finds_nothing_wrong_with_the_truth(truth: dict[str, Any]) -> None:
    """An export that says what the gold says has every article right, in whatever order."""
    result = gold.score(truth, perfect(truth))
    assert result.wrong == []
    assert all(result.counts[name] == len(truth["articles"]) for name in gold.FIGURES[:7])


def test_the_scorer_sees_each_mistake() -> None:
    """One thing altered in one article costs that figure one, and is told by the article's name."""
    truth = PAGES[0]
    count = len(truth["articles"])
    for name, change in {
        "titles": {"headline": "甲"},
        "people": {"reporters": ["甲"]},
        "kinds": {"kind": "notice"},
        "datelines": {"dateline": "1999-01-01"},
        "jumps": {"jump_to": {"page": 99, "mark": None}},
        "bodies": {"paragraphs": perfect(truth)["articles"][0]["paragraphs"] + [{"text": "甲"}]},
    }.items():
        page = perfect(truth)
        page["articles"][0] |= change
        result = gold.score(truth, page)
        assert result.counts[name] == count - 1
        assert len(result.wrong) == 1
        assert truth["articles"][-1]["id"] in result.wrong[0]
    missing = gold.score(truth, {"issue": {"date": None}, "articles": perfect(truth)["articles"][1:]})
    assert missing.counts["paired"] == count - 1
    assert missing.counts["date"] == 0
    assert len(missing.wrong) == 2


def test_floors_are_raised_and_never_lowered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, scores: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Raising writes what is reached where that is more, keeps a floor that is higher, and without --raise nothing."""
    page = PAGES[0]["page"]
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({page: {"paired": 99, "bodies": 1}}), encoding="utf-8")
    monkeypatch.setattr(gold, "FLOORS", floors)
    monkeypatch.setattr(gold, "reached", lambda: scores)
    monkeypatch.setattr("sys.argv", ["gold.py"])
    gold.main()
    assert json.loads(floors.read_text(encoding="utf-8")) == {page: {"paired": 99, "bodies": 1}}
    monkeypatch.setattr("sys.argv", ["gold.py", "--raise"])
    gold.main()
    raised = json.loads(floors.read_text(encoding="utf-8"))
    assert raised[page]["paired"] == 99
    assert raised[page]["bodies"] == scores[page].counts["bodies"] > 1
    assert raised.keys() == scores.keys()
    assert page in capsys.readouterr().out
