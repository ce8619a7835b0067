"""The calendar, through its keys and its mouse."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from bare_app import Bare
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from hnreader.app.commands import Keys
from hnreader.app.rendering.calendar import CalendarFrame, CalendarLayout, IssueDays, typed_days
from hnreader.app.screens.calendar import Calendar, Months
from hnreader.messages import Translator
from hnreader.typesetting import cells

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from textual.pilot import Pilot

MARCH = {dt.date(2024, 3, day): day for day in (1, 2, 5, 9, 20)}
DAILY = {dt.date(2022, 11, 1) + dt.timedelta(day): 30 for day in range(700)}
SCATTERED = {dt.date(year, month, 9): 8 for year, month in ((2021, 5), (2021, 9), (2023, 1), (2024, 2), (2024, 3))}


@asynccontextmanager
async def calendar(
    issue_sizes: Mapping[dt.date, int],
    at: dt.date | None = None,
    size: tuple[int, int] = (80, 24),
    lang: str = "zh",
) -> AsyncIterator[tuple[Bare, Pilot[None]]]:
    app = Bare(over=Calendar(Translator(lang), issue_sizes, at, Keys()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def chosen(app: Bare) -> dt.date | None:
    return app.screen.query_one(Months).chosen


def drawn(issue_sizes: Mapping[dt.date, int], at: dt.date, size: tuple[int, int] = (40, 12)) -> list[str]:
    days = IssueDays(issue_sizes)
    drawing = CalendarLayout(Translator("zh"), days, {}, CalendarFrame.of(*size, len(days.months)))
    return ["".join(text for text, _ in line).strip() for line in drawing.lay(at, "")]


async def test_days_with_an_issue_are_marked() -> None:
    """A day with an issue bears a mark, a day without one bears none, and the chosen day stands in brackets."""
    async with calendar(MARCH) as (app, _):
        assert " 5•  6   7   8   9• 10 " in app.seen
        assert "[20]" in app.seen
        assert "2024年3月20日 星期三 · 20 篇" in app.seen
        assert "前一期 2024-03-09" in app.seen
        assert "后一期 2" not in app.seen
        assert "本月收录 5 期，缺 26 期" in app.seen


async def test_the_calendar_speaks_english() -> None:
    """What the calendar says it says in English, too."""
    async with calendar(MARCH, dt.date(2024, 3, 9), lang="en") as (app, _):
        for words in (
            "Calendar",
            "March 2024 · 5",
            "Mo  Tu  We",
            "2024-03-09 Saturday · 9 articles",
            "This month: 5 issues",
        ):
            assert words in app.seen


async def test_a_day_without_an_issue_tells_its_neighbours() -> None:
    """A chosen day without an issue says so, names the issues around it, and says what Enter opens."""
    async with calendar(MARCH, dt.date(2024, 3, 7)) as (app, pilot):
        assert "2024年3月7日 星期四 · 没有这一期" in app.seen
        assert "前一期 2024-03-05 · 后一期 2024-03-09" in app.seen
        assert "Enter 打开前一期" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == dt.date(2024, 3, 5)


async def test_before_the_first_issue_enter_opens_it() -> None:
    """Where no issue is before the chosen day, Enter opens the one after and says so."""
    async with calendar(MARCH, dt.date(2024, 2, 7)) as (app, pilot):
        assert "Enter 打开后一期" in app.seen
        await pilot.press("enter")
        await pilot.pause()
        assert app.given == dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["left"], "2024-03-08"),
        (["l"], "2024-03-10"),
        (["up"], "2024-03-02"),
        (["j"], "2024-03-16"),
        (["]"], "2024-03-20"),
        (["]", "]"], "2024-03-20"),
        (["【"], "2024-03-05"),
        (["{"], "2024-02-09"),
        (["pagedown"], "2024-04-09"),
        ([*"20240302"], "2024-03-02"),
        ([*"2024-3-7"], "2024-03-07"),
        ([*"2024"], "2024-03-01"),
        ([*"2023"], "2023-01-01"),
        ([*"2024-02"], "2024-02-01"),
        ([*"2024-02-30"], "2024-02-03"),
        ([*"２０２４－０３"], "2024-03-01"),
    ],
)
async def test_keys_choose_a_day(keys: list[str], day: str) -> None:
    """Keys move by day, week, issue and month; what is typed goes to the day, or the first issue of month or year."""
    async with calendar(MARCH, dt.date(2024, 3, 9)) as (app, pilot):
        await pilot.press(*keys)
        assert str(chosen(app)) == day


async def test_what_is_typed_is_shown() -> None:
    """The date being typed stands on the screen, Backspace shortens it, and one that is no day is said to be none."""
    async with calendar(MARCH) as (app, pilot):
        await pilot.press(*"2024-13")
        await pilot.pause()
        assert "前往 2024-13▏  没有这一天" in app.seen
        await pilot.press("backspace")
        await pilot.pause()
        assert "前往 2024-1▏" in app.seen
        assert "没有这一天" not in app.seen
        await pilot.press("right")
        await pilot.pause()
        assert "前往" not in app.seen


@pytest.mark.parametrize("key", ["escape", "i", "q"])
async def test_leaving_chooses_nothing(key: str) -> None:
    """Escape and its like go back without a day."""
    async with calendar(MARCH) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app.given is None


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (160, 50)])
async def test_a_click_chooses_and_opens(size: tuple[int, int]) -> None:
    """A click on a day chooses it, a second one opens it."""
    async with calendar(MARCH, size=size) as (app, pilot):
        y = next(y for y, line in enumerate(app.lines) if " 5• " in line)
        at = cells(app.lines[y].partition(" 5• ")[0]) + 2
        await pilot.click(offset=(at, y))
        assert chosen(app) == dt.date(2024, 3, 5)
        await pilot.pause()
        await pilot.click(offset=(at, y))
        await pilot.pause()
        assert app.given == dt.date(2024, 3, 5)


async def test_the_wheel_turns_months() -> None:
    """The wheel goes to the months around, and a shorter month takes its last day."""
    async with calendar(MARCH, dt.date(2024, 3, 31)) as (app, pilot):
        await pilot._post_mouse_events([events.MouseScrollUp], offset=(40, 10))
        await pilot.pause()
        assert chosen(app) == dt.date(2024, 2, 29)
        await pilot._post_mouse_events([events.MouseScrollDown], offset=(40, 10))
        await pilot.pause()
        assert chosen(app) == dt.date(2024, 3, 29)


async def test_no_dated_issue() -> None:
    """An archive without a date says so, takes every key, and opens nothing."""
    async with calendar({}) as (app, pilot):
        assert "各期日期均不详" in app.seen
        await pilot.press("left", "]", "}", "2", "enter")
        await pilot.pause()
        assert app.given is None


@pytest.mark.parametrize(("at", "keys"), [(dt.date.min, ["left", "up", "{"]), (dt.date.max, ["right", "down", "}"])])
async def test_the_calendar_ends_where_dates_do(at: dt.date, keys: list[str]) -> None:
    """Nothing leads beyond the first and the last day there is."""
    async with calendar(MARCH, at) as (app, pilot):
        await pilot.press(*keys)
        assert chosen(app) == at


@pytest.mark.parametrize(
    ("size", "months"), [((40, 12), 1), ((60, 20), 2), ((80, 24), 4), ((120, 40), 9), ((160, 50), 16)]
)
async def test_as_many_months_as_fit(size: tuple[int, int], months: int) -> None:
    """The calendar has as many months as there is room for, the last one that of the last issue; its keys show."""
    async with calendar(DAILY, size=size) as (app, _):
        assert app.seen.count("一  二") == months
        assert "2024年9月" in app.seen
        assert "2024年10月" not in app.seen
        assert "Esc 返回" in app.seen


def test_months_without_an_issue_are_left_out() -> None:
    """Only months that have an issue are there, and the month of the chosen day between them."""
    heads = {
        month: [
            each.split()[0]
            for line in drawn(SCATTERED, dt.date(2024, month, 9), (160, 50))
            for each in line.replace(" · 1 期", "").split("  ")
            if each.endswith("月")
        ]
        for month in (3, 1)
    }
    shown = ["2021年5月", "2021年9月", "2023年1月", "2024年2月", "2024年3月"]
    assert heads[3] == shown
    assert heads[1] == [*shown[:3], "2024年1月", *shown[3:]]


def test_a_month_keeps_its_place() -> None:
    """Moving within the months in sight moves none of them."""
    heads = [
        [line for line in drawn(DAILY, dt.date(2024, month, 9), (120, 40)) if "月" in line][:3] for month in (1, 9)
    ]
    assert heads[0] == heads[1]


@pytest.mark.parametrize(
    ("month", "weeks", "last"),
    [
        (dt.date(2021, 2, 1), 4, "22  23  24  25  26  27  28"),
        (dt.date(2024, 2, 1), 5, "26  27  28  29"),
        (dt.date(1900, 2, 1), 5, "26  27  28"),
        (dt.date(2000, 2, 1), 5, "28  29"),
        (dt.date(2023, 10, 1), 6, "30  31"),
    ],
)
def test_months_have_their_weeks(month: dt.date, weeks: int, last: str) -> None:
    """Weeks begin on Monday; a month has four to six of them, February its leap day where it has one."""
    lines = drawn({dt.date(1800, 1, 1): 1}, month)
    grid = [line for line in lines[2:8] if line]
    assert len(grid) == weeks
    assert grid[-1] == last


def test_many_issues() -> None:
    """Every day since 1949 held: each month tells its number, and nothing is missing."""
    first = dt.date(1949, 8, 15)
    issue_sizes = {first + dt.timedelta(day): 30 for day in range(27_300)}
    lines = drawn(issue_sizes, dt.date(1988, 2, 29))
    assert lines[0] == "1988年2月 · 29 期"
    assert "本月收录 29 期，缺 0 期" in lines


@pytest.mark.parametrize("typed", ["", "-", "202", "20245678", "2024-00", "2023-02-29", "0000", "2024--1", "99999999"])
def test_what_is_no_date(typed: str) -> None:
    """What names no year, month or day leads nowhere."""
    assert typed_days(typed) is None


@given(
    st.dictionaries(st.dates(), st.integers(0, 10**6), max_size=20),
    st.one_of(st.none(), st.dates()),
    st.text("0123456789-", max_size=10),
    st.integers(1, 200),
    st.integers(1, 60),
    st.sampled_from(["zh", "en"]),
)
def test_no_line_leaves_the_calendar(
    issue_sizes: dict[dt.date, int], at: dt.date | None, typed: str, width: int, height: int, lang: str
) -> None:
    """Whatever is held and chosen and however narrow the screen, no line is wider than its room."""
    days = IssueDays(issue_sizes)
    frame = CalendarFrame.of(width, height, len(days.months))
    drawing = CalendarLayout(Translator(lang), days, {"open_day": "Enter", "leave_calendar": "Esc"}, frame)
    lines = drawing.lay(at if issue_sizes else None, typed)
    assert frame.inner <= width
    assert all(cells("".join(text for text, _ in line)) <= frame.inner for line in lines)
    if width >= 40 and height >= 12:
        assert len(lines) <= height
