"""Search: what is found, in which order, and where it is lit."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hnreader.archive import Archive
from hnreader.model import Article, Dating, Kind, Line, Page, PageArticles, Paragraph, People, Text
from hnreader.reading import clean
from hnreader.search import hits, search
from hnreader.search.folding import fold, places

NEW, OLD = dt.date(2024, 3, 9), dt.date(2023, 11, 16)


def article(name, body="正文。", date=NEW, **titles):
    people = titles.pop("people", People())
    captions = tuple(map(Text, titles.pop("captions", ())))
    paragraphs = tuple(Paragraph(Text(text)) for text in body.split("\n"))
    given_titles = {field: Text(text) for field, text in titles.items()}
    return Article(
        name, Kind.NEWS, f"{name}.txt", date, 1, **given_titles, people=people, paragraphs=paragraphs, captions=captions
    )


def archive(*articles):
    return Archive(
        PageArticles(Page(one.source, (Line(1, "字"),)), Dating(one.date, page_no=1), (one,)) for one in articles
    )


def ids(held, query, **options):
    return [result.article.id for result in search(held, query, **options)]


FOUND = [
    ("in the headline", "芯片", {"headline": "芯片之城"}),
    ("in the kicker", "芯片", {"kicker": "芯片之城"}),
    ("in the subhead", "芯片", {"subhead": "芯片之城"}),
    ("in the column", "三湘时评", {"column": "三湘时评"}),
    ("in the byline", "张三", {"byline": "湖南日报全媒体记者 张三"}),
    ("a name only among the people", "张三", {"people": People(reporters=("张三",))}),
    ("in a later paragraph", "芯片", {"body": "第一段。\n第二段有芯片。"}),
    ("in a caption", "剪彩", {"captions": ("图为剪彩现场。",)}),
    ("terms in different fields", "长沙 芯片", {"headline": "长沙", "body": "芯片。"}),
    ("full width for half", "AI", {"body": "ＡＩ赋能"}),
    ("half width for full", "ＡＩ赋能", {"body": "ai赋能"}),
    ("case", "gdp", {"body": "GDP增长"}),
    ("quotes", '"三高四新"', {"body": "“三高四新”"}),
    ("corner quotes", "“三高四新”", {"body": "「三高四新」"}),
    ("dashes", "3-5月", {"body": "3—5月"}),
    ("a letter-spaced line", "总部区域", {"body": "总 部 区 域"}),
    ("a blank before figures", "年的445辆", {"body": "2022年的 445辆"}),
    ("an ideographic blank in the query", "长沙\u3000芯片", {"body": "长沙的芯片"}),
    ("an invisible mark in the query", "芯\u200b片", {"body": "芯片"}),
]


@pytest.mark.parametrize(("query", "fields"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_found(query, fields):
    """Words are found wherever they stand, in whichever spelling readers take for the same."""
    assert ids(archive(article("a", **fields)), query) == ["a"]


NOT_FOUND = [
    ("one term of two", "长沙 株洲", {"body": "长沙的芯片"}),
    ("over the edge of two paragraphs", "第一第二", {"body": "第一\n第二"}),
    ("over the edge of two words", "tc", {"body": "smart city"}),
    ("two characters nearly", "长杀", {"body": "长沙"}),
    ("a long query that holds a short text", "长沙的芯片产业", {"body": "芯片"}),
    ("nothing asked for", " \u3000", {"body": "长沙"}),
]


@pytest.mark.parametrize(("query", "fields"), [case[1:] for case in NOT_FOUND], ids=[case[0] for case in NOT_FOUND])
def test_not_found(query, fields):
    """What is not there is not found."""
    assert ids(archive(article("a", **fields)), query) == []


def test_order_is_by_field_then_density_then_age():
    """Headlines come before other titles, these before bodies; then more hits in less text; then the newer."""
    held = archive(
        article("body-old", "长沙。", OLD),
        article("body-long", "长沙。" + "字" * 500),
        article("body-new", "长沙。"),
        article("body-twice", "长沙长沙"),
        article("kicker", "字" * 900, kicker="长沙"),
        article("headline", "字" * 900, OLD, headline="长沙"),
    )
    found = search(held, "长沙")
    assert [one.article.id for one in found] == [
        "headline", "kicker", "body-twice", "body-new", "body-old", "body-long",
    ]  # fmt: skip
    assert [one.why for one in found] == ["headline", "title", "body", "body", "body", "body"]
    assert [one.count for one in found] == [1, 1, 2, 1, 1, 1]


def test_order_does_not_depend_on_the_order_of_adding():
    """The same articles give the same results."""
    articles = [article(f"a{number}", "长沙的消息。") for number in range(9)]
    assert ids(archive(*articles), "长沙") == ids(archive(*reversed(articles)), "长沙")


def test_near_hits_follow_exact_ones():
    """A wrong character in four is forgiven where little is found, and ranks below what was asked for."""
    held = archive(article("near", headline="聚焦三高四亲"), article("exact", "落实三高四新" + "字" * 999, OLD))
    found = search(held, "三高四新")
    assert [(one.article.id, one.why) for one in found] == [("exact", "body"), ("near", "fuzzy")]
    assert found[0].score > found[1].score


def test_enough_exact_hits_need_no_near_ones():
    """Where five articles hold the query nothing else is listed."""
    exact = [article(f"a{number}", "三高四新") for number in range(5)]
    assert "near" not in ids(archive(*exact, article("near", headline="三高四亲")), "三高四新")


def test_limit_takes_the_best():
    """A limit cuts the list, not the search."""
    held = archive(article("body", "长沙"), article("headline", headline="长沙"))
    assert ids(held, "长沙", limit=1) == ["headline"]


@pytest.mark.parametrize("patience", [0, 2, 12, 17])
def test_a_cancelled_search_is_empty(patience):
    """A search that is no longer wanted stops, while it looks as well as while it prepares what it found."""
    asked = []

    def cancelled():
        asked.append(None)
        return len(asked) > patience

    held = archive(*(article(f"a{number}", "长沙") for number in range(9)))
    assert search(held, "长沙", cancelled=cancelled) == []


def test_articles_added_later_are_found():
    """What is kept for an archive follows its growth."""
    held = archive(article("a", "长沙"))
    assert ids(held, "长沙") == ["a"]
    held.add(archive(article("b", "长沙")).pages)
    assert ids(held, "长沙") == ["a", "b"]


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
def test_passages(body, passage, marked):
    """A passage shows the hit among some forty characters, from one mark of sense to another where they are near."""
    (found,) = search(archive(article("a", body)), "芯片")
    assert found.passage == passage
    assert [found.passage[start:end] for start, end in found.passage_hits] == marked


def test_a_passage_shows_where_terms_meet():
    """The passage is where most of the terms stand together."""
    body = "长沙在这里。" + "字" * 80 + "。芯片在长沙。"
    (found,) = search(archive(article("a", body)), "长沙 芯片")
    assert found.passage.endswith("芯片在长沙。")


def test_a_near_hit_is_lit():
    """The passage of a near hit marks what is like the query."""
    (found,) = search(archive(article("a", "为实现三高四亲美好蓝图。")), "三高四新")
    start, end = found.passage_hits[0]
    assert found.passage[start:end].startswith("三高四")


WORDS = st.text(st.sampled_from("长沙芯片三高四新的 \u3000aBＡ１-—“”\"'·\n\u200b\x1b①İß\ud800"), max_size=30)


@settings(deadline=None)
@given(st.one_of(WORDS, st.text(max_size=30)), st.lists(WORDS, max_size=4))
@example("三高四新İ ß", ["三高四辛"])
def test_no_query_raises(query, bodies):
    """Whatever is asked for, results have a passage of the article, with ranges that lie in it, best first."""
    held = archive(*(article(f"a{number}", body, headline=body[:9]) for number, body in enumerate(bodies)))
    found = search(held, query)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        ends = [end for hit in one.passage_hits for end in hit]
        assert ends
        assert ends == sorted(ends)
        assert 0 <= ends[0] < ends[-1] <= len(one.passage)


@given(WORDS, WORDS)
def test_hits_lie_in_the_text_and_say_what_was_asked_for(text, query):
    """What is lit is in order, apart, and folds to something of the query."""
    found = hits(text, query)
    assert all(end < start for (_, end), (start, _) in pairwise(found))
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert any(fold(term) in fold(text[start:end]) for term in clean(query).split())


@given(st.one_of(WORDS, st.text()))
def test_folding_keeps_its_places(text):
    """Every folded character knows the column that it stands for, and those left out are blanks."""
    columns = places(text)
    assert len(fold(text)) == len(columns)
    assert columns == sorted(set(columns))
    assert all(char.isspace() for column, char in enumerate(text) if column not in columns)
    assert all(fold(text[column]) in {char, ""} for column, char in zip(columns, fold(text), strict=True))
