"""What is found, by which ways of asking."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_articles import NEW, OLD, archive, article, found, ids

from hnreader.kinds import Kind
from hnreader.model import People
from hnreader.research.concordance import concordance
from hnreader.search import search, words_outside

REPORTER = {"people": People(reporters=("张长贵",))}

FOUND = [
    ("in the headline", "芯片", {"headline": "芯片之城"}),
    ("in the kicker", "芯片", {"kicker": "芯片之城"}),
    ("in the subhead", "芯片", {"subhead": "芯片之城"}),
    ("in the column", "三湘时评", {"column": "三湘时评"}),
    ("in the byline", "张三", {"byline": "湖南日报全媒体记者 张三"}),
    ("a name only among the people", "张长贵", REPORTER),
    ("in a later paragraph", "芯片", {"body": "第一段。\n第二段有芯片。"}),
    ("in a caption", "剪彩", {"captions": ("图为剪彩现场。",)}),
    ("terms in different fields", "长沙 芯片", {"headline": "长沙", "body": "芯片。"}),
    ("one character", "芯", {"body": "芯片"}),
    ("full width for half", "AI", {"body": "ＡＩ赋能"}),
    ("half width for full", "ＡＩ赋能", {"body": "ai赋能"}),
    ("case", "gdp", {"body": "GDP增长"}),
    ("quotes", '\'"三高四新"', {"body": "“三高四新”"}),
    ("corner quotes", "“三高四新”", {"body": "「三高四新」"}),
    ("dashes", "3-5月", {"body": "3—5月"}),
    ("traditional for simplified", "湖南發展與環境", {"body": "湖南发展与环境"}),
    ("simplified for traditional", "湖南发展", {"body": "湖南發展"}),
    ("a regional variant", "这里的群众", {"body": "這裡的羣眾"}),
    ("a radical that a font has for a character", "金山", {"body": "⾦山"}),
    ("a letter-spaced line", "总部区域", {"body": "总 部 区 域"}),
    ("a blank before figures", "年的445辆", {"body": "2022年的 445辆"}),
    ("an invisible mark in the query", "芯\u200b片", {"body": "芯片"}),
    ("a phrase with its blank", '"smart city"', {"body": "a Smart  City plan"}),
    ("one of two", "株洲|长沙", {"body": "长沙"}),
    ("not what is not there", "长沙 -株洲", {"body": "长沙"}),
    ("only what is not there", "-株洲", {"body": "长沙"}),
    ("in the headline, asked for", "标题:长沙", {"headline": "长沙"}),
    ("in the kicker, asked for", "title:长沙", {"kicker": "长沙"}),
    ("a reporter, asked for", "记者:长贵", REPORTER),
    ("a column, asked for", "栏目:时评", {"column": "三湘时评"}),
    ("a kind", "类型:评论", {"kind": Kind.COMMENTARY}),
    ("a newspaper", "报纸:湖南日报", {"paper": "hunan-daily"}),
    ("not of a newspaper", "-paper:people-daily", {"paper": "hunan-daily"}),
    ("a page", "版:3", {"page": 3}),
    ("pages", "版:2..4", {"page": 3}),
    ("a year", "日期:2024", {}),
    ("a span of days", "日期:2024-03-01..2024-03-09", {}),
    ("a pattern", "/第.{1,2}届/", {"body": "第十四届"}),
    ("a pattern without regard to case", "/g.p/", {"body": "GDP"}),
    ("a pattern that must not be", "长沙 -/第.届/", {"body": "长沙"}),
    ("initials", "zfwq", {"headline": "湖南：智赋万企再出发"}),
    ("pinyin", "zhifuwanqi", {"headline": "智赋万企"}),
    ("pinyin as far as typed", "zhifuwa", {"headline": "智赋万企"}),
    ("pinyin, mixed", "zhifuwq", {"headline": "智赋万企"}),
    ("pinyin in two words", "zhifu wq", {"headline": "智赋万企"}),
    ("initials of two letters", "zhfwq", {"headline": "智赋万企"}),
    ("an apostrophe", "xi'an", {"headline": "西安"}),
    ("a figure among initials", "5gjz", {"headline": "5G基站"}),
    ("a name in pinyin", "zhangchanggui", REPORTER),
    ("a reporter in pinyin", "by:zcg", REPORTER),
    ("a polyphone by its word", "yinhang", {"headline": "湖南银行"}),
    ("a polyphone that no word tells", "chenxing", {"headline": "陈行"}),
    ("a polyphone that no word tells, otherwise", "chenhang", {"headline": "陈行"}),
]


@pytest.mark.parametrize(("query", "fields"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_found(query, fields):
    """Words are found wherever they stand, in whichever spelling readers take for the same."""
    assert found(query, **fields)


NOT_FOUND = [
    ("one term of two", "长沙 株洲", {"body": "长沙的芯片"}),
    ("over the edge of two paragraphs", "'第一第二", {"body": "第一\n第二"}),
    ("over the edge of two fields", "'第一第二", {"headline": "第一", "body": "第二"}),
    ("over the edge of two words", "tc", {"body": "smart city"}),
    ("two characters nearly", "长杀", {"body": "长沙"}),
    ("a long query that holds a short text", "长沙的芯片产业", {"body": "芯片"}),
    ("nothing asked for", " \u3000", {"body": "长沙"}),
    ("what must not be", "长沙 -株洲", {"body": "长沙株洲"}),
    ("neither of two that must not be", "长沙 -株洲|湘潭", {"body": "长沙湘潭"}),
    ("not in the headline", "标题:长沙", {"headline": "株洲", "body": "长沙"}),
    ("not a reporter", "记者:长沙", {"body": "长沙"}),
    ("not a column", "栏目:长沙", {"headline": "长沙"}),
    ("another kind", "类型:评论 长沙", {"body": "长沙"}),
    ("another newspaper", "报纸:人民日报", {"paper": "hunan-daily"}),
    ("no known newspaper", "报纸:湖南日报", {}),
    ("another page", "版:1", {"page": 11}),
    ("another year", "日期:2023", {}),
    ("the day after", "日期:2024-03-10..", {}),
    ("a phrase without its blank", '"smart city"', {"body": "smartcity"}),
    ("not exactly", "'三高四新", {"body": "三高四亲"}),
    ("a phrase not exactly", '"三高四新"', {"body": "三高四亲"}),
    ("a pattern", "/第.届/", {"body": "第十四届"}),
    ("a pattern that must not be", "长沙 -/第.届/", {"body": "长沙第一届"}),
    ("pinyin of the body", "zhifuwanqi", {"body": "智赋万企"}),
    ("pinyin over two texts", "zhifuwanqi", {"headline": "智赋", "people": People(reporters=("万企",))}),
    ("pinyin with a mark between", "'zfwq", {"headline": "智赋，万企"}),
    ("a polyphone against its word", "yinxing", {"headline": "湖南银行"}),
    ("initials of a polyphone against its word", "yx", {"headline": "银行"}),
    ("pinyin in capitals", "ZFWQ", {"headline": "智赋万企"}),
    ("half a syllable within", "zhifuwaqi", {"headline": "智赋万企"}),
    ("another year, nearly", "2024年", {"body": "2023年"}),
    ("three letters nearly", "GDP", {"body": "GNP"}),
]


@pytest.mark.parametrize(("query", "fields"), [case[1:] for case in NOT_FOUND], ids=[case[0] for case in NOT_FOUND])
def test_not_found(query, fields):
    """What is not there is not found."""
    assert not found(query, **fields)


def test_undated_articles_are_in_no_span_of_days():
    """An article without a date is found, but not by a date."""
    library = archive(article("a", "长沙", None), article("b", "长沙"))
    assert ids(library, "长沙") == ["b", "a"]
    assert ids(library, "长沙 日期:..2024") == ["b"]


def test_without_terms_the_newest_come_first():
    """Where only filters are asked for, all that they let through is listed by date."""
    library = archive(article("old", date=OLD), article("new", date=NEW), article("older", date=OLD - dt.timedelta(9)))
    assert ids(library, "类型:消息") == ["new", "old", "older"]
    assert [result.why for result in search(library, "类型:消息")] == ["filter"] * 3
    assert search(library, "类型:消息")[0].best.text == "正文。"


def test_a_pattern_that_runs_away_is_stopped():
    """A pattern that would take for ever ends, and the results say that not all was looked at."""
    library = archive(*(article(f"a{number}", "啊" * 5_000) for number in range(3)))
    results = search(library, "/(啊|啊啊)+$x/")
    assert list(results) == []
    assert results.unfinished


@pytest.mark.parametrize(
    "error", [TimeoutError, MemoryError, RecursionError, OverflowError, ValueError, regex.error("")]
)
def test_no_error_of_a_pattern_is_raised(monkeypatch, error):
    """Whatever the library raises while it matches: the results are unfinished, and what was found before is kept."""

    class Failing:
        def finditer(self, text, **_limits):
            if "株洲" in text:
                raise error
            yield re.search("长沙", text)

    monkeypatch.setattr("hnreader.search.patterns.compile_pattern", lambda _source: Failing())
    results = search(archive(article("new", "长沙"), article("old", "株洲长沙", OLD)), "/长沙/")
    assert [result.article.id for result in results] == ["new"]
    assert results.unfinished
    assert results[0].words == ("长沙",)


def test_limit_cuts_the_list_not_the_counts():
    """A limit cuts what is listed: the best remain, and all are counted."""
    library = archive(article("body", "长沙"), article("headline", headline="长沙"), article("twice", "长沙，长沙"))
    results = search(library, "长沙", limit=1)
    assert [result.article.id for result in results] == ["headline"]
    assert results.articles == 3
    assert results.hits() == 4


def test_a_cancelled_search_is_empty():
    """A search that is no longer wanted has found nothing, whenever that becomes known."""
    library = archive(*(article(f"a{number}", "长沙") for number in range(9)))
    for patience in range(6):
        calls = []

        def cancelled(calls=calls, patience=patience):
            calls.append(None)
            return len(calls) > patience

        assert len(search(library, "长殺沙", cancelled=cancelled)) in {0, 9}
    assert len(search(library, "长沙", cancelled=lambda: True)) == 0


WORDS = st.text(st.sampled_from("长沙芯片三高四新的 \u3000aBＡ１-—“”\"'·|/:!\n\u200b\x1b①İß\ud800"), max_size=30)


@settings(deadline=None)
@given(st.one_of(WORDS, st.text(max_size=30)), st.lists(WORDS, max_size=4))
@example("三高四新İ ß", ["三高四辛"])
@example("/(", ["长沙"])
def test_every_result_shows_why(query, bodies):
    """Whatever is asked for, results have passages of the article, with ranges that lie in them, best first."""
    library = archive(*(article(f"a{number}", body, headline=body[:9]) for number, body in enumerate(bodies)))
    results = search(library, query)
    assert [result.score for result in results] == sorted((result.score for result in results), reverse=True)
    assert len(results) == results.articles
    for result in results:
        assert result.near == (result.why in {"pinyin", "fuzzy"})
        assert result.count >= bool(result.words)
        for shown in (result.best, *result.passages()):
            ends = [end for hit in shown.hits for end in hit]
            assert bool(ends) == bool(result.words)
            assert ends == sorted(ends)
            assert all(0 <= end <= len(shown.text) for end in ends)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("正文:长沙", ["body", "both"]),
        ("body:长沙", ["body", "both"]),
        ("-正文:长沙", ["caption", "title"]),
        ("长沙 -正文:长沙", ["caption", "title"]),
        ("正文:长沙|株洲", ["body", "both"]),
        ("正文:长沙|标题:长沙", ["body", "both", "title"]),
        ("正文:长少", []),
        ("正文:长沙 版:2", []),
    ],
)
def test_bodies_are_paragraphs_alone(query, expected):
    """What stands in titles, captions and bylines is not asked for; nor does it stop what is not to be in a body."""
    library = archive(
        article("title", headline="长沙通水"),
        article("caption", byline="长沙", captions=["长沙一景"]),
        article("body", "甲在长沙。"),
        article("both", "乙到长沙。", headline="长沙开镰"),
    )
    assert sorted(ids(library, query)) == expected
    assert len(search(library, query)) == len(expected) == search(library, query).articles


def test_what_is_asked_of_bodies_is_shown_in_bodies():
    """Passages, highlights, counts and occurrences leave out what stands in a title, an error within it too."""
    library = archive(article("a", "甲在长沙。\n去浏阳河。", headline="长沙通水", captions=["长沙一景"]))
    (result,) = search(library, "正文:长沙")
    assert (result.why, result.count, [passage.text for passage in result.passages()]) == ("body", 1, ["甲在长沙。"])
    assert (result.words, words_outside(result.words)) == (("长沙",), ())
    assert [each.text for each in concordance(library, "正文:长沙")] == ["paragraph"]
    (near,) = search(library, "正文:浏阴河")
    assert near.near
    assert not search(archive(article("b", headline="浏阳河水")), "正文:浏阴河")
