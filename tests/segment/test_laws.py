"""Laws that hold for any page whatever: nothing lost, nothing invented, the same every time."""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import event, example, given, reject, settings
from hypothesis import strategies as st

from hnreader.language.continuity import sentence_continuity
from hnreader.language.names import looks_like_name, split_names
from hnreader.language.sentences import ends_sentence
from hnreader.language.speech import leading_speaker
from hnreader.model import Page
from hnreader.reading import pages_from
from hnreader.reasons import Reason
from hnreader.research.export import export_page
from hnreader.segment import segment
from hnreader.segment.conservation import violations
from hnreader.segment.dating import date_page, year_votes
from hnreader.segment.draft import Block, Role
from hnreader.segment.line_features import begins_caption, has_credit, opens_story
from hnreader.segment.people import parse_credit, parse_makers
from hnreader.segment.repair import repair_line
from hnreader.segment.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

laws = settings(settings.get_profile(os.environ.get("HNREADER_LAWS", "quick")))

# What newspapers print, in pieces; all of it made up.
HAN = "稻谷渠坝船桥林田橘茶竹街灯书声雨晴镇乡村民老师学生修补织染收种红蓝新旧一二三十百千年月日会议强调指出在的了和与"
SENTENCES = (
    "青石镇的茶农把头一批春茶送到了集市。",
    "桥头新开的书店每晚亮灯到十点，附近的学生常来看书",
    "会议强调，要把冬修水利抓在手里，不误农时。",
    "韩松年指出，渠道清了，水才走得远；堤坝固了，人才睡得稳。",
    "“我家的橘子今年卖出了好价钱。”果农说",
    "据了解，该镇已修补道路12.5公里，惠及 3200户。",
    "第一，摸清底数；",
    "务。各村随即行动起来。",
    "为乡村教育和培",
    "育新一代匠人打下了根基。",
    "《渡口》一书讲述了",
    "（一）总体要求",
    "到2025年，全镇茶园面积要达到 2万亩。",
    "截至2023年底，2024年前2个月，2026年预算草案",
    "He said the tea was good. ",
)
MAKERS = (
    "全媒体记者 韩松年 通讯员 杜若 江小舟",
    "记者 温 如",
    "见习记者 阿里·木沙 实习生 欧阳青",
    "全媒体记者韩松年杜若通讯员江小舟",
    "记 者 温 如 玉",
    "记者 韩松年 摄影报道",
)
DATELINES = (
    "湖南日报3月8日讯（{}）",
    "湖南日报12月 31日讯({})",
    "湖南日报·新湖南1月1日讯（{}）",
    "本报讯（{}）",
    "本报青石3月8日讯 （{}）",
    "新华社长沙3月7日电（{}）",
    "湖南日报2月30日讯（{}",
    "湖南日报13月45日讯（{}）",
)
ALONE = (
    "湖南日报全媒体评论员 温如玉",
    "湖南日报全媒体记者 韩松年 通讯员 杜若",
    "韩松年",
    "温 如 杜 若",
    "三湘时评",
    "快评",
    "编者按",
    "奋进新征程",
    "新春茶市开张 老街灯火通明",
    "修好门前一条渠",
    "全镇冬修水利现场会召开",
    "韩松年在青石镇调研时强调",
    "抓住农时 不误春耕 ——来自青石镇的报告",
    "青石镇有什么？",
    "青石镇做了什么？",
    "渠 道 清 了 ，水 才 走 得 远 ；堤 坝",
    "总 部 、区 域 总 部 、功 能 性 总 部 。力 争 到",
    "使用 APP 和 DeepSeek 的 445户",
    "▲▲（上接1版③）",
    "（紧接1版①）",
    "▷(下转2版)",
    "（下转A03版）",
    "（上接99版⑳）（下转3版）",
    "3月8日，青石镇的茶农在采茶。 韩松年 摄",
    "▲图为桥头书店。（图片均由青石镇提供）",
    "茶农在采茶。记者 杜若 摄影报道",
    "图为渡口",
    "2024年3月",
    "9",
    "星期六",
    "甲辰年正月廿九",
    "第27314号 今日8版",
    "第999999号",
    "第3版",
    "要闻 02",
    "责任编辑：温如 校对：杜若",
    "距离春茶节开幕",
    "还有",
    "2天",
    "距春茶节开幕还有12天！",
    "■ ◆ ※",
    "--- * ---",
    "2024-03-09 12:00:01 INFO started",
    "春眠不觉晓",
)
CONTROLS = "\x07\x08\x1b\x7f\x85\x9b\x9d\u00ad\u200b\u200e\u202e\u2028\u2066\ufeff\ufffe\U000e0001\t\v\f\x1c\u3000\xa0"
SEQUENCES = ("\x1b[31m", "\x1b]2;title\x07", "\x1b]52;c;eA==\x1b\\", "\x1b", "\x9b1m", "\x1bP", "\u202e", "\u200b")
LINE_ENDS = ("\n", "\n", "\n", "\n\n", "\n\n\n\n", "\r\n", "\r", "\n \n")

