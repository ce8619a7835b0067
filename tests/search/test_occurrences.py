"""Where a query's words stand: exactly as asked, each place once."""

from __future__ import annotations

import pytest
from made_articles import article

from hnreader.model import People
from hnreader.search.entries import entry_of
from hnreader.search.occurrences import OccurrenceFinder
from hnreader.search.query_language import parse_query


def texts_found(query, body="正文。", **fields):
    """The texts at the places of a query in one article, folded."""
    entry = entry_of((article("a", body, **fields),))
    return [entry.folded[start:end] for start, end in OccurrenceFinder(parse_query(query)).of(entry)]


@pytest.mark.parametrize(
    ("query", "body", "found"),
    [
        ("长沙", "长沙到长沙。", ["长沙", "长沙"]),
        ("哈哈", "哈哈哈", ["哈哈"]),
        ("长沙|长沙市", "长沙市长沙县", ["长沙市", "长沙"]),
        ("沙市|长沙", "长沙市", ["长沙"]),
        ("长沙 株洲", "株洲与长沙", ["株洲", "长沙"]),
        ("长沙 -株洲", "长沙", ["长沙"]),
        ("长沙 日期:2024", "长沙", ["长沙"]),
        ("長沙", "长沙", ["长沙"]),
        ("总部", "总 部、区 域 总 部", ["总部", "总部"]),
        ("ai", "ＡＩ与AI", ["ai", "ai"]),
        ("毛玮明", "毛伟明", []),
        ("changsha", "长沙", []),
        ("长沙", "长\n沙", []),
        (r"/第\d届/", "第3届和第十届", ["第3届"]),
        ("/第.届/ 长沙", "第3届在长沙", ["第3届", "长沙"]),
        ("/.3届/ 第3", "第3届", ["第3届"]),
        (r"/\d 台/", "投放445 台", ["5台"]),
        ("/x*/", "正文", []),
        ("日期:2024", "正文", []),
    ],
)
def test_places(query, body, found):
    """Places are where the text has what was asked for, apart from one another."""
    assert texts_found(query, body) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("曹娟", 3),
        ("记者:曹娟", 3),
        ("记者:三湘", 0),
        ("标题:三湘", 1),
        ("栏目:三湘", 1),
        ("标题:曹娟", 1),
        ("三湘", 2),
        ("正文|标题:三湘", 2),
    ],
)
def test_a_field_has_the_places_of_what_is_asked_of_it(query, found):
    """A word asked for in a field stands in its texts; who is asked for as a maker, wherever the article names him."""
    fields = {"headline": "曹娟说", "column": "三湘时评", "byline": "记者 曹娟", "people": People(("曹娟",))}
    assert len(texts_found(query, "正文里有曹娟，还有三湘。", **fields)) == found


@pytest.mark.parametrize(("query", "words"), [("", False), (" | ", False), ("日期:2024 版:1", False), ("-长沙", False)])
def test_a_query_without_a_word_has_no_places(query, words):
    """Filters and what is not wanted name nothing that could stand anywhere."""
    assert bool(OccurrenceFinder(parse_query(query))) is words
    assert OccurrenceFinder(parse_query(f"{query} 长沙"))


def test_a_pattern_that_runs_away_is_stopped(monkeypatch):
    """Its places are not all known then, and that is said."""
    monkeypatch.setattr("hnreader.search.patterns.TIME", 0.01)
    places = OccurrenceFinder(parse_query("/(啊|啊啊)+$x/"))
    assert not places.of(entry_of((article("a", "啊" * 5_000),)))
    assert places.unfinished


@pytest.mark.parametrize(
    ("text", "fields", "story", "all_texts"),
    [
        (
            "a dateline and its bracket",
            {"body": "某某日报3月8日讯（记者 甲某某 通讯员 乙某某）湖边日报亭，某某日报。"},
            2,
            3,
        ),
        ("letter-spaced", {"body": "本 报 讯（某某日报记者 甲某某） 日报说。"}, 1, 2),
        ("a bracket that is no maker's", {"body": "本报讯（日报亭）开了。"}, 1, 1),
        ("the bracket at the end", {"body": "渠道清了，日报说。（某某日报记者 甲某某）"}, 1, 2),
        ("a credit with a role", {"captions": ["日报亭开了。某某日报记者 甲某某 摄"]}, 1, 2),
        ("a credit of a library", {"captions": ["日报亭开了。甲某某 摄（日报图片库）"]}, 1, 2),
        ("a byline", {"byline": "某某日报记者 甲某某"}, 0, 1),
        ("a contributor's name", {"people": People(reporters=("甲日报",))}, 0, 1),
        ("titles and columns", {"headline": "日报亭", "column": "日报论坛"}, 2, 2),
    ],
)
def test_text_only(text, fields, story, all_texts):
    """What is no part of the story does not count; what stands beside it does."""
    entry = entry_of((article("a", **fields),))
    query = parse_query("日报")
    assert len(OccurrenceFinder(query, text_only=True).of(entry)) == story, text
    assert len(OccurrenceFinder(query).of(entry)) == all_texts, text
