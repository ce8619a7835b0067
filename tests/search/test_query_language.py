"""The query language: what is typed, and what is looked for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.kinds import Kind
from hnreader.search.dates import parse_dates
from hnreader.search.limited_query import limited_query
from hnreader.search.query_language import (
    LONGEST,
    Clause,
    DateRange,
    KindFilter,
    PageRange,
    PaperFilter,
    Pattern,
    Term,
    parse_query,
)


def term(text, where="every", *, exact=False, pinyin=""):
    return Term(text, where, exact=exact, pinyin=pinyin)


def clause(*atoms, negated=False):
    return Clause(tuple(atoms), negated=negated)


def day(*numbers):
    return dt.date(*numbers)


CASES = [
    ("blanks are and", "长沙 芯片", [clause(term("长沙")), clause(term("芯片"))]),
    ("an ideographic blank", "长沙\u3000芯片", [clause(term("长沙")), clause(term("芯片"))]),
    ("a phrase", '"smart  city"', [clause(term("smart city", exact=True))]),
    ("quotes of an input method", "“三高 四新”", [clause(term("三高四新", exact=True))]),
    ("corner brackets", "「三高四新」", [clause(term("三高四新", exact=True))]),
    ("a phrase not closed yet", '"三高 四', [clause(term("三高四", exact=True))]),
    ("without", "长沙 -株洲", [clause(term("长沙")), clause(term("株洲"), negated=True)]),
    ("without, otherwise", "!株洲", [clause(term("株洲"), negated=True)]),
    ("without, full width", "！株洲 －湘潭", [clause(term("株洲"), negated=True), clause(term("湘潭"), negated=True)]),
    ("a dash within is text", "2-3", [clause(term("2-3"))]),
    ("a lone dash is text", "-", [clause(term("-"))]),
    ("exactly", "'三高四新", [clause(term("三高四新", exact=True))]),
    ("exactly, by an input method", "‘三高四新", [clause(term("三高四新", exact=True))]),
    ("quotes as text", "'“三", [clause(term('"三', exact=True))]),
    ("or", "长沙|株洲", [clause(term("长沙"), term("株洲"))]),
    ("or with blanks, full width", "长沙 ｜ 株洲", [clause(term("长沙"), term("株洲"))]),
    ("neither", "-长沙|株洲", [clause(term("长沙"), term("株洲"), negated=True)]),
    ("or with nothing", "长沙|", [clause(term("长沙"))]),
    ("a field", "标题:长沙", [clause(term("长沙", "title"))]),
    ("a field, full width", "标题：长沙", [clause(term("长沙", "title"))]),
    ("a field for all alternatives", "标题:长沙|株洲", [clause(term("长沙", "title"), term("株洲", "title"))]),
    ("a field with a phrase", 'title:"长沙 市"', [clause(term("长沙市", "title", exact=True))]),
    ("fields of English", "By:曹娟 COLUMN:时评", [clause(term("曹娟", "names")), clause(term("时评", "column"))]),
    ("fields of Chinese", "记者:曹娟 栏目:时评", [clause(term("曹娟", "names")), clause(term("时评", "column"))]),
    ("without in a field", "-标题:长沙", [clause(term("长沙", "title"), negated=True)]),
    ("a field in the middle is text", "新标题:长沙", [clause(term("新标题:长沙"))]),
    ("pinyin", "hnrb", [clause(term("hnrb", pinyin="hnrb"))]),
    ("capitals are no pinyin", "GDP", [clause(term("gdp"))]),
    ("exactly no pinyin", "'hnrb", [clause(term("hnrb", exact=True))]),
    ("folded", "ＡＩ賦能", [clause(term("ai赋能"))]),
    ("a page", "版:1 page:04", [clause(PageRange(1, 1)), clause(PageRange(4, 4))]),
    ("pages", "版:4..2|7", [clause(PageRange(2, 4), PageRange(7, 7))]),
    ("a kind", "类型:评论|kind:news", [clause(KindFilter(Kind.COMMENTARY), KindFilter(Kind.NEWS))]),
    ("a kind as far as typed", "kind:comm", [clause(KindFilter(Kind.COMMENTARY))]),
    ("a newspaper", "报纸:湖南日报", [clause(PaperFilter("hunan-daily"))]),
    ("a newspaper in English", 'PAPER:"Hunan Daily"', [clause(PaperFilter("hunan-daily"))]),
    ("a newspaper by its id", "paper:people-daily", [clause(PaperFilter("people-daily"))]),
    ("a newspaper as far as typed", "报纸:农", [clause(PaperFilter("farmers-daily"))]),
    (
        "newspapers",
        "-报纸:湖南日报|人民日报",
        [clause(PaperFilter("hunan-daily"), PaperFilter("people-daily"), negated=True)],
    ),
    ("days", "日期:2024-03", [clause(DateRange(day(2024, 3, 1), day(2024, 3, 31)))]),
    ("a pattern", "/第.届/ 长沙", [clause(Pattern("第.届")), clause(term("长沙"))]),
    ("not a pattern", "-/第.届/", [clause(Pattern("第.届"), negated=True)]),
    ("a pattern with counts", r"/\d{4}年\d{1,2}月/", [clause(Pattern(r"\d{4}年\d{1,2}月"))]),
    ("a pattern with a blank", "/a b/", [clause(Pattern("a b"))]),
    ("slashes within are text", "3/9/2024", [clause(term("3/9/2024"))]),
    ("nothing", " \u3000|", []),
    ("quotes with nothing", '"" “ ”', []),
]


@pytest.mark.parametrize(("typed", "clauses"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_query_is_understood(typed, clauses):
    """Each way of asking becomes what it says, without a note."""
    query = parse_query(typed)
    assert list(query.clauses) == clauses
    assert query.notes == ()


NOTED = [
    ("日期:今年", "日期:今年", "query.date"),
    ("date:2024-13", "date:2024-13", "query.date"),
    ("日期:2024-02-30", "日期:2024-02-30", "query.date"),
    ("版:头版", "版:头版", "query.page"),
    ("类型:小说", "类型:小说", "query.kind"),
    ("kind:n", "kind:n", "query.kind"),
    ("报纸:晚报", "报纸:晚报", "query.paper"),
    ("/(/", "/(/", "query.regex"),
    ("/" + "(" * 51 + "/", "/" + "(" * 51 + "/", "query.regex_unsafe"),
    ("/a{9999}bc/", "/a{9999}bc/", "query.regex_unsafe"),
    ("/x{999999999}/", "/x{999999999}/", "query.regex_unsafe"),
    ("/((a{900}){900}){900}/", "/((a{900}){900}){900}/", "query.regex_unsafe"),
]


@pytest.mark.parametrize(("typed", "text", "note"), NOTED)
def test_what_is_not_understood_is_text_with_a_note(typed, text, note):
    """It is still searched for, as it was typed, and the note says which it is."""
    query = parse_query(f"长沙 {typed}")
    assert list(query.clauses) == [clause(term("长沙")), clause(term(text, exact=True))]
    assert [(message.reason, *message.arguments) for message in query.notes] == [(note, typed)]


@pytest.mark.parametrize(
    ("pattern", "group"),
    [
        ("(?R)", "(?R"),
        ("(?0)x", "(?0"),
        ("(?<a>(?&a))", "(?&a"),
        ("(?x)(?P<a>x(?P >a)?)", "(?x"),
        ("(?i:长沙)", "(?i:长沙"),
        ("(?a)x(?L)", "(?a"),
        ("(长)(?(1)沙|江)", "(?"),
        ("长(*FAIL)", "(*FAIL"),
        (r"[(]\\((?-i:x)", "(?-i:x"),
    ],
)
def test_groups_that_are_refused_are_named(pattern, group):
    """Calls of groups, flags, conditions and verbs make no regular expression: it is text, and the note says why."""
    query = parse_query(f"/{pattern}/")
    assert [note.arguments for note in query.notes] == [(f"/{pattern}/", group)]
    assert {note.reason for note in query.notes} == {"query.regex_group"}
    assert not query.patterns


@pytest.mark.parametrize(
    "pattern",
    ["(长)沙", "(?:长|株)", "长(?=沙)", "长(?!江)", "(?<=长)沙", "(?<!株)洲", "(?>长+)", r"(?P<a>长)(?P=a)",
     r"(?<a>长)\1", r"[(?*]+", r"\(\?R\)", "[](?R)]", "第[0-9]{1,3}届"],
)  # fmt: skip
def test_groups_that_find_text_are_taken(pattern):
    """Groups, alternatives, what stands before and behind, references, and brackets that are characters."""
    query = parse_query(f"/{pattern}/")
    assert (query.patterns, query.notes) == (((pattern, False),), ())


@pytest.mark.parametrize("begun", ["长沙 ", "(", '"', "/(?R", "日期:", "-", "长沙|", "/a/ ", "\x1b]52;", "标题:长沙 "])
def test_a_long_query_is_cut_and_says_so(begun):
    """Of a query of any length the first characters count, and messages quote no more than a line has room for."""
    query = parse_query(begun * 300_000)
    assert query.notes[0].arguments == (LONGEST, len(begun) * 300_000)
    assert query.clauses == parse_query((begun * LONGEST)[:LONGEST]).clauses
    assert all(len(text) < 100 for note in query.notes for text in note.texts)


def test_a_field_without_its_word_is_no_hindrance():
    """While a field is being typed, the rest of the query holds."""
    query = parse_query("长沙 标题:")
    assert list(query.clauses) == [clause(term("长沙"))]
    assert [(note.reason, *note.arguments) for note in query.notes] == [("query.empty", "标题:")]


def test_a_pattern_beside_others_is_text():
    """Patterns are held against what the rest has found, and so can't be one of several."""
    query = parse_query("长沙|/第.届/")
    assert list(query.clauses) == [clause(term("长沙"), term("/第.届/", exact=True))]
    assert [note.reason for note in query.notes] == ["query.regex_or"]


