"""Which issue a page is of: by masthead, file name, or datelines with the year from evidence. All text is made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hnreader.segment.dating import year_votes

BODY = "青石镇的茶农把头一批春茶送到了集市，桥头的茶行一早就排起了长队，老街上满是茶香，来往的客商络绎不绝。"


def story(month: int, day: int, body: str = "") -> str:
    return f"湖南日报{month}月{day}日讯（全媒体记者 韩松年）{body}{BODY}"


@pytest.mark.parametrize(
    ("lines", "number", "total"),
    [
        (["2024年3月9日 星期六 甲辰年正月廿九 第26931号 今日8版"], 26931, 8),
        (["2024年3月9日", "星期六", "第26931号", "今日12版"], 26931, 12),
        (["2024年3月", "9", "星期六", "甲辰年正月廿九", "第26931号", "今日4版"], 26931, 4),
        (["2024年3月", "", "9日", "", "星期六"], None, None),
    ],
)
def test_a_masthead_states_the_issue(cut, lines: list[str], number: int | None, total: int | None) -> None:
    """A masthead tells the day, however it is broken into lines, and its page is the first."""
    outcome = cut([*lines, "", story(3, 1)])
    dating = outcome.page.dating
    assert (dating.date, dating.page_no, dating.inferred) == (dt.date(2024, 3, 9), 1, False)
    assert (dating.issue_no, dating.pages_total) == (number, total)
    assert [each.message.reason for each in dating.evidence] == ["why.date.masthead"]
    assert "".join(outcome.export["furniture"]).replace(" ", "") == "".join(lines).replace(" ", "")


@pytest.mark.parametrize(
    ("number", "date"),
    [(27314, dt.date(2025, 3, 27)), (27313, dt.date(2025, 3, 26)), (27345, dt.date(2025, 4, 27))],
)
def test_a_number_tells_the_day(cut, number: int, date: dt.date) -> None:
    """The paper counts one number a day, so the number alone dates the issue, and says that it did."""
    dating = cut([f"第{number}号 今日8版", "", story(3, 1)]).page.dating
    assert (dating.date, dating.issue_no) == (date, number)
    assert [each.message.reason for each in dating.evidence] == ["why.date.number"]


@pytest.mark.parametrize(
    ("name", "date", "page_no"),
    [
        ("2024-03-09_03.txt", (2024, 3, 9), 3),
        ("20240309-A03.txt", (2024, 3, 9), 3),
        ("20240309.txt", (2024, 3, 9), None),
        ("hnrb_2024-03-09.txt", (2024, 3, 9), None),
        ("湖南日报2024年03月09日第12版.txt", (2024, 3, 9), 12),
        ("2024.03.09 5.txt", (2024, 3, 9), 5),
        ("2024-03-09_00.txt", (2024, 3, 9), None),
    ],
)
def test_a_file_name_tells_day_and_page(cut, name: str, date: tuple[int, int, int], page_no: int | None) -> None:
    """A day in the file's name dates a page that has no masthead, and a number behind it is the page's."""
    dating = cut([story(3, 1, "2019年，")], name).page.dating
    assert (dating.date, dating.page_no, dating.inferred) == (dt.date(*date), page_no, False)
    assert [each.message.reason for each in dating.evidence] == ["why.date.file"]


@pytest.mark.parametrize(
    ("name", "page_no", "reasons"),
    [
        ("2024-03-09.pdf#3", 3, ["why.date.file", "why.page.place"]),
        ("2024-03-09_05.pdf#3", 5, ["why.date.file"]),
        ("2024-03-09.pdf#99", 99, ["why.date.file", "why.page.place"]),
        ("2024-03-09.pdf#100", None, ["why.date.file"]),
        ("2024-03-09.pdf#0", None, ["why.date.file"]),
        ("2024-03-09#3.pdf", None, ["why.date.file"]),
        ("scan.pdf#12", 12, ["why.page.place"]),
    ],
)
def test_the_place_in_its_file_is_likely_the_number_of_a_page(cut, name: str, page_no: int, reasons: list[str]) -> None:
    """Where the file's name states none; that it is so is said, for a file may begin with any page."""
    dating = cut([story(3, 1)], name).page.dating
    assert (dating.page_no, [each.message.reason for each in dating.evidence]) == (page_no, reasons)