unicode = st.text(st.characters(codec="utf-8"), max_size=24)
han = st.text(st.sampled_from(HAN + "，。、；：“”（）《》 0123456789aB%"), min_size=1, max_size=40)
spaced = han.map(" ".join)
long = st.lists(st.one_of(st.sampled_from(SENTENCES), han), min_size=2, max_size=8).map("".join)
dateline = st.builds(str.format, st.sampled_from(DATELINES), st.sampled_from(MAKERS))
story = st.builds(str.__add__, dateline, long)
dirty = st.lists(
    st.one_of(st.sampled_from(SENTENCES + ALONE), st.sampled_from(SEQUENCES), st.text(CONTROLS, max_size=3), unicode),
    min_size=1,
    max_size=5,
).map("".join)


@st.composite
def leg(draw: st.DrawFn) -> str:
    """A leg of type: a story cut into printed lines of one width, as a text layer has it."""
    text = draw(story) + "".join(draw(st.lists(long, max_size=2)))
    measure = draw(st.integers(8, 24))
    end = draw(st.sampled_from(("\n", "\n\n")))
    lines = [text[: measure - 2], *(text[at : at + measure] for at in range(measure - 2, len(text), measure))]
    loose = draw(st.sets(st.integers(0, len(lines) - 1), max_size=3))
    return end.join(" ".join(line) if number in loose else line for number, line in enumerate(lines))


PIECES = st.one_of(
    st.sampled_from(ALONE), st.sampled_from(ALONE), st.sampled_from(SENTENCES), story, long, han, spaced, dirty, unicode
)


@st.composite
def pages(draw: st.DrawFn, *, most: int = 24) -> str:
    """The text of a page: printed lines or blocks, or both; passages may stand twice, whole or cut."""
    pieces = draw(st.lists(st.one_of(PIECES, PIECES, leg()), min_size=1, max_size=most))
    for _ in range(draw(st.integers(0, 2))):
        copy = draw(st.sampled_from(pieces))
        start = draw(st.integers(0, max(0, len(copy) - 1))) if draw(st.booleans()) else 0
        pieces.insert(draw(st.integers(0, len(pieces))), copy[start:])
    ends = draw(st.lists(st.sampled_from(LINE_ENDS), min_size=len(pieces), max_size=len(pieces)))
    return "".join(f"{piece}{end}" for piece, end in zip(pieces, ends, strict=True))


names = st.one_of(
    st.just("page.txt"),
    st.sampled_from(("2024-03-09_03.txt", "20240309-A03.txt", "20230230.txt", "hnrb_1999-12-31_00.txt")),
    st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20),
)


def read(text: str, name: str = "page.txt") -> Page:
    page = next(pages_from(text.encode(), name))
    if not isinstance(page, Page) or page.encoding not in {"utf-8", "utf-8-sig"}:
        reject()  # nothing but blanks, or NULs, which no UTF-8 page has
    return page


def raw_lines(text: str) -> list[str]:
    """The file's lines, cut by the test itself."""
    return re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))