DATES = [
    ("2024", (2024, 1, 1), (2024, 12, 31)),
    ("2024年", (2024, 1, 1), (2024, 12, 31)),
    ("202", (2020, 1, 1), (2029, 12, 31)),
    ("2", (2000, 1, 1), (2999, 12, 31)),
    ("2024-", (2024, 1, 1), (2024, 12, 31)),
    ("2024-0", (2024, 1, 1), (2024, 9, 30)),
    ("2024-3", (2024, 3, 1), (2024, 3, 31)),
    ("2024-02", (2024, 2, 1), (2024, 2, 29)),
    ("2023.2", (2023, 2, 1), (2023, 2, 28)),
    ("2024年3月", (2024, 3, 1), (2024, 3, 31)),
    ("2024-03-09", (2024, 3, 9), (2024, 3, 9)),
    ("2024/3/9", (2024, 3, 9), (2024, 3, 9)),
    ("2024年3月9日", (2024, 3, 9), (2024, 3, 9)),
    ("20240309", (2024, 3, 9), (2024, 3, 9)),
    ("202403", (2024, 3, 1), (2024, 3, 31)),
    ("2023..2024-06", (2023, 1, 1), (2024, 6, 30)),
    ("2024-06..2023", (2023, 1, 1), (2024, 6, 30)),
    ("2024-03-09..2024-03-11", (2024, 3, 9), (2024, 3, 11)),
    ("..2023", (1, 1, 1), (2023, 12, 31)),
    ("2024..", (2024, 1, 1), (9999, 12, 31)),
]


