"""What a paper's forms decide about units: each table has units as they are printed. All text is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hnreader.model import Line, Page
from hnreader.page_layout import Placing
from hnreader.papers import known_papers
from hnreader.segment.model.printed_decisions import printed_decisions
from hnreader.segment.rows import make_row, rows_of

if TYPE_CHECKING:
    from hnreader.segment.model.decisions import Decisions

DATELINE = "湖南日报3月8日讯（全媒体记者 韩松年）近日，青石镇的茶农把头一批春茶送到了集市。"


def decided(*units: str) -> Decisions:
    """Return what is decided about units; / parts the lines of one."""
    lines = [line for unit in units for line in unit.split("/")]
    page = Page("page.txt", tuple(Line(number, line) for number, line in enumerate(lines, 1)))
    rows = iter(rows_of(page, known_papers().generic))
    return printed_decisions([tuple(next(rows) for _ in unit.split("/")) for unit in units])


@pytest.mark.parametrize(
    "unit",
    [
        DATELINE,
        "本报讯（全媒体记/者 韩松年）近日，头一批春茶送到了集市。",
        "▲▲（上接1版①）送到了集市。",
        "3月8日，青石镇，茶农在采茶。湖南日报全媒体记者 韩松年 摄",
    ],
)
def test_forms_of_openings(unit: str) -> None:
    assert decided("春茶上市", unit).opens_by_form == (1,)


@pytest.mark.parametrize(
    "unit", ["据新华社北京3月8日电 茶农送来春茶。", "3月8日，茶农在采茶，记者在场。", "茶农在采茶。韩松年 摄"]
)
def test_what_is_no_opening_for_sure(unit: str) -> None:
    assert decided("春茶上市", unit).opens_by_form == ()


def test_the_credit_of_a_caption_may_stand_in_the_next_unit() -> None:
    units = "3月8日，青石镇，茶农在采茶。湖南日报全媒体记者 韩松年 摄影", "报道"
    assert decided(*units).opens_by_form == (0,)
    assert decided(units[0], "茶行门前排起长队，来看茶的客商比去年多，有的从邻省赶来。记者 苏青 摄").opens_by_form == ()


def test_the_credit_of_another_picture_makes_no_opening() -> None:
    assert decided("3月8日，青石镇的茶农付了钱。", "韩松年 摄").opens_by_form == ()


def test_opinions_are_no_news() -> None:
    found = decided("今日谈", "春茶上市", DATELINE, "3月8日，青石镇，茶农在采茶。韩松年 摄", "简讯")
    assert found.roles.get(0) == "column"
    assert found.apart == ((0, 2), (0, 3))


def test_a_note_names_the_column_that_it_opens() -> None:
    note = "编者按 春茶上市，本报今起开设“一片叶子的路”专栏，看茶农怎样种茶。"
    found = decided("春茶上市", note, "茶农采茶去", "一片叶子的路")
    assert (found.roles, found.together) == ({3: "column"}, ((3, 1),))


def test_a_jump_stands_beside_its_text() -> None:
    assert decided("（上接1版）", "送到了集市。", "头一批春茶", "（下转3版）").together == ((0, 1), (2, 3))


@pytest.mark.parametrize(
    ("unit", "role"),
    [
        ("湖南日报全媒体记者 韩松年 通讯员 杜若 摄影报道", "byline"),
        ("湖南日报全媒体记者 韩松年 摄", None),  # a picture's credit
        ("茶农在采茶。韩松年 摄影报道", None),  # the end of a caption
        ("本报记者 韩松年", None),  # may close a text, too
    ],
)
def test_who_took_the_picture_and_wrote_of_it(unit: str, role: str | None) -> None:
    assert decided("春茶上市", unit).roles.get(1) == role


@pytest.mark.parametrize(
    ("name", "left", "top", "size", "signs"),
    [
        ("江小舟", 440, 260, 100, True),
        ("欧阳晚晴", 400, 300, 100, True),
        ("江小舟", 100, 260, 100, False),  # under the title's first characters
        ("江小舟", 440, 700, 100, False),  # far below it
        ("江小舟", 390, 260, 180, False),  # as large as a title
        ("开湖了", 440, 260, 100, False),  # no name
        ("江小舟江小舟", 290, 260, 100, False),  # more than one
    ],
)
def test_a_name_right_under_the_middle_of_a_title_signs_what_follows(
    name: str, left: int, top: int, size: int, signs: bool
) -> None:
    """Where it is known how it stands; anywhere else it may be a heading."""
    paper = known_papers().generic
    title = make_row(1, 0, "开湖的日子", 0, paper, Placing(90, 40, 1090, 240, 200))
    row = make_row(2, 0, name, 0, paper, Placing(left, top, left + size * len(name), top + size, size))
    assert printed_decisions([(title,), (row,)]).roles == ({1: "byline"} if signs else {})
    plain = [(each._replace(placing=None),) for each in (title, row)]
    assert printed_decisions(plain).roles == {}