@pytest.mark.parametrize(("label", "page_no"), [("第7版", 7), ("2024年3月9日 星期六", 3)])
def test_a_page_says_more_of_its_number_than_its_place_does(cut, label: str, page_no: int) -> None:
    dating = cut([label, "", story(3, 8)], "2020-01-01.pdf#3").page.dating
    assert dating.page_no == page_no
    assert ("why.page.place" in [each.message.reason for each in dating.evidence]) is (page_no == 3)


@pytest.mark.parametrize("name", ["20240230.txt", "2024-13-01.txt", "120240309.txt", "202403091.txt", "page03.txt", ""])
def test_what_is_no_day_dates_nothing(cut, name: str) -> None:
    """A number in a file's name that is no day of the calendar leaves the page undated."""
    dating = cut([story(3, 1)], name).page.dating
    assert (dating.date, dating.evidence) == (None, ())


def test_a_masthead_says_more_than_a_file_name(cut) -> None:
    """Where masthead and file name differ the masthead is right."""
    dating = cut(["2024年3月9日 星期六", "", story(3, 8)], "2020-01-01_05.txt").page.dating
    assert dating.date == dt.date(2024, 3, 9)


@pytest.mark.parametrize(
    ("lines", "date", "page_no"),
    [
        (["A03", "要闻", "2024年3月9日 星期六"], (2024, 3, 9), 3),
        (["05 市州新闻", "2024年3月9日／星期六"], (2024, 3, 9), 5),
        (["A03 要闻 2024.3.9 星期六"], (2024, 3, 9), 3),
        (["2024年3月9日 星期六 第12版 时政"], (2024, 3, 9), 12),
        (["第04版：经济", "2024年3月9日 星期六"], (2024, 3, 9), 4),
        (["要闻 ０２", "２０２４年３月９日 星期六"], (2024, 3, 9), 2),
        # A date alone is no masthead: any page may print it.
        (["2024年3月9日 星期六"], (2024, 3, 9), None),
        (["潇湘晨报", "2024年3月9日 星期六"], (2024, 3, 9), 1),
    ],
)
def test_the_head_of_any_page_states_its_day(
    cut, lines: list[str], date: tuple[int, int, int], page_no: int | None
) -> None:
    """Papers print the day over every page; the label beside it, not the day, says which page it is."""
    dating = cut([*lines, "", story(3, 1)]).page.dating
    assert (dating.date, dating.page_no, dating.inferred) == (dt.date(*date), page_no, False)


@pytest.mark.parametrize(
    ("weekday", "reason"), [("六", "why.date.masthead"), ("五", "why.date.dateline")], ids=["fits", "misprint"]
)
def test_a_running_head_of_any_form_states_its_day(cut, weekday: str, reason: str) -> None:
    """A line of no story with day and weekday is the head of a page, where the weekday falls on that day."""
    head = f"2024年3月9日 星期{weekday} 茶叶 2 责任编辑 韩松年 版式编辑 丁小满"
    dating = cut([story(3, 8, "2019年，"), "", head]).page.dating
    assert [each.message.reason for each in dating.evidence] == [reason]
    assert dating.inferred


def test_a_number_of_another_paper_tells_no_day(cut) -> None:
    """Each paper has numbers of its own."""
    dating = cut(["潇湘晨报 第7314期 今日8版", "", story(3, 1)]).page.dating
    assert (dating.date, dating.issue_no) == (None, 7314)


def test_a_page_label_tells_the_page(cut) -> None:
    """A label such as 第3版 says which page it is."""
    assert cut(["第3版", "", story(3, 8)]).page.dating.page_no == 3
    assert cut(["第十二版 要闻", "", story(3, 8)]).page.dating.page_no == 12


