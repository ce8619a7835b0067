"""What is nearly there: every single slip is seen, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_articles import archive, article, found
from rapidfuzz.distance import Levenshtein

from hnreader.search import search
from hnreader.search.alignment import align_term, has_one_error

CHARS = st.sampled_from("长沙芯片高新")

SLIPS = [
    ("a wrong one", "毛玮明", "省长毛伟明出席", "毛伟明", ("玮", "伟")),
    ("a wrong one in front", "苗伟明", "省长毛伟明出席", "毛伟明", ("苗", "毛")),
    ("a wrong one at the end", "毛伟名", "省长毛伟明出席", "毛伟明", ("名", "明")),
    ("one missing in the text", "三高四新", "落实三高新战略", "三高新", ("四", "")),
    ("one too many in the text", "三高四新", "落实三高四和新战略", "三高四和新", ("", "和")),
    ("at the beginning", "毛伟明", "伟明", "伟明", ("毛", "")),
    ("at the end", "毛伟明", "毛伟", "毛伟", ("明", "")),
    ("a quotation mark before it", "机出口", "“出口", "出口", ("机", "")),
    ("a mark between", "毛伟明", "毛伟,明", "毛伟,明", ("", ",")),
    ("another mark", "毛，伟明", "毛、伟明", "毛、伟明", (",", "、")),
    ("after many of its characters", "毛玮明", "毛" * 20 + "伟明", "毛伟明", ("玮", "伟")),
    ("in a headline's figures", "8万家企业", "8万家企亚", "8万家企亚", ("业", "亚")),
]


@pytest.mark.parametrize(
    ("query", "body", "there", "differ"), [case[1:] for case in SLIPS], ids=[case[0] for case in SLIPS]
)
def test_a_slip_is_seen_and_said(query, body, there, differ):
    """One character wrong, missing or too many: the article is found, the place is lit, the characters are named."""
    (result,) = search(archive(article("a", body)), query)
    (match,) = result.matches
    assert (result.why, match.found, match.differences) == ("fuzzy", there, (differ,))
    shown = result.best
    assert [shown.text[start:end] for start, end in shown.hits] == [there]


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ("长沙市民", "长沙。\n市民"),
        ("毛伟明", "毛主席说明"),
        ("2024年", "2025年"),
        ("第27314号", "第27315号"),
        ("huawei", "hawai"),
        ("毛伟明", "毛，明"),
        ("毛，明", "毛伟明"),
        ("长沙市民", "长沙\n市民"),
    ],
)
def test_two_slips_are_too_many(query, body):
    """Two errors, an error over the edge of texts, and another figure are not the same with a slip."""
    assert not found(query, body=body)


@settings(deadline=None)
@given(st.text(CHARS, min_size=3, max_size=6), st.lists(st.text(CHARS, max_size=12), min_size=1, max_size=6))
def test_all_that_is_one_slip_away_is_found(query, bodies):
    """Held against every piece of every text by edit distance: no slip is missed, and nothing else is found."""
    library = archive(*(article(f"a{number}", body) for number, body in enumerate(bodies)))
    there = {result.article.id for result in search(library, query)}
    exact = {f"a{number}" for number, body in enumerate(bodies) if query in body}
    near = {f"a{number}" for number, body in enumerate(bodies) if _least(query, body) <= 1}
    assert there == (exact if len(exact) >= 5 else near)


@settings(deadline=None)
@given(st.text(CHARS, min_size=3, max_size=6), st.text(CHARS, max_size=14))
def test_the_place_is_one_slip_away(query, text):
    """What is placed differs from the query by the one character that is named."""
    assume(query not in text)
    place = align_term(query, text)
    assert has_one_error(query, text) == (place is not None)
    assert (place is None) == (_least(query, text) > 1)
    if place:
        there = text[place.start : place.end]
        assert Levenshtein.distance(query, there) == 1
        (difference,) = place.differences
        assert difference.expected in query
        assert difference.found in there
        assert 0 < place.similarity < 1


def test_what_an_error_leaves_is_not_looked_for_where_it_says_nothing(monkeypatch):
    """Two characters that most articles of a great archive have stand a character apart in many of them by chance."""
    bodies = ["甲乙丙", "甲丁丙", "甲己丙", "庚辛壬"]
    library = archive(*(article(name, body) for name, body in zip("abcd", bodies, strict=True)))
    assert len(search(library, "甲戊丙")) == 3
    monkeypatch.setattr("hnreader.search.query_compiler._BY_CHANCE", 2)
    assert not search(library, "甲戊丙")
    assert len(search(library, "庚戊壬")) == 1


def _least(query, text):
    """The least edit distance of a query to any piece of a text."""
    pieces = [text[a:b] for a in range(len(text)) for b in range(a + 1, min(len(text), a + len(query) + 1) + 1)]
    return min((Levenshtein.distance(query, piece) for piece in pieces), default=9)
