"""Texts with thousands of hits: showing, lighting and counting them takes time in proportion to their number."""

from __future__ import annotations

import pytest
from growth import LINEAR, growth
from made_articles import archive, article
from msgspec.structs import replace

from hnreader.model import Reading, Span, TextRole
from hnreader.research.concordance import concordance
from hnreader.search.entries import entry_of
from hnreader.search.highlighting import highlight_ranges
from hnreader.search.occurrences import OccurrenceFinder
from hnreader.search.passages import passages
from hnreader.search.query_language import parse_query

HITS = 2_000
MISREAD = "芯牌在长沙，"

SHAPES = {
    "between marks": lambda hits: article("a", "芯片在长沙，" * hits),
    "side by side": lambda hits: article("a", "芯片" * hits),
    "far apart": lambda hits: article("a", ("芯片" + "字" * 60) * (hits // 10)),
    "spaced": lambda hits: article("a", "芯 片在 长 沙，" * hits),
    "one a paragraph": lambda hits: article("a", "\n".join(["芯片在长沙。"] * (hits // 10))),
    "captions": lambda hits: article("a", captions=["芯片在长沙。"] * (hits // 10)),
    "a headline": lambda hits: article("a", headline="芯片在长沙，" * hits),
    "misread": lambda hits: misread(hits // 4),
}


def misread(hits):
    """An article of whose text people say so many times what is meant."""
    starts = range(0, hits * len(MISREAD), len(MISREAD))
    made = (Reading(TextRole.PARAGRAPH, 0, at, at + 2, (Span(1, at, at + 2),), "芯片") for at in starts)
    return replace(article("a", MISREAD * hits), readings=tuple(made))


def shown(entry, query):
    return sum(1 for _ in passages(entry, [term.text for term in parse_query(query).terms]))


def lit(entry, query):
    words = [term.text for term in parse_query(query).terms]
    return [highlight_ranges(text.text.text, words, text.readings) for part in entry.parts for text in part.texts]


def placed(entry, query):
    return len(OccurrenceFinder(parse_query(query)).of(entry))


def telling(entry, query):
    return len(OccurrenceFinder(parse_query(query), text_only=True).of(entry))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("work", [shown, lit, placed, telling], ids=lambda work: work.__name__)
@pytest.mark.parametrize("query", ["芯片", "芯片|芯|片|长沙"], ids=["one word", "words in words"])
def test_twice_the_hits_take_twice_the_time(shape, work, query):
    """Passages, lights and places of a text's hits take time in proportion to these, however the text has them."""

    def prepare(hits):
        entry = entry_of((SHAPES[shape](hits),))
        assert work(entry, query)
        return lambda: work(entry, query)

    assert growth(prepare, HITS) < LINEAR


@pytest.mark.parametrize("shape", ["between marks", "spaced", "misread"])
def test_a_concordance_takes_time_in_proportion_to_its_occurrences(shape):
    """Each occurrence of one article is shown for the same price, with the text only or all that is printed."""

    def prepare(hits):
        library = archive(SHAPES[shape](hits))
        found = concordance(library, "芯片", text_only=True)
        assert found
        return lambda: list(concordance(library, "芯片", text_only=True))

    assert growth(prepare, HITS // 4) < LINEAR