def compact(text: str) -> str:
    return "".join(char for char in text if not char.isspace())


def exported(page: dict[str, Any]) -> Iterator[tuple[str, list[list[int]]]]:
    """Every text that the export shows, with its spans."""
    for article in page["articles"]:
        for part in ("column", "kicker", "headline", "subhead", "byline"):
            if article[part] is not None:
                yield article[part], article["spans"][part]
        yield from ((each["text"], each["spans"]) for each in article["paragraphs"])
        yield from zip(article["captions"], article["spans"]["captions"], strict=True)
        yield from ((each["text"], each["spans"]) for each in (article["jump_from"], article["jump_to"]) if each)
    for group in ("furniture", "duplicates"):
        yield from zip(page[group], page["spans"][group], strict=True)


def removed(page: dict[str, Any]) -> str:
    return "".join(chars(each["codes"]) for each in page["removed"])


def chars(codes: list[str]) -> str:
    return "".join(chr(int(code.removeprefix("U+"), base=16)) for code in codes)


@laws
@given(pages(), names)
@example("▲▲（上接1版③）▷(下转2版)\n三湘时评\n湖南日报3月8日讯（记者 韩松年", "page.txt")
@example("（下转2版）\n（下转2版）\n（上接1版）\n（上接1版）", "page.txt")
@example("韩松年\n韩松年\n温 如 杜 若\n", "page.txt")
@example("务。\n" * 30, "page.txt")
@example("本报评论员 温如\n" + "茶农进城。" * 15 + "\n韩松年\n0\n青石镇有什么？", "page.txt")  # two headings
@example("本报评论员 温如\n青石镇有什么？\n本报评论员 温如\n镇有什么？\n温 如 杜 若", "page.txt")  # an overlap is a row
def test_every_character_is_in_exactly_one_place(text, name):
    """The page's own check of conservation finds nothing, and counting characters in the export finds as many."""
    page = segment(read(text, name))
    event(f"{min(len(page.articles), 5)} articles, {'duplicates' if page.duplicates else 'no duplicates'}")
    assert violations(page) == ()
    export = export_page(page)
    shown = Counter(compact("".join(shown for shown, _ in exported(export))))
    assert shown + Counter(compact(removed(export))) == Counter(compact("".join(raw_lines(text))))


@laws
@given(pages(), names)
def test_every_text_can_be_traced(text, name):
    """The spans of a text hold its characters in the file's own lines, one for one, and no place is told twice."""
    lines = raw_lines(text)
    export = export_page(segment(read(text, name)))
    seen: set[tuple[int, int]] = set()
    for shown, spans in exported(export):
        assert all(0 <= start < end <= len(lines[line - 1]) for line, start, end in spans)
        printed = "".join(lines[line - 1][start:end] for line, start, end in spans)
        assert compact(printed) == compact(shown)
        places = {(line, column) for line, start, end in spans for column in range(start, end)}
        assert len(places) == sum(end - start for _, start, end in spans)
        assert not places & seen
        seen |= places
    for each in export["removed"]:
        assert lines[each["line"] - 1].startswith(chars(each["codes"]), each["start"])


@laws
@given(pages(most=10), pages(most=10), names)
def test_a_page_is_the_same_whatever_else_is_read(text, other, name):
    """Segmenting a page again, with another page between, gives the same articles and the same ids."""
    page = read(text, name)
    once = export_page(segment(page))
    segment(read(other))
    assert export_page(segment(read(text, name))) == once
    ids = [article["id"] for article in once["articles"]]
    assert len(set(ids)) == len(ids)


@laws
@given(pages(), st.integers(1, 4))
def test_blank_lines_around_a_page_change_nothing(text, count):
    """But the places of its articles."""
    alone = export_page(segment(read(text)))
    between = export_page(segment(read("\n" * count + text + "\n" * count)))
    assert [shown for shown, _ in exported(between)] == [shown for shown, _ in exported(alone)]
    assert [article["id"] for article in between["articles"]] == [article["id"] for article in alone["articles"]]