@pytest.mark.parametrize(
    "head",
    [
        *("湖南日报 2024年3月9日 星期六 第3版", "湖南日报　2024年3月9日　第 3 版", "青石晚报 2024-03-09 第3版"),
        *("03版 要闻 2024年3月9日 湖南日报", "要闻 第3版 湖南日报 2024年3月9日", "2024年3月9日 星期六 湖南日报社 03版"),
    ],
)
def test_name_date_and_page_may_share_a_line(cut, head) -> None:
    """A line that has the paper's name, the day and the page is no headline, and states all three."""
    found = cut([head, "", "渔村开渔", "", story(3, 8)])
    dating = found.page.dating
    assert (dating.date, dating.page_no, dating.inferred) == (dt.date(2024, 3, 9), 3, False)
    assert [each.headline.text for each in found.page.articles if each.headline] == ["渔村开渔"]


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        # Yesterday's news: the issue is the day after the newest dateline.
        ([story(3, 8, "2024年前2个月，")], (2024, 3, 9)),
        ([story(3, 7, "2024年以来，"), story(3, 8), story(3, 6)], (2024, 3, 9)),
        ([story(2, 29, "2024年以来，")], (2024, 3, 1)),
        # This year and the one before, named to compare.
        ([story(6, 3, "2023年增长5%，2022年增长4%，")], (2023, 6, 4)),
        ([story(6, 3, "2023年5月底，"), story(6, 3, "与2022年、2021年相比，")], (2023, 6, 4)),
        # A goal ahead is not this year.
        ([story(6, 3, "2023年以来，"), story(6, 3, "到2027年，")], (2023, 6, 4)),
        ([story(6, 3, "2023年一季度，力争到2030年，到2035年，")], (2023, 6, 4)),
        # December plans for the next year.
        ([story(12, 11, "2024年前11个月，"), story(12, 11, "提前下达2025年资金预算，")], (2024, 12, 12)),
        ([story(12, 11, "会议部署2025年工作，"), story(12, 11, "2025年计划种茶，")], (2024, 12, 12)),
        # A month that the year has not reached yet was last year's.
        ([story(4, 2, "2020年12月动工，")], (2021, 4, 3)),
        # Anniversaries.
        ([story(9, 30, "今年是新中国成立75周年，")], (2024, 10, 1)),
        # Figures set full-width.
        (["湖南日报３月８日讯（记者 韩松年）２０２４年以来，" + BODY], (2024, 3, 9)),
        # A weekday falls on its day in one of the years named.
        ([story(3, 8, "2023年、2024年，"), story(3, 7, "3月12日（星期二），")], (2024, 3, 9)),
        ([story(3, 8, "2023年、2024年，"), story(3, 7, "3月12日（周日），")], (2023, 3, 9)),
        (["3月9日 星期六", story(3, 8, "2023年，2024年，")], (2024, 3, 9)),
        # Over New Year December is older than January.
        ([story(12, 31, "2023年全年，"), story(1, 1, "2024年第一天，")], (2024, 1, 2)),
        ([story(12, 31, "2023年以来，2022年，")], (2024, 1, 1)),
    ],
)
def test_datelines_tell_the_day_and_the_text_the_year(cut, lines: list[str], date: tuple[int, int, int]) -> None:
    """The issue is the day after the newest dateline, in the year that the text speaks for, and marked so."""
    dating = cut(lines).page.dating
    assert dating.date == dt.date(*date)
    assert dating.inferred
    stated = "星期六" in lines[0]
    assert [each.message.reason for each in dating.evidence] == ["why.date.masthead" if stated else "why.date.dateline"]
    assert 0 < dating.evidence[0].confidence < 1