@pytest.mark.parametrize(("typed", "first", "last"), DATES)
def test_dates_are_spans_of_days(typed, first, last):
    """A year, a month, a day, from one to another; and what is only begun, as far as it goes."""
    assert parse_dates(typed) == (day(*first), day(*last))


@pytest.mark.parametrize(
    "typed", ["今年", "", "..", "2024-13", "2024-00-01", "2023-02-29", "x..2024", "20241301", "2024-0-1", "24年3月"]
)
def test_what_is_no_date(typed):
    """None of these is a day, a month or a year."""
    assert parse_dates(typed) is None


@given(st.text(st.sampled_from("长沙 \u3000-!'\"“”|/\\()[]*+?.:：标题日期版类型date20 4\n\x00"), max_size=24))
def test_no_query_raises(typed):
    """Whatever is typed is a query; and what it asks for is never empty."""
    query = parse_query(typed)
    assert all(clause.atoms for clause in query.clauses)
    assert all(wanted.text.strip() for wanted in query.terms)


@given(st.text(st.sampled_from("0123456789-./年月日号.~至"), max_size=24))
def test_days_are_in_order(typed):
    """A date is none, or a span from an earlier to a later day."""
    span = parse_dates(typed)
    assert span is None or span[0] <= span[1]


@pytest.mark.parametrize(
    ("query", "limited"),
    [
        ("长沙", "长沙 日期:2024"),
        ('"长沙', '日期:2024 "长沙'),
        ("长沙|", "日期:2024 长沙|"),
        ("", ""),
        ("标题:", "标题:"),
    ],
)
def test_a_query_is_limited_by_a_filter(query, limited):
    """The filter stands where the query does not absorb it; of nothing there is nothing to limit."""
    assert limited_query(query, "日期:2024") == limited