@laws
@given(pages())
def test_paragraphs_hold_text(text):
    """No text of the export is empty or has blanks at its ends, and no article is without any text."""
    export = export_page(segment(read(text)))
    for shown, spans in exported(export):
        assert shown == shown.strip() != ""
        assert spans
    for article in export["articles"]:
        assert article["paragraphs"] or article["captions"] or article["headline"] or article["byline"]


@laws
@given(pages())
def test_duplicates_point_at_what_they_repeat(text):
    """A duplicate names an article of the page, and nearly all that it says stands in that article."""
    export = export_page(segment(read(text)))
    texts = {
        each["id"]: compact("".join([*(part["text"] for part in each["paragraphs"]), *each["captions"]]))
        for each in export["articles"]
    }
    for passage, of in zip(export["duplicates"], export["duplicates_of"], strict=True):
        pairs = set(map("".join, pairwise(compact(passage))))
        assert sum(pair in texts[of] for pair in pairs) >= 0.7 * len(pairs)


@laws
@given(st.one_of(han, spaced, unicode, st.sampled_from(ALONE + SENTENCES), dirty))
@example("渠 道 清 了 ，水 才 走 得 远 A B 12 %")
@example("A — B")
@example("甲 乙 丙 1 丁")
def test_repair_takes_blanks_and_nothing_else(line):
    """A repaired line has the same characters but fewer blanks, and repairing it again alters nothing."""
    repaired = repair_line(line)
    assert compact(repaired) == compact(line)
    assert len(repaired) <= len(line)
    assert repaired == repaired.strip()
    assert not any(each.isspace() and other.isspace() for each, other in pairwise(repaired))
    assert repair_line(repaired) == repaired


ANY = st.one_of(unicode, dirty, han, spaced, story, st.sampled_from(MAKERS + ALONE))


@laws
@given(ANY, ANY)
def test_reading_a_text_never_fails(generic, rows, text, other):
    """Whatever stands in a line, the small readers of names, credits, years and edges answer without raising."""
    assert compact("".join(split_names(text))) == re.sub(r"[\s、,，/]+", "", text)
    makers = parse_makers(text, generic)
    if makers is not None:
        named = (*makers.reporters, *makers.correspondents, *makers.photographers, *makers.commentators)
        assert all(looks_like_name(name) and name in compact(text) for name in named)
    assert all(name in compact(text) for name in parse_credit(text, generic))
    assert all(year >= 1949 for year in year_votes([text, other], 3))
    sentence_continuity(compact(text), compact(other))
    leading_speaker(compact(text))
    for tell in (ends_sentence, begins_caption):
        assert tell(compact(text)) in (True, False)
    assert has_credit(compact(text), generic) in (True, False)
    for row in rows(["甲", text]):
        assert opens_story(row) in (True, False)


@laws
@given(pages(), names)
def test_an_issue_is_dated_or_not_without_failing(generic, text, name):
    """Any page has a dating: a day with its reason, or none and nothing inferred; its number may have a reason, too."""
    rows = rows_of(read(text, name), generic)
    dating = date_page([Block((row,), Role.MASTHEAD, number) for number, row in enumerate(rows)], Page(name, ()))
    reasons = {evidence.message.reason for evidence in dating.evidence}
    assert (dating.date is not None) == bool(reasons - {Reason.PAGE_PLACE})
    assert not (dating.inferred and dating.date is None)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("湖南日报3月8日讯（", 40),
        ("（上接1版", 60),
        ("韩松年 摄", 60),
        ("距", 300),
        ("“", 300),
        ("甲 ", 400),
        ("2024年", 100),
        ("\x1b]", 100),
        ("字\x1b]", 100),
        ("1 ", 300),
        ("A。", 200),
    ],
)
def test_a_line_that_repeats_itself_is_kept_whole(piece, times):
    """A long line of one pattern over and over keeps every character."""
    page = read(f"{piece * times}\n湖南日报讯\n{(piece * times)[::-1]}")
    assert violations(segment(page)) == ()
