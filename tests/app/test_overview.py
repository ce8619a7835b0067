"""The overview: what it draws, and that it fits."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from bare_app import Bare
from hypothesis import given
from hypothesis import strategies as st

from hnreader.app.panes.overview import Overview
from hnreader.app.rendering.overview import Holdings, OverviewLayout
from hnreader.app.rendering.timeline import Timeline
from hnreader.messages import Translator
from hnreader.typesetting import ambiguous_width, cells, is_ambiguous

if TYPE_CHECKING:
    from collections.abc import Mapping


FIVE = {
    dt.date(2022, 3, 9): 20,
    dt.date(2022, 8, 1): 10,
    dt.date(2023, 1, 5): 40,
    dt.date(2024, 2, 1): 1,
    dt.date(2024, 3, 9): 20,
}
LAST = dt.datetime(2024, 3, 1, 18, 5, tzinfo=dt.UTC)


def overview_lines(
    issues: Mapping[dt.date | None, int],
    width: int = 76,
    height: int = 40,
    known: Mapping[str, int] | None = None,
    last: dt.datetime | None = None,
) -> list[str]:
    layout = OverviewLayout(Translator("zh"), {"search": "/"}, Holdings(issues, 4, known, last), width, height)
    return ["".join(text for text, _ in line).strip() for line in layout.lines()]


async def test_what_is_held_is_told() -> None:
    """The overview tells issues, pages, articles, the first and the last day, and the keys that lead on."""
    overview = Overview(Translator("zh"))
    app = Bare(overview)
    async with app.run_test(size=(80, 40)) as pilot:
        assert "还没有文章" in app.seen
        overview.show(Holdings({**FIVE, None: 3}, 12, None, None))
        await pilot.pause()
        assert "5 期 · 12 版 · 94 篇 · 日期不详 3 篇" in app.seen
        assert "2022年3月9日 — 2024年3月9日" in app.seen
        assert "按日历打开某一期" in app.seen
        assert "i 日历" not in app.seen, "a welcome has told the keys"
        assert "以来" not in app.seen
        overview.show(Holdings(FIVE, 12, {day.isoformat(): size for day, size in FIVE.items()}, LAST))
        await pilot.pause()
        assert "i 日历" in app.seen
        assert "按日历打开某一期" not in app.seen


async def test_the_overview_speaks_english_and_takes_no_focus() -> None:
    """What the overview says it says in English, too, and no key is lost in it."""
    overview = Overview(Translator("en"))
    app = Bare(overview)
    async with app.run_test(size=(80, 40)) as pilot:
        overview.show(Holdings(FIVE, 12, {}, None))
        await pilot.pause()
        for words in ("5 issues · 12 pages · 91 articles", "Articles per month", "since last time", "Latest issues"):
            assert words in app.seen
        assert app.focused is None


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40), (160, 50)])
async def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    """From the smallest terminal to a large one the head, the time line, the issues and the keys are seen."""
    overview = Overview(Translator("zh"))
    app = Bare(overview)
    async with app.run_test(size=size) as pilot:
        overview.show(Holdings(FIVE, 12, {"2022-03-09": 20}, LAST))
        await pilot.pause()
        for words in ("hnreader", "每月篇数", "新增 4 期", "最近各期", "/ 检索"):
            assert words in app.seen
        assert all(cells(line) == size[0] for line in app.lines)


async def test_nothing_new_is_not_said_before_all_is_read() -> None:
    """While pages come in there may be something new yet, and more than is counted."""
    overview = Overview(Translator("en"))
    app = Bare(overview)
    known = {day.isoformat(): count for day, count in FIVE.items()}
    async with app.run_test(size=(80, 40)) as pilot:
        for complete, words in ((False, "nothing new so far"), (True, "nothing new ")):
            overview.show(Holdings(FIVE, 12, known, LAST, complete))
            await pilot.pause()
            assert words in app.seen
            assert ("91 articles so far" in app.seen) is not complete


async def test_another_size_is_laid_anew() -> None:
    """A pane made larger has more of the issues."""
    overview = Overview(Translator("zh"))
    app = Bare(overview)
    async with app.run_test(size=(80, 16)) as pilot:
        overview.show(Holdings({dt.date(2024, 3, 1) + dt.timedelta(day): 9 for day in range(28)}, 1, None, None))
        await pilot.pause()
        few = app.seen.count("星期")
        await pilot.resize_terminal(80, 40)
        await pilot.pause()
        assert app.seen.count("星期") > few > 0


def test_a_gap_in_the_time_line_is_seen() -> None:
    """A month without an issue is a dot, and the tallest bar is the month with most articles."""
    line = Timeline(sorted(FIVE.items()), 76)
    assert line.unit == "month"
    assert line.bar_width == 3
    [row] = line.rows(1)
    assert "".join(text for text, _ in row).split() == "▄▄ · · · · ▂▂ · · · · ██ · · · · · · · · · · · · ▁▁ ▄▄".split()
    [(rule, _)], [(axis, _)] = line.axis()
    months = [f"{month:02}" for month in range(1, 13)]
    assert axis.split() == ["2022-03", *months[5:], "2023", *months[2:], "2024-03"]
    assert [at // 3 for at, sign in enumerate(rule) if sign == "┴"] == [10, 22]


def test_months_are_told_apart_below_days() -> None:
    """Where bars are days a border and a label stand where a month begins."""
    line = Timeline([(dt.date(2024, 1, 20) + dt.timedelta(day), 8) for day in range(60)], 76)
    [(rule, _)], [(axis, _)] = line.axis()
    assert [at for at, sign in enumerate(rule) if sign == "┴"] == [12, 41]
    assert (axis.index("2024-02 "), axis.index("2024-03 ")) == (12, 41)


def test_charts_keep_their_width_where_blocks_take_two_cells() -> None:
    """In a terminal set to East Asian widths bars, borders and gaps are of signs that take one cell there, too."""
    ambiguous_width(2)
    try:
        line = Timeline(sorted(FIVE.items()), 76)
        drawn = "".join(text for pieces in (*line.rows(3), *line.axis()) for text, _ in pieces)
        assert not any(map(is_ambiguous, drawn))
    finally:
        ambiguous_width(1)


@pytest.mark.parametrize(
    ("days", "room", "unit", "years"),
    [
        (1, 36, "day", 1),
        (36, 36, "day", 1),
        (37, 36, "month", 1),
        (365 * 3, 30, "year", 1),
        (27_300, 76, "year", 1),
        (27_300, 36, "years", 5),
    ],
)
def test_the_finest_unit_that_fits(days: int, room: int, unit: str, years: int) -> None:
    """The time line goes by days, months, years or several years: the finest that has room."""
    line = Timeline([(dt.date(1949, 8, 15) + dt.timedelta(day), 30) for day in range(days)], room)
    assert (line.unit, line.years) == (unit, years)
    assert sum(bar.articles or 0 for bar in line.bars) == days * 30


def test_an_issue_without_articles_is_no_gap() -> None:
    """An issue of which no article is held still has a bar."""
    [row] = Timeline([(dt.date(2024, 3, 1), 0), (dt.date(2024, 3, 3), 50)], 3).rows(1)
    assert [text for text, _ in row if text] == ["▁", "·", "█"]


def test_issues_are_listed_newest_first() -> None:
    """Each issue has a bar by its articles; those without a date come last."""
    lines = overview_lines({**FIVE, None: 80})
    listed = lines[lines.index("最近各期") + 1 :]
    assert [line.split()[0] for line in listed[:6]] == [
        *("2024年3月9日", "2024年2月1日", "2023年1月5日", "2022年8月1日", "2022年3月9日"),
        "日期不详",
    ]
    assert listed[0].endswith("20  " + "▆" * 10)
    assert listed[5].endswith("80  " + "▆" * 40)


def test_what_is_new_is_named() -> None:
    """New issues and new articles of known ones are counted and named, and the last visit with them."""
    known = {day.isoformat(): articles for day, articles in FIVE.items() if day.year < 2024} | {"2024-02-01": 0}
    lines = overview_lines(FIVE, known=known, last=LAST)
    news = lines.index("自 2024-03-01 18:05 以来 · 新增 1 期 21 篇")
    assert lines[news + 1 : news + 3] == ["2024年3月9日 星期六  +20 篇", "2024年2月1日 星期四  +1 篇"]


def test_more_news_than_has_room() -> None:
    """Of many new issues the newest are named and the others counted."""
    lines = overview_lines(FIVE, known={}, last=LAST)
    news = lines.index("自 2024-03-01 18:05 以来 · 新增 5 期 91 篇")
    assert lines[news + 4] == "……还有 2 期"


def test_no_news() -> None:
    """Nothing new since the last visit is said, too; undated pages count by their empty name."""
    known = {day.isoformat(): articles for day, articles in FIVE.items()} | {"": 7}
    assert "上次以来 · 没有新增" in overview_lines({**FIVE, None: 7}, known=known)
    assert "日期不详  +1 篇" in overview_lines({**FIVE, None: 8}, known=known)


@given(
    st.dictionaries(st.one_of(st.none(), st.dates()), st.integers(0, 10**6), max_size=20),
    st.one_of(st.none(), st.dictionaries(st.dates().map(str), st.integers(0, 10**6), max_size=5)),
    st.integers(1, 76),
    st.integers(1, 60),
    st.sampled_from(["zh", "en"]),
)
def test_no_line_leaves_the_overview(
    issues: dict[dt.date | None, int], known: dict[str, int] | None, width: int, height: int, lang: str
) -> None:
    """Whatever is held, no line is wider than its room and there are no more of them than fit."""
    keys = {"search": "/", "calendar": "i", "help": "?"}
    lines = OverviewLayout(Translator(lang), keys, Holdings(issues, 1, known, LAST), width, height).lines()
    assert len(lines) <= height
    assert all(cells("".join(text for text, _ in line)) <= width for line in lines)


@given(st.dictionaries(st.dates(), st.integers(0, 10**6), min_size=1, max_size=20), st.integers(1, 200))
def test_the_time_line_has_room(issues: dict[dt.date, int], room: int) -> None:
    """However far apart the days are, the time line fits, its labels with it, and holds every article."""
    line = Timeline(sorted(issues.items()), room)
    assert len(line.bars) * line.bar_width <= room
    assert sum(bar.articles or 0 for bar in line.bars) == sum(issues.values())
    for pieces in (*line.rows(2), *line.axis()):
        assert sum(cells(text) for text, _ in pieces) <= room
