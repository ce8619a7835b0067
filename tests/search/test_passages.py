"""The passages that show hits, and how many there are."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_articles import archive, article

from hnreader.search import search


def lit(passage):
    return [passage.text[start:end] for start, end in passage.hits]


PASSAGES = [
    ("a short text whole", "芯片之城。", "芯片之城。", ["芯片"]),
    (
        "from a mark to a mark",
        "前文" * 30
        + "。今年以来，长沙的芯片产业发展很快，投资和产值都有两位数的增长，企业已有一百多家。"
        + "后文" * 30,
        "今年以来，长沙的芯片产业发展很快，投资和产值都有两位数的增长，企业已有一百多家。",
        ["芯片"],
    ),
    ("without marks", "甲" * 50 + "芯片" + "乙" * 50, "甲" * 12 + "芯片" + "乙" * 26, ["芯片"]),
    ("spaced", "芯 片", "芯 片", ["芯 片"]),
    ("at the end", "甲" * 50 + "芯片", "甲" * 12 + "芯片", ["芯片"]),
]


@pytest.mark.parametrize(
    ("body", "passage", "marked"), [case[1:] for case in PASSAGES], ids=[case[0] for case in PASSAGES]
)
def test_a_passage(body, passage, marked):
    """A passage shows the hit among some forty characters, from one mark of sense to another where they are near."""
    (result,) = search(archive(article("a", body)), "芯片")
    assert result.best.text == passage
    assert lit(result.best) == marked


def test_a_passage_shows_where_terms_meet():
    """The best passage is where most of the terms stand together."""
    body = "长沙在这里。" + "字" * 80 + "。芯片在长沙。"
    (result,) = search(archive(article("a", body)), "长沙 芯片")
    assert result.best.text.endswith("芯片在长沙。")


def test_a_body_is_shown_before_a_title():
    """Titles are seen anyway; the body that says it comes first, and the title after it."""
    (result,) = search(archive(article("a", "芯片在长沙。", headline="芯片")), "芯片")
    assert [(shown.field, shown.text) for shown in result.passages()] == [
        ("body", "芯片在长沙。"),
        ("headline", "芯片"),
    ]


def test_the_next_passages_follow_in_the_order_of_print():
    """Each place is shown once: the best first, the others as they stand."""
    body = f"芯片甲。{'字' * 60}。芯片乙，{'文' * 60}。\n长沙芯片丙。"
    (result,) = search(archive(article("a", body)), "长沙 芯片")
    shown = result.passages()
    assert [next(char for char in passage.text if char in "甲乙丙") for passage in shown] == ["丙", "甲", "乙"]
    assert sum(len(passage.hits) for passage in shown) == 3


@pytest.mark.parametrize(
    ("context", "texts"), [(0, ["芯片", "芯片"]), (2, ["甲，芯片乙丙", "丁，芯片。"]), (99, ["甲，芯片乙丙丁，芯片。"])]
)
def test_context_by_characters(context, texts):
    """So many characters on either side; what one passage shows no other repeats."""
    (result,) = search(archive(article("a", "甲，芯片乙丙丁，芯片。")), "芯片")
    assert [shown.text for shown in result.passages(context)] == texts


def test_hits_are_counted_in_every_place():
    """Each place counts, in titles, bodies and captions; a reporter's name that stands in the byline counts once."""
    library = archive(
        article("a", "长沙长沙。\n长沙", headline="长沙", kicker="长沙", captions=("长沙",)),
        article("b", "长沙"),
    )
    results = search(library, "长沙")
    assert {result.article.id: result.count for result in results} == {"a": 6, "b": 1}
    assert (results.articles, results.hits()) == (2, 7)


def test_hits_are_counted_where_they_were_asked_for():
    """Of a field's term only the field's places count, and of a pattern its own."""
    library = archive(article("a", "长沙长沙，第一届、第二届", headline="长沙"))
    assert [search(library, query).hits() for query in ("标题:长沙", "/第.届/", "长沙|株洲", "长莎沙")] == [1, 2, 3, 3]


def line_events(function):
    """Return how many lines of Python a call runs."""
    count = 0

    def trace(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(None)
    return count


def test_the_work_grows_with_the_number_of_hits():
    """Twice the hits of one text take twice the steps, not four times."""

    def shown(hits):
        (result,) = search(archive(article("a", "芯片在长沙，" * hits)), "芯片 长沙")
        return line_events(lambda: len(result.passages()))

    assert shown(800) < 2.2 * shown(400)


@given(st.lists(st.sampled_from(["芯片", "字", "，", "长" * 50, "。"]), max_size=30).map("".join))
def test_every_place_is_shown(body):
    """All places of a text are lit in some passage, each in one only, and no passage is without one."""
    library = archive(article("a", f"芯片{body}"))
    (result,) = search(library, "'芯片")
    shown = result.passages()
    assert sum(text.count("芯片") for passage in shown for text in lit(passage)) >= result.count
    assert all(passage.hits for passage in shown)
    texts = [passage.text for passage in shown]
    assert all(text in f"芯片{body}" for text in texts)
