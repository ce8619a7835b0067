"""Citations by GB/T 7714—2015, against the standard's own examples; and the files that several make."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from msgspec.structs import replace

from hnreader.model import PageNumber
from hnreader.research.citation import STYLES, cited, gb7714
from hnreader.research.reference import Reference

THOUGHTS = Reference(
    "19981225-abc123",
    "大风沙过后的思考",
    paper="湖南日报",
    date=datetime.date(1998, 12, 25),
    pages=(PageNumber(10),),
    authors=("甲一",),
)


@pytest.mark.parametrize(
    ("authors", "title", "paper", "date", "pages", "printed"),
    [
        # GB/T 7714—2015, A.9
        (
            ("丁文详",),
            "数字革命与竞争国际化",
            "中国青年报",
            (2000, 11, 20),
            (15,),
            "丁文详. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).",
        ),
        (
            ("张田勘",),
            "罪犯DNA库与生命伦理学计划",
            "大众科技报",
            (2000, 11, 12),
            (7,),
            "张田勘. 罪犯DNA库与生命伦理学计划[N]. 大众科技报, 2000-11-12(7).",
        ),
        # A.9 too, without the address on the net, which print has not
        (
            ("刘裕国", "杨柳", "张洋", "王汉超", "靳博", "田豆豆", "付文"),
            "雾霾来袭，如何突围？",
            "人民日报",
            (2013, 1, 12),
            (),
            "刘裕国, 杨柳, 张洋, 等. 雾霾来袭，如何突围？[N]. 人民日报, 2013-01-12.",
        ),
        (
            ("傅刚", "赵承", "李佳路"),
            "大风沙过后的思考",
            "北京青年报",
            (2000, 1, 12),
            (),
            "傅刚, 赵承, 李佳路. 大风沙过后的思考[N]. 北京青年报, 2000-01-12.",
        ),
    ],
)
def test_the_examples_of_the_standard(
    authors: tuple[str, ...],
    title: str,
    paper: str,
    date: tuple[int, int, int],
    pages: tuple[int, ...],
    printed: str,
) -> None:
    """What the standard prints comes out character for character."""
    cited_as = Reference(
        "a", title, authors=authors, paper=paper, date=datetime.date(*date), pages=tuple(map(PageNumber, pages))
    )
    assert gb7714(cited_as) == printed


@pytest.mark.parametrize(
    ("changed", "printed"),
    [
        ({"authors": ()}, "大风沙过后的思考[N]. 湖南日报, 1998-12-25(10)."),
        ({"authors": ("甲", "乙", "丙")}, "甲, 乙, 丙. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(10)."),
        ({"authors": ("甲", "乙", "丙", "丁")}, "甲, 乙, 丙, 等. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(10)."),
        ({"pages": ()}, "甲一. 大风沙过后的思考[N]. 湖南日报, 1998-12-25."),
        ({"pages": (PageNumber(1), PageNumber(4))}, "甲一. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(1, 4)."),
        ({"date": None, "pages": ()}, "甲一. 大风沙过后的思考[N]. 湖南日报."),
        ({"date": None}, "甲一. 大风沙过后的思考[N]. 湖南日报(10)."),
        ({"date_inferred": True}, "甲一. 大风沙过后的思考[N]. 湖南日报, [1998-12-25](10)."),
        (
            {"pages": (PageNumber(1), PageNumber(4, inferred=True))},
            "甲一. 大风沙过后的思考[N]. 湖南日报, 1998-12-25(1, [4]).",
        ),
        ({"paper": ""}, "甲一. 大风沙过后的思考[N]. [报名不详], 1998-12-25(10)."),
        ({"titled": False}, "甲一. [大风沙过后的思考][N]. 湖南日报, 1998-12-25(10)."),
        ({"titled": False, "title": ""}, "甲一. [无题][N]. 湖南日报, 1998-12-25(10)."),
    ],
)
def test_what_is_missing_or_inferred(changed: dict[str, Any], printed: str) -> None:
    """What is not known is left out with its marks; what the page does not state stands in brackets."""
    assert gb7714(replace(THOUGHTS, **changed)) == printed


def test_bibtex_is_the_entry_that_the_gbt7714_style_documents() -> None:
    """The style's own example of a newspaper's article has these fields, and no others."""
    cited_as = Reference(
        "20001120-a",
        "数字革命与竞争国际化",
        authors=("丁文详",),
        paper="中国青年报",
        date=datetime.date(2000, 11, 20),
        pages=(PageNumber(15),),
    )
    assert (
        "".join(cited([cited_as], "bibtex")).split()
        == (
            "@article{20001120-a, entrysubtype = {newspaper}, author = {丁文详}, title = {数字革命与竞争国际化}, "
            "journal = {中国青年报}, year = {2000}, date = {2000-11-20}, pages = {15}, langid = {chinese}, }"
        ).split()
    )


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ({"date_inferred": True}, "日期系推断"),
        ({"pages": (PageNumber(1), PageNumber(4, inferred=True))}, "第4版系据转版提示推断"),
        ({"titled": False}, "题名系自拟"),
    ],
)
def test_what_was_inferred_is_told(style: str, changed: dict[str, Any], mark: str) -> None:
    """A note tells it in every format that has notes, and only where something was inferred."""
    marked, plain = ("".join(cited([cited_as], style)) for cited_as in (replace(THOUGHTS, **changed), THOUGHTS))
    assert marked != plain
    assert (mark in marked) is (style != "gb7714")
    assert mark not in plain
    assert ("题名系自拟" in mark) is ("[大风沙过后的思考]" in marked)


def test_a_date_that_is_not_known_is_not_said_to_be_inferred() -> None:
    """There is no word on a date where there is none."""
    undated = replace(THOUGHTS, date=None, date_inferred=True)
    assert not any("推断" in "".join(cited([undated], style)) for style in STYLES)


@pytest.mark.parametrize("style", STYLES)
def test_what_is_given_twice_is_written_once(style: str) -> None:
    """Keys are unique: the same page under two names is one source."""
    other = replace(THOUGHTS, id="19981225-xyz789")
    assert "".join(cited([THOUGHTS, other, THOUGHTS], style)) == "".join(cited([THOUGHTS, other], style))
    assert "".join(cited([THOUGHTS, other], style)).count("大风沙过后的思考") == 2


@pytest.mark.parametrize("style", STYLES)
def test_pieces_come_as_they_are_asked_for(style: str) -> None:
    """A file of any size is written without being held: no reference is taken before its turn."""
    taken: list[int] = []

    def many() -> Any:
        for number in range(10**9):
            taken.append(number)
            yield replace(THOUGHTS, id=str(number))

    pieces = cited(many(), style)
    for _ in range(4):
        next(pieces)
    assert len(taken) <= 4


def test_a_file_of_none_is_a_file() -> None:
    """Of no references at all CSL-JSON is an empty array, the others are empty."""
    assert json.loads("".join(cited([], "csl"))) == []
    assert not any("".join(cited([], style)).strip() for style in STYLES if style != "csl")
