"""Misread characters of which somebody says what they are: found by both, shown as printed. All text is made up."""

from __future__ import annotations

import csv
import json

import pytest
from msgspec.structs import replace
from two_stories import FISH, LINES

from hnreader.archive import Archive
from hnreader.corrections import Action, Correction, TextQuote
from hnreader.model import Line, Page
from hnreader.research.concordance import concordance
from hnreader.research.export import export_article
from hnreader.research.markdown import markdown
from hnreader.research.plaintext import set_text
from hnreader.research.records import COLUMNS, record, row
from hnreader.research.story import plain_text
from hnreader.search import highlight_ranges, search
from hnreader.segment import segment

NOTES = [("昨日", "今日"), ("今天", "昨天清早"), ("木船", "铁船"), ("鼓起掌来", "鼓掌")]


@pytest.fixture(scope="module")
def archive() -> Archive:
    lines = tuple(Line(number, text) for number, text in enumerate(LINES, 1))
    notes = [Correction(Action.READS, TextQuote(printed), text=meant) for printed, meant in NOTES]
    return Archive([segment(Page("page.txt", lines), corrections=notes)])


FOUND = [
    ("木船", 1, ["木船"]),
    ("铁船", 1, ["木船"]),
    ("条铁船一早", 1, ["条木船一早"]),
    ("标题:白鹭湖今日", 1, ["昨日"]),
    ("湖昨天清早开", 1, ["湖今天开"]),
    ("清早", 1, ["今天"]),
    ("都鼓掌。", 1, ["都鼓起掌来。"]),
    ("二十条", 1, ["二十条"]),
    ("白鹭湖", 2, ["白鹭湖", "白鹭湖"]),
    ("/铁.一早/", 1, ["木船一早"]),
    ("清早|离岸", 2, ["今天", "离岸"]),
    ("铁木", 0, []),
]


@pytest.mark.parametrize(("query", "count", "printed"), FOUND, ids=[query for query, *_ in FOUND])
def test_both_readings_are_found_each_occurrence_once(
    archive: Archive, query: str, count: int, printed: list[str]
) -> None:
    """And what is shown of it, and highlighted, is what is printed."""
    found = [result for result in search(archive, query) if result.why != "fuzzy"]
    assert [result.count for result in found] == ([count] if count else [])
    shown = [each for result in found for passage in result.passages() for each in _marked(passage.text, passage.hits)]
    occurrences = [each.hit for each in concordance(archive, query)]
    assert len(occurrences) == count
    assert all(each in "".join(LINES) for each in (*shown, *occurrences))
    if "标题" not in query:
        assert [each in occurrences for each in shown] == [True] * len(shown)
        assert sorted(occurrences) == sorted(printed)


def _marked(text: str, hits: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in hits]


def test_highlighting_knows_of_readings_where_it_is_told(archive: Archive) -> None:
    text = next(each for each in archive.articles[0].texts if "木船" in each.text.text)
    found = highlight_ranges(text.text.text, ["铁船", "二十"], text.readings)
    assert _marked(text.text.text, found) == ["二十", "木船"]
    assert _marked(text.text.text, highlight_ranges(text.text.text, ["铁船", "二十"])) == ["二十"]


def test_exports_have_what_is_printed_and_what_is_meant(archive: Archive) -> None:
    """In running text the one behind the other; fields have the text as printed, and the readings beside it."""
    story = archive.story(archive.articles[0])
    notes = [{"printed": printed, "meant": meant} for printed, meant in NOTES]
    for text in (markdown(story), set_text(story).replace("\n", ""), plain_text(story)):
        assert "二十条木船〔应为“铁船”〕一早离岸" in text
        assert f"{FISH[:3]}昨日〔应为“今日”〕开网" in text
    fields = record(story)
    assert (fields["readings"], "〔" in str(fields)) == (notes, False)
    cells = dict(zip(COLUMNS, next(csv.reader([row(story)])), strict=True))
    assert cells["readings"] == "; ".join(f"{printed} → {meant}" for printed, meant in NOTES)
    exported = json.loads(json.dumps(export_article(archive.articles[0])))["readings"]
    assert [{name: each[name] for name in ("printed", "meant")} for each in exported] == notes
    line, start, end = exported[2]["spans"][0]
    assert LINES[line - 1][start:end] == "木船"
    assert (exported[0]["text"], exported[2]["text"], exported[2]["number"]) == ("headline", "paragraph", 0)


def test_without_notes_nothing_is_marked(archive: Archive) -> None:
    story = archive.story(archive.articles[0])
    assert "〔" not in plain_text(replace(story, first=replace(story.first, readings=())))