@pytest.mark.parametrize(
    "lines",
    [
        [story(3, 8)],  # no year anywhere
        [f"本报讯（记者 韩松年）2024年以来，{BODY}"],  # no day
        [f"湖南日报2月30日讯（记者 韩松年）2024年以来，{BODY}"],  # no such day
        [f"湖南日报13月45日讯（记者 韩松年）2024年以来，{BODY}"],
    ],
)
def test_without_evidence_a_page_is_undated(cut, lines: list[str]) -> None:
    """A page that does not tell its day has none, and the ids of its articles say so."""
    outcome = cut(lines)
    assert outcome.page.dating.date is None
    assert not outcome.page.dating.inferred
    assert outcome.articles
    assert all(each["id"].startswith("undated-") and each["dateline"] is None for each in outcome.articles)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ([story(6, 11, "2024年增长5%，"), story(6, 11, "到2024年底，预计在2027年通车，")], (2024, 6, 12)),
        ([story(6, 11, "园区2035年建成，")], None),  # no other year is named
        ([story(6, 11, "2025年以来，2026年年底建成后，")], (2025, 6, 12)),
        ([story(12, 31, "2026年以来，")], None),  # yesterday is today: the issue would be tomorrow's
        (["第99999号 今日8版", "", story(6, 11)], None),  # a misread number
        (["6月12日 星期五", story(6, 11, "2035年，"), story(6, 11, "2026年，")], (2026, 6, 12)),
        (["2035年3月9日 星期五", "", story(3, 8)], (2035, 3, 9)),  # printed, not inferred
    ],
)
def test_an_inferred_date_has_come(cut, lines: list[str], date: tuple[int, int, int] | None) -> None:
    """What is worked out lies at the latest on the day given, whatever years the text names."""
    assert cut(lines, latest=dt.date(2026, 12, 31)).page.dating.date == (dt.date(*date) if date else None)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 12), st.integers(1, 28), st.sampled_from(["2024年以来，", "到2035年，", "2027年，", ""])
        ),
        min_size=1,
        max_size=4,
    ),
    st.dates(dt.date(2023, 1, 1), dt.date(2030, 1, 1)),
)
def test_the_day_only_bounds(cut, stories: list[tuple[int, int, str]], latest: dt.date) -> None:
    """A date that has come is the same whatever the day; one that has not is never told."""
    lines = [story(*parts) for parts in stories]
    unbounded, bounded = cut(lines).page.dating, cut(lines, latest=latest).page.dating
    if unbounded.date is None or unbounded.date <= latest:
        assert bounded == unbounded
    else:
        assert bounded.date is None or bounded.date <= latest


def test_a_goal_alone_dates_nothing(cut) -> None:
    """Whoever names 2035 as a goal does not say that it has come, on whatever day the page is read."""
    assert cut([story(3, 8, "到2035年，")]).page.dating.date is None


@pytest.mark.parametrize(
    ("lines", "dateline"),
    [
        (["2024年3月9日 星期六", "", story(3, 8)], "2024-03-08"),
        (["2024年3月9日 星期六", "", story(3, 9)], "2024-03-09"),
        (["2024年1月1日 星期一", "", story(12, 31)], "2023-12-31"),
        (["2024年3月9日 星期六", "", f"本报讯（记者 韩松年）{BODY}"], None),
        (["2024年3月9日 星期六", "", story(2, 30)], None),
        (["2024年3月9日 星期六", "", f"湖南日报2024年3月8日讯（记者 韩松年）{BODY}"], "2024-03-08"),
        (["2024年3月9日 星期六", "", f"新华社北京3月7日电（记者 韩松年）{BODY}"], "2024-03-07"),
    ],
)
def test_a_dateline_is_of_the_year_in_which_it_was_news(cut, lines: list[str], dateline: str | None) -> None:
    """A dateline's day is never behind its issue's: in January's first paper, December was last year."""
    (article,) = cut(lines).articles
    assert article["dateline"] == dateline


@pytest.mark.parametrize(
    ("texts", "month", "year"),
    [
        (["2022年和2021年"], 3, 2022),
        (["到2030年"], 3, None),
        (["2022年，到2030年"], 3, 2022),
        (["2025年预算草案"], 12, 2024),
        (["2025年预算草案"], 3, 2025),
        (["第12024年"], 3, None),
        (["1938年"], 3, None),
        ([""], 3, None),
        (["2020年的产量", "这条路将于2021年底前修好"], 9, 2021),
        (["2014年修的路", "新桥将于2022年底前完工", "此事2022年底前办好"], 2, 2022),
        (["2024年，2026年通车后"], 9, 2024),
        (["2024年，2023年，预计2026年年底建成投用"], 9, 2024),
        (["2024年，2025年某市亚冬会倒计时，2025年全国青年锦标赛"], 11, 2024),
    ],
)
def test_years_named_plainly_count_most(texts: list[str], month: int, year: int | None) -> None:
    """The year named plainly outvotes goals, plans and the past; years before the paper was founded do not count."""
    votes = year_votes(texts, month)
    best = max(votes, key=votes.__getitem__, default=None)
    if year is None:
        assert best is None or votes[best] <= 0.6
    else:
        assert best == year
